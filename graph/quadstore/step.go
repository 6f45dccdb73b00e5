package quadstore

import (
	"context"
	"slices"

	"diplograph/graph/index"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
)

// wholeQuad is the result of a step that gives quads, not nodes.
const wholeQuad = index.Graph + 1

// step is the shape of the nodes that stand in one place of the quads of a
// pattern.
type step struct {
	store   *QuadStore
	pattern index.Quad
	result  index.Position
	save    [4][]string // tags for the nodes in each place
	sources []source
	named   bool // quads of the unnamed graph do not count
}

// source says that the nodes in a place must be in a set.
type source struct {
	at     index.Position
	in     shape.Shape
	ranges []index.Range // where all of them are, nil if not known
	check  bool          // the set is tested, never listed
}

func (s *step) clone() *step {
	c := *s
	c.sources = append([]source(nil), s.sources...)
	for p, tags := range s.save {
		c.save[p] = append([]string(nil), tags...)
	}
	return &c
}

// plain reports whether the step is its pattern and nothing more.
func (s *step) plain() bool {
	for _, tags := range s.save {
		if len(tags) > 0 {
			return false
		}
	}
	return len(s.sources) == 0 && !s.named
}

// sorted reports whether the results come in the order of their ids.
func (s *step) sorted() bool {
	_, ok := orderBy(s.pattern.Bound(), s.result)
	return ok
}

func (s *step) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := &stepIterator{step: s}
	for _, src := range s.sources {
		sub := src.in.BuildIterator(qs)
		if iterator.IsNull(sub) {
			return sub
		}
		it.from = append(it.from, sub)
	}
	return watched(qs, it)
}

func (s *step) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// columns are the places that are read of each row.
func (s *step) columns() index.Positions {
	if s.result == wholeQuad {
		return index.AllPositions
	}
	set := index.Positions(1) << s.result
	for p, tags := range s.save {
		if len(tags) > 0 {
			set |= 1 << p
		}
	}
	for _, src := range s.sources {
		set |= 1 << src.at
	}
	if s.named {
		set |= 1 << index.Graph
	}
	return set
}

// ranges gives the ranges that an order of the pattern can use, and for what
// place.
func (s *step) ranges() (index.Position, []index.Range) {
	for _, src := range s.sources {
		if src.ranges == nil {
			continue
		}
		if _, ok := orderBy(s.pattern.Bound(), src.at); ok {
			return src.at, src.ranges
		}
	}
	return s.result, nil
}

// count gives the number of quads of the pattern.
func (s *step) count(ctx context.Context) (int64, error) {
	snap, release, err := s.store.snapshots.take()
	if err != nil {
		return 0, err
	}
	defer release()
	return snap.Count(ctx, s.pattern, false)
}

// stepIterator is a step with the iterators of its sources.
type stepIterator struct {
	*step
	from  []iterator.Shape
	costs *iterator.Costs
	way   *plan
}

func (it *stepIterator) String() string { return "Step" }

func (it *stepIterator) SubIterators() []iterator.Shape { return it.from }

func (it *stepIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	for i, sub := range it.from {
		better, ok := sub.Optimize(ctx)
		if !ok {
			continue
		}
		if iterator.IsNull(better) {
			return better, true
		}
		it.from[i] = better
	}
	return it, false
}

// What things cost, in rows read one after another.
const (
	costRow   = 1
	costFind  = 20 // moving to another place
	costFan   = 4  // quads that a node is thought to have
	costThick = 64 // rows that are sooner read than skipped
)

// Stats are made once: Cayley asks again and again.
func (it *stepIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	if it.costs != nil {
		return *it.costs, nil
	}
	p, err := it.plan(ctx)
	if err != nil {
		return iterator.Costs{}, err
	}
	c := iterator.Costs{NextCost: costRow, ContainsCost: costFind}
	c.Size.Value, c.Size.Exact = p.size, it.exact()
	for _, sub := range it.from {
		st, err := sub.Stats(ctx)
		if err != nil {
			return iterator.Costs{}, err
		}
		c.NextCost += min(st.ContainsCost, 1<<20)
		c.ContainsCost += min(st.ContainsCost, 1<<20)
	}
	it.costs = &c
	return c, nil
}

