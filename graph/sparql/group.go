package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A groupOp is GROUP BY with aggregates: it numbers the groups as they come and
// lets every aggregate count for itself, a batch at a time.
//
//	rows     a a b a c b        keys a b c
//	numbers  0 0 1 0 2 1   ->   COUNT [3 2 1]
type groupOp struct {
	run   *run
	input operator
	keys  []slot
	aggs  []aggregate
	whole bool // one group, even of no rows

	groups  *rowSet
	accs    []accumulator
	n       int
	numbers []int32
	done    bool
	at      int
	out     *batch
}

func (g *groupOp) next(ctx context.Context) (*batch, error) {
	if !g.done {
		if err := g.fill(ctx); err != nil {
			return nil, err
		}
	}
	return g.give(ctx)
}

// fill reads the input.
func (g *groupOp) fill(ctx context.Context) error {
	g.done = true
	g.groups = newRowSet(g.run, g.keys)
	for _, a := range g.aggs {
		g.accs = append(g.accs, newAccumulator(g.run, a))
	}
	if g.whole {
		g.n = 1
	}
	for {
		b, err := g.input.next(ctx)
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if err := g.number(b); err != nil {
			return err
		}
		ev := &evaluation{ctx: ctx, run: g.run, b: b}
		for _, a := range g.accs {
			if err := a.add(ev, g.numbers, g.n); err != nil {
				return err
			}
		}
	}
	ev := &evaluation{ctx: ctx, run: g.run, b: newBatch(g.run.slots)}
	for _, a := range g.accs {
		if err := a.add(ev, nil, g.n); err != nil {
			return err
		}
	}
	return nil
}

// number finds the group of each row.
func (g *groupOp) number(b *batch) error {
	if cap(g.numbers) < b.n {
		g.numbers = make([]int32, b.n)
	}
	g.numbers = g.numbers[:b.n]
	if g.whole {
		clear(g.numbers)
		return nil
	}
	for i := range b.n {
		if i > 0 && sameRow(b, i, b, i-1, g.keys) {
			g.numbers[i] = g.numbers[i-1]
			continue
		}
		n, _, err := g.groups.number(b, i)
		if err != nil {
			return err
		}
		g.numbers[i] = int32(n)
	}
	g.n = g.groups.rows.n
	return nil
}

// give makes rows of the groups.
func (g *groupOp) give(ctx context.Context) (*batch, error) {
	n := min(g.n-g.at, index.BatchSize)
	if n <= 0 {
		return nil, nil
	}
	if g.out == nil {
		g.out = newBatch(g.run.slots)
	}
	g.out.n = n
	for _, k := range g.keys {
		g.out.cols[k] = g.groups.rows.cols[k][g.at : g.at+n]
	}
	ev := &evaluation{ctx: ctx, run: g.run, b: g.out}
	for i, a := range g.aggs {
		column := make([]index.ID, n)
		for j := range column {
			c, err := g.accs[i].result(ev, g.at+j)
			if err != nil {
				return nil, err
			}
			if column[j], err = ev.id(c); err != nil {
				return nil, err
			}
		}
		g.out.cols[a.slot] = column
	}
	g.at += n
	return g.out, nil
}

func (g *groupOp) close() {
	g.input.close()
	if g.groups != nil {
		g.groups.release()
	}
	for _, a := range g.accs {
		a.release()
	}
	g.accs = nil
}
