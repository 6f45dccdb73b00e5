package quadstore

import (
	"cmp"
	"context"
	"errors"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// meet is the shape of the nodes that all of several shapes have, with each way
// of one of them joined to each way of the others. Cayley's own intersection goes
// through the ways of one while it stays with one way of the rest, so that which
// come out hangs on the plan.
type meet struct {
	store    *QuadStore
	all      []shape.Shape
	optional []shape.Shape // they add their tags to the nodes that they have
}

func (s *meet) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	it := &meetIterator{store: s.store}
	for _, sub := range s.all {
		built := sub.BuildIterator(qs)
		if iterator.IsNull(built) {
			return built
		}
		it.all = append(it.all, built)
	}
	for _, sub := range s.optional {
		it.optional = append(it.optional, sub.BuildIterator(qs))
	}
	return it
}

func (s *meet) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type meetIterator struct {
	store         *QuadStore
	all, optional []iterator.Shape

	order *meetOrder
}

// meetOrder is how an intersection is run: which set is listed, in what order
// the others are looked up, and what that costs.
type meetOrder struct {
	first int
	rest  []int
	costs iterator.Costs
}

func (it *meetIterator) String() string { return "Meet" }

func (it *meetIterator) SubIterators() []iterator.Shape { return slices.Concat(it.all, it.optional) }

func (it *meetIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	for i, sub := range it.all {
		better, ok := sub.Optimize(ctx)
		if !ok {
			continue
		}
		if iterator.IsNull(better) {
			return better, true
		}
		it.all[i] = better
	}
	for i, sub := range it.optional {
		it.optional[i], _ = sub.Optimize(ctx)
	}
	return it, false
}

// Stats do not claim to know the size: that of the smallest set is only near it,
// and Cayley answers a count with a size that is exact.
func (it *meetIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	o, err := it.plan(ctx)
	return o.costs, err
}

func (it *meetIterator) plan(ctx context.Context) (meetOrder, error) {
	if it.order != nil {
		return *it.order, nil
	}
	all, err := statsOf(ctx, it.all)
	if err != nil {
		return meetOrder{}, err
	}
	optional, err := statsOf(ctx, it.optional)
	if err != nil {
		return meetOrder{}, err
	}
	whole := make([]int64, len(all))
	for i := range all {
		whole[i] = times(all[i].Size.Value, listing(all, i))
	}
	o := meetOrder{first: it.store.pick(whole)}
	o.costs = iterator.Costs{NextCost: listing(all, o.first), Size: refs.Size{Value: all[o.first].Size.Value}}
	for i, c := range all {
		o.costs.ContainsCost += c.ContainsCost
		o.costs.Size.Value = min(o.costs.Size.Value, c.Size.Value)
		if i != o.first {
			o.rest = append(o.rest, i)
		}
	}
	for _, c := range optional {
		o.costs.NextCost += c.ContainsCost
		o.costs.ContainsCost += c.ContainsCost
	}
	slices.SortStableFunc(o.rest, func(a, b int) int { return cmp.Compare(all[a].ContainsCost, all[b].ContainsCost) })
	it.order = &o
	return o, nil
}

func statsOf(ctx context.Context, its []iterator.Shape) ([]iterator.Costs, error) {
	out := make([]iterator.Costs, len(its))
	for i, it := range its {
		var err error
		if out[i], err = it.Stats(ctx); err != nil {
			return nil, err
		}
		out[i].Size.Value = max(out[i].Size.Value, 0)
		out[i].NextCost = min(out[i].NextCost, mostCost)
		out[i].ContainsCost = min(out[i].ContainsCost, mostCost)
	}
	return out, nil
}

// listing is the cost of a node of a set that is listed, and looked up in the
// others: the more often the larger the set is beside them.
func listing(all []iterator.Costs, first int) int64 {
	cost := all[first].NextCost
	for i, c := range all {
		if i != first {
			cost += times(c.ContainsCost, 1+all[first].Size.Value/(c.Size.Value+1))
		}
	}
	return cost
}

func (it *meetIterator) Iterate() iterator.Scanner { return &meetScanner{it: it} }

func (it *meetIterator) Lookup() iterator.Index { return &meetIndex{it: it} }

// lookups opens sets to be looked up, the optional ones last.
func (it *meetIterator) lookups(which []int) (w ways) {
	for _, i := range which {
		w = append(w, newLookup(it.all[i]))
	}
	for _, sub := range it.optional {
		l := newLookup(sub)
		l.optional = true
		w = append(w, l)
	}
	return w
}

// meetScanner lists one set and looks its nodes up in the others.
type meetScanner struct {
	it     *meetIterator
	first  iterator.Scanner
	rest   ways
	result refs.Ref
	err    error
}

func (s *meetScanner) String() string { return "Meet" }

func (s *meetScanner) Next(ctx context.Context) bool {
	s.result = nil
	if s.err != nil || s.first == nil && !s.start(ctx) {
		return false
	}
	for s.first.Next(ctx) {
		ref := s.first.Result()
		there, err := s.rest.contain(ctx, ref)
		if s.err = err; err != nil {
			return false
		}
		if there {
			s.result = ref
			return true
		}
	}
	s.err = s.first.Err()
	return false
}

func (s *meetScanner) start(ctx context.Context) bool {
	o, err := s.it.plan(ctx)
	if s.err = err; err != nil {
		return false
	}
	s.first, s.rest = s.it.all[o.first].Iterate(), s.it.lookups(o.rest)
	return true
}

func (s *meetScanner) NextPath(ctx context.Context) bool {
	if s.result == nil || s.err != nil {
		return false
	}
	more, err := s.rest.next(ctx)
	if err == nil && !more {
		if more = s.first.NextPath(ctx); more {
			err = s.rest.again(ctx)
		} else {
			err = s.first.Err()
		}
	}
	s.err = err
	return more && err == nil
}

func (s *meetScanner) Result() refs.Ref { return s.result }

func (s *meetScanner) TagResults(tags map[string]refs.Ref) {
	if s.result != nil {
		s.first.TagResults(tags)
		s.rest.TagResults(tags)
	}
}

func (s *meetScanner) Err() error { return s.err }

func (s *meetScanner) Close() error {
	if s.first == nil {
		return nil
	}
	return errors.Join(s.first.Close(), s.rest.close())
}

// meetIndex looks nodes up in all the sets, the cheapest first.
type meetIndex struct {
	it     *meetIterator
	all    ways
	result refs.Ref
	err    error
}

func (x *meetIndex) String() string { return "Meet" }

func (x *meetIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	x.result = nil
	if x.err != nil || x.all == nil && !x.start(ctx) {
		return false
	}
	there, err := x.all.contain(ctx, ref)
	if x.err = err; err != nil || !there {
		return false
	}
	x.result = ref
	return true
}

func (x *meetIndex) start(ctx context.Context) bool {
	o, err := x.it.plan(ctx)
	if x.err = err; err != nil {
		return false
	}
	x.all = x.it.lookups(append([]int{o.first}, o.rest...))
	return true
}

func (x *meetIndex) NextPath(ctx context.Context) bool {
	if x.result == nil || x.err != nil {
		return false
	}
	more, err := x.all.next(ctx)
	x.err = err
	return more && err == nil
}

func (x *meetIndex) Result() refs.Ref { return x.result }

func (x *meetIndex) TagResults(tags map[string]refs.Ref) {
	if x.result != nil {
		x.all.TagResults(tags)
	}
}

func (x *meetIndex) Err() error { return x.err }

func (x *meetIndex) Close() error { return x.all.close() }
