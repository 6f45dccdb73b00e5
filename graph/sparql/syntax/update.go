package syntax

import "diplograph/graph/rdf"

// An Update is a SPARQL update request: operations in order, one transaction.
type Update struct {
	Operations []Operation
}

// An Operation is an action with what was declared up to it.
type Operation struct {
	Pos
	Prologue Prologue // in force
	Action   Action
}

// An Action is *Load, *Clear, *Drop, *Create, *Add, *Move, *Copy, *InsertData,
// *DeleteData, *DeleteWhere or *Modify.
type Action interface{ action() }

// Load is LOAD [SILENT] Source [INTO GRAPH Into].
type Load struct {
	Silent bool
	Source *Constant
	Into   *Constant // nil: the default graph
}

// A Scope says which graphs a GraphTarget is.
type Scope uint8

const (
	OneGraph Scope = iota
	DefaultGraph
	NamedGraphs // all of them
	AllGraphs   // the default graph and all named ones
)

// A GraphTarget is GRAPH iri, DEFAULT, NAMED or ALL.
type GraphTarget struct {
	Scope Scope
	IRI   *Constant // of OneGraph
}

// Clear is CLEAR [SILENT] Target.
type Clear struct {
	Silent bool
	Target GraphTarget
}

// Drop is DROP [SILENT] Target.
type Drop struct {
	Silent bool
	Target GraphTarget
}

// Create is CREATE [SILENT] GRAPH Graph.
type Create struct {
	Silent bool
	Graph  *Constant
}

// Add is ADD [SILENT] From TO To; both are OneGraph or DefaultGraph.
type Add struct {
	Silent   bool
	From, To GraphTarget
}

// Move is MOVE [SILENT] From TO To.
type Move struct {
	Silent   bool
	From, To GraphTarget
}

// Copy is COPY [SILENT] From TO To.
type Copy struct {
	Silent   bool
	From, To GraphTarget
}

// InsertData is INSERT DATA. Its blank nodes are new ones, one per label and
// request; see BlankNode.
type InsertData struct{ Quads []rdf.Quad }

// DeleteData is DELETE DATA, without blank nodes.
type DeleteData struct{ Quads []rdf.Quad }

// DeleteWhere is DELETE WHERE: the quads are pattern and template in one.
type DeleteWhere struct{ Quads []QuadPattern }

// Modify is [WITH With] [DELETE Delete] [INSERT Insert] USING... WHERE.
type Modify struct {
	With      *Constant // or nil
	HasDelete bool      // DELETE is written, if with an empty template
	HasInsert bool
	Delete    []QuadPattern // no blank nodes
	Insert    []QuadPattern
	Using     Dataset
	Where     *Group
}

func (*Load) action()        {}
func (*Clear) action()       {}
func (*Drop) action()        {}
func (*Create) action()      {}
func (*Add) action()         {}
func (*Move) action()        {}
func (*Copy) action()        {}
func (*InsertData) action()  {}
func (*DeleteData) action()  {}
func (*DeleteWhere) action() {}
func (*Modify) action()      {}
