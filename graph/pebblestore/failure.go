package pebblestore

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/cockroachdb/pebble/v2"
)

// Pebble ends the process, through Fatalf of its logger, where it cannot go on
// writing: its log or its manifest could not be written, and what is on disk is
// not known any more. Here Fatalf returns. From then on nothing is written any
// more (guardFS sees to that, for Pebble tries again), commits give ErrFailed,
// and reading goes on with what Pebble has in memory and on disk. Opening the
// store again brings it to what was acknowledged.
//
// An error in the background (a flush, a compaction) is not of that kind: Pebble
// tries again. Commits are refused until it succeeds, else they would sooner or
// later wait for it.

// fail stops writing for good.
func (d *DB) fail(err error) error {
	if d.failure.CompareAndSwap(nil, &err) {
		d.fs.stop(err)
		d.opts.Log.Error("the store stopped writing", "error", err.Error())
	}
	return d.writable()
}

// writable gives why nothing can be written, or nil.
func (d *DB) writable() error {
	if err := d.failure.Load(); err != nil {
		return fmt.Errorf("%w: %w", ErrFailed, *err)
	}
	if err := d.trouble.Load(); err != nil {
		return fmt.Errorf("%w: %w", ErrPaused, *err)
	}
	return nil
}

// listener follows what Pebble does in the background.
func (d *DB) listener() *pebble.EventListener {
	well := func(err error) {
		if err == nil {
			d.trouble.Store(nil)
		}
	}
	l := &pebble.EventListener{
		BackgroundError: func(err error) {
			if d.trouble.Swap(&err) == nil {
				d.opts.Log.Error("writing in the background failed, and is tried again", "error", err.Error())
			}
		},
		DataCorruption: func(info pebble.DataCorruptionInfo) {
			d.opts.Log.Error("a file of the store is damaged", "path", info.Path, "error", info.Details.Error())
		},
		FlushEnd:      func(info pebble.FlushInfo) { well(info.Err) },
		CompactionEnd: func(info pebble.CompactionInfo) { well(info.Err) },
	}
	l.EnsureDefaults(pebbleLogger{d})
	return l
}

// pebbleLogger hands Pebble's messages on.
type pebbleLogger struct{ d *DB }

func (l pebbleLogger) Infof(format string, args ...any) {
	if l.d.opts.Log.Enabled(context.Background(), slog.LevelDebug) {
		l.d.opts.Log.Debug(fmt.Sprintf(format, args...))
	}
}

func (l pebbleLogger) Errorf(format string, args ...any) { l.Infof(format, args...) }

// Fatalf returns: see above.
func (l pebbleLogger) Fatalf(format string, args ...any) {
	_ = l.d.fail(fmt.Errorf(format, args...))
}
