package graph

import (
	"context"
	"iter"

	"diplograph/graph/index"
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
type Snapshot struct{ index index.Snapshot }

// Index is the snapshot as engines read it: ids, orders, columns.
func (s Snapshot) Index() index.Snapshot { return s.index }

// resolve gives p in ids; ok is false if a term of p is in no quad.
func (s Snapshot) resolve(ctx context.Context, p Pattern) (q index.Quad, ok bool, err error) {
	inUnnamed := p.Graph == DefaultGraph
	if inUnnamed {
		p.Graph = rdf.Term{}
	}
	terms := [4]rdf.Term{p.Subject, p.Predicate, p.Object, p.Graph}
	if err := s.index.IDs(ctx, terms[:], q[:]); err != nil {
		return q, false, err
	}
	for i, t := range terms {
		switch {
		case t.IsZero():
			q[i] = index.None
		case q[i] == index.None:
			return q, false, nil
		}
	}
	if inUnnamed {
		q[index.Graph] = index.DefaultGraph
	}
	return q, true, nil
}

// Count gives the number of quads that Match would. Whatever places p binds, it
// takes about the time of a look-up.
func (s Snapshot) Count(ctx context.Context, p Pattern) (int64, error) {
	q, ok, err := s.resolve(ctx, p)
	if err != nil || !ok {
		return 0, err
	}
	return s.index.Count(ctx, q, false)
}

// Match gives the quads that p describes, each once, in no promised order but that
// a zero p has them graph by graph. An error comes last, with a zero quad: the context's, ErrClosed or ErrDamaged.
// The store may be changed while the sequence is read.
func (s Snapshot) Match(ctx context.Context, p Pattern) iter.Seq2[rdf.Quad, error] {
	return func(yield func(rdf.Quad, error) bool) {
		if err := s.match(ctx, p, yield); err != nil {
			yield(rdf.Quad{}, err)
		}
	}
}

// match calls yield until it wants no more, and gives the error that came before
// that.
func (s Snapshot) match(ctx context.Context, p Pattern, yield func(rdf.Quad, error) bool) error {
	pattern, ok, err := s.resolve(ctx, p)
	if err != nil || !ok {
		return err
	}
	order := index.OrderFor(pattern.Bound())
	if pattern.Bound() == 0 {
		order = index.GSPO
	}
	scan, err := s.index.Scan(ctx, index.Scan{Pattern: pattern, Order: order, Columns: index.AllPositions})
	if err != nil {
		return err
	}
	defer scan.Close()
	d := decoder{snap: s.index, known: map[index.ID]rdf.Term{}}
	for step := firstDecoded; ; {
		batch, err := scan.Next(ctx)
		if err != nil || batch.Len == 0 {
			return err
		}
		for from := 0; from < batch.Len; {
			to := min(from+step, batch.Len)
			if err := d.decode(ctx, batch, from, to); err != nil {
				return err
			}
			for i := from; i < to; i++ {
				if !yield(d.quad(batch, i), nil) {
					return nil
				}
			}
			from, step = to, min(2*step, index.BatchSize)
		}
	}
}
