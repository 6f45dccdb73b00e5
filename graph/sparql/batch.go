package sparql

import "diplograph/graph/index"

// A slot is a variable of a query: its column in every batch.
type slot int

// noSlot is no variable.
const noSlot slot = -1

// A batch is rows of bindings by column. A column that is nil, and None in a
// column, is an unbound variable. What an operator gives may be read, and never
// written, until its next call of next, seek or close.
type batch struct {
	n    int
	cols [][]index.ID // by slot
}

// newBatch gives a batch of no rows with room for the columns of a query.
func newBatch(slots int) *batch { return &batch{cols: make([][]index.ID, slots)} }

// at gives the binding of a variable in a row.
func (b *batch) at(s slot, row int) index.ID {
	if c := b.cols[s]; c != nil {
		return c[row]
	}
	return index.None
}

// clear takes all columns away.
func (b *batch) clear() {
	clear(b.cols)
	b.n = 0
}

// share makes b the same rows as from.
func (b *batch) share(from *batch) {
	copy(b.cols, from.cols)
	b.n = from.n
}

// slice makes b the rows [i, j) of from.
func (b *batch) slice(from *batch, i, j int) {
	for s, c := range from.cols {
		if c != nil {
			c = c[i:j]
		}
		b.cols[s] = c
	}
	b.n = j - i
}

// A gatherer makes batches of chosen rows in columns of its own, which it uses
// again for every batch.
type gatherer struct {
	out    *batch
	bufs   [][]index.ID
	budget *budget
}

func newGatherer(r *run) *gatherer {
	return &gatherer{out: newBatch(r.slots), bufs: make([][]index.ID, r.slots), budget: r.budget}
}

// column gives room for n ids of a slot.
func (g *gatherer) column(s slot, n int) []index.ID {
	if was := cap(g.bufs[s]); was < n {
		g.bufs[s] = make([]index.ID, n, max(n, 64))
		g.budget.buffer(int64(cap(g.bufs[s])-was) * 8)
	}
	g.out.cols[s] = g.bufs[s][:n]
	return g.out.cols[s]
}

// pick gives the chosen rows of b, which are in ascending order.
func (g *gatherer) pick(b *batch, rows []int32) *batch {
	if len(rows) == b.n {
		g.out.share(b)
		return g.out
	}
	return g.arrange(b, rows)
}

// arrange gives the chosen rows of b in any order.
func (g *gatherer) arrange(b *batch, rows []int32) *batch {
	g.out.clear()
	g.out.n = len(rows)
	for s, c := range b.cols {
		if c == nil {
			continue
		}
		to := g.column(slot(s), len(rows))
		for i, r := range rows {
			to[i] = c[r]
		}
	}
	return g.out
}
