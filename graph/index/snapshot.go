package index

import (
	"context"

	"diplograph/graph/rdf"
)

// A Snapshot is one state of a store, which stays as it is for as long as the
// snapshot is held. It may be used from several goroutines. Errors are those of
// the context, ErrClosed, ErrDamaged and the disk's.
type Snapshot interface {
	// Scan gives the quads of a pattern in an order. Close what it gives.
	Scan(ctx context.Context, s Scan) (Scanner, error)
	// Count gives the exact number of quads of a pattern; with triples, of
	// different triples whatever graphs they stand in. A pattern whose bound
	// places are a prefix of an order is counted without walking it.
	Count(ctx context.Context, pattern Quad, triples bool) (int64, error)
	// Estimate gives about the number of quads of a pattern, at once.
	Estimate(pattern Quad) (int64, error)
	// Statistics gives counts of the whole store, at once.
	Statistics() (Statistics, error)
	// Predicate gives counts of the quads of a predicate, at once.
	Predicate(p ID) (PredicateStatistics, error)
	// IDs puts the ID of each term into ids, None for a term that the store does
	// not know; the zero term is DefaultGraph. ids is as long as terms.
	IDs(ctx context.Context, terms []rdf.Term, ids []ID) error
	// Terms puts the term of each ID into terms; that of DefaultGraph and None
	// is the zero term. terms is as long as ids. Sorted ids are quickest.
	Terms(ctx context.Context, ids []ID, terms []rdf.Term) error
	// Version is another number for another state of the same open store.
	Version() uint64
}

// A Scan says what quads to give, and how.
type Scan struct {
	Pattern Quad      // the quads that it matches
	Order   Order     // sorted so; OrderFor(Pattern.Bound()) if that is the same to you
	Columns Positions // the places to give; others are not decoded
	// Triples gives each triple once, whatever graphs it stands in. The order
	// must be one that ends with the graph and Graph not be in Columns or
	// Pattern.
	Triples bool
	// Ranges, if not nil, restrict the first place of Order that Pattern leaves
	// open to ids in any of them. They are sorted, do not overlap, may be many,
	// and are not changed before the scanner is closed.
	Ranges []Range
}

// A Range is the ids from First to Last, both inclusive.
type Range struct{ First, Last ID }

// A Scanner gives the rows of a Scan, a batch at a time. It is used by one
// goroutine.
type Scanner interface {
	// Next gives the next rows, none (Len 0) at the end. The columns are the
	// caller's to read until the next call of Next, Seek or Close.
	Next(ctx context.Context) (Batch, error)
	// Seek skips rows, so that the next batch begins with the first row that is
	// not before key. key holds ids for the places of the order from the first
	// one that the pattern leaves open on, never for the graph of a scan of
	// Triples. Seek never goes back: to a key before
	// the rows that Next gave last it does nothing.
	Seek(ctx context.Context, key ...ID) error
	Close() error
}

// A Batch is rows of quads by column. Columns that were not asked for are nil;
// a place that the pattern binds is given like any other.
type Batch struct {
	Columns [4][]ID // by Position
	Len     int
}

// BatchSize is the number of rows that a Batch usually has, and at most.
const BatchSize = 4096

// Statistics count what a store holds, exactly.
type Statistics struct {
	Quads      int64 // the same triple in two graphs counts twice
	Triples    int64 // the same triple in two graphs counts once
	Terms      int64 // different terms in any place of any quad
	Subjects   int64 // different ones
	Predicates int64
	Objects    int64
	Graphs     int64 // with quads in them, the unnamed one too
}

// PredicateStatistics count the quads of a predicate, exactly.
type PredicateStatistics struct {
	Quads    int64
	Subjects int64 // different ones
	Objects  int64
}
