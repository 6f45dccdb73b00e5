package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"

	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// levelSnapshot is a Snapshot over one LevelDB snapshot.
type levelSnapshot struct {
	snap     *leveldb.Snapshot
	quads    cayley.QuadStore
	terms    termCache
	released atomic.Bool
}

func newLevelSnapshot(snap *leveldb.Snapshot, quads cayley.QuadStore) *levelSnapshot {
	return &levelSnapshot{snap: snap, quads: quads}
}

func (s *levelSnapshot) release() {
	s.released.Store(true)
	s.snap.Release()
}

func (s *levelSnapshot) quadStore() cayley.QuadStore {
	return &levelQuads{s.quads, s.quads.(refs.BatchNamer), s}
}

func (s *levelSnapshot) Match(ctx context.Context, p Pattern) iter.Seq2[rdf.Quad, error] {
	return func(yield func(rdf.Quad, error) bool) {
		fail := func(err error) { yield(rdf.Quad{}, levelError(err)) }
		r, err := s.plan(ctx, p)
		if err != nil {
			fail(err)
			return
		}
		// The first answers come soon, the rest in larger steps.
		for step := 8; ; step = min(2*step, 512) {
			prims, err := r.take(ctx, step)
			if err != nil {
				fail(err)
				return
			}
			quads, err := s.decode(ctx, prims)
			if err != nil {
				fail(err)
				return
			}
			for i := range quads {
				if !yield(quads[i], nil) {
					_ = r.close()
					return
				}
			}
			if len(prims) < step {
				return
			}
		}
	}
}

func (s *levelSnapshot) Count(ctx context.Context, p Pattern) (int64, error) {
	if n, ok, err := s.counted(ctx, p); ok || err != nil {
		return n, levelError(err)
	}
	r, err := s.plan(ctx, p)
	if err != nil {
		return 0, levelError(err)
	}
	var n int64
	for {
		prims, err := r.take(ctx, 512)
		n += int64(len(prims))
		if err != nil {
			return 0, levelError(err)
		}
		if len(prims) < 512 {
			return n, nil
		}
	}
}

// counted answers from the counters where they can.
func (s *levelSnapshot) counted(ctx context.Context, p Pattern) (n int64, ok bool, err error) {
	if err := s.usable(ctx); err != nil {
		return 0, false, err
	}
	key := keyQuads
	switch {
	case !p.Subject.IsZero() || !p.Object.IsZero(), !p.Predicate.IsZero() && !p.Graph.IsZero():
		return 0, false, nil
	case !p.Predicate.IsZero():
		key = tallyKey(predicatePrefix, p.Predicate)
	case p.Graph == DefaultGraph:
		key = tallyKey(graphPrefix, rdf.Term{})
	case !p.Graph.IsZero():
		key = tallyKey(graphPrefix, p.Graph)
	}
	n, err = readCounter(s.snap, key)
	return n, true, err
}

func (s *levelSnapshot) usable(ctx context.Context) error {
	if s.released.Load() {
		return fmt.Errorf("%w: a snapshot was used after its View returned", ErrClosed)
	}
	return ctx.Err()
}

func (s *levelSnapshot) statistics(ctx context.Context) (st Statistics, err error) {
	var errs [4]error
	st.Quads, errs[0] = readCounter(s.snap, keyQuads)
	st.Terms, errs[1] = readCounter(s.snap, keyTerms)
	st.Graphs, errs[2] = s.tallies(ctx, graphPrefix)
	st.Predicates, errs[3] = s.tallies(ctx, predicatePrefix)
	return st, levelError(errors.Join(errs[:]...))
}

func (s *levelSnapshot) tallies(ctx context.Context, prefix flat.Key) ([]Tally, error) {
	var out []Tally
	it := s.snap.NewIterator(util.BytesPrefix(prefix), nil)
	defer it.Release()
	for it.Next() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := readCounter(s.snap, it.Key())
		if err != nil {
			return nil, err
		}
		out = append(out, Tally{tallyTerm(prefix, it.Key()), n})
	}
	sortTallies(out)
	return out, it.Error()
}

// plan looks up the terms of p and begins to read.
func (s *levelSnapshot) plan(ctx context.Context, p Pattern) (*reading, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	bound := map[quad.Direction]uint64{}
	for i, t := range [...]rdf.Term{p.Subject, p.Predicate, p.Object, p.Graph} {
		dir := quad.Directions[i]
		switch {
		case t.IsZero():
			continue
		case dir == quad.Label && t == DefaultGraph:
			bound[dir] = 0
			continue
		}
		ref, err := s.quads.ValueOf(ToValue(t))
		if err != nil {
			return nil, err
		}
		id, ok := ref.(kv.Int64Value)
		if !ok {
			return &reading{snap: s}, nil
		}
		bound[dir] = uint64(id)
	}
	return s.scan(ctx, bound)
}

// decode turns ids into terms.
func (s *levelSnapshot) decode(ctx context.Context, prims []*proto.Primitive) ([]rdf.Quad, error) {
	quads := make([]rdf.Quad, len(prims))
	known := map[uint64]rdf.Term{0: {}}
	var want []cayley.Ref
	for _, p := range prims {
		for _, d := range quad.Directions {
			id := p.GetDirection(d)
			if _, ok := known[id]; ok {
				continue
			}
			t, ok := s.terms.get(id)
			if !ok {
				want = append(want, kv.Int64Value(id))
			}
			known[id] = t
		}
	}
	values, err := cayley.ValuesOf(ctx, s.quads, want)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		t, err := FromValue(v)
		if err == nil && t.IsZero() {
			err = fmt.Errorf("%w: a quad holds a term that is not there", ErrDamaged)
		}
		if err != nil {
			return nil, err
		}
		id := uint64(want[i].(kv.Int64Value))
		known[id] = t
		s.terms.put(id, t)
	}
	for i, p := range prims {
		quads[i] = rdf.Quad{Subject: known[p.Subject], Predicate: known[p.Predicate], Object: known[p.Object], Graph: known[p.Label]}
	}
	return quads, nil
}

// term gives the term of one id, the zero term for 0.
func (s *levelSnapshot) term(id uint64) (rdf.Term, error) {
	if t, ok := s.terms.get(id); ok || id == 0 {
		return t, nil
	}
	v, err := s.quads.NameOf(kv.Int64Value(id))
	if err != nil {
		return rdf.Term{}, err
	}
	t, err := FromValue(v)
	if err == nil {
		s.terms.put(id, t)
	}
	return t, err
}
