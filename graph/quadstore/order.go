package quadstore

import (
	"cmp"
	"context"
	"maps"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// ordered is shape.Sort without its faults: Cayley's gives the other ways to a
// node with the node before, and takes a guess at its size for a count.
type ordered struct{ from shape.Shape }

func (s *ordered) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := s.from.BuildIterator(qs)
	if iterator.IsNull(it) {
		return it
	}
	return &orderedIterator{it, qs}
}

func (s *ordered) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// orderedIterator has no order where it is looked up.
type orderedIterator struct {
	iterator.Shape
	names refs.Namer
}

func (it *orderedIterator) String() string { return "Ordered" }

func (it *orderedIterator) SubIterators() []iterator.Shape { return []iterator.Shape{it.Shape} }

func (it *orderedIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	costs, err := it.Shape.Stats(ctx)
	costs.NextCost = times(costs.NextCost, 2)
	return costs, err
}

func (it *orderedIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	better, ok := it.Shape.Optimize(ctx)
	if !ok || iterator.IsNull(better) {
		return it, false
	}
	return &orderedIterator{better, it.names}, true
}

func (it *orderedIterator) Iterate() iterator.Scanner {
	return &orderedScanner{Scanner: it.Shape.Iterate(), names: it.names, at: -1}
}

// orderedScanner gathers all ways to all nodes.
type orderedScanner struct {
	iterator.Scanner
	names refs.Namer
	ways  []orderedWay
	at    int
	begun bool
	err   error
}

type orderedWay struct {
	name string
	ref  refs.Ref
	tags map[string]refs.Ref
}

func (s *orderedScanner) Next(ctx context.Context) bool {
	if !s.begun {
		s.begun, s.err = true, s.gather(ctx)
	}
	if s.err != nil || s.at+1 >= len(s.ways) {
		return false
	}
	s.at++
	return true
}

func (s *orderedScanner) gather(ctx context.Context) error {
	scratch := map[string]refs.Ref{}
	for s.Scanner.Next(ctx) {
		ref := s.Scanner.Result()
		v, err := s.names.NameOf(ref)
		if err != nil {
			return err
		}
		name := ""
		if v != nil {
			name = v.String()
		}
		for more := true; more; more = s.Scanner.NextPath(ctx) {
			s.ways = append(s.ways, orderedWay{name, ref, take(s.Scanner, scratch)})
		}
		if err := s.Scanner.Err(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.ways, func(a, b orderedWay) int { return cmp.Compare(a.name, b.name) })
	return s.Scanner.Err()
}

func (s *orderedScanner) Result() refs.Ref {
	if s.at < 0 {
		return nil
	}
	return s.ways[s.at].ref
}

func (s *orderedScanner) NextPath(context.Context) bool { return false }

func (s *orderedScanner) TagResults(tags map[string]refs.Ref) {
	if s.at >= 0 {
		maps.Copy(tags, s.ways[s.at].tags)
	}
}

func (s *orderedScanner) Err() error { return s.err }

func (s *orderedScanner) Close() error {
	s.ways, s.at, s.begun = nil, -1, true
	return s.Scanner.Close()
}
