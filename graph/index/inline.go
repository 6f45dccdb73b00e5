package index

import "diplograph/graph/rdf"

// Inline gives the ID that holds t, if there is one. The zero term has the ID
// DefaultGraph.
func Inline(t rdf.Term) (ID, bool) {
	if t.IsZero() {
		return DefaultGraph, true
	}
	return None, false
}

// Term gives the term that an inline id holds.
func (id ID) Term() (rdf.Term, bool) {
	return rdf.Term{}, id == DefaultGraph
}
