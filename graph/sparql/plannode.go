package sparql

// join plans the join of items.
func (pl *planner) join(n *joinNode, need slotSet) *plan {
	need = need.union(shared(n.items))
	if !pl.options.Plain {
		return pl.joinOrder(n.items, nil, need)
	}
	p := pl.plan(n.items[0], need)
	for _, it := range n.items[1:] {
		if !pl.going() {
			break
		}
		p = pl.hashJoin(p, pl.plan(it, need), joinInner, nil)
	}
	return p
}

// shared gives the variables that more than one item may bind.
func shared(items []node) (s slotSet) {
	var seen slotSet
	for _, it := range items {
		p := it.possible()
		s = s.union(seen.intersect(p))
		seen = seen.union(p)
	}
	return s
}

// hashJoin plans a join with a table of the right side's rows.
func (pl *planner) hashJoin(l, r *plan, kind joinKind, conds []expr) *plan {
	keys := l.certain.intersect(r.certain)
	check := l.possible.intersect(r.possible).minus(keys)
	p := joined("hash join", func() string { return pl.list(keys.list()) }, l, r, keys)
	if kind == joinOuter {
		p.kind = "hash left join"
		p.certain, p.rows = l.certain, max(p.rows, l.rows)
	} else {
		p.sorted = l.sorted
	}
	if !check.empty() || conds != nil || kind == joinOuter {
		p.sorted = nil
	}
	p.cost = l.cost + r.cost + costHashBuild*r.rows + costHashProbe*l.rows + costOut*p.rows
	p.build = func(run *run) operator {
		j := &hashJoin{run: run, left: l.open(run), right: r.open(run), kind: kind, keys: keys.list(), check: check.list()}
		if len(conds) > 0 {
			j.cond = newCondition(run, conds)
		}
		return j
	}
	return p
}

func (pl *planner) leftJoin(n *leftJoinNode, need slotSet) *plan {
	need = need.union(shared([]node{n.left, n.right})).union(slotsOfExprs(n.conds))
	if !pl.options.Plain {
		return pl.optional(n, need)
	}
	return pl.hashJoin(pl.plan(n.left, need), pl.plan(n.right, need), joinOuter, n.conds)
}

func (pl *planner) filter(n *filterNode, need slotSet) *plan {
	need = need.union(slotsOfExprs(n.conds))
	if j, ok := n.input.(*joinNode); ok && !pl.options.Plain {
		return pl.joinOrder(j.items, n.conds, need.union(shared(j.items)))
	}
	if _, ok := n.input.(*tripleNode); ok && !pl.options.Plain {
		return pl.joinOrder([]node{n.input}, n.conds, need)
	}
	return pl.filtered(pl.plan(n.input, need), n.conds)
}

// filtered puts conditions over a plan.
func (pl *planner) filtered(in *plan, conds []expr) *plan {
	exists, conds := split(conds, func(c expr) bool { _, ok := c.(*exprExists); return ok })
	if len(conds) > 0 {
		in = pl.filteredBy(in, conds)
	}
	for _, c := range exists {
		if p := pl.semiJoin(in, c.(*exprExists)); p != nil && !pl.options.Plain {
			in = p
		} else {
			in = pl.filteredBy(in, []expr{c})
		}
	}
	return in
}

// filteredBy puts conditions over a plan, judged row by row.
func (pl *planner) filteredBy(in *plan, conds []expr) *plan {
	p := (&plan{kind: "filter", detail: func() string { return pl.exprsText(conds) }, children: []*plan{in}}).inherit(in)
	for _, c := range conds {
		p.cost += conditionCost(in, c)
		if !ranged(in, c) { // counted already
			p.rows *= selectivity
		}
	}
	p.build = func(r *run) operator {
		return &filterOp{run: r, input: in.open(r), cond: newCondition(r, conds), picked: newGatherer(r)}
	}
	return p
}

// ranged reports whether a scan looks only where a condition may hold.
func ranged(in *plan, c expr) bool {
	e, ok := c.(*exprCompare)
	if !ok || in.ranged == noSlot || in.kind != "scan" {
		return false
	}
	_, _, _, ok = comparison(e, in.ranged)
	return ok
}

func (pl *planner) union(n *unionNode, need slotSet) *plan {
	p := &plan{kind: "union"}
	for i, it := range n.items {
		c := pl.plan(it, need)
		p.children = append(p.children, c)
		p.rows += c.rows
		p.cost += c.cost
		p.possible = p.possible.union(c.possible)
		if i == 0 {
			p.certain = c.certain
		}
		p.certain = p.certain.intersect(c.certain)
	}
	p.build = func(r *run) operator {
		u := &unionOp{}
		for _, c := range p.children {
			u.inputs = append(u.inputs, &lazyOp{open: func() operator { return c.open(r) }})
		}
		return u
	}
	return p
}

