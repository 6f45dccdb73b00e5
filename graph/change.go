package graph

import (
	"context"
	"errors"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// applyBatch is how many quads are looked up and written at a time.
const applyBatch = 1024

// A Tx is an open change of a store: its state with the changes made so far,
// which only it sees. It is used by one goroutine, until Change's function
// returns.
type Tx struct {
	index.Snapshot
	tx   transaction
	n    int     // quads added and removed
	seen *record // nil if nobody is to be told
}

// Change calls fn with the right to change the store, which it waits for. What
// fn did is kept if it returns nil, and is then durable; else nothing is.
// Errors: fn's, ErrReadOnly, ErrClosed, the context's, or the disk's.
func (s *Store) Change(ctx context.Context, fn func(*Tx) error) error {
	leave, err := s.enterToWrite()
	if err != nil {
		return err
	}
	defer leave()
	inner, err := s.backend.begin(ctx)
	if err != nil {
		return err
	}
	tx := &Tx{Snapshot: inner, tx: inner}
	if len(s.observers) > 0 {
		tx.seen = newRecord()
	}
	done := false
	defer func() {
		if !done {
			_ = inner.Rollback() // fn panicked
		}
	}()
	err = fn(tx)
	if err == nil {
		err = ctx.Err()
	}
	done = true
	if err != nil {
		return errors.Join(err, inner.Rollback())
	}
	return s.commit(tx) // also nothing: that may rest on what is not on disk yet
}

// commit tells the observers in the order of the commits, though several may
// wait for the disk at once.
func (s *Store) commit(tx *Tx) (err error) {
	if tx.seen == nil {
		return tx.tx.Commit()
	}
	turn := s.turns.draw()
	whole := false
	defer s.turns.take(turn, func() {
		if c := tx.seen.changes(); whole && err == nil && len(c.Add)+len(c.Remove) > 0 {
			s.tell(c)
		}
	})
	err = tx.tx.Commit()
	whole = true // did not panic
	return err
}

func (s *Store) tell(c Changes) {
	for _, fn := range s.observers {
		fn(c)
	}
}

// OnApplied has fn called after each commit that changed something, with the
// quads that were really removed and added. Calls come one at a time, in the
// order of the commits, before the change returns; fn must not change the store.
// Register observers before the store is changed from elsewhere.
func (s *Store) OnApplied(fn func(Changes)) { s.observers = append(s.observers, fn) }

// Add adds quads and gives the number of those that were new. Errors:
// ErrInvalidQuad and ErrTooLarge before anything is added.
func (t *Tx) Add(ctx context.Context, quads []rdf.Quad) (int, error) {
	if err := checkQuads("to add", quads); err != nil {
		return 0, err
	}
	return t.add(ctx, quads)
}

// Remove removes quads and gives the number of those that were there. Errors as
// for Add.
func (t *Tx) Remove(ctx context.Context, quads []rdf.Quad) (int, error) {
	if err := checkQuads("to remove", quads); err != nil {
		return 0, err
	}
	return t.remove(ctx, quads)
}

// RemoveAll removes the quads of a pattern and gives their number. It reads some,
// removes them, and goes on from the last one: what is removed lies in the way of a
// scan.
func (t *Tx) RemoveAll(ctx context.Context, p Pattern) (removed int, err error) {
	pattern, ok, err := (Snapshot{t.Snapshot}).resolve(ctx, p)
	if err != nil || !ok {
		return 0, err
	}
	var last index.ID
	for {
		var quads []rdf.Quad
		if quads, last, err = t.some(ctx, pattern, last); err != nil {
			return removed, err
		}
		n, err := t.remove(ctx, quads)
		removed += n
		if err != nil || len(quads) < 16*applyBatch {
			return removed, err
		}
	}
}

// some gives the first quads of a pattern from an id on, in the first place that the
// pattern leaves open, and the id there in the last of them.
func (t *Tx) some(ctx context.Context, pattern index.Quad, from index.ID) (quads []rdf.Quad, last index.ID, err error) {
	order := index.OrderFor(pattern.Bound())
	if pattern.Bound() == 0 {
		order = index.GSPO
	}
	scan, err := t.Scan(ctx, index.Scan{Pattern: pattern, Order: order, Columns: index.AllPositions})
	if err != nil {
		return nil, from, err
	}
	defer scan.Close()
	open := order.Prefix(pattern.Bound())
	if from != index.None && open < 4 {
		if err := scan.Seek(ctx, from); err != nil {
			return nil, from, err
		}
	}
	d := decoder{snap: t.Snapshot, known: map[index.ID]rdf.Term{}}
	for last = from; len(quads) < 16*applyBatch; {
		batch, err := scan.Next(ctx)
		if err != nil || batch.Len == 0 {
			return quads, last, err
		}
		if err := d.decode(ctx, batch, 0, batch.Len); err != nil {
			return nil, last, err
		}
		for i := range batch.Len {
			quads = append(quads, d.quad(batch, i))
		}
		if open < 4 {
			last = batch.Columns[order.Positions()[open]][batch.Len-1]
		}
	}
	return quads, last, nil
}

func (t *Tx) add(ctx context.Context, quads []rdf.Quad) (int, error) {
	return t.inBatches(ctx, quads, +1, t.tx.Add)
}

func (t *Tx) remove(ctx context.Context, quads []rdf.Quad) (int, error) {
	return t.inBatches(ctx, quads, -1, t.tx.Remove)
}

func (t *Tx) inBatches(ctx context.Context, quads []rdf.Quad, sign int, do func(context.Context, []rdf.Quad) ([]rdf.Quad, error)) (total int, err error) {
	for len(quads) > 0 {
		if err := ctx.Err(); err != nil {
			return total, err
		}
		n := min(len(quads), applyBatch)
		done, err := do(ctx, quads[:n])
		if err != nil {
			return total, err
		}
		total += len(done)
		t.n += len(done)
		if t.seen != nil {
			t.seen.note(done, sign)
		}
		quads = quads[n:]
	}
	return total, nil
}
