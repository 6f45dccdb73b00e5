package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// constants adds inline data for conditions that a variable is one of some terms
// that equal only themselves, so that it is looked up; true if a condition can
// never hold.
func (s *joinSearch) constants(items []node) ([]node, bool) {
	var certain slotSet
	for _, it := range items {
		certain = certain.union(it.certain())
	}
	certain = s.pl.free(certain)
	if s.base != nil {
		certain = certain.minus(s.base.possible)
	}
	var given slotSet
	for _, c := range s.conds {
		if k, ok := c.(*exprConst); ok && value.EBV(k.value) != value.True {
			return items, true
		}
		v, ids, ok := oneOf(c)
		if !ok || !certain.has(v) || given.has(v) || len(items) >= maxRelations {
			continue
		}
		given = given.with(v)
		data := &valuesNode{slots: []slot{v}}
		for _, id := range ids {
			data.rows = append(data.rows, []index.ID{id})
		}
		items = append(items, data)
	}
	return items, false
}

// oneOf reads a condition as: this variable is one of these terms.
func oneOf(c expr) (slot, []index.ID, bool) {
	var x expr
	var list []expr
	switch e := c.(type) {
	case *exprCompare:
		if e.op != value.EQ {
			return 0, nil, false
		}
		x, list = e.left, []expr{e.right}
		if _, ok := x.(*exprVar); !ok {
			x, list = e.right, []expr{e.left}
		}
	case *exprIn:
		if e.not {
			return 0, nil, false
		}
		x, list = e.x, e.list
	case *exprCall:
		if e.function.Name != "SAMETERM" {
			return 0, nil, false
		}
		return sameTermAs(e)
	default:
		return 0, nil, false
	}
	v, ok := x.(*exprVar)
	if !ok {
		return 0, nil, false
	}
	ids, ok := plainTerms(list)
	return v.slot, ids, ok
}

// sameTermAs reads sameTerm of a variable and a constant.
func sameTermAs(e *exprCall) (slot, []index.ID, bool) {
	for i := range e.args {
		v, isVar := e.args[i].(*exprVar)
		k, isConst := e.args[1-i].(*exprConst)
		if isVar && isConst && !k.value.IsNone() {
			return v.slot, []index.ID{k.id}, true
		}
	}
	return 0, nil, false
}

// plainTerms gives the ids of IRIs and simple strings, each once: terms that
// equal nothing but themselves.
func plainTerms(list []expr) ([]index.ID, bool) {
	var ids []index.ID
	seen := map[index.ID]bool{}
	for _, x := range list {
		k, ok := x.(*exprConst)
		if !ok || k.value.Kind() != value.IRI && k.value.Kind() != value.String {
			return nil, false
		}
		if !seen[k.id] {
			seen[k.id] = true
			ids = append(ids, k.id)
		}
	}
	return ids, true
}
