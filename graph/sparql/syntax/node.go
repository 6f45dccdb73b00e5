package syntax

import "diplograph/graph/rdf"

// A Pos is a place in the text. The zero Pos is that of a node built by hand.
type Pos struct {
	Offset int // in bytes, from 0
	Line   int // from 1
	Column int // in code points, from 1
}

// Position gives p; every node of the tree has it by embedding Pos.
func (p Pos) Position() Pos { return p }

// A Node is what stands in subject or object position of a triple pattern:
// *Variable, *BlankNode, *Constant or *TripleTerm.
type Node interface {
	Position() Pos
	node()
}

// A Variable is ?Name or $Name.
type Variable struct {
	Pos
	Name string // without "?"
}

// A BlankNode is _:Label, [] or a node of a list or property list. In a graph
// pattern it is a variable that nothing outside its basic graph pattern sees;
// in a template it is a new blank node for every solution. All nodes of one
// request have the same label if and only if they are the same.
type BlankNode struct {
	Pos
	Label string // without "_:"
}

// A Constant is an IRI or a literal. (A triple term is a *TripleTerm even if it
// has no variables; only Values and quads of data hold it as an rdf.Term.)
type Constant struct {
	Pos
	Term rdf.Term
}

// A TripleTerm is <<( Subject Predicate Object )>> of SPARQL 1.2. In an
// expression it has no blank nodes.
type TripleTerm struct {
	Pos
	Subject   Node
	Predicate Node // *Variable or *Constant with an IRI
	Object    Node
}

func (*Variable) node()   {}
func (*BlankNode) node()  {}
func (*Constant) node()   {}
func (*TripleTerm) node() {}

// A TriplePattern is a triple with variables, or, with a path for a predicate, a
// property path pattern.
type TriplePattern struct {
	Subject   Node
	Predicate Predicate
	Object    Node
}

// Position is where the subject is written.
func (t TriplePattern) Position() Pos { return t.Subject.Position() }

// A QuadPattern is a triple pattern of an update template in a graph; a nil
// Graph is the default graph (or that of WITH).
type QuadPattern struct {
	TriplePattern
	Graph Node // *Variable, *Constant with an IRI, or nil
}
