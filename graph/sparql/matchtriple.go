package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A tripleTermOp keeps the rows in which a variable is bound to a triple term of
// a pattern, and binds the pattern's variables.
type tripleTermOp struct {
	run    *run
	input  operator
	node   *tripleTermNode
	rows   []int32
	out    *batch
	cols   [3][]index.ID
	picked *gatherer
}

func (m *tripleTermOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := m.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		if err := m.run.dict.load(ctx, b.cols[m.node.term]); err != nil {
			return nil, err
		}
		m.out.share(b)
		for i, p := range m.node.places {
			m.cols[i] = make([]index.ID, b.n)
			if p.slot != noSlot {
				m.out.cols[p.slot] = m.cols[i]
			}
		}
		m.rows = m.rows[:0]
		for row := range b.n {
			ok, err := m.matches(ctx, b, row)
			if err != nil {
				return nil, err
			}
			if ok {
				m.rows = append(m.rows, int32(row))
			}
		}
		if len(m.rows) > 0 {
			return m.picked.pick(m.out, m.rows), nil
		}
	}
}

// matches compares the triple term of a row with the pattern.
func (m *tripleTermOp) matches(ctx context.Context, b *batch, row int) (bool, error) {
	id := b.at(m.node.term, row)
	if id == index.None {
		id = m.run.env[m.node.term]
	}
	t, err := m.run.dict.term(ctx, id)
	if err != nil || !t.IsTriple() {
		return false, err
	}
	for i, part := range []rdf.Term{t.Triple.Subject, t.Triple.Predicate, t.Triple.Object} {
		id, err := m.run.dict.id(ctx, part)
		if err != nil {
			return false, err
		}
		want := m.wanted(b, row, i)
		if want != index.None && want != id {
			return false, nil
		}
		m.cols[i][row] = id
		if p := m.node.places[i]; p.slot != noSlot {
			m.out.cols[p.slot][row] = id
		}
	}
	return true, nil
}

// wanted gives what a place of the pattern must be: its term, or what its
// variable is bound to by the row, around the pattern or in a place before.
func (m *tripleTermOp) wanted(b *batch, row, i int) index.ID {
	p := m.node.places[i]
	if p.slot == noSlot {
		return p.id
	}
	if id := b.at(p.slot, row); id != index.None {
		return id
	}
	for j := range i {
		if m.node.places[j].slot == p.slot {
			return m.cols[j][row]
		}
	}
	return m.run.env[p.slot]
}

func (m *tripleTermOp) close() { m.input.close() }
