package sparql

// rewrite gives a node that means the same and is cheaper: conditions as far
// down as they go, joins of joins as one.
func rewrite(n node) node {
	switch n := n.(type) {
	case *joinNode:
		return rewriteJoin(n.items, nil)
	case *filterNode:
		return pushDown(rewrite(n.input), rewriteAll(n.conds))
	case *leftJoinNode:
		return rewriteOptional(n)
	case *unionNode:
		u := &unionNode{}
		for _, it := range n.items {
			it = rewrite(it)
			if of, ok := it.(*unionNode); ok {
				u.items = append(u.items, of.items...)
			} else {
				u.items = append(u.items, it)
			}
		}
		return u
	case *minusNode:
		return &minusNode{left: rewrite(n.left), right: rewrite(n.right)}
	case *extendNode:
		return &extendNode{input: rewrite(n.input), slot: n.slot, expr: rewriteExpr(n.expr)}
	case *groupNode:
		c := *n
		c.input = rewrite(n.input)
		return &c
	case *projectNode:
		return &projectNode{input: rewrite(n.input), slots: n.slots}
	case *distinctNode:
		return &distinctNode{input: rewrite(n.input), slots: n.slots}
	case *orderNode:
		return &orderNode{input: rewrite(n.input), keys: n.keys}
	case *sliceNode:
		return &sliceNode{input: rewrite(n.input), offset: n.offset, limit: n.limit}
	case *graphLoopNode:
		return &graphLoopNode{input: rewrite(n.input), graph: n.graph}
	case *serviceJoinNode:
		return &serviceJoinNode{service: n.service, input: rewrite(n.input)}
	case *agreeNode:
		return &agreeNode{input: rewrite(n.input), from: n.from, to: n.to}
	case *tripleTermNode:
		return &tripleTermNode{input: rewrite(n.input), term: n.term, places: n.places}
	}
	return n
}

// rewriteJoin makes one join of items and of the joins and filters in them. A
// condition of an item may judge solutions of the whole join if it sees no
// variable there that it did not see in the item.
func rewriteJoin(items []node, conds []expr) node {
	var flat []node
	var up []expr
	for _, it := range items {
		it = rewrite(it)
		f, ok := it.(*filterNode)
		if ok && movable(f.conds, f.input.certain(), unionOf(items, node.possible)) {
			up = append(up, f.conds...)
			it = f.input
		}
		switch of := it.(type) {
		case *joinNode:
			flat = append(flat, of.items...)
		case *unitNode:
			continue
		case *emptyNode:
			return of
		default:
			flat = append(flat, it)
		}
	}
	conds = append(up, conds...)
	switch len(flat) {
	case 0:
		return filtered(&unitNode{}, conds)
	case 1:
		return pushDown(flat[0], conds)
	}
	return filtered(&joinNode{items: flat}, conds)
}

// movable reports whether conditions on solutions with certain variables hold of
// the same solutions where they are joined with others: of all the variables
// possible there, they see only certain ones.
func movable(conds []expr, certain, possible slotSet) bool {
	for _, c := range conds {
		if !slotsOfExpr(c).intersect(possible).within(certain) || volatile(c) {
			return false
		}
	}
	return true
}

// pushDown puts conditions as far down into n as they go.
func pushDown(n node, conds []expr) node {
	if len(conds) == 0 {
		return n
	}
	switch n := n.(type) {
	case *filterNode:
		return pushDown(n.input, append(append([]expr{}, n.conds...), conds...))
	case *leftJoinNode:
		into, rest := split(conds, func(c expr) bool {
			return movable([]expr{c}, n.left.certain(), n.possible())
		})
		return filtered(&leftJoinNode{left: pushDown(n.left, into), right: n.right, conds: n.conds, row: n.row}, rest)
	case *minusNode:
		into, rest := split(conds, func(c expr) bool { return !volatile(c) })
		return filtered(&minusNode{left: pushDown(n.left, into), right: n.right}, rest)
	case *unionNode:
		into, rest := split(conds, func(c expr) bool { return !volatile(c) })
		u := &unionNode{}
		for _, it := range n.items {
			u.items = append(u.items, pushDown(it, into))
		}
		return filtered(u, rest)
	case *extendNode:
		into, rest := split(conds, func(c expr) bool { return !slotsOfExpr(c).has(n.slot) && !volatile(c) && !volatile(n.expr) })
		return filtered(&extendNode{input: pushDown(n.input, into), slot: n.slot, expr: n.expr}, rest)
	case *projectNode:
		hidden := n.input.possible().minus(slotsOf(n.slots...))
		into, rest := split(conds, func(c expr) bool { return !slotsOfExpr(c).meets(hidden) && !volatile(c) })
		return filtered(&projectNode{input: pushDown(n.input, into), slots: n.slots}, rest)
	case *distinctNode:
		into, rest := split(conds, func(c expr) bool { return !volatile(c) })
		return filtered(&distinctNode{input: pushDown(n.input, into), slots: n.slots}, rest)
	case *groupNode:
		keys := slotsOf(n.keys...)
		into, rest := split(conds, func(c expr) bool {
			return !n.whole && !volatile(c) && slotsOfExpr(c).intersect(n.possible().union(n.input.possible())).within(keys)
		})
		g := *n
		g.input = pushDown(n.input, into)
		return filtered(&g, rest)
	}
	return filtered(n, conds)
}

func split(conds []expr, is func(expr) bool) (yes, no []expr) {
	for _, c := range conds {
		if is(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	return yes, no
}

// rewriteOptional takes the conditions of OPTIONAL that judge the right side
// alone into it.
func rewriteOptional(n *leftJoinNode) node {
	l, r := rewrite(n.left), rewrite(n.right)
	into, rest := split(rewriteAll(n.conds), func(c expr) bool {
		return movable([]expr{c}, r.certain(), l.possible().union(r.possible()))
	})
	return &leftJoinNode{left: l, right: pushDown(r, into), conds: rest, row: n.row}
}

func rewriteAll(list []expr) []expr {
	l := make([]expr, len(list))
	for i, e := range list {
		l[i] = rewriteExpr(e)
	}
	return l
}

// rewriteExpr rewrites the pattern of an EXISTS.
func rewriteExpr(e expr) expr {
	if n, ok := e.(*exprNot); ok {
		if x, ok := n.x.(*exprExists); ok {
			return &exprExists{not: !x.not, pattern: rewrite(x.pattern), slots: x.slots, row: x.row}
		}
	}
	x, ok := e.(*exprExists)
	if !ok {
		return e
	}
	return &exprExists{not: x.not, pattern: rewrite(x.pattern), slots: x.slots, row: x.row}
}
