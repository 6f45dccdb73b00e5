package syntax

import "diplograph/graph/rdf"

// An Element is a part of a group graph pattern: *Triples, *Group, *Optional,
// *Union, *Minus, *GraphPattern, *Service, *Filter, *Bind, *Values or
// *SubSelect.
type Element interface {
	Position() Pos
	element()
}

// A Group is { Elements }, in the order written. A *SubSelect is always the one
// element of its group.
type Group struct {
	Pos
	Elements []Element
}

// Triples is a run of triple and property path patterns. Two Triples with only
// Filters between them are one basic graph pattern (section 18.2.2.5); the
// parser keeps them apart to print them where they were written.
type Triples struct {
	Pos
	Patterns []TriplePattern
}

// Optional is OPTIONAL { Group }.
type Optional struct {
	Pos
	Group *Group
}

// Union is Groups[0] UNION Groups[1] UNION ..., at least two.
type Union struct {
	Pos
	Groups []*Group
}

// Minus is MINUS { Group }.
type Minus struct {
	Pos
	Group *Group
}

// GraphPattern is GRAPH Name { Group }.
type GraphPattern struct {
	Pos
	Name  Node // *Variable or *Constant with an IRI
	Group *Group
}

// Service is SERVICE [SILENT] Name { Group }.
type Service struct {
	Pos
	Silent bool
	Name   Node // *Variable or *Constant with an IRI
	Group  *Group
}

// Filter is FILTER Expr. It holds for the whole group, wherever it stands.
type Filter struct {
	Pos
	Expr Expr
}

// Bind is BIND(Expr AS ?Var).
type Bind struct {
	Pos
	Expr Expr
	Var  *Variable
}

// Values is VALUES (Vars) { Rows }, inline data.
type Values struct {
	Pos
	Vars []*Variable
	Rows [][]rdf.Term // as wide as Vars; a zero Term is UNDEF
}

// SubSelect is a SELECT query inside a group.
type SubSelect struct {
	Pos
	Projection Projection
	Where      *Group
	Modifiers  Modifiers
	Values     *Values // or nil
}

func (*Triples) element()      {}
func (*Group) element()        {}
func (*Optional) element()     {}
func (*Union) element()        {}
func (*Minus) element()        {}
func (*GraphPattern) element() {}
func (*Service) element()      {}
func (*Filter) element()       {}
func (*Bind) element()         {}
func (*Values) element()       {}
func (*SubSelect) element()    {}
