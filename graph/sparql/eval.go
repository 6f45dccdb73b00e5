package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// A cell is the value of an expression: an id, a value, or both. The zero cell is
// an error or an unbound variable, which expressions cannot tell apart.
type cell struct {
	id    index.ID
	value value.Value
}

func (c cell) isError() bool { return c.id == index.None && c.value.IsNone() }

// An evaluation is of expressions over the rows of a batch. Errors that it gives
// end the query; those of an expression are the zero cell.
type evaluation struct {
	ctx context.Context
	run *run
	b   *batch
	// given, if not nil, is what a variable is bound to, in whatever row.
	given *given
}

type given struct {
	slot slot
	cell cell
}

// binding gives what a variable is bound to in a row or around the pattern.
func (ev *evaluation) binding(s slot, row int) index.ID {
	if ev.given != nil && ev.given.slot == s {
		return ev.given.cell.id
	}
	if id := ev.b.at(s, row); id != index.None {
		return id
	}
	return ev.run.env[s]
}

// load gives the value of a cell.
func (ev *evaluation) load(c cell) (value.Value, error) {
	if !c.value.IsNone() || c.id == index.None {
		return c.value, nil
	}
	if c.id.IsInline() {
		return value.FromID(c.id), nil
	}
	t, err := ev.run.dict.term(ev.ctx, c.id)
	return value.FromTerm(t), err
}

// id gives the id of a cell.
func (ev *evaluation) id(c cell) (index.ID, error) {
	if c.id != index.None || c.value.IsNone() {
		return c.id, nil
	}
	if id, ok := c.value.ID(); ok {
		return id, nil
	}
	return ev.run.dict.id(ev.ctx, c.value.Term())
}

// step counts a step of evaluating an expression. Batches are small, expressions
// may be as long as a query: now and then it asks whether there is still time.
func (ev *evaluation) step() error {
	if ev.run.steps++; ev.run.steps&0xfff == 0 && ev.ctx.Err() != nil {
		return context.Cause(ev.ctx)
	}
	return nil
}

// test gives the effective boolean value of e in a row.
func (ev *evaluation) test(e expr, row int) (value.Truth, error) {
	switch e := e.(type) {
	case *exprOr:
		return ev.either(e.list, row, value.True)
	case *exprAnd:
		return ev.either(e.list, row, value.False)
	case *exprNot:
		t, err := ev.test(e.x, row)
		if t == value.Error || err != nil {
			return value.Error, err
		}
		return value.TruthOf(t == value.False), nil
	case *exprBound:
		return value.TruthOf(ev.binding(e.slot, row) != index.None), nil
	case *exprNoneOf:
		return value.TruthOf(!contains(e.ids, ev.binding(e.slot, row))), nil
	case *exprExists:
		found, err := ev.run.exists(ev.ctx, e, ev.b, row)
		return value.TruthOf(found != e.not), err
	case *exprCompare:
		return ev.compare(e, row)
	case *exprIn:
		return ev.in(e, row)
	}
	c, err := ev.value(e, row)
	if err != nil || c.isError() {
		return value.Error, err
	}
	v, err := ev.load(c)
	return value.EBV(v), err
}

// either evaluates || and &&: sure decides at once, an error only matters if
// nothing else decides (section 17.2).
func (ev *evaluation) either(list []expr, row int, sure value.Truth) (value.Truth, error) {
	failed := false
	for _, x := range list {
		if err := ev.step(); err != nil {
			return value.Error, err
		}
		t, err := ev.test(x, row)
		if err != nil || t == sure {
			return t, err
		}
		failed = failed || t == value.Error
	}
	if failed {
		return value.Error, nil
	}
	return value.TruthOf(sure == value.False), nil
}

func (ev *evaluation) compare(e *exprCompare, row int) (value.Truth, error) {
	l, err := ev.value(e.left, row)
	if err != nil || l.isError() {
		return value.Error, err
	}
	r, err := ev.value(e.right, row)
	if err != nil || r.isError() {
		return value.Error, err
	}
	return ev.compareCells(e.op, l, r)
}

func (ev *evaluation) compareCells(op value.Op, l, r cell) (value.Truth, error) {
	if t, ok := value.CompareIDs(op, l.id, r.id); ok {
		return t, nil
	}
	a, err := ev.load(l)
	if err != nil {
		return value.Error, err
	}
	b, err := ev.load(r)
	if err != nil {
		return value.Error, err
	}
	return value.Compare(op, a, b), nil
}

func (ev *evaluation) in(e *exprIn, row int) (value.Truth, error) {
	x, err := ev.value(e.x, row)
	if err != nil || x.isError() {
		return value.Error, err
	}
	failed := false
	for _, it := range e.list {
		if err := ev.step(); err != nil {
			return value.Error, err
		}
		y, err := ev.value(it, row)
		if err != nil {
			return value.Error, err
		}
		if y.isError() {
			failed = true
			continue
		}
		t, err := ev.compareCells(value.EQ, x, y)
		if err != nil {
			return value.Error, err
		}
		if t == value.True {
			return value.TruthOf(!e.not), nil
		}
		failed = failed || t == value.Error
	}
	if failed {
		return value.Error, nil
	}
	return value.TruthOf(e.not), nil
}
