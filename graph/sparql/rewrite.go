package sparql

import "context"

// A rewriter makes cheaper nodes of the same meaning. Once its context is done it
// leaves all as it is.
type rewriter struct{ ctx context.Context }

// rewrite gives a node that means the same and is cheaper: conditions as far
// down as they go, joins of joins as one.
func (rw rewriter) rewrite(n node) node {
	if rw.ctx.Err() != nil {
		return n
	}
	switch n := n.(type) {
	case *joinNode:
		return rw.rewriteJoin(n.items)
	case *filterNode:
		return rw.pushDown(rw.rewrite(n.input), judged(rw.rewriteAll(n.conds)))
	case *leftJoinNode:
		return rw.rewriteOptional(n)
	case *unionNode:
		u := &unionNode{}
		for _, it := range n.items {
			it = rw.rewrite(it)
			if of, ok := it.(*unionNode); ok {
				u.items = append(u.items, of.items...)
			} else {
				u.items = append(u.items, it)
			}
		}
		return u
	case *minusNode:
		return &minusNode{left: rw.rewrite(n.left), right: rw.rewrite(n.right)}
	case *extendNode:
		return &extendNode{input: rw.rewrite(n.input), slot: n.slot, expr: rw.rewriteExpr(n.expr)}
	case *groupNode:
		c := *n
		c.input = rw.rewrite(n.input)
		return &c
	case *projectNode:
		return &projectNode{input: rw.rewrite(n.input), slots: n.slots}
	case *distinctNode:
		return &distinctNode{input: rw.rewrite(n.input), slots: n.slots}
	case *orderNode:
		return &orderNode{input: rw.rewrite(n.input), keys: n.keys}
	case *sliceNode:
		return &sliceNode{input: rw.rewrite(n.input), offset: n.offset, limit: n.limit}
	case *graphLoopNode:
		return &graphLoopNode{input: rw.rewrite(n.input), graph: n.graph}
	case *serviceJoinNode:
		return &serviceJoinNode{service: n.service, input: rw.rewrite(n.input)}
	case *agreeNode:
		return &agreeNode{input: rw.rewrite(n.input), from: n.from, to: n.to}
	case *tripleTermNode:
		return &tripleTermNode{input: rw.rewrite(n.input), term: n.term, places: n.places}
	}
	return n
}

// rewriteJoin makes one join of items and of the joins and filters in them. A
// condition of an item may judge solutions of the whole join if it sees no
// variable there that it did not see in the item.
func (rw rewriter) rewriteJoin(items []node) node {
	var flat []node
	var conds []expr
	possible := unionOf(items, node.possible)
	for _, it := range items {
		it = rw.rewrite(it)
		f, ok := it.(*filterNode)
		if ok && allMovable(judged(f.conds), f.input.certain(), possible) {
			conds = append(conds, f.conds...)
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
	switch len(flat) {
	case 0:
		return filtered(&unitNode{}, conds)
	case 1:
		return rw.pushDown(flat[0], judged(conds))
	}
	return filtered(&joinNode{items: flat}, conds)
}

// rewriteOptional takes the conditions of OPTIONAL that judge the right side
// alone into it.
func (rw rewriter) rewriteOptional(n *leftJoinNode) node {
	l, r := rw.rewrite(n.left), rw.rewrite(n.right)
	possible := l.possible().union(r.possible())
	into, rest := split(judged(rw.rewriteAll(n.conds)), func(c conjunct) bool { return c.movable(r.certain(), possible) })
	return &leftJoinNode{left: l, right: rw.pushDown(r, into), conds: exprsOf(rest), row: n.row}
}

func (rw rewriter) rewriteAll(list []expr) []expr {
	l := make([]expr, len(list))
	for i, e := range list {
		l[i] = rw.rewriteExpr(e)
	}
	return l
}

// rewriteExpr rewrites the pattern of an EXISTS.
func (rw rewriter) rewriteExpr(e expr) expr {
	if n, ok := e.(*exprNot); ok {
		if x, ok := n.x.(*exprExists); ok {
			return &exprExists{not: !x.not, pattern: rw.rewrite(x.pattern), slots: x.slots, row: x.row}
		}
	}
	x, ok := e.(*exprExists)
	if !ok {
		return e
	}
	return &exprExists{not: x.not, pattern: rw.rewrite(x.pattern), slots: x.slots, row: x.row}
}
