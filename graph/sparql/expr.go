package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// An expr is an expression over the variables of a query. It does not change
// once translated.
type expr interface {
	// children gives the expressions inside.
	children() []expr
}

type (
	exprVar   struct{ slot slot }
	exprConst struct {
		id    index.ID
		value value.Value
	}
	exprOr  struct{ list []expr }
	exprAnd struct{ list []expr }
	exprNot struct{ x expr }
	// exprCompare is = != < > <= >=.
	exprCompare struct {
		op          value.Op
		left, right expr
	}
	// exprArith is + - * / of two, exprSign + - of one.
	exprArith struct {
		op          syntax.Operator
		left, right expr
	}
	exprSign struct {
		op syntax.Operator
		x  expr
	}
	exprIn struct {
		not  bool
		x    expr
		list []expr
	}
	exprExists struct {
		not     bool
		pattern node
		slots   slotSet // the variables of the pattern that may come from outside
		row     slot    // a variable of its own, to number the rows outside by
	}
	exprBound struct{ slot slot }
	exprIf    struct{ cond, yes, no expr }
	// exprCoalesce is the first of list that is no error.
	exprCoalesce struct{ list []expr }
	// exprCall is a function of the language or one with an IRI.
	exprCall struct {
		function *value.Function
		args     []expr
	}
	// exprNoneOf says that a variable is none of sorted ids.
	exprNoneOf struct {
		slot slot
		ids  []index.ID
	}
)

func (e *exprVar) children() []expr      { return nil }
func (e *exprConst) children() []expr    { return nil }
func (e *exprOr) children() []expr       { return e.list }
func (e *exprAnd) children() []expr      { return e.list }
func (e *exprNot) children() []expr      { return []expr{e.x} }
func (e *exprCompare) children() []expr  { return []expr{e.left, e.right} }
func (e *exprArith) children() []expr    { return []expr{e.left, e.right} }
func (e *exprSign) children() []expr     { return []expr{e.x} }
func (e *exprIn) children() []expr       { return append([]expr{e.x}, e.list...) }
func (e *exprExists) children() []expr   { return nil }
func (e *exprBound) children() []expr    { return nil }
func (e *exprIf) children() []expr       { return []expr{e.cond, e.yes, e.no} }
func (e *exprCoalesce) children() []expr { return e.list }
func (e *exprCall) children() []expr     { return e.args }
func (e *exprNoneOf) children() []expr   { return nil }

// conjuncts gives the parts of a condition that must all hold.
func conjuncts(e expr) []expr {
	a, ok := e.(*exprAnd)
	if !ok {
		return []expr{e}
	}
	var l []expr
	for _, x := range a.list {
		l = append(l, conjuncts(x)...)
	}
	return l
}

// slotsOfExpr gives the variables that the value of e depends on.
func slotsOfExpr(e expr) slotSet {
	var s slotSet
	switch e := e.(type) {
	case *exprVar:
		s = s.with(e.slot)
	case *exprBound:
		s = s.with(e.slot)
	case *exprNoneOf:
		s = s.with(e.slot)
	case *exprExists:
		s = e.slots
	}
	for _, c := range e.children() {
		s = s.union(slotsOfExpr(c))
	}
	return s
}

func slotsOfExprs(list []expr) (s slotSet) {
	for _, e := range list {
		s = s.union(slotsOfExpr(e))
	}
	return s
}

// find reports whether e or an expression inside is what is looked for.
func find(e expr, is func(expr) bool) bool {
	if is(e) {
		return true
	}
	for _, c := range e.children() {
		if find(c, is) {
			return true
		}
	}
	return false
}

func hasExists(e expr) bool {
	return find(e, func(e expr) bool { _, ok := e.(*exprExists); return ok })
}

func anyExists(list []expr) bool {
	for _, e := range list {
		if hasExists(e) {
			return true
		}
	}
	return false
}

// volatile reports whether e may have another value each time.
func volatile(e expr) bool {
	return find(e, func(e expr) bool {
		c, ok := e.(*exprCall)
		return ok && c.function.Volatile
	})
}

// neverFails reports whether e has a value in every solution that binds certain.
func neverFails(e expr, certain slotSet) bool {
	switch e := e.(type) {
	case *exprVar:
		return certain.has(e.slot)
	case *exprConst:
		return !e.value.IsNone()
	case *exprBound, *exprExists:
		return true
	}
	return false
}
