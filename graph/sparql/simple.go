package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A unitOp gives one row without bindings.
type unitOp struct {
	run  *run
	done bool
}

func (u *unitOp) next(context.Context) (*batch, error) {
	if u.done {
		return nil, nil
	}
	u.done = true
	b := newBatch(u.run.slots)
	b.n = 1
	return b, nil
}

func (u *unitOp) close() {}

// An emptyOp gives nothing.
type emptyOp struct{}

func (emptyOp) next(context.Context) (*batch, error) { return nil, nil }
func (emptyOp) close()                               {}

// A valuesOp gives inline data.
type valuesOp struct {
	run  *run
	node *valuesNode
	at   int
	out  *batch
}

func (v *valuesOp) next(context.Context) (*batch, error) {
	n := min(len(v.node.rows)-v.at, index.BatchSize)
	if n == 0 {
		return nil, nil
	}
	v.out = newBatch(v.run.slots)
	v.out.n = n
	for c, s := range v.node.slots {
		column := make([]index.ID, n)
		for i := range column {
			column[i] = v.node.rows[v.at+i][c]
		}
		v.out.cols[s] = column
	}
	v.at += n
	return v.out, nil
}

func (v *valuesOp) close() {}

// A unionOp gives the rows of one input after the other.
type unionOp struct {
	inputs []operator
	at     int
}

func (u *unionOp) next(ctx context.Context) (*batch, error) {
	for u.at < len(u.inputs) {
		b, err := u.inputs[u.at].next(ctx)
		if b != nil || err != nil {
			return b, err
		}
		u.at++
	}
	return nil, nil
}

func (u *unionOp) close() {
	for _, in := range u.inputs {
		in.close()
	}
}

// A projectOp hides columns.
type projectOp struct {
	input operator
	slots []slot
	out   *batch
}

func (p *projectOp) next(ctx context.Context) (*batch, error) {
	b, err := p.input.next(ctx)
	if b == nil || err != nil {
		return nil, err
	}
	p.out.clear()
	p.out.n = b.n
	for _, s := range p.slots {
		p.out.cols[s] = b.cols[s]
	}
	return p.out, nil
}

func (p *projectOp) seek(ctx context.Context, id index.ID) error { return trySeek(ctx, p.input, id) }

func (p *projectOp) close() { p.input.close() }

// A sliceOp is OFFSET and LIMIT.
type sliceOp struct {
	input         operator
	offset, limit int64 // a limit below 0 is none
	out           *batch
}

func (s *sliceOp) next(ctx context.Context) (*batch, error) {
	for s.limit != 0 {
		b, err := s.input.next(ctx)
		if b == nil || err != nil {
			return nil, err
		}
		if int64(b.n) <= s.offset {
			s.offset -= int64(b.n)
			continue
		}
		from, to := int(s.offset), b.n
		if s.limit >= 0 {
			to = int(min(int64(to), int64(from)+s.limit))
			s.limit -= int64(to - from)
		}
		s.offset = 0
		s.out.slice(b, from, to)
		return s.out, nil
	}
	return nil, nil
}

func (s *sliceOp) close() { s.input.close() }
