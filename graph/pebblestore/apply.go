package pebblestore

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A change that costs more has a batch of its own, and those in a batch cost no
// more together: at most some 10 ms for all who wait.
const (
	costAlone    = 1 << 20
	costTogether = 4 << 20
	mostTogether = 128 // changes
)

// costOf is some bytes that a change has in its batch, at most.
func costOf(c index.Change) (cost int64) {
	for _, s := range c.Steps {
		for i := range s.Quads {
			cost += 1 << 10
			for _, term := range termsOf(&s.Quads[i]) {
				cost += textCost(*term)
			}
		}
	}
	return cost
}

func textCost(t rdf.Term) int64 {
	cost := int64(textBytes(t))
	if t.Triple != nil {
		for _, part := range []rdf.Term{t.Triple.Subject, t.Triple.Predicate, t.Triple.Object} {
			cost += textCost(part)
		}
	}
	return cost
}

// Apply makes a change, all of it or none, and gives for each step the quads
// that it added or removed, each once. What it has done is on disk when it
// returns. Changes that wait for the same writer share a batch and a sync. An
// error of the context, or index.ErrClosed, says that nothing was done.
func (d *DB) Apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &pending{ctx: ctx, change: c, cost: costOf(c), wake: make(chan bool, 1)}
	if p.cost > min(costAlone, d.opts.TxBytes) {
		return d.applyAlone(ctx, c)
	}
	if err := p.encode(d); err != nil {
		return nil, err
	}
	if err := d.await(p); err != nil {
		return nil, err
	}
	return p.done, nil
}

// encode does what can be done without the store.
func (p *pending) encode(d *DB) error {
	p.ids = make([][]index.Quad, len(p.change.Steps))
	p.terms = make([][]wanted, len(p.change.Steps))
	for i, s := range p.change.Steps {
		p.ids[i] = make([]index.Quad, len(s.Quads))
		var err error
		if p.terms[i], err = d.encode(s.Quads, p.ids[i], !s.Remove); err != nil {
			return err
		}
	}
	return nil
}

// applyAlone makes a large change in a transaction.
func (d *DB) applyAlone(ctx context.Context, c index.Change) ([][]rdf.Quad, error) {
	tx, err := d.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	done := make([][]rdf.Quad, len(c.Steps))
	for i, s := range c.Steps {
		if done[i], err = tx.make(ctx, i, s); err != nil {
			return nil, tx.refuse(err)
		}
	}
	if tx.changed && c.Ordered != nil {
		c.Ordered()
	}
	return done, tx.Commit()
}

// refuse ends a transaction with an error. That something is there, or not, is
// said once it is so on disk.
func (t *Tx) refuse(err error) error {
	if _, unchanged := err.(*index.UnchangedError); unchanged && t.end() {
		if err := t.conclude(); err != nil {
			return err
		}
	}
	return err
}

// make makes step i of a change, a few quads at a time.
func (t *Tx) make(ctx context.Context, i int, s index.Step) (done []rdf.Quad, err error) {
	for from := 0; from < len(s.Quads); from += encodedQuads {
		quads := s.Quads[from:min(from+encodedQuads, len(s.Quads))]
		changed, err := t.step(ctx, quads, s.Remove)
		if err != nil {
			return nil, err
		}
		if s.All && len(changed) < len(quads) {
			return nil, &index.UnchangedError{Step: i, Quad: from + gap(changed)}
		}
		done = append(done, pick(quads, changed)...)
	}
	return done, nil
}

// gap gives the first number that is not among sorted ones.
func gap(numbers []int) int {
	for i, n := range numbers {
		if n != i {
			return i
		}
	}
	return len(numbers)
}
