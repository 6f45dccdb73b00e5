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
	rows  int   // of this batch
	held  int64 // bytes of the characters of its terms
}

// begin forgets the terms of the batch before one of so many rows.
func (s *shownTerms) begin(rows int) {
	clear(s.dict.locals[s.first : s.first+s.n])
	s.dict.budget.give(s.held)
	s.rows, s.held = rows, 0
}

// id gives an id to the value of a row.
func (s *shownTerms) id(c cell, row int) (index.ID, error) {
	if c.id != index.None || c.value.IsNone() {
		return c.id, nil
	}
	if id, ok := c.value.ID(); ok {
		return id, nil
	}
	if s.rows > s.n {
		n := max(s.rows, index.BatchSize)
		s.first, s.n = len(s.dict.locals), n
		s.dict.locals = append(s.dict.locals, make([]rdf.Term, n)...)
		if err := s.dict.budget.take(int64(n) * rdf.TermSize); err != nil {
			return index.None, err
		}
	}
	t := c.value.Term()
	s.dict.locals[s.first+row] = t
	size := t.Characters()
	s.held += size
	return index.MakeID(index.TagLocal, uint64(s.first+row)), s.dict.budget.take(size)
}

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
