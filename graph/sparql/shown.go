package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// shownTerms gives ids to the terms of a column that is only shown: nobody asks
// whether the store knows them or whether two are the same, and they are good for
// one batch.
type shownTerms struct {
	dict  *dictionary
	first int // of the places in dict.locals that are used for every batch anew
	n     int
}

// id gives an id to the value of a row.
func (s *shownTerms) id(c cell, row int) (index.ID, error) {
	if c.id != index.None || c.value.IsNone() {
		return c.id, nil
	}
	if id, ok := c.value.ID(); ok {
		return id, nil
	}
	if row >= s.n {
		n := max(row+1, index.BatchSize)
		s.first, s.n = len(s.dict.locals), n
		s.dict.locals = append(s.dict.locals, make([]rdf.Term, n)...)
		if err := s.dict.budget.take(int64(n) * termBytes); err != nil {
			return index.None, err
		}
	}
	s.dict.locals[s.first+row] = c.value.Term()
	return index.MakeID(index.TagLocal, uint64(s.first+row)), nil
}

// termBytes is what a term takes besides its characters.
const termBytes = 72

// markShown notes which variables of a query are only shown: those bound last,
// under no more than a projection and LIMIT, that no other is computed from.
func markShown(n node) node {
	switch n := n.(type) {
	case *sliceNode:
		return &sliceNode{input: markShown(n.input), offset: n.offset, limit: n.limit}
	case *projectNode:
		return &projectNode{input: shownOnly(n.input, nil), slots: n.slots}
	}
	return n
}

func shownOnly(n node, used slotSet) node {
	e, ok := n.(*extendNode)
	if !ok {
		return n
	}
	c := *e
	c.shown = !used.has(e.slot) && !volatile(e.expr)
	c.input = shownOnly(e.input, used.union(slotsOfExpr(e.expr)))
	return &c
}
