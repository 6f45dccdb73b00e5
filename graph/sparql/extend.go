package sparql

import (
	"context"

	"diplograph/graph/index"
)

// maxMemo is how many values an extendOp keeps.
const maxMemo = 1 << 15

// An extendOp is BIND.
type extendOp struct {
	run   *run
	input operator
	slot  slot
	expr  expr
	vars  []slot
	memo  *idTable[index.ID] // the value by the id of the only variable
	shown *shownTerms        // of a variable that is only shown
	out   *batch
	buf   []index.ID
}

func newExtend(r *run, input operator, n *extendNode) *extendOp {
	x := &extendOp{run: r, input: input, slot: n.slot, expr: memoized(r, n.expr), vars: slotsOfExpr(n.expr).list(), out: newBatch(r.slots)}
	if n.shown {
		x.shown, x.expr = &shownTerms{dict: r.dict}, memoizedIn(r, n.expr)
		return x
	}
	if _, plain := n.expr.(*exprVar); !plain && len(x.vars) == 1 && !volatile(n.expr) && !hasExists(n.expr) && r.env[x.vars[0]] == index.None {
		x.memo = &idTable[index.ID]{most: maxMemo, budget: r.budget}
	}
	return x
}

func (x *extendOp) next(ctx context.Context) (*batch, error) {
	b, err := x.input.next(ctx)
	if b == nil || err != nil {
		return nil, err
	}
	x.out.share(b)
	if err := x.fill(ctx, b); err != nil {
		return nil, err
	}
	x.out.cols[x.slot] = x.buf
	return x.out, nil
}

// fill computes the column of the variable.
func (x *extendOp) fill(ctx context.Context, b *batch) error {
	if cap(x.buf) < b.n {
		x.buf = make([]index.ID, b.n)
	}
	x.buf = x.buf[:b.n]
	if x.shown != nil {
		x.shown.begin(b.n)
	}
	if v, ok := x.expr.(*exprVar); ok && b.cols[v.slot] != nil {
		copy(x.buf, b.cols[v.slot])
		return nil
	}
	for _, s := range x.vars {
		if err := x.run.dict.load(ctx, x.unknown(b.cols[s])); err != nil {
			return err
		}
	}
	ev := &evaluation{ctx: ctx, run: x.run, b: b}
	for i := range x.buf {
		id, err := x.valueAt(ev, i)
		if err != nil {
			return err
		}
		x.buf[i] = id
	}
	return nil
}

// unknown gives the ids of a column whose values are not kept.
func (x *extendOp) unknown(column []index.ID) []index.ID {
	if x.memo == nil || column == nil {
		return column
	}
	var need []index.ID
	for _, id := range column {
		if _, ok := x.memo.get(id); !ok {
			need = append(need, id)
		}
	}
	return need
}

func (x *extendOp) valueAt(ev *evaluation, row int) (index.ID, error) {
	var key index.ID
	if x.memo != nil {
		key = ev.b.at(x.vars[0], row)
		if id, ok := x.memo.get(key); ok {
			return id, nil
		}
	}
	c, err := ev.value(x.expr, row)
	if err != nil {
		return index.None, err
	}
	if x.shown != nil {
		return x.shown.id(c, row)
	}
	id, err := ev.id(c)
	if x.memo != nil && err == nil {
		x.memo.put(key, id)
	}
	return id, err
}

func (x *extendOp) seek(ctx context.Context, id index.ID) error { return trySeek(ctx, x.input, id) }

func (x *extendOp) close() {
	x.input.close()
	x.memo.release()
	forget(x.expr)
	if x.shown != nil {
		x.shown.begin(0)
	}
}

// An agreeOp binds a variable to what another is bound to, or drops the row if
// it is bound to something else.
type agreeOp struct {
	run      *run
	input    operator
	from, to slot
	rows     []int32
	out      *batch
	buf      []index.ID
	picked   *gatherer
}

func (a *agreeOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := a.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		a.rows, a.buf = a.rows[:0], a.buf[:0]
		for i := range b.n {
			from, to := b.at(a.from, i), b.at(a.to, i)
			if from == index.None {
				from = a.run.env[a.from]
			}
			if to == index.None {
				to = a.run.env[a.to]
			}
			if to == index.None || from == to {
				a.rows = append(a.rows, int32(i))
			}
			a.buf = append(a.buf, from)
		}
		if len(a.rows) == 0 {
			continue
		}
		a.out.share(b)
		a.out.cols[a.to] = a.buf
		return a.picked.pick(a.out, a.rows), nil
	}
}

func (a *agreeOp) close() { a.input.close() }
