package pebblestore

import (
	"context"
	"errors"
	"runtime"

	"diplograph/graph/index"
)

// RemoveOptions say how quads are removed. The zero RemoveOptions are good.
type RemoveOptions struct {
	// Locked, if not nil, is called once RemoveMatching has the right to write,
	// until it ends.
	Locked func()
}

// RemoveMatching removes the quads of a pattern, however many, and gives their
// number. find gives the pattern in the ids of the store as it then is, ok false
// for one that no quad matches. As a load does, it writes what is left beside
// what is there, and makes that the store's in one step: all of the quads go, or
// none if there is an error or the process ends before. It takes the time of
// writing the store anew, and its room. Others read meanwhile, and do not write.
//
// A few quads are removed quicker by a transaction.
func (d *DB) RemoveMatching(ctx context.Context, opts RemoveOptions, find func(index.Snapshot) (pattern index.Quad, ok bool, err error)) (removed int64, err error) {
	if d.opts.ReadOnly {
		return 0, index.ErrReadOnly
	}
	ctx, t, err := d.task(ctx)
	if err != nil {
		return 0, err
	}
	defer t.end(&err)
	if err := d.takeWriter(ctx); err != nil {
		return 0, err
	}
	defer d.unlockWriter()
	if opts.Locked != nil {
		opts.Locked()
	}
	before, err := d.taskSnapshot()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	pattern, ok, err := find(before)
	n := int64(0)
	if err == nil && ok {
		n, err = before.Count(ctx, pattern, false)
	}
	if err != nil {
		return 0, err
	}
	if n == 0 {
		l, err := d.confirm()
		if err != nil {
			return 0, err
		}
		return 0, d.synced(l)
	}
	return d.rewriteWithout(ctx, before, pattern)
}

// rewriteWithout writes a generation without the quads of a pattern.
func (d *DB) rewriteWithout(ctx context.Context, before *Snapshot, pattern index.Quad) (removed int64, err error) {
	dir, err := d.newLoadSpool()
	if err != nil {
		return 0, err
	}
	defer d.closeLoadSpool(dir)
	after := before.state.nextGeneration()
	tables := newTables(dir, d)
	a := &arranger{
		dir: dir, workers: runtime.GOMAXPROCS(0), tables: tables,
		generation: uint32(after.generation), terms: newTermSet(after.next),
		present: func(ctx context.Context, o index.Order) (rowSource, error) {
			rows, err := before.rowSource(ctx, o)
			return &rowsWithout{rowSource: rows, pattern: o.Arrange(pattern)}, err
		},
		progress: func(int, int) {},
	}
	if err := a.merge(ctx, 0); err != nil {
		return 0, err
	}
	if err := a.writeStatistics(&after); err != nil {
		return 0, err
	}
	if err := d.takeIn(ctx, tables, &before.state, &after); err != nil {
		return 0, err
	}
	return before.state.statistics.Quads - after.statistics.Quads, nil
}

// rowsWithout leaves out the rows of a pattern, arranged.
type rowsWithout struct {
	rowSource
	pattern index.Quad
}

func (s *rowsWithout) next(ctx context.Context, to *bulkBlock) error {
	for {
		if err := s.rowSource.next(ctx, to); err != nil || to.n == 0 {
			return err
		}
		if s.leaveOut(to); to.n > 0 {
			return nil
		}
	}
}

func (s *rowsWithout) leaveOut(b *bulkBlock) {
	kept := 0
	for r := range b.n {
		matches := true
		for i, id := range s.pattern {
			matches = matches && (id == index.None || b.columns[i][r] == id)
		}
		if matches {
			continue
		}
		for i := range b.columns {
			b.columns[i][kept] = b.columns[i][r]
		}
		kept++
	}
	b.n = kept
}
