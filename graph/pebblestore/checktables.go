package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tables checks the sums of all blocks of Pebble's tables: of those too that
// nothing read here is in, as indexes and filters.
func (c *checker) tables() error {
	levels, err := c.s.db.p.SSTables()
	if err != nil {
		return storeError(err)
	}
	seen := map[string]bool{}
	for _, level := range levels {
		for _, table := range level {
			name := table.BackingSSTNum.String() + ".sst"
			if seen[name] {
				continue
			}
			seen[name] = true
			if err := c.ctx.Err(); err != nil {
				return err
			}
			err := c.s.db.checkTable(c.ctx, name)
			if errors.Is(err, fs.ErrNotExist) { // what was in it is in another one by now
				continue
			}
			if errors.Is(err, index.ErrDamaged) {
				err = c.fault("%v", err)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *DB) checkTable(ctx context.Context, name string) (err error) {
	f, err := d.opts.FS.Open(d.opts.FS.PathJoin(d.dir, name), vfs.SequentialReadsOption)
	if err != nil {
		return err
	}
	readable, err := sstable.NewSimpleReadable(f)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	r, err := sstable.NewReader(ctx, readable, d.pebbleOptions().MakeReaderOptions())
	if err != nil {
		return fmt.Errorf("table %s: %w", name, errors.Join(storeError(err), readable.Close()))
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if err := storeError(r.ValidateBlockChecksums()); err != nil {
		return fmt.Errorf("table %s: %w", name, err)
	}
	return nil
}
