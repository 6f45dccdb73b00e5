package graph

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// A QuadScanner is a quad store of Cayley's that finds quads by several of their
// terms at once. Those of ViewCayley are.
type QuadScanner interface {
	// ScanQuads gives the quads that have these nodes in these directions.
	ScanQuads(filter map[quad.Direction]cayley.Ref) iterator.Shape
}

// levelQuads is a snapshot as Cayley's query languages see it: Cayley's own quad
// store, but for the choice of indexes, where Cayley would use one only if all
// that it is ordered by were given, and thinks that every other range is half of
// the store.
type levelQuads struct {
	cayley.QuadStore
	refs.BatchNamer
	snap *levelSnapshot
}

var (
	_ QuadScanner     = (*levelQuads)(nil)
	_ shape.Optimizer = (*levelQuads)(nil)
)

func (q *levelQuads) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return ErrReadOnly }

func (q *levelQuads) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// Close does nothing: the snapshot ends with View.
func (q *levelQuads) Close() error { return nil }

func (q *levelQuads) Stats(ctx context.Context, _ bool) (cayley.Stats, error) {
	var st cayley.Stats
	quads, err := readCounter(q.snap.snap, keyQuads)
	terms, err2 := readCounter(q.snap.snap, keyTerms)
	st.Quads = refs.Size{Value: quads, Exact: true}
	st.Nodes = refs.Size{Value: terms, Exact: true}
	return st, levelError(errors.Join(err, err2))
}

func (q *levelQuads) QuadIterator(d quad.Direction, ref cayley.Ref) iterator.Shape {
	return q.ScanQuads(map[quad.Direction]cayley.Ref{d: ref})
}

func (q *levelQuads) QuadIteratorSize(ctx context.Context, d quad.Direction, ref cayley.Ref) (refs.Size, error) {
	costs, err := q.QuadIterator(d, ref).Stats(ctx)
	return costs.Size, err
}

func (q *levelQuads) ScanQuads(filter map[quad.Direction]cayley.Ref) iterator.Shape {
	bound := make(map[quad.Direction]uint64, len(filter))
	for d, ref := range filter {
		id, ok := ref.(kv.Int64Value)
		if !ok {
			return iterator.NewError(fmt.Errorf("expected a node of this store, found %T", ref))
		}
		bound[d] = uint64(id)
	}
	return &quadScan{q, bound}
}

// OptimizeShape replaces a set of quads by one scan.
func (q *levelQuads) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	if a, ok := s.(shape.QuadsAction); ok && len(a.Filter) > 0 {
		return a.SimplifyFrom(scanShape(a.Filter)), true
	}
	return s, false
}

type scanShape map[quad.Direction]cayley.Ref

func (s scanShape) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	if q, ok := qs.(QuadScanner); ok {
		return q.ScanQuads(s)
	}
	return iterator.NewError(fmt.Errorf("expected a quad store that scans, found %T", qs))
}

func (s scanShape) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// quadScan is a set of quads as an iterator of Cayley's.
type quadScan struct {
	quads *levelQuads
	bound map[quad.Direction]uint64
}

func (s *quadScan) String() string { return fmt.Sprintf("QuadScan(%v)", s.bound) }

func (s *quadScan) Iterate() iterator.Scanner { return &quadScanner{scan: s} }

func (s *quadScan) Lookup() iterator.Index { return &quadIndex{scan: s} }

func (s *quadScan) Optimize(context.Context) (iterator.Shape, bool) { return s, false }

func (s *quadScan) SubIterators() []iterator.Shape { return nil }

// sampled is how many quads Stats reads to tell small sets from large ones.
const sampled = 64

func (s *quadScan) Stats(ctx context.Context) (iterator.Costs, error) {
	costs := iterator.Costs{ContainsCost: 1, NextCost: 2}
	r, err := s.quads.snap.scan(ctx, s.bound)
	if err != nil {
		return costs, levelError(err)
	}
	first, err := r.take(ctx, sampled)
	if err != nil {
		return costs, levelError(err)
	}
	costs.Size.Value = int64(len(first))
	if len(first) < sampled {
		return costs, nil
	}
	if err := r.close(); err != nil {
		return costs, levelError(err)
	}
	costs.Size.Value, err = s.quads.snap.estimate(s.bound)
	return costs, levelError(err)
}

type quadScanner struct {
	scan *quadScan
	r    *reading
	prim *proto.Primitive
	err  error
	done bool
}

func (s *quadScanner) String() string { return s.scan.String() }

func (s *quadScanner) Next(ctx context.Context) bool {
	s.prim = nil
	if s.done {
		return false
	}
	if s.r == nil {
		if s.r, s.err = s.scan.quads.snap.scan(ctx, s.scan.bound); s.err != nil {
			s.done = true
			return false
		}
	}
	prims, err := s.r.take(ctx, 1)
	if err != nil || len(prims) == 0 {
		s.err, s.done = levelError(err), true
		return false
	}
	s.prim = prims[0]
	return true
}

func (s *quadScanner) Result() cayley.Ref {
	if s.prim == nil {
		return nil
	}
	return s.prim
}

func (s *quadScanner) Err() error { return s.err }

func (s *quadScanner) Close() error {
	if s.r != nil && !s.done {
		s.done = true
		return s.r.close()
	}
	return nil
}

func (s *quadScanner) NextPath(context.Context) bool { return false }

func (s *quadScanner) TagResults(map[string]cayley.Ref) {}

type quadIndex struct {
	scan *quadScan
	prim *proto.Primitive
}

func (i *quadIndex) String() string { return i.scan.String() }

func (i *quadIndex) Contains(_ context.Context, ref cayley.Ref) bool {
	p, ok := ref.(*proto.Primitive)
	i.prim = nil
	if !ok {
		return false
	}
	for d, id := range i.scan.bound {
		if p.GetDirection(d) != id {
			return false
		}
	}
	i.prim = p
	return true
}

func (i *quadIndex) Result() cayley.Ref {
	if i.prim == nil {
		return nil
	}
	return i.prim
}

func (i *quadIndex) Err() error { return nil }

func (i *quadIndex) Close() error { return nil }

func (i *quadIndex) NextPath(context.Context) bool { return false }

func (i *quadIndex) TagResults(map[string]cayley.Ref) {}
