package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
)

// Tx changes the store. There is one at a time; it sees its own changes and
// nobody else does until Commit. It implements index.Snapshot. A Tx whose Add or
// Remove failed can only be rolled back.
type Tx struct {
	view
	batch   *pebble.Batch
	changed bool
	next    uint64 // the next number of a term when the transaction began
	memory  *writerMemory
	rows    []index.Quad // that have changed
	buried  int          // keys of the delta that were deleted
	// before says, by order and shared ids, where prober.outlived last found a quad.
	before [index.Orders][4]bool
	err    error
}

var _ index.Snapshot = (*Tx)(nil)

// Begin waits until nobody else writes and begins a transaction. Every Tx must
// end with Commit or Rollback.
func (d *DB) Begin(ctx context.Context) (*Tx, error) {
	if err := d.lockWriter(ctx); err != nil {
		return nil, err
	}
	batch := d.p.NewIndexedBatch()
	t := d.newTx(batch, batch)
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return nil, errors.Join(index.ErrClosed, t.drop())
	}
	d.register(&t.view, abandoned{t})
	return t, nil
}

// newTx gives a transaction that writes into a batch, and reads what has been
// committed or, if r is the batch, what it has written too. The caller holds
// writer.
func (d *DB) newTx(batch *pebble.Batch, r pebble.Reader) *Tx {
	t := &Tx{batch: batch, next: d.state.next, memory: d.writerMemory()}
	t.view.db, t.view.r, t.view.state = d, r, d.state
	t.view.predicates = map[index.ID]index.PredicateStatistics{}
	t.view.dirs = d.directories(&d.state)
	return t
}

// Add adds quads and gives those that were not there, each once.
func (t *Tx) Add(ctx context.Context, quads []rdf.Quad) (added []rdf.Quad, err error) {
	changed, err := t.step(ctx, quads, false)
	return pick(quads, changed), err
}

// Remove removes quads and gives those that were there, each once.
func (t *Tx) Remove(ctx context.Context, quads []rdf.Quad) (removed []rdf.Quad, err error) {
	changed, err := t.step(ctx, quads, true)
	return pick(quads, changed), err
}

// step adds or removes quads and gives the numbers of those that it changed,
// sorted.
func (t *Tx) step(ctx context.Context, quads []rdf.Quad, remove bool) (changed []int, err error) {
	identify := t.assign
	if remove {
		identify = t.lookUp
	}
	err = t.change(ctx, func() error {
		ids, err := identify(ctx, quads)
		if err != nil {
			return err
		}
		changed, err = t.apply(ctx, ids, !remove)
		return err
	})
	return changed, err
}

// pick gives the quads of some numbers.
func pick(quads []rdf.Quad, at []int) []rdf.Quad {
	if len(at) == 0 {
		return nil
	}
	picked := make([]rdf.Quad, len(at))
	for k, i := range at {
		picked[k] = quads[i]
	}
	return picked
}

// change does what changes the transaction.
func (t *Tx) change(ctx context.Context, do func() error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return index.ErrClosed
	}
	if t.err != nil {
		return t.err
	}
	err := ctx.Err()
	if err == nil {
		err = do()
	}
	if err == nil {
		err = t.fits()
	}
	t.err = err
	t.state.version = t.db.tries.Add(1) | 1<<63 // a number that no committed state has
	return err
}

// fits gives ErrTooLarge if the transaction is larger than it may be.
func (t *Tx) fits() error {
	if int64(t.batch.Len()) > t.db.opts.TxBytes {
		return fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, t.batch.Len(), t.db.opts.TxBytes)
	}
	return nil
}

// apply makes the change of quads by their ids, and gives the numbers of those
// that it changed, each quad once, in their sequence. A quad with the id None is
// not in the store.
func (t *Tx) apply(ctx context.Context, ids []index.Quad, add bool) ([]int, error) {
	at := make([]int, 0, len(ids))
	for i, q := range ids {
		if q.Bound() == index.AllPositions {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return ids[a].Compare(ids[b]) })
	at = slices.CompactFunc(at, func(a, b int) bool { return ids[a] == ids[b] })
	rows := make([]index.Quad, len(at))
	for k, i := range at {
		rows[k] = ids[i]
	}
	there, err := t.present(rows)
	if err != nil {
		return nil, err
	}
	kept := rows[:0]
	var changed []int
	for k, i := range at {
		if there[k] != add {
			kept, changed = append(kept, ids[i]), append(changed, i)
		}
	}
	if err := t.alter(ctx, kept, add); err != nil {
		return nil, err
	}
	slices.Sort(changed)
	return changed, nil
}