func (pl *planner) minus(n *minusNode, need slotSet) *plan {
	both := shared([]node{n.left, n.right})
	l := pl.plan(n.left, need.union(both))
	r := pl.plan(n.right, both)
	common := l.possible.intersect(r.possible)
	if common.empty() {
		return l
	}
	keys := l.certain.intersect(r.certain)
	p := (&plan{kind: "minus", detail: func() string { return pl.list(common.list()) }, children: []*plan{l, r}}).inherit(l)
	p.cost = l.cost + r.cost + costHashBuild*r.rows + costHashProbe*l.rows
	p.build = func(run *run) operator {
		return &hashJoin{run: run, left: l.open(run), right: r.open(run), kind: joinAnti,
			keys: keys.list(), check: common.minus(keys).list(), minus: keys.empty(), shared: common.list()}
	}
	return p
}

func (pl *planner) extend(n *extendNode, need slotSet) *plan {
	chain := []*extendNode{n}
	anew := volatile(n.expr)
	in := n.input
	for {
		e, ok := in.(*extendNode)
		if !ok {
			break
		}
		chain = append(chain, e)
		anew = anew || volatile(e.expr)
		in = e.input
	}
	if anew {
		return pl.extendRows(chain, in, need)
	}
	c := pl.plan(n.input, need.union(slotsOfExpr(n.expr)))
	p := (&plan{kind: "bind", detail: func() string { return pl.name(n.slot) + " = " + pl.exprText(n.expr) }, children: []*plan{c}}).inherit(c)
	p.cost += costFilter * c.rows
	p.possible = c.possible.with(n.slot)
	if neverFails(n.expr, c.certain) {
		p.certain = c.certain.with(n.slot)
	}
	p.build = func(r *run) operator { return newExtend(r, c.open(r), n) }
	return pl.constrained(p, slotsOf(n.slot))
}

// extendRows plans some BINDs, one of which has another value each time, row by
// row: in one solution BNODE("a") is one blank node.
func (pl *planner) extendRows(chain []*extendNode, in node, need slotSet) *plan {
	var made slotSet
	for _, e := range chain {
		need = need.union(slotsOfExpr(e.expr))
		made = made.with(e.slot)
	}
	c := pl.plan(in, need)
	p := (&plan{kind: "bind", detail: func() string { return pl.list(made.list()) }, children: []*plan{c}}).inherit(c)
	p.possible = c.possible.union(made)
	p.build = func(r *run) operator {
		return &extendRowsOp{run: r, input: c.open(r), chain: chain, out: newBatch(r.slots)}
	}
	return pl.constrained(p, made)
}

func (pl *planner) project(n *projectNode) *plan {
	return pl.projected(pl.plan(n.input, slotsOf(n.slots...)), n.slots)
}

// projected hides columns of a plan.
func (pl *planner) projected(c *plan, slots []slot) *plan {
	p := (&plan{kind: "project", detail: func() string { return pl.list(slots) }, children: []*plan{c}}).inherit(c)
	keep := slotsOf(slots...)
	p.certain, p.possible = c.certain.intersect(keep), c.possible.intersect(keep)
	p.sorted = prefixWithin(c.sorted, keep)
	p.build = func(r *run) operator { return &projectOp{input: c.open(r), slots: slots, out: newBatch(r.slots)} }
	return p
}

// prefixWithin gives the first of sorted that are in a set.
func prefixWithin(sorted []slot, in slotSet) []slot {
	for i, s := range sorted {
		if !in.has(s) {
			return sorted[:i]
		}
	}
	return sorted
}

func (pl *planner) distinct(n *distinctNode) *plan {
	if p := pl.distinctValues(n); p != nil {
		return p
	}
	c := pl.plan(n.input, slotsOf(n.slots...))
	keys := c.possible.intersect(slotsOf(n.slots...)).list()
	p := (&plan{kind: "distinct", detail: func() string { return pl.list(keys) }, children: []*plan{c}}).inherit(c)
	p.cost += costHashBuild * c.rows
	if !pl.options.Plain && c.groupedBy(keys) {
		p.kind = "sorted distinct"
		p.build = func(r *run) operator {
			return &sortedDistinctOp{run: r, input: c.open(r), keys: keys, last: newTable(r), picked: newGatherer(r)}
		}
		return p
	}
	p.build = func(r *run) operator {
		return &distinctOp{run: r, input: c.open(r), seen: newRowSet(r, keys), picked: newGatherer(r)}
	}
	return p
}

func (pl *planner) slice(n *sliceNode, need slotSet) *plan {
	var c *plan
	if top, wrap := orderUnder(n.input); top != nil && n.limit >= 0 && !pl.options.Plain {
		c = wrap(pl, pl.order(top, need.union(n.input.possible()), n.limit+n.offset))
	} else {
		c = pl.plan(n.input, need)
	}
	p := (&plan{kind: "slice", children: []*plan{c}}).inherit(c)
	p.detail = func() string { return sliceText(n) }
	if n.limit >= 0 {
		p.rows = min(p.rows, float64(n.limit))
	}
	p.build = func(r *run) operator {
		return &sliceOp{input: c.open(r), offset: n.offset, limit: n.limit, out: newBatch(r.slots)}
	}
	return p
}

