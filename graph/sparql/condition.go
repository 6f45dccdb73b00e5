package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

func contains(sorted []index.ID, id index.ID) bool {
	_, ok := slices.BinarySearch(sorted, id)
	return ok
}

// A condition keeps the rows in which expressions hold. Where one depends on a
// single variable its answers are kept by id, so that each term is decoded and
// judged once.
type condition struct {
	run    *run
	conds  []expr
	slots  []slotSet    // of conds
	ranges []*rangeTest // of conds that ids decide, else nil
	judges []*judge     // of conds of one variable that are remembered, else nil
	rows   []int32
}

func newCondition(r *run, conds []expr) *condition {
	c := &condition{run: r}
	for _, e := range conds {
		s := slotsOfExpr(e)
		c.conds, c.slots = append(c.conds, memoized(r, e)), append(c.slots, s)
		c.ranges = append(c.ranges, newRangeTest(r, e, s))
		var j *judge
		if len(s.list()) == 1 && !volatile(e) && !hasExists(e) && r.env[s.list()[0]] == index.None && !quick(e) {
			j = newJudge(r, e, s.list()[0])
		}
		c.judges = append(c.judges, j)
	}
	return c
}

// release gives the memory of what is kept back. A nil condition keeps nothing.
func (c *condition) release() {
	if c == nil {
		return
	}
	for k, e := range c.conds {
		c.judges[k].release()
		forget(e)
	}
}

// quick reports whether judging e is quicker than remembering it.
func quick(e expr) bool {
	switch e.(type) {
	case *exprBound, *exprNoneOf:
		return true
	}
	return false
}

// filter gives the rows of b that all conditions keep, good until the next call.
func (c *condition) filter(ctx context.Context, b *batch) ([]int32, error) {
	c.rows = c.rows[:0]
	for i := range b.n {
		c.rows = append(c.rows, int32(i))
	}
	ev := &evaluation{ctx: ctx, run: c.run, b: b}
	for k, e := range c.conds {
		if len(c.rows) == 0 {
			break
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err := c.keep(ev, k, e); err != nil {
			return nil, err
		}
	}
	return c.rows, nil
}

// keep drops the rows in which e does not hold.
func (c *condition) keep(ev *evaluation, k int, e expr) error {
	if t := c.ranges[k]; t != nil && ev.b.cols[t.slot] != nil {
		return c.decided(ev, e, t, ev.b.cols[t.slot])
	}
	if j := c.judges[k]; j != nil && ev.b.cols[j.slot] != nil {
		rows, err := j.keep(ev.ctx, ev.b.cols[j.slot], c.rows)
		c.rows = rows
		return err
	}
	if err := c.load(ev, e, k); err != nil {
		return err
	}
	kept := c.rows[:0]
	for _, r := range c.rows {
		t, err := ev.test(e, int(r))
		if err != nil {
			return err
		}
		if t == value.True {
			kept = append(kept, r)
		}
	}
	c.rows = kept
	return nil
}

// load decodes the columns that e reads, in one request.
func (c *condition) load(ev *evaluation, e expr, k int) error {
	if !decodes(e) {
		return nil
	}
	for _, s := range c.slots[k].list() {
		if err := ev.run.dict.load(ev.ctx, pickColumn(ev.b.cols[s], c.rows)); err != nil {
			return err
		}
	}
	return nil
}

func pickColumn(column []index.ID, rows []int32) []index.ID {
	if column == nil || len(column) == len(rows) {
		return column
	}
	to := make([]index.ID, len(rows))
	for i, r := range rows {
		to[i] = column[r]
	}
	return to
}

// decodes reports whether e needs the terms of its variables.
func decodes(e expr) bool {
	switch e.(type) {
	case *exprBound, *exprNoneOf, *exprExists, *exprVar:
		return false
	}
	return true
}

// A filterOp is FILTER.
type filterOp struct {
	run    *run
	input  operator
	cond   *condition
	picked *gatherer
}

func (f *filterOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := f.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		rows, err := f.cond.filter(ctx, b)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			return f.picked.pick(b, rows), nil
		}
	}
}

// seek implements seeker.
func (f *filterOp) seek(ctx context.Context, id index.ID) error { return trySeek(ctx, f.input, id) }

func (f *filterOp) close() {
	f.input.close()
	f.cond.release()
}
