package pebblestore

import (
	"sync"
	"sync/atomic"
)

// Pebble keeps a key that was deleted in its table in memory, beside what it
// deletes, and whoever reads there passes over both, until the table is flushed:
// when it is full, which a store that goes quiet never has. As these are single
// deletions they vanish then, with what they delete. But a flush has its price: a
// small table that has to be merged with large ones. So one comes when all who read,
// writers and folding too, have passed over so many that this took about as long,
// which is at most twice as dear as knowing beforehand what they will read (renting
// skis, and buying them once the rent paid is their price); and after a transaction
// that deleted many. What lies in tables on disk is passed over until Pebble has
// merged these, so a flush may come that was of no use, once for so many.

// tombstones counts keys of the delta that were deleted since the last flush
// that was asked for.
type tombstones struct {
	mu      sync.Mutex
	keys    int
	flushed <-chan struct{} // closed when that flush is done, nil before the first
	passed  atomic.Int64    // by readers, ever
	paid    atomic.Int64    // of these, up to that flush
}

// mostTombstones are as many as a transaction may delete without a flush. mostPassed
// is how many are passed over before one: 0.1 to 0.2 s of processor time, and so it
// takes to merge what is flushed into some hundred megabytes.
const (
	mostTombstones = 7 << 10
	mostPassed     = 1 << 20
)

// buried counts keys that a change or a fold deleted.
func (d *DB) buried(keys int) {
	d.tombstones.mu.Lock()
	d.tombstones.keys += keys
	d.tombstones.mu.Unlock()
}

// passed is told over how many deleted keys a reader passed.
func (d *DB) passed(dead int) {
	t := &d.tombstones
	if t.passed.Add(int64(dead))-t.paid.Load() > mostPassed {
		d.flushTombstones()
	}
}

// flushTombstones has the table in memory flushed if it has tombstones, unless that
// is under way.
func (d *DB) flushTombstones() {
	t := &d.tombstones
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.keys == 0 {
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
	t.paid.Store(t.passed.Load())
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
