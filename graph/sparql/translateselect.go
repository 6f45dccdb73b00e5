package sparql

import (
	"diplograph/graph/sparql/syntax"
)

// subSelect translates a sub-query: a scope of its own, of which only what it
// selects is seen outside.
func (t *translator) subSelect(q *syntax.SubSelect) node {
	outer, aggs, shown := t.scope, t.aggs, t.visible
	t.scope = &scope{names: map[string]slot{}, all: outer.all}
	for _, v := range q.Visible() {
		t.scope.names[v.Name] = outer.slot(v.Name)
	}
	n, _ := t.selection(q.Projection, q.Where, q.Modifiers, q.Values, q.Visible())
	t.scope, t.aggs, t.visible = outer, aggs, shown
	return n
}

// selection translates SELECT ... WHERE ... with its modifiers (18.2.4, 18.2.5),
// and gives the variables selected.
func (t *translator) selection(p syntax.Projection, where *syntax.Group, m syntax.Modifiers, data *syntax.Values, visible []*syntax.Variable) (node, []slot) {
	var n node = &unitNode{}
	if where != nil {
		n = t.group(where)
	}
	t.aggs = nil
	g := &groupNode{}
	grouped := syntax.HasAggregates(p, m)
	if grouped {
		n = t.groupKeys(n, g, m.GroupBy)
		t.visible = t.slotsVisible(where)
		t.aggs = &g.aggs
		g.input, n = n, g
	}
	var having []expr
	for _, h := range m.Having {
		having = append(having, conjuncts(t.expr(h))...)
	}
	n = filtered(n, having)
	if data != nil {
		n = join(n, t.values(data))
	}
	for _, it := range p.Items {
		if it.Expr != nil {
			n = &extendNode{input: n, slot: t.scope.slot(it.Var.Name), expr: t.expr(it.Expr)}
		}
	}
	if len(m.OrderBy) > 0 {
		n = t.orderBy(n, m.OrderBy)
	}
	t.aggs = nil
	g.whole = len(g.keys) == 0
	var slots []slot
	for _, v := range visible {
		slots = append(slots, t.scope.slot(v.Name))
	}
	n = &projectNode{input: n, slots: slots}
	if p.Distinct || p.Reduced {
		n = &distinctNode{input: n, slots: slots}
	}
	return sliced(n, m), slots
}

// slotsVisible gives the variables that are visible in a group, which may be nil.
func (t *translator) slotsVisible(g *syntax.Group) (slots []slot) {
	if g == nil {
		return nil
	}
	for _, v := range g.Visible() {
		slots = append(slots, t.scope.slot(v.Name))
	}
	return slots
}

// sliced gives n with OFFSET and LIMIT, if there are any.
func sliced(n node, m syntax.Modifiers) node {
	s := &sliceNode{input: n, offset: m.Offset, limit: -1}
	if m.Limit != nil {
		s.limit = *m.Limit
	}
	if s.offset == 0 && s.limit < 0 {
		return n
	}
	return s
}

// groupKeys adds the keys of GROUP BY to g, and to n those that are expressions.
func (t *translator) groupKeys(n node, g *groupNode, by []syntax.GroupCondition) node {
	for _, c := range by {
		if v, ok := c.Expr.(*syntax.Variable); ok && c.Var == nil {
			g.keys = append(g.keys, t.scope.slot(v.Name))
			continue
		}
		key := noSlot
		if c.Var != nil {
			key = t.scope.slot(c.Var.Name)
		} else {
			key = t.scope.fresh()
		}
		n = &extendNode{input: n, slot: key, expr: t.expr(c.Expr)}
		g.keys = append(g.keys, key)
	}
	return n
}

// aggregate gives the variable that an aggregate's value will have.
func (t *translator) aggregate(a *syntax.Aggregate) expr {
	if t.aggs == nil {
		t.failAt(a.Pos, "aggregate %s stands where solutions are not grouped", a.Name)
		return &exprConst{}
	}
	list := t.aggs
	agg := aggregate{slot: t.scope.fresh(), name: a.Name, distinct: a.Distinct, separator: " "}
	if a.Separator != nil {
		agg.separator = *a.Separator
	}
	if a.Expr != nil {
		t.aggs = nil
		agg.arg = t.expr(a.Expr)
		t.aggs = list
	} else if a.Distinct {
		agg.solution = t.visible
	}
	*list = append(*list, agg)
	return &exprVar{agg.slot}
}

// service translates SERVICE to a request for all variables of its group.
func (t *translator) service(e *syntax.Service) *serviceNode {
	n := &serviceNode{silent: e.Silent}
	n.name, _ = t.place(e.Name)
	q := &syntax.Query{Form: syntax.Select, Where: e.Group}
	n.text = q.Print()
	for _, v := range e.Group.Visible() {
		n.slots = append(n.slots, t.scope.slot(v.Name))
		n.names = append(n.names, v.Name)
	}
	return n
}

// beside joins SERVICE with what stands before it; an endpoint that a variable
// names is known only from there.
func beside(before node, n *serviceNode) node {
	if n.name.slot == noSlot || !before.possible().has(n.name.slot) {
		return join(before, n)
	}
	return &serviceJoinNode{service: n, input: before}
}

// orderBy translates ORDER BY; keys that are expressions get a variable.
func (t *translator) orderBy(n node, by []syntax.OrderCondition) node {
	var keys []sortKey
	for _, c := range by {
		e := t.expr(c.Expr)
		v, ok := e.(*exprVar)
		if !ok {
			v = &exprVar{t.scope.fresh()}
			n = &extendNode{input: n, slot: v.slot, expr: e}
		}
		keys = append(keys, sortKey{slot: v.slot, descending: c.Descending})
	}
	return &orderNode{input: n, keys: keys}
}
