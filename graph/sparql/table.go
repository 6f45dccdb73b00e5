package sparql

import "diplograph/graph/index"

// A table is rows that an operator holds, in memory that the budget knows of.
type table struct {
	batch
	run  *run
	held int64
}

func newTable(r *run) *table {
	return &table{batch: *newBatch(r.slots), run: r}
}

// add copies the rows [i, j) of b.
func (t *table) add(b *batch, i, j int) error {
	before := t.n
	t.n += j - i
	for s, c := range b.cols {
		if c == nil && t.cols[s] == nil {
			continue
		}
		to := t.cols[s]
		if to == nil && before > 0 {
			to = make([]index.ID, before, t.n)
		}
		was := cap(t.cols[s])
		if c != nil {
			to = append(to, c[i:j]...)
		} else {
			to = append(to, make([]index.ID, j-i)...)
		}
		t.cols[s] = to
		if err := t.take(cap(to) - was); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) take(ids int) error {
	t.held += int64(ids) * 8
	return t.run.budget.take(int64(ids) * 8)
}

// reset makes t empty and keeps its memory.
func (t *table) reset() {
	for s, c := range t.cols {
		if c != nil {
			t.cols[s] = c[:0]
		}
	}
	t.n = 0
}

// release gives the memory back.
func (t *table) release() {
	t.run.budget.give(t.held)
	t.held = 0
	t.clear()
}

// compatible reports whether two rows agree in the variables that both bind.
func compatible(a *batch, i int, b *batch, j int, slots []slot) bool {
	for _, s := range slots {
		x, y := a.at(s, i), b.at(s, j)
		if x != y && x != index.None && y != index.None {
			return false
		}
	}
	return true
}

// join gives the rows l[left[k]] with r[right[k]], where -1 is no row of r.
func (g *gatherer) join(l *batch, left []int32, r *batch, right []int32) *batch {
	g.out.clear()
	n := len(left)
	g.out.n = n
	for s := range g.out.cols {
		switch a, b := l.cols[s], columnOf(r, s); {
		case a != nil && b == nil:
			to := g.column(slot(s), n)
			for k, i := range left {
				to[k] = a[i]
			}
		case b != nil:
			to := g.column(slot(s), n)
			for k, j := range right {
				to[k] = index.None
				if a != nil {
					to[k] = a[left[k]]
				}
				if j >= 0 && to[k] == index.None {
					to[k] = b[j]
				}
			}
		}
	}
	return g.out
}

func columnOf(b *batch, s int) []index.ID {
	if b == nil {
		return nil
	}
	return b.cols[s]
}
