package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// Rows are the answer of a SELECT, as it comes.
type Rows struct {
	plan *Plan
	op   operator
	b    *batch
	i    int
	row  []rdf.Term
	err  error
	done bool
}

// Select starts a SELECT. Close the rows.
func (p *Plan) Select(ctx context.Context) *Rows {
	return &Rows{plan: p, op: p.open(ctx), row: make([]rdf.Term, len(p.slots))}
}

// Vars gives the variables of the rows, without "?".
func (r *Rows) Vars() []string { return r.plan.vars }

// Next moves to the next row; false at the end, or with an error.
func (r *Rows) Next(ctx context.Context) bool {
	if r.done {
		return false
	}
	for r.b == nil || r.i >= r.b.n {
		b, err := r.op.next(ctx)
		if b == nil || err != nil {
			r.done, r.err = true, err
			return false
		}
		r.b, r.i = b, 0
		if err := r.load(ctx); err != nil {
			r.done, r.err = true, err
			return false
		}
	}
	for c, s := range r.plan.slots {
		t, err := r.plan.run.dict.term(ctx, r.b.at(s, r.i))
		if err != nil {
			r.done, r.err = true, err
			return false
		}
		r.row[c] = t
	}
	r.i++
	return true
}

// load decodes the terms of the batch.
func (r *Rows) load(ctx context.Context) error {
	columns := make([][]index.ID, 0, len(r.plan.slots))
	for _, s := range r.plan.slots {
		if c := r.b.cols[s]; c != nil {
			columns = append(columns, c)
		}
	}
	return r.plan.run.dict.load(ctx, columns...)
}

// Row gives the terms of the row, in the order of Vars, the zero term for a
// variable that is not bound. They are good until the next call of Next.
func (r *Rows) Row() []rdf.Term { return r.row }

// Err gives what ended the rows too early, if anything.
func (r *Rows) Err() error { return r.err }

// Close ends the query.
func (r *Rows) Close() {
	r.done = true
	if r.op != nil {
		r.op.close()
		r.op = nil
	}
}
