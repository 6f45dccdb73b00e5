package pebblestore

import (
	"github.com/cockroachdb/pebble/v2"
)

// apply makes a batch visible. What has been applied is durable once synced
// has returned for it, or for a batch that was applied later: so the next writer
// need not wait for the disk, and one sync of the log serves all who wait.
func (d *DB) apply(b *pebble.Batch) error {
	return d.guarded(func() error { return d.p.ApplyNoSyncWait(b, pebble.Sync) })
}

// applyWith applies a batch that need not be durable, or waits until it is.
func (d *DB) applyWith(b *pebble.Batch, o *pebble.WriteOptions) error {
	return d.guarded(func() error { return d.p.Apply(b, o) })
}

// guarded does what writes with Pebble and may not fail.
func (d *DB) guarded(do func() error) error {
	return d.protected(func() error {
		err := d.writes.during(do)
		if err != nil {
			err = d.fail(err)
		}
		return err
	})
}

// protected does what writes with Pebble, which may call Fatalf.
func (d *DB) protected(do func() error) error {
	if err := d.writable(); err != nil {
		return err
	}
	err := do()
	if d.failure.Load() != nil {
		return d.writable()
	}
	return err
}

// logged is a batch in the log. The state of a version is on disk once it is. The
// zero value has nothing to wait for.
type logged struct {
	batch   *pebble.Batch
	version uint64
}

// confirm gives what to wait for before an answer rests on the present state and
// on no change of it: that a quad is there already, or not there. The caller
// holds writer.
func (d *DB) confirm() (logged, error) {
	l := logged{version: d.state.version}
	if d.onDisk.Load() >= l.version {
		return l, nil
	}
	l.batch = d.p.NewBatch()
	if err := l.batch.LogData(nil, nil); err != nil {
		return logged{}, storeError(err)
	}
	return l, d.apply(l.batch)
}

// synced waits until a batch that was applied is on disk, and lets go of it.
func (d *DB) synced(l logged) error {
	if l.batch == nil {
		return nil
	}
	if err := l.batch.SyncWait(); err != nil {
		return d.fail(err)
	}
	if d.failure.Load() != nil {
		return d.writable()
	}
	for v := d.onDisk.Load(); v < l.version && !d.onDisk.CompareAndSwap(v, l.version); {
		v = d.onDisk.Load()
	}
	return storeError(l.batch.Close())
}

// commit applies a batch and waits until it is on disk.
func (d *DB) commit(b *pebble.Batch) error {
	if err := d.apply(b); err != nil {
		return err // Pebble may still use the batch
	}
	return d.synced(logged{batch: b})
}
