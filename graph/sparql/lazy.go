package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A lazyOp opens an operator when its first row is wanted.
type lazyOp struct {
	open func() operator
	op   operator
}

func (l *lazyOp) next(ctx context.Context) (*batch, error) {
	if l.op == nil {
		l.op = l.open()
	}
	return l.op.next(ctx)
}

func (l *lazyOp) close() {
	if l.op != nil {
		l.op.close()
	}
}

// A givenOp drops the rows that bind variables to something else than what they
// stand for in this pattern.
type givenOp struct {
	run   *run
	input operator
	slots []slot
	rows  []int32
	out   *gatherer
}

func (g *givenOp) next(ctx context.Context) (*batch, error) {
	for {
		b, err := g.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		g.rows = g.rows[:0]
		for i := range b.n {
			if g.agrees(b, i) {
				g.rows = append(g.rows, int32(i))
			}
		}
		if len(g.rows) == 0 {
			continue
		}
		out := g.out.pick(b, g.rows)
		for _, s := range g.slots {
			out.cols[s] = nil
		}
		return out, nil
	}
}

func (g *givenOp) agrees(b *batch, row int) bool {
	for _, s := range g.slots {
		if id, want := b.at(s, row), g.run.env[s]; id != index.None && want != index.None && id != want {
			return false
		}
	}
	return true
}

func (g *givenOp) close() { g.input.close() }

// An extendRowsOp computes several variables row by row.
type extendRowsOp struct {
	run   *run
	input operator
	chain []*extendNode // the last one first
	out   *batch
}

func (x *extendRowsOp) next(ctx context.Context) (*batch, error) {
	b, err := x.input.next(ctx)
	if b == nil || err != nil {
		return nil, err
	}
	x.out.share(b)
	for _, e := range x.chain {
		x.out.cols[e.slot] = make([]index.ID, b.n)
	}
	ev := &evaluation{ctx: ctx, run: x.run, b: x.out}
	for row := range b.n {
		x.run.values.NextSolution()
		for i := len(x.chain) - 1; i >= 0; i-- {
			e := x.chain[i]
			c, err := ev.value(e.expr, row)
			if err != nil {
				return nil, err
			}
			if x.out.cols[e.slot][row], err = ev.id(c); err != nil {
				return nil, err
			}
		}
	}
	return x.out, nil
}

func (x *extendRowsOp) close() { x.input.close() }
