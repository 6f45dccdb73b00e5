package quadstore

import (
	"context"
	"errors"

	"diplograph/graph/index"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// nodes is the shape of all nodes that some quad has, or of those in ranges.
type nodes struct {
	store  *QuadStore
	ranges []index.Range // all, if nil
}

func (s *nodes) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	return watched(qs, &nodesIterator{nodes: s})
}

func (s *nodes) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type nodesIterator struct {
	own
	*nodes
}

func (it *nodesIterator) String() string { return "Nodes" }

func (it *nodesIterator) Optimize(context.Context) (iterator.Shape, bool) { return it, false }

// Stats counts all nodes, and guesses those in ranges.
func (it *nodesIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	costs := iterator.Costs{NextCost: 2, ContainsCost: 10}
	st, err := it.store.Stats(ctx, false)
	costs.Size = st.Nodes
	if it.ranges != nil {
		costs.Size.Value, costs.Size.Exact = st.Nodes.Value/2+1, false
	}
	return costs, err
}

func (it *nodesIterator) Iterate() iterator.Scanner {
	return &nodesScanner{reader: reader{store: it.store}, ranges: it.ranges}
}

func (it *nodesIterator) Lookup() iterator.Index {
	return &nodesIndex{reader: reader{store: it.store}, ranges: it.ranges}
}

// nodesScanner merges the ids in each place of all quads.
type nodesScanner struct {
	reader
	noPaths
	ranges  []index.Range
	streams [4]*stream
	heads   [4]index.ID // None: the stream is at its end
	result  index.ID
	started bool
}

func (s *nodesScanner) String() string { return "Nodes" }

func (s *nodesScanner) Next(ctx context.Context) bool {
	if !s.begin(ctx) || !s.started && !s.start(ctx) {
		return false
	}
	last := s.result
	s.result = index.None
	for i, head := range s.heads {
		if head == last && head != index.None {
			if s.fail(s.streams[i].skip(ctx)) {
				return false
			}
			s.heads[i] = s.streams[i].head()
		}
		if head = s.heads[i]; head != index.None && (s.result == index.None || head < s.result) {
			s.result = head
		}
	}
	if s.result == index.None {
		s.fail(s.Close())
	}
	return s.result != index.None
}

func (s *nodesScanner) start(ctx context.Context) bool {
	s.started = true
	for i := range s.streams {
		var err error
		s.streams[i], err = openStream(ctx, s.snap, index.Quad{}, index.Position(i), s.ranges)
		if s.fail(err) {
			return false
		}
		s.heads[i], err = s.streams[i].seek(ctx, index.DefaultGraph+1)
		if s.fail(err) {
			return false
		}
	}
	return true
}

func (s *nodesScanner) Result() refs.Ref { return nodeRef(s.result) }

// Close ends the iterator; Next does so itself when there are no more.
func (s *nodesScanner) Close() error {
	var errs []error
	for i, stream := range s.streams {
		errs = append(errs, stream.close())
		s.streams[i], s.heads[i] = nil, index.None
	}
	s.started = true
	s.end()
	return errors.Join(errs...)
}

type nodesIndex struct {
	reader
	noPaths
	ranges []index.Range
	result index.ID
}

func (x *nodesIndex) String() string { return "Nodes" }

func (x *nodesIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	id, ok, err := x.store.id(ref)
	x.result = index.None
	if x.fail(err) || !ok || !within(x.ranges, id) || !x.begin(ctx) {
		return false
	}
	there, err := live(ctx, x.snap, id)
	if x.fail(err) || !there {
		return false
	}
	x.result = id
	return true
}

func (x *nodesIndex) Result() refs.Ref { return nodeRef(x.result) }

func (x *nodesIndex) Close() error {
	x.end()
	return nil
}

// within reports whether id is in one of the ranges, or there are none.
func within(ranges []index.Range, id index.ID) bool {
	for _, r := range ranges {
		if r.First <= id && id <= r.Last {
			return true
		}
	}
	return ranges == nil
}

// anyNode is a shape for places where a node of a quad is checked: it has them
// all. Listed, it is all nodes.
type anyNode struct{ nodes }

func (s *anyNode) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	return &anyIterator{nodesIterator{nodes: &s.nodes}}
}

func (s *anyNode) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type anyIterator struct{ nodesIterator }

func (it *anyIterator) Optimize(context.Context) (iterator.Shape, bool) { return it, false }

func (it *anyIterator) Lookup() iterator.Index { return &anyIndex{} }

type anyIndex struct {
	noPaths
	result refs.Ref
}

func (x *anyIndex) String() string { return "Any" }

func (x *anyIndex) Contains(_ context.Context, ref refs.Ref) bool {
	x.result = ref
	return ref != nil
}

func (x *anyIndex) Result() refs.Ref { return x.result }

func (x *anyIndex) Err() error { return nil }

func (x *anyIndex) Close() error { return nil }
