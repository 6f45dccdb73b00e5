package cayleyquery

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"diplograph/graph"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// A guard is the quad store that a query sees: a snapshot for reading whose
// every method first asks whether the query may go on. When it may not, the
// method panics with stopped, and whoever entered Cayley on the query's behalf
// recovers it: there is no other way out of Cayley's loops, some of which take a
// false from an iterator for an answer.
type guard struct {
	quads store
	ctx   context.Context
	show  func(quad.Value) quad.Value

	giveWay func(context.Context) error // nil: to nobody
	steps   atomic.Uint32

	stats cayley.Stats // counted once: Cayley asks at every step of a plan

	mu   sync.Mutex
	open map[iterator.Base]struct{} // iterators to close if the query is unwound

	failed atomic.Pointer[error]
}

// store is what graph.Store.ViewCayley gives.
type store interface {
	cayley.QuadStore
	shape.Optimizer
}

var (
	_ cayley.QuadStore = (*guard)(nil)
	_ refs.BatchNamer  = (*guard)(nil)
	_ shape.Optimizer  = (*guard)(nil)
)

// stopped is what a guard panics with.
type stopped struct{ err error }

func newGuard(ctx context.Context, quads cayley.QuadStore, show func(quad.Value) quad.Value, giveWay func(context.Context) error) (*guard, error) {
	st, ok := quads.(store)
	if !ok {
		return nil, fmt.Errorf("expected a quad store with plans, found %T", quads)
	}
	stats, err := quads.Stats(ctx, false)
	return &guard{quads: st, ctx: ctx, show: show, giveWay: giveWay, stats: stats, open: map[iterator.Base]struct{}{}}, err
}

// stepsBetween is how many steps a query makes before it may give way.
const stepsBetween = 16

// check panics if the query must end.
func (g *guard) check() {
	err := g.ctx.Err()
	if err == nil && g.giveWay != nil && g.steps.Add(1)%stepsBetween == 0 {
		err = g.giveWay(g.ctx)
	}
	if err != nil {
		g.fail(err)
	}
	if err := g.failed.Load(); err != nil {
		panic(stopped{*err})
	}
}

// fail ends the query with an error, or with why its context ended.
func (g *guard) fail(err error) {
	if g.ctx.Err() != nil {
		err = context.Cause(g.ctx)
	}
	g.failed.CompareAndSwap(nil, &err)
	panic(stopped{*g.failed.Load()})
}

// errEnough ends a query that has given all the results that are let through.
var errEnough = errors.New("enough results")

// halt has the query unwound at its next step.
func (g *guard) halt() { g.failed.CompareAndSwap(nil, &errEnough) }

// must gives a result of reading the store, and ends the query if that failed.
func must[T any](v T, err error) func(*guard) T {
	return func(g *guard) T {
		if err != nil {
			g.fail(err)
		}
		return v
	}
}

// err gives the error that ended the query, or nil.
func (g *guard) err() error {
	if err := g.failed.Load(); err != nil && *err != errEnough {
		return *err
	}
	return nil
}

// recovered gives the error for what a function that entered Cayley recovered.
func (g *guard) recovered(x any) error {
	if s, ok := x.(stopped); ok {
		return s.err
	}
	return wrong("Cayley cannot run this query: %v", x)
}

func (g *guard) opened(it iterator.Base) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open[it] = struct{}{}
}

func (g *guard) closed(it iterator.Base) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.open, it)
}

// closeAll closes what the query left open, each of which takes itself off.
func (g *guard) closeAll() error {
	g.mu.Lock()
	open := slices.Collect(maps.Keys(g.open))
	g.mu.Unlock()
	var errs []error
	for _, it := range open {
		errs = append(errs, it.Close())
	}
	return errors.Join(errs...)
}

// absent is the Ref of a value that is not in the store. To Cayley a missing
// value is nil, and what follows from it is folded into nothing, until some step
// (Except for one) calls a method of that nothing. This Ref matches nothing
// either, but is there.
type absent struct{ value quad.Value }

// Key implements refs.Ref.
func (a absent) Key() any { return a }

func (g *guard) ValueOf(v quad.Value) (cayley.Ref, error) {
	g.check()
	if v == nil {
		return nil, nil
	}
	t, err := term(v)
	if err != nil {
		return nil, err
	}
	v = graph.ToValue(t)
	if ref := must(g.quads.ValueOf(v))(g); ref != nil {
		return ref, nil
	}
	return absent{v}, nil
}

func (g *guard) NameOf(ref cayley.Ref) (quad.Value, error) {
	g.check()
	switch ref := ref.(type) {
	case nil, absent:
		return nil, nil
	case refs.PreFetchedValue:
		return ref.NameOf(), nil
	}
	v := must(g.quads.NameOf(ref))(g)
	if v == nil {
		return nil, nil
	}
	return g.show(v), nil
}

func (g *guard) ValuesOf(_ context.Context, list []cayley.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(list))
	for i, ref := range list {
		out[i], _ = g.NameOf(ref)
	}
	return out, nil
}

func (g *guard) RefsOf(_ context.Context, values []quad.Value) ([]cayley.Ref, error) {
	out := make([]cayley.Ref, len(values))
	for i, v := range values {
		var err error
		if out[i], err = g.ValueOf(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (g *guard) Quad(ref cayley.Ref) (quad.Quad, error) {
	g.check()
	q := must(g.quads.Quad(ref))(g)
	for _, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			q.Set(d, g.show(v))
		}
	}
	return q, nil
}

func (g *guard) QuadIterator(d quad.Direction, ref cayley.Ref) iterator.Shape {
	g.check()
	if _, missing := ref.(absent); missing || ref == nil {
		return iterator.NewNull()
	}
	return &leaf{g.quads.QuadIterator(d, ref), g}
}

func (g *guard) QuadIteratorSize(ctx context.Context, d quad.Direction, ref cayley.Ref) (refs.Size, error) {
	g.check()
	if _, missing := ref.(absent); missing {
		return refs.Size{Exact: true}, nil
	}
	return g.quads.QuadIteratorSize(ctx, d, ref)
}

func (g *guard) QuadDirection(ref cayley.Ref, d quad.Direction) (cayley.Ref, error) {
	return g.quads.QuadDirection(ref, d)
}

// Stats are those at the beginning, which a snapshot still has. An exact count
// of nodes would go through all of them.
func (g *guard) Stats(context.Context, bool) (cayley.Stats, error) {
	g.check()
	return g.stats, nil
}

func (g *guard) NodesAllIterator() iterator.Shape {
	g.check()
	return &leaf{g.quads.NodesAllIterator(), g}
}

func (g *guard) QuadsAllIterator() iterator.Shape {
	g.check()
	return &leaf{g.quads.QuadsAllIterator(), g}
}

func (g *guard) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return graph.ErrReadOnly }

func (g *guard) NewQuadWriter() (quad.WriteCloser, error) { return nil, graph.ErrReadOnly }

// Close does nothing: the snapshot is not the query's.
func (g *guard) Close() error { return nil }
