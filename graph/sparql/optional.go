package sparql

// optional plans OPTIONAL.
func (pl *planner) optional(n *leftJoinNode, need slotSet) *plan {
	return pl.hashJoin(pl.plan(n.left, need), pl.plan(n.right, need), joinOuter, n.conds)
}
