package sparql

import "math/bits"

// A slotSet is a set of variables.
type slotSet []uint64

func slotsOf(slots ...slot) slotSet {
	var s slotSet
	for _, v := range slots {
		s = s.with(v)
	}
	return s
}

func (s slotSet) has(v slot) bool {
	return v >= 0 && int(v)/64 < len(s) && s[v/64]&(1<<(v%64)) != 0
}

// with gives s and v.
func (s slotSet) with(v slot) slotSet {
	if v < 0 || s.has(v) {
		return s
	}
	n := make(slotSet, max(len(s), int(v)/64+1))
	copy(n, s)
	n[v/64] |= 1 << (v % 64)
	return n
}

func (s slotSet) combine(t slotSet, op func(a, b uint64) uint64) slotSet {
	n := make(slotSet, max(len(s), len(t)))
	for i := range n {
		var a, b uint64
		if i < len(s) {
			a = s[i]
		}
		if i < len(t) {
			b = t[i]
		}
		n[i] = op(a, b)
	}
	return n
}

func (s slotSet) union(t slotSet) slotSet {
	return s.combine(t, func(a, b uint64) uint64 { return a | b })
}

func (s slotSet) intersect(t slotSet) slotSet {
	return s.combine(t, func(a, b uint64) uint64 { return a & b })
}

func (s slotSet) minus(t slotSet) slotSet {
	return s.combine(t, func(a, b uint64) uint64 { return a &^ b })
}

func (s slotSet) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// within reports whether every variable of s is in t.
func (s slotSet) within(t slotSet) bool { return s.minus(t).empty() }

func (s slotSet) meets(t slotSet) bool { return !s.intersect(t).empty() }

// list gives the variables in ascending order.
func (s slotSet) list() []slot {
	var l []slot
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			l = append(l, slot(i*64+bits.TrailingZeros64(w)))
		}
	}
	return l
}
