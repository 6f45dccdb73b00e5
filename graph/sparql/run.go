package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// A run is one execution of a plan.
type run struct {
	snap    index.Snapshot
	dict    *dictionary
	budget  *budget
	options Options
	slots   int
	env     []index.ID // what variables stand for in a pattern that is evaluated for one solution
	values  *value.Env
	workers int // goroutines that may judge terms at once
	planner *planner
	feeds   map[slot]*batch // the chunks that patterns are evaluated for
	sub     map[*exprExists]*subPlans
	answers map[serviceKey]*table // of other servers
	steps   uint                  // of evaluating expressions
}

// with runs f while variables stand for what they are bound to in a row.
func (r *run) with(slots []slot, b *batch, row int, f func() error) error {
	saved := make([]index.ID, len(slots))
	for i, s := range slots {
		saved[i] = r.env[s]
		if id := b.at(s, row); id != index.None {
			r.env[s] = id
		}
	}
	defer func() {
		for i, s := range slots {
			r.env[s] = saved[i]
		}
	}()
	return f()
}

// release gives back what no operator holds for itself: buffers, and what is known
// of each EXISTS and of regular expressions.
func (r *run) release() {
	r.budget.dropBuffers(0)
	for _, sub := range r.sub {
		r.budget.give(sub.held + sub.planned)
	}
	clear(r.sub)
	for _, rows := range r.answers {
		rows.release()
	}
	clear(r.answers)
	r.values.Forget()
}

// value gives the value of an id.
func (r *run) value(ctx context.Context, id index.ID) (value.Value, error) {
	if id.IsInline() {
		return value.FromID(id), nil
	}
	t, err := r.dict.term(ctx, id)
	return value.FromTerm(t), err
}
