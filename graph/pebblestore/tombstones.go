package pebblestore

import "sync"

// Pebble keeps a key that was deleted in its table in memory, beside what it
// deletes, and whoever reads there passes over both, until the table is flushed:
// when it is full, which a store that goes quiet never has. So it is flushed
// once many keys of the delta have been deleted. As these are single deletions
// they vanish then, with what they delete.

// tombstones counts keys of the delta that were deleted since the last flush
// that was asked for.
type tombstones struct {
	mu      sync.Mutex
	changed int             // by changes
	folded  int             // by folds
	flushed <-chan struct{} // closed when that flush is done, nil before the first
}

// mostTombstones is for how many the table is flushed: while changes come, those
// of changes, and when folding has come to its end, all.
const mostTombstones = 7 << 10

// buried counts keys that a change deleted.
func (d *DB) buried(keys int) {
	if keys == 0 {
		return
	}
	t := &d.tombstones
	t.mu.Lock()
	defer t.mu.Unlock()
	t.changed += keys
	if t.changed > mostTombstones {
		d.flushTombstones()
	}
}

// folded counts keys that a fold deleted. While it goes on the table fills and
// is flushed of itself.
func (d *DB) folded(keys int) {
	d.tombstones.mu.Lock()
	d.tombstones.folded += keys
	d.tombstones.mu.Unlock()
}

// endedFolding is called when nothing is left to fold.
func (d *DB) endedFolding() {
	t := &d.tombstones
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.changed+t.folded > mostTombstones {
		d.flushTombstones()
	}
}

// flushTombstones has the table in memory flushed unless that is under way. The
// counts are locked.
func (d *DB) flushTombstones() {
	t := &d.tombstones
	if t.flushed != nil {
		select {
		case <-t.flushed:
		default:
			return
		}
	}
	t.changed, t.folded = 0, 0
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
