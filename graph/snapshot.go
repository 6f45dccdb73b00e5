package graph

import (
	"context"
	"iter"

	"diplograph/graph/rdf"
)

// DefaultGraph stands in a Pattern for the unnamed graph alone, where the zero
// term stands for any. It is an IRI without characters, which names no graph.
var DefaultGraph = rdf.Term{Kind: rdf.KindIRI}

// A Pattern is a quad with holes: a zero term matches any term. A zero Graph
// matches every graph, DefaultGraph the unnamed one only. The same triple in two
// graphs matches twice.
type Pattern struct{ Subject, Predicate, Object, Graph rdf.Term }

// A Snapshot is one state of a store. It does not change while View runs and
// may be read from several goroutines; after View has returned every use gives
// ErrClosed.
type Snapshot interface {
	// Match gives the quads that p describes, in no promised order, each once.
	// An error comes last, with a zero quad: the context's, ErrClosed or
	// ErrDamaged. The store may be changed while the sequence is read.
	Match(ctx context.Context, p Pattern) iter.Seq2[rdf.Quad, error]
	// Count gives the number of quads that Match would. It is at once for
	// patterns that bind nothing, the graph alone or the predicate alone, and
	// else takes the time of reading them.
	Count(ctx context.Context, p Pattern) (int64, error)
}

// Changes are applied together: first Remove, then Add. A quad in both is there
// afterwards, so its removal is not carried out at all.
type Changes struct{ Remove, Add []rdf.Quad }

// Applied says what Changes did. Added and Removed count quads that were really
// new and really there; Duplicates were there before, or earlier in Add, Absent
// were not there.
type Applied struct{ Added, Removed, Duplicates, Absent int }
