package syntax

import "diplograph/graph/rdf"

// A Prologue is what was declared for a query or an update operation. The IRIs
// of the tree are resolved already; Print shortens them with Prefixes, and the
// function IRI resolves against Base when it is evaluated.
type Prologue struct {
	Base         string       // in force: the last BASE, or that of Options; "" if none
	BaseDeclared bool         // Base comes from a BASE
	Prefixes     []rdf.Prefix // in force, each name once
	Version      string       // the last VERSION (1.2), or ""
}

// A Form is the form of a query.
type Form uint8

const (
	Select Form = iota + 1
	Construct
	Describe
	Ask
)

// String gives the keyword: "SELECT".
func (f Form) String() string { return [...]string{"", "SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}[f] }

// A Query is a SPARQL query.
type Query struct {
	Pos
	Prologue   Prologue
	Form       Form
	Projection Projection      // of Select
	Template   []TriplePattern // of Construct; no property paths
	Targets    []Node          // of Describe: *Variable and *Constant; none is *
	Dataset    Dataset         // FROM and FROM NAMED
	Where      *Group          // nil for a DESCRIBE without pattern
	Modifiers  Modifiers
	Values     *Values // after the modifiers, or nil
}

// A Dataset is the graphs named by FROM and FROM NAMED, or USING and USING
// NAMED. If both are empty, nothing was said.
type Dataset struct {
	Default []*Constant // merged into the default graph
	Named   []*Constant
}

// IsZero reports whether no graph is named.
func (d Dataset) IsZero() bool { return len(d.Default) == 0 && len(d.Named) == 0 }

// A Projection is the SELECT clause.
type Projection struct {
	Distinct bool
	Reduced  bool
	Items    []ProjectionItem // none is *: all variables in scope, see Visible
}

// Visible lists the variables that q selects (of Select), or that are in scope
// in its pattern (of other forms).
func (q *Query) Visible() []*Variable {
	s := scope{}
	s.subSelect(&SubSelect{Projection: q.Projection, Where: q.Where, Values: q.Values})
	return s.vars
}

// All reports whether the clause is SELECT *.
func (p Projection) All() bool { return len(p.Items) == 0 }

// A ProjectionItem is ?Var, or (Expr AS ?Var).
type ProjectionItem struct {
	Var  *Variable
	Expr Expr // nil if the variable alone is written
}

// Modifiers are the clauses after the pattern, in the order of evaluation.
type Modifiers struct {
	GroupBy []GroupCondition
	Having  []Expr
	OrderBy []OrderCondition
	Offset  int64
	Limit   *int64 // nil: no limit
}

// A GroupCondition is ?x, a call, (Expr) or (Expr AS ?Var).
type GroupCondition struct {
	Expr Expr
	Var  *Variable // nil without AS
}

// An OrderCondition is one key of ORDER BY.
type OrderCondition struct {
	Expr       Expr
	Descending bool
}

// HasAggregates reports whether solutions are grouped: by GROUP BY, or because
// an aggregate stands in SELECT, HAVING or ORDER BY. If they are not, HAVING is
// a filter like any other.
func HasAggregates(p Projection, m Modifiers) bool {
	if len(m.GroupBy) > 0 {
		return true
	}
	for _, h := range m.Having {
		if FindAggregate(h) != nil {
			return true
		}
	}
	for _, it := range p.Items {
		if FindAggregate(it.Expr) != nil {
			return true
		}
	}
	for _, o := range m.OrderBy {
		if FindAggregate(o.Expr) != nil {
			return true
		}
	}
	return false
}
