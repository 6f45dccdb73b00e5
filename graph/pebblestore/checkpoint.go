package pebblestore

import (
	"context"
	"fmt"
	"time"

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
	if err := d.protected(func() error { return d.p.Checkpoint(dir, opts...) }); err != nil {
		return fmt.Errorf("copying the store to %s: %w", dir, storeError(err))
	}
	return nil
}

// Compact folds all of the delta into the blocks, forgets terms that no quad
// has, and gives back the space of what has been removed. Others read and write
// meanwhile.
func (d *DB) Compact(ctx context.Context) (err error) {
	if d.opts.ReadOnly {
		return index.ErrReadOnly
	}
	ctx, t, err := d.task(ctx)
	if err != nil {
		return err
	}
	defer t.end(&err)
	if err := d.foldAll(ctx); err != nil {
		return err
	}
	if err := d.collectTerms(ctx, atOnce); err != nil {
		return err
	}
	ctx, stop := d.whileWritable(ctx)
	defer stop()
	err = d.protected(func() error { return d.p.Compact(ctx, []byte{0}, []byte{0xff}, true) })
	if e := d.writable(); e != nil {
		return e
	}
	return storeError(err)
}

// whileWritable gives a context that ends when nothing can be written any more:
// Pebble would wait for its flush to succeed.
func (d *DB) whileWritable(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if d.writable() != nil {
					cancel()
				}
			}
		}
	}()
	return ctx, cancel
}
