package sparql

import (
	"math/bits"
	"slices"

	"diplograph/graph/index"
)

// A place is what stands in a place of a pattern: a variable or a term.
type place struct {
	slot slot     // noSlot for a term
	id   index.ID // of the term
}

func variable(s slot) place      { return place{slot: s} }
func constant(id index.ID) place { return place{slot: noSlot, id: id} }

// A graphKind says which graphs a pattern is matched in.
type graphKind uint8

const (
	graphUnion graphKind = iota // the merge of all graphs of the store
	graphOne                    // one graph
	graphMerge                  // the merge of some graphs
	graphNamed                  // each named graph, which a variable is bound to
)

// A graphPlace is the graphs that a pattern is matched in.
type graphPlace struct {
	kind graphKind
	id   index.ID   // of graphOne
	slot slot       // of graphNamed
	set  []index.ID // of graphMerge, sorted; of graphNamed those allowed, nil for any
}

func (g graphPlace) allows(id index.ID) bool {
	if g.kind == graphNamed && g.set == nil {
		return id > index.DefaultGraph
	}
	_, ok := slices.BinarySearch(g.set, id)
	return ok
}

// variable gives the variable of the graph, or noSlot.
func (g graphPlace) variable() slot {
	if g.kind == graphNamed {
		return g.slot
	}
	return noSlot
}

// A triplePattern is a triple pattern and the graphs it is matched in.
type triplePattern struct {
	places [3]place // by index.Position
	graph  graphPlace
}

// at gives the variable at a place, or noSlot.
func (t *triplePattern) at(p index.Position) slot {
	if p == index.Graph {
		return t.graph.variable()
	}
	return t.places[p].slot
}

// position gives the first place where a variable stands.
func (t *triplePattern) position(s slot) (index.Position, bool) {
	for p := index.Subject; p <= index.Graph; p++ {
		if t.at(p) == s && s != noSlot {
			return p, true
		}
	}
	return 0, false
}

// slots gives the variables of the pattern.
func (t *triplePattern) slots() slotSet {
	return slotsOf(t.at(index.Subject), t.at(index.Predicate), t.at(index.Object), t.at(index.Graph))
}

// triples reports whether a scan of the pattern must merge graphs.
func (t *triplePattern) triples() bool { return t.graph.kind == graphUnion }

// quad gives the pattern with variables replaced by what they are bound to in
// env; None stands for those that are free. It is false if a term of the pattern
// is none of the store's.
func (t *triplePattern) quad(env []index.ID) (q index.Quad, ok bool) {
	for i, p := range t.places {
		id := p.id
		if p.slot != noSlot {
			id = bound(env, p.slot)
		} else if id == index.None {
			return q, false
		}
		if local(id) {
			return q, false
		}
		q[i] = id
	}
	switch t.graph.kind {
	case graphOne:
		q[index.Graph] = t.graph.id
	case graphNamed:
		if id := bound(env, t.graph.slot); id != index.None {
			if !t.graph.allows(id) {
				return q, false
			}
			q[index.Graph] = id
		}
	case graphMerge:
		if len(t.graph.set) == 0 {
			return q, false
		}
	}
	return q, !local(q[index.Graph])
}

// bound gives the binding of a variable in env, which may be nil.
func bound(env []index.ID, s slot) index.ID {
	if env == nil {
		return index.None
	}
	return env[s]
}

// placesIn gives how many places are in a set.
func placesIn(s index.Positions) int { return bits.OnesCount8(uint8(s)) }
