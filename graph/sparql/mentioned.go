package sparql

// mentioned gives all variables that stand anywhere in a pattern, its
// expressions and sub-queries included.
func mentioned(n node) slotSet {
	s := n.possible()
	switch n := n.(type) {
	case *joinNode:
		s = s.union(mentionedIn(n.items))
	case *unionNode:
		s = s.union(mentionedIn(n.items))
	case *leftJoinNode:
		s = s.union(mentioned(n.left)).union(mentioned(n.right)).union(slotsOfExprs(n.conds))
	case *minusNode:
		s = s.union(mentioned(n.left)).union(mentioned(n.right))
	case *filterNode:
		s = s.union(mentioned(n.input)).union(slotsOfExprs(n.conds))
	case *extendNode:
		s = s.union(mentioned(n.input)).union(slotsOfExpr(n.expr))
	case *groupNode:
		s = s.union(mentioned(n.input))
		for _, a := range n.aggs {
			if a.arg != nil {
				s = s.union(slotsOfExpr(a.arg))
			}
		}
	case *projectNode:
		s = s.union(mentioned(n.input))
	case *distinctNode:
		s = s.union(mentioned(n.input))
	case *sliceNode:
		s = s.union(mentioned(n.input))
	case *orderNode:
		s = s.union(mentioned(n.input))
		for _, k := range n.keys {
			s = s.with(k.slot)
		}
	case *graphLoopNode:
		s = s.union(mentioned(n.input))
	case *serviceJoinNode:
		s = s.union(mentioned(n.input))
	case *agreeNode:
		s = s.union(mentioned(n.input)).with(n.from)
	case *tripleTermNode:
		s = s.union(mentioned(n.input)).with(n.term)
	}
	return s
}

func mentionedIn(items []node) (s slotSet) {
	for _, it := range items {
		s = s.union(mentioned(it))
	}
	return s
}
