package cayleyquery

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape is asked last, of each shape of a plan after its parts.
func (g *guard) OptimizeShape(ctx context.Context, s shape.Shape) (shape.Shape, bool) {
	g.check()
	switch s := s.(type) {
	case shape.Fixed:
		return present(s)
	case shape.QuadsAction:
		for _, ref := range s.Filter {
			if _, missing := ref.(absent); missing {
				return nothing{}, true
			}
		}
		if len(s.Filter) == 0 {
			return s, false
		}
		return steady{s.SimplifyFrom(scan(s.Filter))}, true
	case shape.NodesFrom:
		return steady{s}, true
	case shape.Filter:
		return byValue(s), true
	}
	return s, false
}

// scan is a set of quads read from the snapshot at once.
type scan map[quad.Direction]cayley.Ref

func (s scan) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	g, ok := qs.(*guard)
	if !ok {
		return iterator.NewError(fmt.Errorf("expected the quad store of a query, found %T", qs))
	}
	return &leaf{g.quads.ScanQuads(s), g}
}

func (s scan) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// present leaves out the values that are not in the store.
func present(s shape.Fixed) (shape.Shape, bool) {
	var there shape.Fixed
	for _, ref := range s {
		if _, missing := ref.(absent); !missing {
			there = append(there, ref)
		}
	}
	switch len(there) {
	case len(s):
		return s, false
	case 0:
		return nothing{}, true
	}
	return there, true
}

// nothing is the empty set as a shape that stays where it is. See absent.
type nothing struct{}

func (nothing) BuildIterator(cayley.QuadStore) iterator.Shape { return iterator.NewNull() }

func (n nothing) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return n, false }

// steady builds iterators that answer Stats once.
type steady struct{ of shape.Shape }

func (s steady) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := s.of.BuildIterator(qs)
	if iterator.IsNull(it) {
		return it
	}
	return &remembered{Shape: it}
}

func (s steady) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// byValue has the comparisons of a filter go by the value of a literal, where
// Cayley goes by its type: "007", "7" and 7.0 are all less than 8.
func byValue(s shape.Filter) shape.Filter {
	filters := make([]shape.ValueFilter, len(s.Filters))
	for i, f := range s.Filters {
		if c, ok := f.(shape.Comparison); ok {
			f = comparison(c)
		}
		filters[i] = f
	}
	return shape.Filter{From: s.From, Filters: filters}
}

type comparison shape.Comparison

func (c comparison) BuildIterator(qs cayley.QuadStore, it iterator.Shape) iterator.Shape {
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) {
		order, ok := compare(v, c.Val)
		if !ok {
			return false, nil
		}
		switch c.Op {
		case iterator.CompareLT:
			return order < 0, nil
		case iterator.CompareLTE:
			return order <= 0, nil
		case iterator.CompareGT:
			return order > 0, nil
		}
		return order >= 0, nil
	})
}
