package quadstore

import (
	"context"

	"diplograph/graph/index"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// A Watcher is a quad store that stands before one of this package and wants to
// stand before each of its iterators too. The shapes that OptimizeShape gives
// ask the quad store that builds them.
type Watcher interface {
	Watch(iterator.Shape) iterator.Shape
}

func watched(qs cayley.QuadStore, it iterator.Shape) iterator.Shape {
	if w, ok := qs.(Watcher); ok {
		return w.Watch(it)
	}
	return it
}

// own is what the shapes of this package share: they are as good as they get.
type own struct{}

func (own) SubIterators() []iterator.Shape { return nil }

// reader is what iterators share: the snapshot they read, and their error, which
// stays.
type reader struct {
	store   *QuadStore
	snap    index.Snapshot
	release func()
	err     error
}

// begin takes the snapshot, once, and reports whether the iterator can go on.
func (r *reader) begin(ctx context.Context) bool {
	if r.err == nil {
		r.err = ctx.Err()
	}
	if r.err == nil && r.snap == nil {
		r.snap, r.release, r.err = r.store.snapshots.take()
	}
	return r.err == nil
}

// fail keeps err, if it is one, and reports whether it is.
func (r *reader) fail(err error) bool {
	if err != nil && r.err == nil {
		r.err = err
	}
	return r.err != nil
}

// end lets go of the snapshot.
func (r *reader) end() {
	if r.release != nil {
		r.release()
	}
}

// Err gives what ended the iterator before its time.
func (r *reader) Err() error { return r.err }

// noPaths is for iterators whose results have one path each.
type noPaths struct{}

func (noPaths) NextPath(context.Context) bool { return false }

func (noPaths) TagResults(map[string]refs.Ref) {}

// listed is a shape that is costly to look nodes up in.
type listed struct{ of shape.Shape }

func (s *listed) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := s.of.BuildIterator(qs)
	if iterator.IsNull(it) {
		return it
	}
	return &listedIterator{it}
}

func (s *listed) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type listedIterator struct{ iterator.Shape }

func (it *listedIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	costs, err := it.Shape.Stats(ctx)
	costs.NextCost, costs.ContainsCost = costRow, 1<<32
	costs.Size.Value = max(1, min(costs.Size.Value, 1<<20))
	return costs, err
}

func (it *listedIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	better, ok := it.Shape.Optimize(ctx)
	if !ok || iterator.IsNull(better) {
		return it, false
	}
	return &listedIterator{better}, true
}

// filter is shape.Filter whose iterators, looked up, say what they found:
// Cayley's say nil, which then becomes a tag.
type filter struct{ shape.Filter }

func (s *filter) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := s.Filter.BuildIterator(qs)
	if iterator.IsNull(it) {
		return it
	}
	return &filterIterator{it}
}

func (s *filter) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type filterIterator struct{ iterator.Shape }

func (it *filterIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	better, ok := it.Shape.Optimize(ctx)
	if !ok || iterator.IsNull(better) {
		return it, false
	}
	return &filterIterator{better}, true
}

func (it *filterIterator) Lookup() iterator.Index { return &filterIndex{Index: it.Shape.Lookup()} }

type filterIndex struct {
	iterator.Index
	result refs.Ref
}

func (x *filterIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	x.result = nil
	if !x.Index.Contains(ctx, ref) {
		return false
	}
	x.result = ref
	return true
}

func (x *filterIndex) Result() refs.Ref { return x.result }
