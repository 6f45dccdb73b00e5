package quadstore

import (
	"context"
	"fmt"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ApplyDeltas makes all changes, in their order, or none. A quad to add that is
// there and one to delete that is not are a *graph.DeltaError, unless opts say
// to ignore them.
func (qs *QuadStore) ApplyDeltas(deltas []cayley.Delta, opts cayley.IgnoreOpts) error {
	if qs.snapshots.store == nil {
		return index.ErrReadOnly
	}
	quads := make([]rdf.Quad, len(deltas))
	for i, d := range deltas {
		if d.Action != cayley.Add && d.Action != cayley.Delete {
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
		}
		var err error
		if quads[i], err = termsOf(d.Quad); err != nil {
			return err
		}
	}
	ctx := context.Background()
	tx, err := qs.snapshots.store.Begin(ctx)
	if err != nil {
		return err
	}
	if err := applyRuns(ctx, tx, deltas, quads, opts); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	qs.snapshots.renew()
	return nil
}

// applyRuns applies stretches of deltas of one action at a time.
func applyRuns(ctx context.Context, tx Tx, deltas []cayley.Delta, quads []rdf.Quad, opts cayley.IgnoreOpts) error {
	for len(deltas) > 0 {
		n := 1
		for n < len(deltas) && deltas[n].Action == deltas[0].Action {
			n++
		}
		apply, ignore, fault := tx.Add, opts.IgnoreDup, cayley.ErrQuadExists
		if deltas[0].Action == cayley.Delete {
			apply, ignore, fault = tx.Remove, opts.IgnoreMissing, cayley.ErrQuadNotExist
		}
		done, err := apply(ctx, quads[:n])
		if err != nil {
			return err
		}
		if len(done) < n && !ignore {
			return &cayley.DeltaError{Delta: deltas[firstMissing(quads[:n], done)], Err: fault}
		}
		deltas, quads = deltas[n:], quads[n:]
	}
	return nil
}

// firstMissing finds the first of quads that is not in done, or there for the
// second time.
func firstMissing(quads, done []rdf.Quad) int {
	left := make(map[string]bool, len(done))
	for _, q := range done {
		left[q.String()] = true
	}
	for i, q := range quads {
		if key := q.String(); left[key] {
			delete(left, key)
		} else {
			return i
		}
	}
	return 0
}

func termsOf(q quad.Quad) (r rdf.Quad, err error) {
	for _, place := range []struct {
		to   *rdf.Term
		from quad.Value
	}{{&r.Subject, q.Subject}, {&r.Predicate, q.Predicate}, {&r.Object, q.Object}, {&r.Graph, q.Label}} {
		if *place.to, err = cayleyvalue.Term(place.from); err != nil {
			return r, err
		}
		if place.to.IsZero() && place.to != &r.Graph {
			return r, fmt.Errorf("expected a subject, a predicate and an object, found %v", q)
		}
	}
	return r, nil
}