// exact reports whether each quad of the pattern is one result.
func (it *stepIterator) exact() bool { return len(it.from) == 0 && !it.named }

// plan says how a step is run.
type plan struct {
	driver int // of the sources; -1 to scan the pattern
	thick  bool
	size   int64 // about the number of results
}

func (it *stepIterator) plan(ctx context.Context) (plan, error) {
	if it.way != nil {
		return *it.way, nil
	}
	p, err := it.choose(ctx)
	if err == nil {
		it.way = &p
	}
	return p, err
}

func (it *stepIterator) choose(ctx context.Context) (plan, error) {
	plans, costs, err := it.plans(ctx)
	if err != nil {
		return plan{}, err
	}
	return plans[it.store.pick(costs)], nil
}

// plans gives the ways in which a step can be run, with their costs.
func (it *stepIterator) plans(ctx context.Context) (plans []plan, costs []int64, err error) {
	quads, err := it.count(ctx)
	if err != nil {
		return nil, nil, err
	}
	stats, err := statsOf(ctx, it.from)
	if err != nil {
		return nil, nil, err
	}
	checks := int64(0)
	for _, src := range it.sources {
		if !src.check {
			checks++
		}
	}
	add := func(p plan, cost int64) {
		plans, costs = append(plans, p), append(costs, cost)
	}
	scan := plan{driver: -1, size: quads}
	if _, ranges := it.ranges(); ranges != nil {
		scan.size = quads/4 + 1
	}
	add(scan, times(scan.size, costRow+costFind*checks))
	for i, src := range it.sources {
		if src.check {
			continue
		}
		fan, err := it.fan(src.at, quads)
		if err != nil {
			return nil, nil, err
		}
		// A source may give a node again and again, each time with all its quads.
		n := stats[i].Size.Value
		p := plan{driver: i, size: times(n, fan)}
		check := times(p.size, costRow+costFind*(checks-1))
		add(p, times(n, costFind)+check)
		if it.mergeable(i) && times(n, costThick) > quads {
			p.thick = true
			add(p, times(n+quads, costRow)+check)
		}
	}
	return plans, costs, nil
}

// fan is about how many quads of the pattern a node in a place has.
func (it *stepIterator) fan(at index.Position, quads int64) (int64, error) {
	p := it.pattern[index.Predicate]
	if p == index.None || at != index.Subject && at != index.Object {
		return costFan, nil
	}
	snap, release, err := it.store.snapshots.take()
	if err != nil {
		return 0, err
	}
	defer release()
	st, err := snap.Predicate(p)
	different := st.Subjects
	if at == index.Object {
		different = st.Objects
	}
	return (min(quads, st.Quads) + different) / (different + 1), err
}

// mergeable reports whether one scan of the pattern can serve the nodes of a
// source.
func (it *stepIterator) mergeable(i int) bool {
	at := it.sources[i].at
	_, ok := orderBy(it.pattern.Bound(), at)
	return ok && it.pattern[at] == index.None
}

// mostCost keeps sums of a few from flowing over.
const mostCost = 1 << 50

// times multiplies sizes, some of which are wild guesses.
func times(a, b int64) int64 {
	if a > 0 && b > mostCost/a {
		return mostCost
	}
	return min(a*b, mostCost)
}

// cheapest gives the place of the least of costs.
func cheapest(costs []int64) int { return slices.Index(costs, slices.Min(costs)) }

func (it *stepIterator) Iterate() iterator.Scanner {
	return &stepScanner{stepRun: stepRun{reader: reader{store: it.store}, it: it}}
}

func (it *stepIterator) Lookup() iterator.Index {
	x := &stepIndex{stepRun: stepRun{reader: reader{store: it.store}, it: it}}
	for i := range it.from {
		x.test(i)
	}
	return x
}
