package pebblestore

import "diplograph/graph/index"

// inAllOrders sorts the rows of the first of three buffers, without those that
// are there twice, into one order after the other. What each is given is its to
// read until it returns.
func inAllOrders(all buffers, workers int, each func(index.Order, []row) error) error {
	rows := all[0]
	s := newRowSorter(rows, workers)
	for _, p := range [...]index.Position{index.Graph, index.Object, index.Predicate} {
		rows = s.by(p, rows, all.without(rows))
	}
	spog := compact(s.by(index.Subject, rows, all.without(rows)))
	for i := range all {
		all[i] = all[i][:len(spog)]
	}
	if err := each(index.SPOG, spog); err != nil {
		return err
	}
	var ospg, posg []row
	for _, step := range []struct {
		o      index.Order
		from   *[]row
		column index.Position
		to     *[]row
	}{
		{index.PSOG, &spog, index.Predicate, nil},
		{index.GSPO, &spog, index.Graph, nil},
		{index.OSPG, &spog, index.Object, &ospg},
		{index.GOSP, &ospg, index.Graph, nil},
		{index.POSG, &ospg, index.Predicate, &posg},
		{index.GPOS, &posg, index.Graph, nil},
	} {
		sorted := s.by(step.column, *step.from, all.without(*step.from))
		if step.to != nil {
			*step.to = sorted
		}
		if err := each(step.o, sorted); err != nil {
			return err
		}
	}
	return nil
}

// buffers are three slices of one length.
type buffers [3][]row

func newBuffers(rows int) buffers {
	return buffers{make([]row, rows), make([]row, rows), make([]row, rows)}
}

// without gives those that are not where rows are.
func (b *buffers) without(rows []row) (others [2][]row) {
	n := 0
	for _, rest := range b {
		if len(rows) > 0 && &rest[0] != &rows[0] && n < 2 {
			others[n] = rest
			n++
		}
	}
	return others
}
