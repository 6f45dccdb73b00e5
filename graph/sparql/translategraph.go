package sparql

import (
	"diplograph/graph/sparql/syntax"
)

// graphPattern translates GRAPH. A constant graph goes into the patterns inside.
// So does a variable where that means the same as evaluating the group once for
// each named graph; otherwise a graphLoopNode does just that.
func (t *translator) graphPattern(e *syntax.GraphPattern) node {
	outer := t.graph
	defer func() { t.graph = outer }()
	name, ok := e.Name.(*syntax.Variable)
	if !ok {
		id := t.term(e.Name.(*syntax.Constant).Term)
		t.graph = graphPlace{kind: graphOne, id: id}
		n := t.group(e.Group)
		if !t.hasGraph(id) {
			return &emptyNode{}
		}
		return n
	}
	g := t.scope.slot(name.Name)
	t.graph = graphPlace{kind: graphNamed, slot: g, set: t.dataset.named}
	hidden := mentions(e.Group, name.Name)
	if hidden {
		t.graph.slot = t.scope.fresh()
	}
	n, within := inGraphs(t.group(e.Group), t.graph)
	if !within {
		n = &graphLoopNode{input: n, graph: t.graph}
	}
	if hidden {
		n = &agreeNode{input: n, from: t.graph.slot, to: g}
	}
	return n
}

// inGraphs gives n as a node that binds the variable of graph in every solution
// and means the same as n evaluated in each graph; false if it knows none.
func inGraphs(n node, graph graphPlace) (node, bool) {
	switch n := n.(type) {
	case *tripleNode:
		return n, n.graph.kind == graphNamed && n.graph.slot == graph.slot
	case *unitNode:
		return &graphsNode{graph}, true
	case *valuesNode:
		return join(n, &graphsNode{graph}), true
	case *joinNode:
		return joinInGraphs(n, graph)
	case *filterNode:
		in, ok := inGraphs(n.input, graph)
		return &filterNode{input: in, conds: n.conds}, ok && !anyExists(n.conds)
	case *extendNode:
		in, ok := inGraphs(n.input, graph)
		return &extendNode{input: in, slot: n.slot, expr: n.expr}, ok && !hasExists(n.expr)
	case *unionNode:
		u := &unionNode{}
		for _, it := range n.items {
			in, ok := inGraphs(it, graph)
			if !ok {
				return n, false
			}
			u.items = append(u.items, in)
		}
		return u, true
	case *leftJoinNode:
		l, ok := inGraphs(n.left, graph)
		r, also := inGraphs(n.right, graph)
		return &leftJoinNode{left: l, right: r, conds: n.conds, row: n.row}, ok && also && !anyExists(n.conds)
	case *tripleTermNode:
		in, ok := inGraphs(n.input, graph)
		return &tripleTermNode{input: in, term: n.term, places: n.places}, ok
	}
	return n, false
}

func joinInGraphs(n *joinNode, graph graphPlace) (node, bool) {
	j := &joinNode{}
	bound := false
	for _, it := range n.items {
		if _, ok := it.(*valuesNode); ok {
			j.items = append(j.items, it)
			continue
		}
		in, ok := inGraphs(it, graph)
		if !ok {
			return n, false
		}
		bound = true
		j.items = append(j.items, in)
	}
	if !bound {
		j.items = append(j.items, &graphsNode{graph})
	}
	return j, true
}

// mentions reports whether a variable stands in a group elsewhere than in the
// triple patterns that are its own elements: whether it can be told there that
// the graph's variable is not bound yet.
func mentions(g *syntax.Group, name string) bool {
	for _, e := range g.Elements {
		if e, ok := e.(*syntax.Triples); ok && onlyTriples(e) {
			continue
		}
		if elementMentions(e, name) {
			return true
		}
	}
	return false
}

// onlyTriples reports whether no pattern has a path.
func onlyTriples(e *syntax.Triples) bool {
	for _, p := range e.Patterns {
		switch p.Predicate.(type) {
		case *syntax.Variable, *syntax.Constant:
		default:
			return false
		}
	}
	return true
}

// elementMentions reports whether a variable may stand in an element. It looks
// into triple patterns and what they are nested in, and answers yes elsewhere.
func elementMentions(e syntax.Element, name string) bool {
	switch e := e.(type) {
	case *syntax.Triples:
		for _, v := range (&syntax.Group{Elements: []syntax.Element{e}}).Visible() {
			if v.Name == name {
				return true
			}
		}
		return false
	case *syntax.Filter:
		return exprMentions(e.Expr, name)
	case *syntax.Bind:
		return e.Var.Name == name || exprMentions(e.Expr, name)
	case *syntax.Values:
		for _, v := range e.Vars {
			if v.Name == name {
				return true
			}
		}
		return false
	case *syntax.Group:
		return groupMentions(e, name)
	case *syntax.Optional:
		return groupMentions(e.Group, name)
	case *syntax.Union:
		for _, g := range e.Groups {
			if groupMentions(g, name) {
				return true
			}
		}
		return false
	}
	return true
}

func groupMentions(g *syntax.Group, name string) bool {
	for _, e := range g.Elements {
		if elementMentions(e, name) {
			return true
		}
	}
	return false
}

func exprMentions(e syntax.Expr, name string) (found bool) {
	syntax.WalkExpr(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Variable:
			found = found || e.Name == name
		case *syntax.Exists, *syntax.TripleTerm:
			found = true
		}
		return !found
	})
	return found
}
