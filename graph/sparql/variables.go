package sparql

import (
	"slices"

	"diplograph/graph/index"
)

// known are the variables of a node that has others inside, once they were asked
// for: who asks at every level of a query goes over no level twice.
type known struct{ possibly, certainly lazySet }

// A lazySet is computed once.
type lazySet struct {
	set  slotSet
	done bool
}

func (l *lazySet) once(compute func() slotSet) slotSet {
	if !l.done {
		l.set, l.done = compute(), true
	}
	return l.set
}

func (*unitNode) possible() slotSet  { return nil }
func (*unitNode) certain() slotSet   { return nil }
func (*emptyNode) possible() slotSet { return nil }
func (*emptyNode) certain() slotSet  { return nil }

func (n *tripleNode) possible() slotSet { return n.slots() }
func (n *tripleNode) certain() slotSet  { return n.slots() }

func (n *pathNode) possible() slotSet {
	return slotsOf(n.ends[0].slot, n.ends[1].slot, n.graph.variable())
}
func (n *pathNode) certain() slotSet { return n.possible() }

func (n *graphsNode) possible() slotSet { return slotsOf(n.graph.slot) }
func (n *graphsNode) certain() slotSet  { return slotsOf(n.graph.slot) }

func (n *joinNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return unionOf(n.items, node.possible) })
}
func (n *joinNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return unionOf(n.items, node.certain) })
}

func unionOf(items []node, of func(node) slotSet) (s slotSet) {
	for _, it := range items {
		s = s.union(of(it))
	}
	return s
}

func (n *leftJoinNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.left.possible().union(n.right.possible()) })
}
func (n *leftJoinNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.left.certain() })
}

func (n *filterNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible() })
}
func (n *filterNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain() })
}

func (n *unionNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return unionOf(n.items, node.possible) })
}
func (n *unionNode) certain() slotSet {
	return n.certainly.once(func() slotSet {
		s := n.items[0].certain()
		for _, it := range n.items[1:] {
			s = s.intersect(it.certain())
		}
		return s
	})
}

func (n *minusNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.left.possible() })
}
func (n *minusNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.left.certain() })
}

func (n *extendNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().with(n.slot) })
}
func (n *extendNode) certain() slotSet {
	return n.certainly.once(func() slotSet {
		certain := n.input.certain()
		if neverFails(n.expr, certain) {
			return certain.with(n.slot)
		}
		return certain
	})
}

func (n *valuesNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return slotsOf(n.slots...) })
}
func (n *valuesNode) certain() slotSet {
	return n.certainly.once(func() (s slotSet) {
		for i, v := range n.slots {
			if !slices.ContainsFunc(n.rows, func(row []index.ID) bool { return row[i] == index.None }) {
				s = s.with(v)
			}
		}
		return s
	})
}

func (n *groupNode) possible() slotSet {
	s := slotsOf(n.keys...)
	for _, a := range n.aggs {
		s = s.with(a.slot)
	}
	return s
}
func (n *groupNode) certain() slotSet {
	s := slotsOf(n.keys...).intersect(n.input.certain())
	for _, a := range n.aggs {
		if a.name == "COUNT" {
			s = s.with(a.slot)
		}
	}
	return s
}

func (n *projectNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().intersect(slotsOf(n.slots...)) })
}
func (n *projectNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain().intersect(slotsOf(n.slots...)) })
}

func (n *distinctNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible() })
}
func (n *distinctNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain() })
}

func (n *orderNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible() })
}
func (n *orderNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain() })
}

func (n *sliceNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible() })
}
func (n *sliceNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain() })
}

func (n *graphLoopNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().with(n.graph.slot) })
}
func (n *graphLoopNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain().with(n.graph.slot) })
}

func (n *agreeNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().with(n.to) })
}
func (n *agreeNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain().with(n.to) })
}

func (n *tripleTermNode) places3() slotSet {
	return slotsOf(n.places[0].slot, n.places[1].slot, n.places[2].slot)
}
func (n *tripleTermNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().union(n.places3()) })
}
func (n *tripleTermNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain().union(n.places3()) })
}

func (n *serviceNode) possible() slotSet { return slotsOf(n.slots...).with(n.name.slot) }
func (n *serviceNode) certain() slotSet  { return nil }

func (n *serviceJoinNode) possible() slotSet {
	return n.possibly.once(func() slotSet { return n.input.possible().union(n.service.possible()) })
}
func (n *serviceJoinNode) certain() slotSet {
	return n.certainly.once(func() slotSet { return n.input.certain() })
}