// orderUnder gives an ORDER BY that stands under no more than a projection, and
// how to put that back.
func orderUnder(n node) (*orderNode, func(*planner, *plan) *plan) {
	switch n := n.(type) {
	case *orderNode:
		return n, func(_ *planner, p *plan) *plan { return p }
	case *projectNode:
		if o, ok := n.input.(*orderNode); ok {
			return o, func(pl *planner, p *plan) *plan { return pl.projected(p, n.slots) }
		}
	}
	return nil, nil
}

// order plans ORDER BY; with a limit, of the first rows.
func (pl *planner) order(n *orderNode, need slotSet, limit int64) *plan {
	for _, k := range n.keys {
		need = need.with(k.slot)
	}
	c := pl.plan(n.input, need)
	p := (&plan{kind: "sort", children: []*plan{c}}).inherit(c)
	p.detail = func() string { return pl.sortText(n.keys) }
	if limit >= 0 {
		p.kind = "top"
		p.rows = min(p.rows, float64(limit))
	}
	p.cost += costSort * c.rows
	p.sorted = nil
	p.build = func(r *run) operator { return &orderOp{run: r, input: c.open(r), keys: n.keys, limit: limit} }
	return p
}

func (pl *planner) group(n *groupNode) *plan {
	if p := pl.counted(n); p != nil {
		return p
	}
	need := slotsOf(n.keys...)
	for _, a := range n.aggs {
		if a.arg != nil {
			need = need.union(slotsOfExpr(a.arg))
		}
		need = need.union(slotsOf(a.solution...))
	}
	c := pl.plan(n.input, need)
	p := &plan{kind: "group", detail: func() string { return pl.list(n.keys) }, children: []*plan{c}}
	p.possible = pl.free(n.possible())
	p.certain = pl.free(n.certain()).intersect(c.certain.union(countSlots(n.aggs)))
	p.rows = max(1, c.rows/10)
	if len(n.keys) == 0 {
		p.rows = 1
	}
	p.cost = c.cost + costHashProbe*c.rows
	keys := pl.free(slotsOf(n.keys...)).list()
	p.build = func(r *run) operator {
		return &groupOp{run: r, input: c.open(r), keys: keys, aggs: n.aggs, whole: n.whole}
	}
	return p
}

// countSlots gives the variables of COUNTs, which always have a value.
func countSlots(aggs []aggregate) (s slotSet) {
	for _, a := range aggs {
		if a.name == "COUNT" {
			s = s.with(a.slot)
		}
	}
	return s
}

func (pl *planner) graphLoop(n *graphLoopNode, need slotSet) *plan {
	inner := pl.within(pl.ctx, slotsOf(n.graph.slot))
	c := inner.plan(n.input, need)
	pl.fail(inner.err)
	p := (&plan{kind: "for each graph", detail: func() string { return pl.name(n.graph.slot) }, children: []*plan{c}}).inherit(c)
	p.sorted = nil
	p.rows, p.cost = c.rows*10, c.cost*10
	own := slotsOf(n.graph.slot)
	p.certain, p.possible = c.certain.union(own), c.possible.union(own)
	p.build = func(r *run) operator {
		return &graphLoopOp{run: r, slot: n.graph.slot, graphs: &graphsOp{run: r, graph: n.graph},
			open: func() operator { return c.open(r) }, out: newBatch(r.slots)}
	}
	return pl.constrained(p, own)
}

func (pl *planner) agree(n *agreeNode, need slotSet) *plan {
	c := pl.plan(n.input, need.with(n.from).with(n.to))
	p := (&plan{kind: "agree", detail: func() string { return pl.list([]slot{n.from, n.to}) }, children: []*plan{c}}).inherit(c)
	p.certain, p.possible = c.certain.with(n.to), c.possible.with(n.to)
	p.build = func(r *run) operator {
		return &agreeOp{run: r, input: c.open(r), from: n.from, to: n.to, out: newBatch(r.slots), picked: newGatherer(r)}
	}
	return p
}

func (pl *planner) tripleTerm(n *tripleTermNode, need slotSet) *plan {
	c := pl.plan(n.input, need.union(n.places3()).with(n.term))
	p := (&plan{kind: "match triple term", detail: func() string { return pl.name(n.term) }, children: []*plan{c}}).inherit(c)
	p.certain, p.possible = c.certain.union(n.places3()), c.possible.union(n.places3())
	p.build = func(r *run) operator {
		return &tripleTermOp{run: r, input: c.open(r), node: n, out: newBatch(r.slots), picked: newGatherer(r)}
	}
	return pl.constrained(p, n.places3())
}
