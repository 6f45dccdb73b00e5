package quadstore

import (
	"context"
	"errors"
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
	c := index.Change{}
	firsts := []int{} // of the deltas of each step
	for i, d := range deltas {
		if d.Action != cayley.Add && d.Action != cayley.Delete {
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
		}
		q, err := termsOf(d.Quad)
		if err != nil {
			return err
		}
		if i == 0 || d.Action != deltas[i-1].Action {
			firsts = append(firsts, i)
			c.Steps = append(c.Steps, stepOf(d.Action, opts))
		}
		s := &c.Steps[len(c.Steps)-1]
		s.Quads = append(s.Quads, q)
	}
	_, err := qs.snapshots.store.Apply(context.Background(), c)
	var unchanged *index.UnchangedError
	if errors.As(err, &unchanged) {
		return faultOf(deltas[firsts[unchanged.Step]+unchanged.Quad])
	}
	if err != nil {
		return err
	}
	qs.snapshots.renew()
	return nil
}

// stepOf begins a stretch of deltas of one action.
func stepOf(action cayley.Procedure, opts cayley.IgnoreOpts) index.Step {
	if action == cayley.Delete {
		return index.Step{Remove: true, All: !opts.IgnoreMissing}
	}
	return index.Step{All: !opts.IgnoreDup}
}

// faultOf tells that a delta would change nothing.
func faultOf(d cayley.Delta) error {
	if d.Action == cayley.Delete {
		return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
	}
	return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
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
