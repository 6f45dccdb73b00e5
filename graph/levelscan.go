package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
)

// reading is a pattern being matched: a range of one index, and what that range
// does not see to.
type reading struct {
	snap *levelSnapshot
	scan iterator.Scanner // nil: nothing matches
	rest []constraint
}

type constraint struct {
	dir quad.Direction
	id  uint64
}

// scan begins to read the quads that have these ids, 0 for the unnamed graph.
func (s *levelSnapshot) scan(ctx context.Context, bound map[quad.Direction]uint64) (*reading, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	r := &reading{snap: s}
	if len(bound) == 0 {
		r.scan = s.quads.QuadsAllIterator().Iterate()
		return r, nil
	}
	index, err := s.choose(bound)
	if err != nil {
		return nil, err
	}
	var prefix []uint64
	for i, dir := range index.Dirs {
		id, ok := bound[dir]
		switch {
		case ok && i == len(prefix):
			prefix = append(prefix, id)
		case ok:
			r.rest = append(r.rest, constraint{dir, id})
		}
	}
	if id, ok := bound[quad.Label]; ok && index.Dirs[0] != quad.Label {
		r.rest = append(r.rest, constraint{quad.Label, id})
	}
	r.scan = kv.IndexScan{Index: index, Values: prefix}.BuildIterator(s.quads).Iterate()
	return r, nil
}

// choose gives the index whose order begins with most of what is bound. Of two
// as good it prefers the subject's, then the object's, whose ranges are short;
// between a graph and a predicate it asks the counters.
func (s *levelSnapshot) choose(bound map[quad.Direction]uint64) (kv.QuadIndex, error) {
	best, most := kv.QuadIndex{}, 0
	for _, index := range []kv.QuadIndex{bySubject, byObject, byGraph, byPredicate} {
		n := 0
		for n < len(index.Dirs) {
			if _, ok := bound[index.Dirs[n]]; !ok {
				break
			}
			n++
		}
		if n > most {
			best, most = index, n
		}
	}
	predicate, byBoth := bound[quad.Predicate]
	if len(bound) != 2 || !byBoth || best.Dirs[0] != quad.Label {
		return best, nil
	}
	ofPredicate, err := s.tally(predicatePrefix, predicate)
	inGraph, err2 := s.tally(graphPrefix, bound[quad.Label])
	if ofPredicate < inGraph {
		best = byPredicate
	}
	return best, errors.Join(err, err2)
}

// tally reads the counter of a predicate or a graph.
func (s *levelSnapshot) tally(prefix []byte, id uint64) (int64, error) {
	t, err := s.term(id)
	if err != nil {
		return 0, err
	}
	return readCounter(s.snap, tallyKey(prefix, t))
}

// estimate guesses the number of quads that have these ids, of which there are
// many: that of the predicate or the graph, or a part of all.
func (s *levelSnapshot) estimate(bound map[quad.Direction]uint64) (int64, error) {
	n, err := readCounter(s.snap, keyQuads)
	for dir, id := range bound {
		most := n / 10
		var err2 error
		switch dir {
		case quad.Predicate:
			most, err2 = s.tally(predicatePrefix, id)
		case quad.Label:
			most, err2 = s.tally(graphPrefix, id)
		}
		n = min(n, most)
		err = errors.Join(err, err2)
	}
	return max(n, sampled), err
}

// take reads at most n quads. It reads fewer only at the end, and then closes r.
func (r *reading) take(ctx context.Context, n int) ([]*proto.Primitive, error) {
	if r.scan == nil {
		return nil, nil
	}
	var out []*proto.Primitive
	for len(out) < n {
		if err := r.snap.usable(ctx); err != nil {
			return nil, errors.Join(err, r.close())
		}
		if !r.scan.Next(ctx) {
			return out, errors.Join(r.scan.Err(), r.close())
		}
		p, ok := r.scan.Result().(*proto.Primitive)
		if !ok {
			return nil, errors.Join(fmt.Errorf("expected a quad of the index, found %T", r.scan.Result()), r.close())
		}
		if r.fits(p) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (r *reading) fits(p *proto.Primitive) bool {
	for _, c := range r.rest {
		if p.GetDirection(c.dir) != c.id {
			return false
		}
	}
	return true
}

// close lets go of the index. Closing again does nothing.
func (r *reading) close() error {
	if r.scan == nil {
		return nil
	}
	scan := r.scan
	r.scan = nil
	return scan.Close()
}
