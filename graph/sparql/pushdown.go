package sparql

import "slices"

// A conjunct is a condition on its way down, and what is asked of it at every
// node.
type conjunct struct {
	expr     expr
	slots    slotSet
	volatile bool
}

func judged(conds []expr) []conjunct {
	l := make([]conjunct, len(conds))
	for i, e := range conds {
		l[i] = conjunct{e, slotsOfExpr(e), volatile(e)}
	}
	return l
}

func exprsOf(conds []conjunct) []expr {
	var l []expr
	for _, c := range conds {
		l = append(l, c.expr)
	}
	return l
}

// movable reports whether a condition on solutions with certain variables holds of
// the same solutions where they are joined with others: of all the variables
// possible there, it sees only certain ones.
func (c conjunct) movable(certain, possible slotSet) bool {
	return !c.volatile && c.slots.intersect(possible).within(certain)
}

func allMovable(conds []conjunct, certain, possible slotSet) bool {
	return !slices.ContainsFunc(conds, func(c conjunct) bool { return !c.movable(certain, possible) })
}

// pushDown puts conditions as far down into n as they go.
func (rw rewriter) pushDown(n node, conds []conjunct) node {
	if len(conds) == 0 {
		return n
	}
	if rw.ctx.Err() != nil {
		return filtered(n, exprsOf(conds))
	}
	if f, ok := n.(*filterNode); ok {
		return rw.pushDown(f.input, append(judged(f.conds), conds...))
	}
	into, rest := split(conds, passing(n))
	switch of := n.(type) {
	case *leftJoinNode:
		n = &leftJoinNode{left: rw.pushDown(of.left, into), right: of.right, conds: of.conds, row: of.row}
	case *minusNode:
		n = &minusNode{left: rw.pushDown(of.left, into), right: of.right}
	case *unionNode:
		u := &unionNode{}
		for _, it := range of.items {
			u.items = append(u.items, rw.pushDown(it, into))
		}
		n = u
	case *extendNode:
		n = &extendNode{input: rw.pushDown(of.input, into), slot: of.slot, expr: of.expr}
	case *projectNode:
		n = &projectNode{input: rw.pushDown(of.input, into), slots: of.slots}
	case *distinctNode:
		n = &distinctNode{input: rw.pushDown(of.input, into), slots: of.slots}
	case *groupNode:
		g := *of
		g.input = rw.pushDown(of.input, into)
		n = &g
	}
	return filtered(n, exprsOf(rest))
}

// passing gives which conditions on the solutions of a node may judge those of
// its input, or its left input, instead.
func passing(n node) func(conjunct) bool {
	switch n := n.(type) {
	case *leftJoinNode:
		certain, possible := n.left.certain(), n.possible()
		return func(c conjunct) bool { return c.movable(certain, possible) }
	case *minusNode, *unionNode, *distinctNode:
		return func(c conjunct) bool { return !c.volatile }
	case *extendNode:
		anew := volatile(n.expr)
		return func(c conjunct) bool { return !anew && !c.volatile && !c.slots.has(n.slot) }
	case *projectNode:
		hidden := n.input.possible().minus(slotsOf(n.slots...))
		return func(c conjunct) bool { return !c.volatile && !c.slots.meets(hidden) }
	case *groupNode:
		keys, seen := slotsOf(n.keys...), n.possible().union(n.input.possible())
		return func(c conjunct) bool { return !n.whole && c.movable(keys, seen) }
	}
	return func(conjunct) bool { return false }
}

func split[T any](list []T, is func(T) bool) (yes, no []T) {
	for _, x := range list {
		if is(x) {
			yes = append(yes, x)
		} else {
			no = append(no, x)
		}
	}
	return yes, no
}
