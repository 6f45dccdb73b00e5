package sparql

import (
	"cmp"
	"slices"
)

// estimates say how many different values some variables have, in ascending order
// of the variables. Planning makes one for each join that it tries.
type estimates []estimate

type estimate struct {
	slot   slot
	values float64
}

func (e estimates) find(s slot) (int, bool) {
	return slices.BinarySearchFunc(e, s, func(x estimate, s slot) int { return cmp.Compare(x.slot, s) })
}

// of gives the estimate of a variable, if there is one.
func (e estimates) of(s slot) (float64, bool) {
	at, ok := e.find(s)
	if !ok {
		return 0, false
	}
	return e[at].values, true
}

// set says how many values a variable has.
func (e *estimates) set(s slot, values float64) {
	at, ok := e.find(s)
	if !ok {
		*e = slices.Insert(*e, at, estimate{slot: s})
	}
	(*e)[at].values = values
}

// merged gives the estimates of two, the least where both have one.
func merged(a, b estimates) estimates {
	all := make(estimates, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].slot < b[0].slot:
			all, a = append(all, a[0]), a[1:]
		case a[0].slot > b[0].slot:
			all, b = append(all, b[0]), b[1:]
		default:
			all = append(all, estimate{a[0].slot, min(a[0].values, b[0].values)})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}
