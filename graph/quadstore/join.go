package quadstore

import (
	"context"
	"errors"
	"slices"

	"diplograph/graph/index"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// join is the shape of the nodes that plain, sorted steps have in common.
type join struct {
	store *QuadStore
	steps []*step
}

func (s *join) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	return watched(qs, &joinIterator{join: s})
}

func (s *join) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type joinIterator struct {
	own
	*join
	costs *iterator.Costs
}

func (it *joinIterator) String() string { return "Join" }

func (it *joinIterator) Optimize(context.Context) (iterator.Shape, bool) { return it, false }

// Stats sort the steps, the one with the fewest quads first.
func (it *joinIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	if it.costs != nil {
		return *it.costs, nil
	}
	type sized struct {
		*step
		quads int64
	}
	steps := make([]sized, len(it.steps))
	for i, s := range it.steps {
		n, err := s.count(ctx)
		if err != nil {
			return iterator.Costs{}, err
		}
		steps[i] = sized{s, n}
	}
	slices.SortStableFunc(steps, func(a, b sized) int { return int(min(max(a.quads-b.quads, -1), 1)) })
	it.join = &join{store: it.store}
	for _, s := range steps {
		it.steps = append(it.steps, s.step)
	}
	it.costs = &iterator.Costs{
		NextCost: costRow * int64(len(steps)), ContainsCost: costFind * int64(len(steps)),
		Size: refs.Size{Value: steps[0].quads/2 + 1},
	}
	return *it.costs, nil
}

func (it *joinIterator) Iterate() iterator.Scanner {
	return &joinScanner{joinRun: joinRun{reader: reader{store: it.store}, it: it}}
}

func (it *joinIterator) Lookup() iterator.Index {
	return &joinIndex{joinRun{reader: reader{store: it.store}, it: it}}
}

// joinRun is a join on its way. A node is in it as often as the first step has
// it, and has each time as many ways as the others have it times each other.
type joinRun struct {
	reader
	it     *joinIterator
	result index.ID
	paths  int64 // that are left of this time
	more   int64 // of each time
}

func (r *joinRun) String() string { return "Join" }

func (r *joinRun) Result() refs.Ref { return nodeRef(r.result) }

func (r *joinRun) TagResults(map[string]refs.Ref) {}

func (r *joinRun) NextPath(context.Context) bool {
	if r.paths == 0 || r.err != nil {
		return false
	}
	r.paths--
	return true
}

// joinScanner merges the sorted ids of the steps, each seeking to where another
// one is.
type joinScanner struct {
	joinRun
	streams []*stream
	started bool
	times   int64 // that the result is to be given again
}

func (s *joinScanner) Next(ctx context.Context) bool {
	if !s.begin(ctx) || !s.started && !s.start(ctx) {
		return false
	}
	if s.times > 0 {
		s.times--
		s.paths = s.more
		return true
	}
	var at index.ID
	at, err := s.meet(ctx)
	if s.fail(err) {
		return false
	}
	if s.result = at; at == index.None {
		s.fail(s.Close())
		return false
	}
	return !s.fail(s.tally(ctx))
}

func (s *joinScanner) start(ctx context.Context) bool {
	s.started = true
	if _, err := s.it.Stats(ctx); s.fail(err) {
		return false
	}
	for _, step := range s.it.steps {
		stream, err := openStream(ctx, s.snap, step.pattern, step.result, nil)
		if s.fail(err) {
			return false
		}
		s.streams = append(s.streams, stream)
	}
	return true
}

// meet finds the next id that all streams have.
func (s *joinScanner) meet(ctx context.Context) (index.ID, error) {
	at, agree := index.DefaultGraph+1, 0
	for i := 0; agree < len(s.streams); i++ {
		if i == len(s.streams) {
			i = 0
		}
		head, err := s.streams[i].seek(ctx, at)
		if err != nil || head == index.None {
			return index.None, err
		}
		if head == at {
			agree++
		} else {
			at, agree = head, 1
		}
	}
	if len(s.streams) == 0 {
		return index.None, nil
	}
	return at, nil
}

// tally counts how often each stream has the result and moves past it.
func (s *joinScanner) tally(ctx context.Context) error {
	all := int64(1)
	for i, stream := range s.streams {
		n, err := stream.count(ctx)
		if err != nil {
			return err
		}
		if i == 0 {
			s.times = n - 1
		} else {
			all = times(all, n)
		}
	}
	s.more = all - 1
	s.paths = s.more
	return nil
}

// Close ends the iterator; Next does so itself when there are no more.
func (s *joinScanner) Close() error {
	var errs []error
	for _, stream := range s.streams {
		errs = append(errs, stream.close())
	}
	s.streams, s.started, s.times = nil, true, 0
	s.end()
	return errors.Join(errs...)
}

type joinIndex struct{ joinRun }

func (x *joinIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	id, ok, err := x.store.id(ref)
	x.result, x.paths = index.None, 0
	if x.fail(err) || !ok || !x.begin(ctx) {
		return false
	}
	all := int64(1)
	for _, step := range x.it.steps {
		pattern := step.pattern
		pattern[step.result] = id
		n, err := x.snap.Count(ctx, pattern, false)
		if x.fail(err) || n == 0 {
			return false
		}
		all = times(all, n)
	}
	x.result, x.paths = id, all-1
	return true
}

func (x *joinIndex) Close() error {
	x.end()
	return nil
}
