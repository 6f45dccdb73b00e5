package sparql

import (
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/sparql/syntax"
)

// maxDepth is how deep groups may nest.
const maxDepth = 500

// group translates a group graph pattern (section 18.2.2).
func (t *translator) group(g *syntax.Group) node {
	n, conds := t.groupParts(g)
	return filtered(n, conds)
}

// filtered gives n with conditions, if there are any.
func filtered(n node, conds []expr) node {
	if len(conds) == 0 {
		return n
	}
	return &filterNode{input: n, conds: conds}
}

// groupParts gives the pattern of a group and its filters apart, which is how
// OPTIONAL wants them.
func (t *translator) groupParts(g *syntax.Group) (node, []expr) {
	if t.depth++; t.depth > maxDepth {
		t.fail(fmt.Errorf("query nests more than %d groups", maxDepth))
		return &emptyNode{}, nil
	}
	defer func() { t.depth-- }()
	var n node = &unitNode{}
	var conds []expr
	for _, e := range g.Elements {
		if !t.going() {
			break
		}
		if f, ok := e.(*syntax.Filter); ok {
			conds = append(conds, conjuncts(t.expr(f.Expr))...)
			continue
		}
		n = t.element(n, e)
	}
	return n, conds
}

// element adds an element of a group to what stands before it.
func (t *translator) element(before node, e syntax.Element) node {
	switch e := e.(type) {
	case *syntax.Triples:
		for _, p := range e.Patterns {
			before = join(before, t.pattern(p))
		}
		return before
	case *syntax.Group:
		return join(before, t.group(e))
	case *syntax.Optional:
		right, conds := t.groupParts(e.Group)
		return &leftJoinNode{left: before, right: right, conds: conds, row: t.scope.fresh()}
	case *syntax.Union:
		u := &unionNode{}
		for _, g := range e.Groups {
			u.items = append(u.items, t.group(g))
		}
		return join(before, u)
	case *syntax.Minus:
		return &minusNode{left: before, right: t.group(e.Group)}
	case *syntax.GraphPattern:
		return join(before, t.graphPattern(e))
	case *syntax.Service:
		return beside(before, t.service(e))
	case *syntax.Bind:
		return &extendNode{input: before, slot: t.scope.slot(e.Var.Name), expr: t.expr(e.Expr)}
	case *syntax.Values:
		return join(before, t.values(e))
	case *syntax.SubSelect:
		return join(before, t.subSelect(e))
	}
	t.fail(fmt.Errorf("element of a group %T is not known", e))
	return before
}

// join gives the join of a and b; joins of joins are one. Neither is used again:
// the items of a long join are not copied for each that comes.
func join(a, b node) node {
	if _, ok := a.(*unitNode); ok {
		return b
	}
	if _, ok := b.(*unitNode); ok {
		return a
	}
	return &joinNode{items: append(itemsOf(a), itemsOf(b)...)}
}

// itemsOf gives the items of a join, or a node as the only one.
func itemsOf(n node) []node {
	if j, ok := n.(*joinNode); ok {
		return j.items
	}
	return []node{n}
}

// values translates inline data.
func (t *translator) values(v *syntax.Values) node {
	n := &valuesNode{}
	for _, x := range v.Vars {
		n.slots = append(n.slots, t.scope.slot(x.Name))
	}
	for _, r := range v.Rows {
		if !t.going() {
			break
		}
		row := make([]index.ID, len(r))
		for i, term := range r {
			if !term.IsZero() {
				row[i] = t.term(term)
			}
		}
		n.rows = append(n.rows, row)
	}
	return n
}

// place translates a subject, predicate or object.
func (t *translator) place(n syntax.Node) (place, node) {
	switch n := n.(type) {
	case *syntax.Variable:
		return variable(t.scope.slot(n.Name)), nil
	case *syntax.BlankNode:
		return variable(t.scope.slot("_:" + n.Label)), nil
	case *syntax.Constant:
		return constant(t.term(n.Term)), nil
	case *syntax.TripleTerm:
		return t.tripleTerm(n)
	}
	t.fail(fmt.Errorf("term of a pattern %T is not known", n))
	return place{slot: noSlot}, nil
}

// pattern translates a triple or path pattern.
func (t *translator) pattern(p syntax.TriplePattern) node {
	s, inS := t.place(p.Subject)
	o, inO := t.place(p.Object)
	if isSearch(p.Predicate) {
		return t.search(p, s)
	}
	var n node
	switch pred := p.Predicate.(type) {
	case *syntax.Variable:
		n = t.triple(s, variable(t.scope.slot(pred.Name)), o)
	case syntax.Path:
		n = t.pathPattern(s, pred, o)
	}
	for _, wrap := range []node{inS, inO} {
		if wrap != nil {
			n = match(n, wrap.(*tripleTermNode))
		}
	}
	return n
}

func (t *translator) triple(s, p, o place) node {
	return &tripleNode{triplePattern{places: [3]place{s, p, o}, graph: t.graph}}
}
