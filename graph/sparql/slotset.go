package sparql

import (
	"math/bits"
	"slices"
)

// A slotSet is a set of variables. It never changes: operations give another, or
// one of their operands where that is the answer.
type slotSet []uint64

func slotsOf(slots ...slot) slotSet {
	most := noSlot
	for _, v := range slots {
		most = max(most, v)
	}
	if most == noSlot {
		return nil
	}
	s := make(slotSet, most/64+1)
	for _, v := range slots {
		if v >= 0 {
			s[v/64] |= 1 << (v % 64)
		}
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

func (s slotSet) union(t slotSet) slotSet {
	if t.within(s) {
		return s
	}
	if len(s) < len(t) {
		s, t = t, s
	}
	n := slices.Clone(s)
	for i, w := range t {
		n[i] |= w
	}
	return n
}

func (s slotSet) intersect(t slotSet) slotSet {
	if s.within(t) {
		return s
	}
	n := slices.Clone(s[:min(len(s), len(t))])
	for i := range n {
		n[i] &= t[i]
	}
	return n
}

func (s slotSet) minus(t slotSet) slotSet {
	if !s.meets(t) {
		return s
	}
	n := slices.Clone(s)
	for i := range min(len(s), len(t)) {
		n[i] &^= t[i]
	}
	return n
}

func (s slotSet) empty() bool { return s.within(nil) }

// within reports whether every variable of s is in t.
func (s slotSet) within(t slotSet) bool {
	for i, w := range s {
		if i < len(t) {
			w &^= t[i]
		}
		if w != 0 {
			return false
		}
	}
	return true
}

func (s slotSet) meets(t slotSet) bool {
	for i := range min(len(s), len(t)) {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

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
