package sparql

// optional plans OPTIONAL: with a table of the right side's rows, by merging, or
// by looking the right side up for the left side's rows.
func (pl *planner) optional(n *leftJoinNode, need slotSet) *plan {
	l := pl.plan(n.left, need)
	r := pl.plan(n.right, need)
	best := weighed(pl.hashJoin(l, r, joinOuter, n.conds))
	common := l.possible.intersect(r.possible)
	if len(n.conds) == 0 {
		for _, v := range common.list() {
			if !common.within(l.certain.intersect(r.certain)) {
				break
			}
			for _, lp := range pl.sortedPlans(n.left, l, v, need) {
				for _, rp := range pl.sortedPlans(n.right, r, v, need) {
					best = cheaper(best, pl.mergeLeftJoin(lp, rp, v, common))
				}
			}
		}
	}
	if fed := pl.feedJoin(l, n.right, n.row, need, joinOuter, n.conds); fed != nil {
		best = cheaper(best, fed)
	}
	return best
}

func cheaper(a, b *plan) *plan {
	if weighed(b).cost < a.cost {
		return b
	}
	return a
}

// sortedPlans gives plans of a node that are sorted by a variable: the one there
// is, and scans of a pattern in another order.
func (pl *planner) sortedPlans(n node, p *plan, v slot, need slotSet) []*plan {
	if p.sortedBy(v) {
		return []*plan{p}
	}
	var conds []expr
	if f, ok := n.(*filterNode); ok {
		n, conds = f.input, f.conds
	}
	t, ok := n.(*tripleNode)
	if !ok {
		return nil
	}
	s := newJoinSearch(pl, conds, need)
	s.all = pl.free(t.possible())
	var plans []*plan
	for _, q := range s.relation(t).plans {
		if q.sortedBy(v) && len(s.open(q.certain)) == 0 {
			plans = append(plans, q)
		}
	}
	return plans
}

func (pl *planner) mergeLeftJoin(l, r *plan, key slot, common slotSet) *plan {
	p := pl.mergeJoin(l, r, key, common)
	p.kind = "merge left join"
	p.certain = l.certain
	p.rows = max(p.rows, l.rows)
	p.cost = l.cost + costMerge*l.rows + costOut*p.rows + seekCost(r, l)
	check := common.minus(slotsOf(key)).list()
	p.build = func(run *run) operator {
		return &mergeJoin{run: run, key: key, check: check, outer: true,
			left: &cursor{op: l.open(run), key: key}, right: &cursor{op: r.open(run), key: key}}
	}
	return p
}

// feedJoin plans to evaluate a pattern for chunks of left rows, nil if that is
// not the same as evaluating it on its own: only joins of patterns and paths are,
// of which every variable that the left side has is bound in each of its rows.
func (pl *planner) feedJoin(l *plan, right node, row slot, need slotSet, kind joinKind, conds []expr) *plan {
	items, inner, ok := simpleJoin(right)
	if !ok || len(items) > maxRelations || !l.possible.intersect(pl.free(mentioned(right))).within(l.certain) {
		return nil
	}
	feed := &plan{kind: "feed", rows: l.rows, distinct: l.distinct, cost: 0}
	feed.certain, feed.possible = l.certain.with(row), l.possible.with(row)
	feed.build = func(r *run) operator { return &feedOp{run: r, row: row} }
	need = need.union(slotsOfExprs(conds)).union(shared(items)).union(l.possible).with(row)
	r := pl.joinFrom(feed, items, inner, need)
	p := &plan{kind: map[joinKind]string{joinOuter: "bind left join", joinSemi: "bind semi join", joinAnti: "bind anti join"}[kind], children: []*plan{l, r}}
	p.detail = func() string { return pl.exprsText(conds) }
	p.certain, p.possible = l.certain, l.possible
	p.rows, p.distinct = l.rows*selectivity, l.distinct
	if kind == joinOuter {
		p.possible = l.possible.union(r.possible).minus(slotsOf(row))
		p.rows = max(l.rows, r.rows)
	} else if len(l.sorted) > 0 {
		p.sorted = l.sorted
	}
	p.cost = l.cost + r.cost + l.rows*costHashProbe
	p.build = func(run *run) operator {
		j := &feedJoin{run: run, left: l.open(run), right: r, row: row, kind: kind}
		if len(conds) > 0 {
			j.cond = newCondition(run, conds)
		}
		return j
	}
	return p
}

// simpleJoin gives the items and conditions of a pattern that is a join of
// triple and path patterns under conditions on their variables.
func simpleJoin(n node) (items []node, conds []expr, ok bool) {
	if f, isFilter := n.(*filterNode); isFilter {
		if !slotsOfExprs(f.conds).within(f.input.certain()) || anyExists(f.conds) {
			return nil, nil, false
		}
		n, conds = f.input, f.conds
	}
	items = []node{n}
	if j, isJoin := n.(*joinNode); isJoin {
		items = j.items
	}
	for _, it := range items {
		switch it := it.(type) {
		case *tripleNode:
		case *filterNode:
			if _, triple := it.input.(*tripleNode); !triple || !slotsOfExprs(it.conds).within(it.input.certain()) || anyExists(it.conds) {
				return nil, nil, false
			}
		case *pathNode:
		default:
			return nil, nil, false
		}
	}
	return items, conds, true
}
