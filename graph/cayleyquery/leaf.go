package cayleyquery

import (
	"context"
	"sync"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// A leaf is an iterator of the snapshot, guarded. All of Cayley's other
// iterators move by moving leaves, so that a query is in reach at every step.
type leaf struct {
	iterator.Shape
	g *guard
}

func (l *leaf) Iterate() iterator.Scanner {
	l.g.check()
	s := &scanner{Scanner: l.Shape.Iterate(), g: l.g}
	l.g.opened(s)
	return s
}

func (l *leaf) Lookup() iterator.Index {
	l.g.check()
	return &lookup{l.Shape.Lookup(), l.g}
}

func (l *leaf) Stats(ctx context.Context) (iterator.Costs, error) {
	l.g.check()
	return l.Shape.Stats(ctx)
}

func (l *leaf) Optimize(ctx context.Context) (iterator.Shape, bool) {
	better, ok := l.Shape.Optimize(ctx)
	if !ok {
		return l, false
	}
	if iterator.IsNull(better) {
		return better, true
	}
	return &leaf{better, l.g}, true
}

type scanner struct {
	iterator.Scanner
	g *guard
}

// Next goes by the query's own context: Gizmo's ends when it has results enough.
func (s *scanner) Next(context.Context) bool {
	s.g.check()
	if s.Scanner.Next(s.g.ctx) {
		return true
	}
	if err := s.Err(); err != nil {
		s.g.fail(err)
	}
	return false
}

func (s *scanner) Close() error {
	s.g.closed(s)
	return s.Scanner.Close()
}

type lookup struct {
	iterator.Index
	g *guard
}

func (i *lookup) Contains(_ context.Context, v refs.Ref) bool {
	i.g.check()
	if i.Index.Contains(i.g.ctx, v) {
		return true
	}
	if err := i.Err(); err != nil {
		i.g.fail(err)
	}
	return false
}

// A remembered iterator answers Stats once. Cayley's LinksTo asks its source
// twice, so that a chain of n steps would ask 2 to the n times.
type remembered struct {
	iterator.Shape
	once  sync.Once
	costs iterator.Costs
	err   error
}

func (r *remembered) Stats(ctx context.Context) (iterator.Costs, error) {
	r.once.Do(func() { r.costs, r.err = r.Shape.Stats(ctx) })
	return r.costs, r.err
}

func (r *remembered) Optimize(ctx context.Context) (iterator.Shape, bool) {
	better, ok := r.Shape.Optimize(ctx)
	if !ok {
		return r, false
	}
	if iterator.IsNull(better) {
		return better, true
	}
	return &remembered{Shape: better}, true
}
