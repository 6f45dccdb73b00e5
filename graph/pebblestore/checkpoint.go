package pebblestore

import (
	"context"
	"fmt"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// Checkpoint makes a copy of the store as it is now in a folder that does not
// exist yet, while others read and write. Files that do not change are shared
// with the store by hard links where the file system has them.
func (d *DB) Checkpoint(dir string) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return index.ErrClosed
	}
	var opts []pebble.CheckpointOption
	if !d.opts.ReadOnly {
		if err := d.writable(); err != nil {
			return err
		}
		opts = append(opts, pebble.WithFlushedWAL())
	}
	if err := d.guarded(func() error { return d.p.Checkpoint(dir, opts...) }); err != nil {
		return fmt.Errorf("copying the store to %s: %w", dir, storeError(err))
	}
	return nil
}

// Compact folds all of the delta into the blocks, forgets terms that no quad
// has, and gives back the space of what has been removed. Others read and write
// meanwhile.
func (d *DB) Compact(ctx context.Context) error {
	if d.opts.ReadOnly {
		return index.ErrReadOnly
	}
	if err := d.foldAll(ctx); err != nil {
		return err
	}
	if err := d.collectTerms(ctx); err != nil {
		return err
	}
	d.mu.RLock()
	if d.closed {
		d.mu.RUnlock()
		return index.ErrClosed
	}
	d.background.Add(1)
	d.mu.RUnlock()
	defer d.background.Done()
	return storeError(d.p.Compact(ctx, []byte{0}, []byte{0xff}, true))
}
