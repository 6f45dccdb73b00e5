package pebblestore

import (
	"sync"
	"sync/atomic"
)

// Pebble keeps a key that was deleted in its table in memory, beside what it
// deletes, and whoever reads there passes over both, until the table is flushed:
// when it is full, which a store that goes quiet never has. So it is flushed
// once somebody had to pass over many, and after a transaction that deleted many.
// As these are single deletions they vanish then, with what they delete. To flush
// whenever many were deleted, wherever they lie, costs those who change the store
// steadily a fifth of what they could write: small tables have to be merged.

// tombstones counts keys of the delta that were deleted since the last flush
// that was asked for.
type tombstones struct {
	mu      sync.Mutex
	keys    int
	flushed <-chan struct{} // closed when that flush is done, nil before the first
	passed  atomic.Int64    // of all time, by readers: tests look at it
}

// mostTombstones is for how many the table is flushed. mostPassed is how many of
// these, and of what they delete, a reader passes over before; it does not mind a few,
// mostEach, each time that it looks for an entry.
const (
	mostTombstones = 7 << 10
	mostPassed     = 1 << 10
	mostEach       = 16
)

// buried counts keys that a change or a fold deleted.
func (d *DB) buried(keys int) {
	d.tombstones.mu.Lock()
	d.tombstones.keys += keys
	d.tombstones.mu.Unlock()
}

// passed is told over how many deleted keys a reader passed, and how often it looked
// for an entry.
func (d *DB) passed(dead, looks int) {
	d.tombstones.passed.Add(int64(dead))
	if dead > mostPassed+mostEach*looks {
		d.flushTombstones()
	}
}

// flushTombstones has the table in memory flushed if it has many tombstones, unless
// that is under way.
func (d *DB) flushTombstones() {
	t := &d.tombstones
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.keys <= mostTombstones {
		return
	}
	if t.flushed != nil {
		select {
		case <-t.flushed:
		default:
			return
		}
	}
	t.keys = 0
	flushed, err := d.flushSoon()
	if err != nil { // it is done when the log is next full
		d.opts.Log.Warn("keys that were deleted stay in the log", "error", err)
		return
	}
	t.flushed = flushed
}

// flushSoon has Pebble flush its table in memory, and gives what is closed when
// that is done.
func (d *DB) flushSoon() (flushed <-chan struct{}, err error) {
	err = d.protected(func() error {
		flushed, err = d.p.AsyncFlush()
		return storeError(err)
	})
	return flushed, err
}
