package sparql

import (
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// value gives the value of e in a row.
func (ev *evaluation) value(e expr, row int) (cell, error) {
	switch e := e.(type) {
	case *exprVar:
		if ev.given != nil && ev.given.slot == e.slot {
			return ev.given.cell, nil
		}
		return cell{id: ev.binding(e.slot, row)}, nil
	case *exprConst:
		return cell{id: e.id, value: e.value}, nil
	case *exprIf:
		t, err := ev.test(e.cond, row)
		switch {
		case t == value.Error || err != nil:
			return cell{}, err
		case t == value.True:
			return ev.value(e.yes, row)
		}
		return ev.value(e.no, row)
	case *exprCoalesce:
		for _, x := range e.list {
			if err := ev.step(); err != nil {
				return cell{}, err
			}
			if c, err := ev.value(x, row); err != nil || !c.isError() {
				return c, err
			}
		}
		return cell{}, nil
	case *exprMemo:
		return ev.memo(e, row)
	case *exprArith, *exprSign, *exprCall:
		return ev.call(e, row)
	}
	t, err := ev.test(e, row)
	return cell{value: t.Value()}, err
}

// arguments appends the values of the arguments of e; false if one is an error.
func (ev *evaluation) arguments(values []value.Value, e expr, row int) ([]value.Value, bool, error) {
	for _, a := range e.children() {
		if k, ok := a.(*exprConst); ok && !k.value.IsNone() {
			values = append(values, k.value)
			continue
		}
		c, err := ev.value(a, row)
		if err != nil || c.isError() {
			return nil, false, err
		}
		v, err := ev.load(c)
		if err != nil || v.IsNone() {
			return nil, false, err
		}
		values = append(values, v)
	}
	return values, true, nil
}

// call evaluates operators and functions on the values of their arguments.
func (ev *evaluation) call(e expr, row int) (cell, error) {
	if err := ev.step(); err != nil {
		return cell{}, err
	}
	var room [3]value.Value
	args, ok, err := ev.arguments(room[:0], e, row)
	if !ok || err != nil {
		return cell{}, err
	}
	switch e := e.(type) {
	case *exprArith:
		return cell{value: arithmetic(e.op, args[0], args[1])}, nil
	case *exprSign:
		if e.op == syntax.OpSubtract {
			return cell{value: value.Negate(args[0])}, nil
		}
		return cell{value: value.Plus(args[0])}, nil
	case *exprCall:
		return cell{value: e.function.Call(ev.run.values, args)}, nil
	}
	return cell{}, nil
}

func arithmetic(op syntax.Operator, a, b value.Value) value.Value {
	switch op {
	case syntax.OpAdd:
		return value.Add(a, b)
	case syntax.OpSubtract:
		return value.Subtract(a, b)
	case syntax.OpMultiply:
		return value.Multiply(a, b)
	}
	return value.Divide(a, b)
}
