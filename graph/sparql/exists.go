package sparql

import (
	"context"
	"encoding/binary"

	"diplograph/graph/index"
)

// A subPlans keeps what is known of one EXISTS: plans by which of its variables
// come from outside, and answers by what they are bound to.
type subPlans struct {
	slots   []slot
	plans   map[string]*plan
	answers map[string]bool
	held    int64 // bytes of answers
	planned int64 // bytes of plans
	key     []byte
}

// exists reports whether the pattern of e, with its variables replaced by what a
// row binds them to, has a solution (section 18.6, substitute).
func (r *run) exists(ctx context.Context, e *exprExists, b *batch, row int) (bool, error) {
	sub := r.sub[e]
	if sub == nil {
		sub = &subPlans{slots: e.slots.list(), plans: map[string]*plan{}, answers: map[string]bool{}}
		r.sub[e] = sub
	}
	var outside slotSet
	sub.key = sub.key[:0]
	for _, s := range sub.slots {
		id := b.at(s, row)
		if id == index.None {
			id = r.env[s]
		}
		if id != index.None {
			outside = outside.with(s)
		}
		sub.key = binary.LittleEndian.AppendUint64(sub.key, uint64(id))
	}
	if found, ok := sub.answers[string(sub.key)]; ok {
		return found, nil
	}
	key := string(sub.key)
	p, err := r.subPlan(ctx, sub, e, outside)
	if err != nil {
		return false, err
	}
	found := false
	err = r.with(sub.slots, b, row, func() error {
		buffers := r.budget.buffers
		op := p.open(r)
		defer func() {
			op.close()
			r.budget.dropBuffers(buffers)
		}()
		got, err := op.next(ctx)
		found = got != nil
		return err
	})
	if err != nil {
		return false, err
	}
	sub.remember(r.budget, key, found)
	return found, nil
}

// answerBytes is about what an answer takes besides its key.
const answerBytes = 48

// remember keeps an answer if there is memory for it.
func (s *subPlans) remember(b *budget, key string, found bool) {
	if len(s.answers) >= maxKnown {
		s.answers = map[string]bool{}
		b.give(s.held)
		s.held = 0
	}
	if size := int64(len(key) + answerBytes); b.spare(size) {
		s.held += size
		s.answers[key] = found
	}
}

// subPlan gives the plan for when these variables come from outside.
func (r *run) subPlan(ctx context.Context, sub *subPlans, e *exprExists, outside slotSet) (*plan, error) {
	var key []byte
	for _, w := range outside {
		key = binary.LittleEndian.AppendUint64(key, w)
	}
	if p, ok := sub.plans[string(key)]; ok {
		return p, nil
	}
	pl := r.planner.within(ctx, outside)
	p := pl.plan(&sliceNode{input: e.pattern, limit: 1}, nil)
	if pl.err != nil {
		return nil, pl.err
	}
	sub.plans[string(key)] = p
	more := planBytes * p.nodes()
	sub.planned += more
	return p, r.budget.take(more)
}
