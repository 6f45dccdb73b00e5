package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// An exprMemo is an expression of one variable in a larger one, whose values are
// kept by id for the run.
type exprMemo struct {
	x     expr
	slot  slot
	known *idTable[value.Value]
}

func (e *exprMemo) children() []expr { return []expr{e.x} }

// memoValues is how many values an exprMemo keeps.
const memoValues = 1 << 16

// memoSize is how many bytes of strings a value has at most that is kept.
const memoSize = 256

// memoized gives an expression of several variables with its parts of one
// variable as exprMemos.
func memoized(r *run, e expr) expr {
	if len(slotsOfExpr(e).list()) < 2 {
		return e
	}
	return memoizedIn(r, e)
}

func memoizedIn(r *run, e expr) expr {
	switch x := e.(type) {
	case *exprCall, *exprArith, *exprSign:
		vars := slotsOfExpr(e).list()
		if len(vars) == 1 && !volatile(e) && !hasExists(e) && r.env[vars[0]] == index.None {
			return &exprMemo{x: e, slot: vars[0], known: &idTable[value.Value]{most: memoValues, budget: r.budget}}
		}
		switch x := x.(type) {
		case *exprCall:
			return &exprCall{function: x.function, args: memoizedAll(r, x.args)}
		case *exprArith:
			return &exprArith{op: x.op, left: memoizedIn(r, x.left), right: memoizedIn(r, x.right)}
		}
	case *exprOr:
		return &exprOr{memoizedAll(r, x.list)}
	case *exprAnd:
		return &exprAnd{memoizedAll(r, x.list)}
	case *exprNot:
		return &exprNot{memoizedIn(r, x.x)}
	case *exprCompare:
		return &exprCompare{op: x.op, left: memoizedIn(r, x.left), right: memoizedIn(r, x.right)}
	case *exprIf:
		return &exprIf{memoizedIn(r, x.cond), memoizedIn(r, x.yes), memoizedIn(r, x.no)}
	case *exprCoalesce:
		return &exprCoalesce{memoizedAll(r, x.list)}
	}
	return e
}

func memoizedAll(r *run, list []expr) []expr {
	l := make([]expr, len(list))
	for i, e := range list {
		l[i] = memoizedIn(r, e)
	}
	return l
}

// forget gives the memory of the exprMemos in an expression back.
func forget(e expr) {
	if m, ok := e.(*exprMemo); ok {
		m.known.release()
	}
	for _, x := range e.children() {
		forget(x)
	}
}

// memo gives the value of an exprMemo.
func (ev *evaluation) memo(e *exprMemo, row int) (cell, error) {
	id := ev.binding(e.slot, row)
	if v, ok := e.known.get(id); ok {
		return cell{value: v}, nil
	}
	c, err := ev.value(e.x, row)
	if err != nil {
		return cell{}, err
	}
	v, err := ev.load(c)
	if err == nil && v.Size() <= memoSize {
		e.known.putSized(id, v, v.Size())
	}
	return cell{value: v}, err
}