// alter adds quads that are not there, or removes quads that are, sorted.
func (t *Tx) alter(ctx context.Context, rows []index.Quad, add bool) error {
	if len(rows) == 0 {
		return nil
	}
	t.changed = true
	t.rows = append(t.rows, rows...)
	c := t.newChange(rows, add)
	if err := c.count(ctx); err != nil {
		return err
	}
	return c.write()
}

// present reports of sorted quads which are in the store.
func (t *Tx) present(rows []index.Quad) (there []bool, err error) {
	there = make([]bool, len(rows))
	p := prober{v: &t.view, order: index.SPOG}
	defer p.close()
	for i, row := range rows {
		if t.isNew(row) {
			continue
		}
		_, there[i], err = p.first(row, row)
		if err != nil {
			return nil, err
		}
	}
	return there, nil
}

// isNew reports whether no quad is remembered to have the triple of q, and one
// would be.
func (t *Tx) isNew(q index.Quad) bool {
	live, known := t.memory.knows(index.SPOG, index.Quad{q[0], q[1], q[2]})
	return known && !live
}

// Commit makes the changes durable and visible, all or none, and ends the
// transaction. If it fails they may be there when the store is opened again, all
// or none.
func (t *Tx) Commit() error {
	if !t.end() {
		return index.ErrClosed
	}
	if t.err != nil {
		return errors.Join(t.err, t.drop())
	}
	if !t.changed {
		return t.conclude()
	}
	if err := t.finish(); err != nil {
		return errors.Join(err, t.drop())
	}
	l, err := t.publish()
	t.db.unlockWriter()
	if err != nil {
		return err // Pebble may still use the batch
	}
	return t.db.synced(l)
}

// conclude ends a transaction that changed nothing, once what it saw is on disk.
func (t *Tx) conclude() error {
	l, err := t.db.confirm()
	if err = errors.Join(err, t.drop()); err != nil {
		return err
	}
	return t.db.synced(l)
}

// publish makes the changes visible.
func (t *Tx) publish() (logged, error) {
	if err := t.db.apply(t.batch); err != nil {
		t.db.memory = nil // it may know what is not so
		return logged{}, err
	}
	t.db.state = t.state
	t.memory.committed(t)
	t.db.watch.Load().note(t.rows)
	t.db.wake(&t.state)
	t.db.buried(t.buried)
	if t.buried > mostTombstones {
		t.db.flushTombstones()
	}
	return logged{t.batch, t.state.version}, nil
}

// finish writes the counts.
func (t *Tx) finish() error {
	t.state.version = t.db.state.version + 1
	for p, s := range t.predicates {
		key := predicateKey(uint32(t.state.generation), p)
		var err error
		if s.Quads == 0 {
			err = t.batch.Delete(key, nil)
		} else {
			err = t.batch.Set(key, appendPredicate(nil, s), nil)
		}
		if err != nil {
			return storeError(err)
		}
	}
	if t.state.untold() {
		if err := t.batch.Set(metaKeyOf(metaCollected), t.state.collected.append(nil), nil); err != nil {
			return storeError(err)
		}
	}
	return storeError(t.batch.Set(metaKeyOf(metaState), t.state.append(nil), nil))
}

// Rollback ends the transaction and forgets its changes. After Commit it does
// nothing.
func (t *Tx) Rollback() error {
	if !t.end() {
		return nil
	}
	return t.drop()
}

// end ends reading and changing; it reports false if that has ended already.
func (t *Tx) end() bool {
	t.db.forget(&t.view)
	return t.view.closeOnce(nil) == nil
}

// drop lets go of the batch and lets the next one write.
func (t *Tx) drop() error {
	if t.changed || t.err != nil {
		t.db.memory = nil // it may know what is not so
	}
	err := t.batch.Close()
	t.db.unlockWriter()
	return err
}

// abandoned rolls back the transaction that is open when the store is closed.
type abandoned struct{ t *Tx }

func (a abandoned) Close() error { return a.t.drop() }
