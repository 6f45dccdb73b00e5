package cayleyquery

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/quadstore"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape is asked last, of each shape of a plan after its parts.
func (g *guard) OptimizeShape(ctx context.Context, s shape.Shape) (shape.Shape, bool) {
	g.check()
	switch t := s.(type) {
	case shape.Fixed:
		return present(t)
	case shape.QuadsAction:
		for _, ref := range t.Filter {
			if _, missing := ref.(absent); missing {
				return nothing{}, true
			}
		}
	case shape.Filter:
		s = byValue(t)
	}
	better, ok := g.quads.OptimizeShape(ctx, s)
	if _, null := better.(shape.Null); null {
		return nothing{}, true
	}
	if !ok {
		if _, many := s.(shape.NodesFrom); many {
			return steady{s}, true
		}
		_, filter := s.(shape.Filter)
		return s, filter
	}
	return better, true
}

// Watch stands before an iterator of the snapshot.
func (g *guard) Watch(it iterator.Shape) iterator.Shape { return &leaf{it, g} }

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

// Ranges implements quadstore.RangeFilter.
func (c comparison) Ranges() ([]index.Range, bool) { return quadstore.Ranges(c.Op, c.Val) }

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
