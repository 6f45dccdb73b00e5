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
	err     error
}

var _ index.Snapshot = (*Tx)(nil)

// Begin waits until nobody else writes and begins a transaction. Every Tx must
// end with Commit or Rollback.
func (d *DB) Begin(ctx context.Context) (*Tx, error) {
	if err := d.lockWriter(ctx); err != nil {
		return nil, err
	}
	t := &Tx{batch: d.p.NewIndexedBatch(), next: d.state.next, memory: d.writerMemory()}
	t.view.db, t.view.r, t.view.state = d, t.batch, d.state
	t.view.predicates = map[index.ID]index.PredicateStatistics{}
	t.view.dirs = d.directories(&d.state)
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return nil, errors.Join(index.ErrClosed, t.drop())
	}
	d.register(&t.view, abandoned{t})
	return t, nil
}

// Add adds quads and gives those that were not there, each once.
func (t *Tx) Add(ctx context.Context, quads []rdf.Quad) (added []rdf.Quad, err error) {
	err = t.change(ctx, func() error {
		ids, err := t.assign(ctx, quads)
		if err != nil {
			return err
		}
		added, err = t.apply(ctx, quads, ids, true)
		return err
	})
	return added, err
}

// Remove removes quads and gives those that were there, each once.
func (t *Tx) Remove(ctx context.Context, quads []rdf.Quad) (removed []rdf.Quad, err error) {
	err = t.change(ctx, func() error {
		ids, err := t.lookUp(ctx, quads)
		if err != nil {
			return err
		}
		removed, err = t.apply(ctx, quads, ids, false)
		return err
	})
	return removed, err
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

// apply makes the change of quads with their ids, and gives those that it
// changed, each once, in the sequence in which they came. A quad with the id
// None is not in the store.
func (t *Tx) apply(ctx context.Context, quads []rdf.Quad, ids []index.Quad, add bool) ([]rdf.Quad, error) {
	at := make([]int, 0, len(ids))
	for i, q := range ids {
		if q.Bound() == index.AllPositions {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return ids[a].Compare(ids[b]) })
	at = slices.CompactFunc(at, func(a, b int) bool { return ids[a] == ids[b] })
	there, err := t.present(ids, at)
	if err != nil {
		return nil, err
	}
	var rows []index.Quad
	var changed []int
	for k, i := range at {
		if there[k] != add {
			rows, changed = append(rows, ids[i]), append(changed, i)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	t.changed = true
	t.rows = append(t.rows, rows...)
	if err := t.count(ctx, rows, add); err != nil {
		return nil, err
	}
	if err := t.write(rows, add); err != nil {
		return nil, err
	}
	slices.Sort(changed)
	result := make([]rdf.Quad, len(changed))
	for k, i := range changed {
		result[k] = quads[i]
	}
	return result, nil
}

// present reports of sorted quads which are in the store.
func (t *Tx) present(ids []index.Quad, at []int) ([]bool, error) {
	there := make([]bool, len(at))
	var c *cursor
	for k, i := range at {
		if t.isNew(ids[i]) {
			continue
		}
		if c == nil {
			var err error
			if c, err = t.cursor(index.SPOG, ids[i], ids[at[len(at)-1]]); err != nil {
				return nil, err
			}
			defer c.close()
		}
		q, ok, err := c.first(ids[i])
		if err != nil {
			return nil, err
		}
		there[k] = ok && q == ids[i]
	}
	return there, nil
}

// isNew reports whether no quad is remembered to have the triple of q, and one
// would be.
func (t *Tx) isNew(q index.Quad) bool {
	live, known := t.memory.knows(index.SPOG, index.Quad{q[0], q[1], q[2]})
	return known && !live
}

// termSince reports whether a term got its id when, or after, a number was the
// next one: no quad from before has it.
func termSince(id index.ID, number uint64) bool {
	return id.Tag() >= index.TagIRI && id.Tag() <= index.TagTriple && id.Payload() >= number
}

func hasTermSince(q index.Quad, number uint64) bool {
	return termSince(q[0], number) || termSince(q[1], number) || termSince(q[2], number) || termSince(q[3], number)
}

// write writes quads that are new, or removes quads that are there, in the delta
// of every order. An entry there of the same quad says the opposite, and goes.
func (t *Tx) write(rows []index.Quad, add bool) error {
	value := []byte{deltaRemoved}
	if add {
		value[0] = deltaInserted
	}
	var key []byte
	for _, q := range rows {
		if err := t.fits(); err != nil {
			return err
		}
		fresh := add && hasTermSince(q, t.next)
		for o := range index.Order(index.Orders) {
			key = appendQuadKey(key[:0], uint32(t.state.generation), kindDelta, o, o.Arrange(q))
			if err := t.writeKey(o, key, value, fresh); err != nil {
				return storeError(err)
			}
		}
	}
	return nil
}

func (t *Tx) writeKey(o index.Order, key, value []byte, fresh bool) error {
	add := value[0] == deltaInserted
	opposite := t.state.delta[o] - t.state.removed[o]
	if add {
		opposite = t.state.removed[o]
	}
	if opposite > 0 && !fresh {
		_, closer, err := t.r.Get(key)
		if err == nil {
			t.state.delta[o]--
			if add {
				t.state.removed[o]--
			}
			return errors.Join(closer.Close(), t.batch.Delete(key, nil))
		}
		if !errors.Is(err, pebble.ErrNotFound) {
			return err
		}
	}
	t.state.delta[o]++
	if !add {
		t.state.removed[o]++
	}
	return t.batch.Set(key, value, nil)
}

// Commit makes the changes durable and visible, all or none, and ends the
// transaction. If it fails they may be there when the store is opened again, all
// or none.
func (t *Tx) Commit() error {
	if !t.end() {
		return index.ErrClosed
	}
	if t.err != nil || !t.changed {
		return errors.Join(t.err, t.drop())
	}
	if err := t.finish(); err != nil {
		return errors.Join(err, t.drop())
	}
	if err := t.db.apply(t.batch); err != nil {
		t.db.memory = nil // it may know what is not so
		t.db.unlockWriter()
		return err // Pebble may still use the batch
	}
	t.db.state = t.state
	t.memory.committed(t)
	t.db.watch.Load().note(t.rows)
	t.db.wake(&t.state)
	t.db.unlockWriter()
	return t.db.synced(t.batch)
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
	t.db.memory = nil // it may know what is not so
	err := t.batch.Close()
	t.db.unlockWriter()
	return err
}

// abandoned rolls back the transaction that is open when the store is closed.
type abandoned struct{ t *Tx }

func (a abandoned) Close() error { return a.t.drop() }
