package sparql

// joinOrder plans the join of items under conditions.
func (pl *planner) joinOrder(items []node, conds []expr, need slotSet) *plan {
	p := pl.plan(items[0], need)
	for _, it := range items[1:] {
		p = pl.hashJoin(p, pl.plan(it, need), joinInner, nil)
	}
	return pl.filtered(p, conds)
}

// optional plans OPTIONAL.
func (pl *planner) optional(n *leftJoinNode, need slotSet) *plan {
	return pl.hashJoin(pl.plan(n.left, need), pl.plan(n.right, need), joinOuter, n.conds)
}
