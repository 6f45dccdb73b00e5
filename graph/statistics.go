package graph

import (
	"cmp"
	"slices"

	"diplograph/graph/rdf"
)

// Statistics count what a store holds, exactly.
type Statistics struct {
	Quads      int64
	Terms      int64   // different terms in any place of any quad
	Graphs     []Tally // quads of each graph; the unnamed one has a zero Term
	Predicates []Tally // quads of each predicate
}

// A Tally is a number of quads and what they have in common.
type Tally struct {
	Term  rdf.Term
	Quads int64
}

// sortTallies puts the largest first and those of a size in term order.
func sortTallies(t []Tally) {
	slices.SortFunc(t, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Quads, a.Quads), a.Term.Compare(b.Term))
	})
}
