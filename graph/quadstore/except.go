package quadstore

import (
	"context"
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// except is shape.Except without its faults: Cayley's takes an error for a node
// that is not excluded, can have a negative size, by which an intersection then
// divides, and asks what it excludes for tags.
type except struct {
	store *QuadStore
	shape.Except
}

func (s *except) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	all := s.From
	if _, any := all.(shape.AllNodes); any || all == nil {
		all = &anyNode{nodes{store: s.store}}
	}
	from := all.BuildIterator(qs)
	if _, any := all.(*anyNode); any {
		from = watched(qs, from)
	}
	if shape.IsNull(s.Exclude) {
		return from
	}
	return &exceptIterator{from, s.Exclude.BuildIterator(qs)}
}

func (s *except) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type exceptIterator struct{ from, out iterator.Shape }

func (it *exceptIterator) String() string { return "Except" }

func (it *exceptIterator) SubIterators() []iterator.Shape { return []iterator.Shape{it.from, it.out} }

func (it *exceptIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	for _, sub := range []*iterator.Shape{&it.from, &it.out} {
		if better, ok := (*sub).Optimize(ctx); ok {
			*sub = better
		}
	}
	return it, false
}

func (it *exceptIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	from, err := it.from.Stats(ctx)
	out, err2 := it.out.Stats(ctx)
	return iterator.Costs{
		NextCost:     from.NextCost + out.ContainsCost,
		ContainsCost: from.ContainsCost + out.ContainsCost,
		Size:         refs.Size{Value: max(from.Size.Value-out.Size.Value, 1)},
	}, errors.Join(err, err2)
}

func (it *exceptIterator) Iterate() iterator.Scanner {
	return &exceptScanner{it.from.Iterate(), excluded{out: it.out.Lookup()}}
}

func (it *exceptIterator) Lookup() iterator.Index {
	return &exceptIndex{it.from.Lookup(), excluded{out: it.out.Lookup()}}
}

// excluded tests nodes for being excluded.
type excluded struct {
	out iterator.Index
	err error
}

// lets reports whether a node is not excluded.
func (x *excluded) lets(ctx context.Context, ref refs.Ref) bool {
	if x.err == nil && x.out.Contains(ctx, ref) {
		return false
	}
	if x.err == nil {
		x.err = errors.Join(x.out.Err(), ctx.Err())
	}
	return x.err == nil
}

type exceptScanner struct {
	iterator.Scanner
	excluded
}

func (s *exceptScanner) Next(ctx context.Context) bool {
	for s.err == nil && s.Scanner.Next(ctx) {
		if s.lets(ctx, s.Result()) {
			return true
		}
	}
	return false
}

func (s *exceptScanner) Err() error { return errors.Join(s.err, s.Scanner.Err()) }

func (s *exceptScanner) Close() error { return errors.Join(s.Scanner.Close(), s.out.Close()) }

type exceptIndex struct {
	iterator.Index
	excluded
}

func (x *exceptIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	return x.Index.Contains(ctx, ref) && x.lets(ctx, ref)
}

func (x *exceptIndex) Err() error { return errors.Join(x.err, x.Index.Err()) }

func (x *exceptIndex) Close() error { return errors.Join(x.Index.Close(), x.out.Close()) }
