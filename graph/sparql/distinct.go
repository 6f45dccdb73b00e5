package sparql

import "context"

// A distinctOp gives each row once, by some of its columns, as it comes.
type distinctOp struct {
	run    *run
	input  operator
	seen   *rowSet
	rows   []int32
	picked *gatherer
}

func (d *distinctOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := d.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		d.rows = d.rows[:0]
		for i := range b.n {
			_, fresh, err := d.seen.number(b, i)
			if err != nil {
				return nil, err
			}
			if fresh {
				d.rows = append(d.rows, int32(i))
			}
		}
		if len(d.rows) > 0 {
			return d.picked.pick(b, d.rows), nil
		}
	}
}

func (d *distinctOp) close() {
	d.input.close()
	d.seen.release()
}

// A sortedDistinctOp is a distinctOp for rows that are sorted by its columns: it
// holds only the last.
type sortedDistinctOp struct {
	run    *run
	input  operator
	keys   []slot
	last   *table
	rows   []int32
	picked *gatherer
}

func (d *sortedDistinctOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := d.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		d.rows = d.rows[:0]
		for i := range b.n {
			if i > 0 && sameRow(b, i, b, i-1, d.keys) || i == 0 && d.last.n > 0 && sameRow(b, 0, &d.last.batch, 0, d.keys) {
				continue
			}
			d.rows = append(d.rows, int32(i))
		}
		d.last.reset()
		if err := d.last.add(b, b.n-1, b.n); err != nil {
			return nil, err
		}
		if len(d.rows) > 0 {
			return d.picked.pick(b, d.rows), nil
		}
	}
}

// sameRow reports whether two rows are the same in some columns.
func sameRow(a *batch, i int, b *batch, j int, keys []slot) bool {
	for _, k := range keys {
		if a.at(k, i) != b.at(k, j) {
			return false
		}
	}
	return true
}

func (d *sortedDistinctOp) close() {
	d.input.close()
	d.last.release()
}
