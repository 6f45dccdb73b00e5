package quadstore

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// union is shape.Union whose iterators, looked up, have the ways of all the sets
// that have a node. Cayley's have those of the first of them only.
type union struct{ of shape.Union }

func (s *union) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := &unionIterator{}
	for _, sub := range s.of {
		if built := sub.BuildIterator(qs); !iterator.IsNull(built) {
			it.of = append(it.of, built)
		}
	}
	if len(it.of) == 0 {
		return iterator.NewNull()
	}
	return it
}

func (s *union) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type unionIterator struct{ of []iterator.Shape }

func (it *unionIterator) String() string { return "Union" }

func (it *unionIterator) SubIterators() []iterator.Shape { return it.of }

func (it *unionIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	for i, sub := range it.of {
		it.of[i], _ = sub.Optimize(ctx)
	}
	return it, false
}

func (it *unionIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	return iterator.NewOr(it.of...).Stats(ctx)
}

func (it *unionIterator) Iterate() iterator.Scanner { return iterator.NewOr(it.of...).Iterate() }

func (it *unionIterator) Lookup() iterator.Index {
	x := &unionIndex{}
	for _, sub := range it.of {
		x.of = append(x.of, newLookup(sub))
	}
	return x
}

type unionIndex struct {
	of  ways
	at  int // of the sets; the node is in this one
	err error
}

func (x *unionIndex) String() string { return "Union" }

func (x *unionIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	x.at = -1
	return x.find(ctx, ref)
}

// find moves to the next set that has a node, if there is one.
func (x *unionIndex) find(ctx context.Context, ref refs.Ref) bool {
	for i := x.at + 1; i < len(x.of) && x.err == nil; i++ {
		if x.of[i].Contains(ctx, ref) {
			x.at = i
			return true
		}
		x.err = x.of[i].Err()
	}
	return false
}

func (x *unionIndex) NextPath(ctx context.Context) bool {
	if x.err != nil || x.at < 0 {
		return false
	}
	at := x.of[x.at]
	if at.NextPath(ctx) {
		return true
	}
	x.err = at.Err()
	return x.find(ctx, at.ref)
}

func (x *unionIndex) Result() refs.Ref {
	if x.at < 0 {
		return nil
	}
	return x.of[x.at].ref
}

func (x *unionIndex) TagResults(tags map[string]refs.Ref) {
	if x.at >= 0 {
		x.of[x.at].TagResults(tags)
	}
}

func (x *unionIndex) Err() error { return x.err }

func (x *unionIndex) Close() error { return x.of.close() }
