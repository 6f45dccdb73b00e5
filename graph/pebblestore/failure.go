package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// Pebble ends the process, through Fatalf of its logger, where it cannot go on
// writing: its log or its manifest could not be written, and what is on disk is
// not known any more. Here Fatalf returns. From then on nothing is written any
// more (guardFS sees to that, for Pebble tries again), commits give ErrFailed,
// and reading goes on with what Pebble has in memory and on disk. Opening the
// store again brings it to what was acknowledged.
//
// An error of a flush or a compaction is not of that kind: Pebble tries again.
// While a flush fails commits are refused, else they would sooner or later wait
// for it. While compactions fail commits go on, until so many tables lie over
// each other that Pebble would soon have them wait.
//
// BackgroundError hears of these too, and of what holds up nobody: counting what
// is in a table, asking how full the disk is.

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
	if err := d.uncompacted.Load(); err != nil && d.p.Metrics().Levels[0].Sublevels >= pausedTables {
		return fmt.Errorf("%w: %w", ErrPaused, *err)
	}
	return nil
}

// Pebble has commits wait when tables lie stoppedTables deep over each other in
// its first level. The log may be flushed once more after a commit was let
// through.
const (
	stoppedTables = 12
	pausedTables  = stoppedTables - 2
)

// emptyFlush is the error with which Pebble tells of a flush that succeeded and
// of which no table came, as what it had was of no use to anybody.
const emptyFlush = "pebble: empty table"

// listener follows what Pebble does in the background.
func (d *DB) listener() *pebble.EventListener {
	follow := func(what string, failing *atomic.Pointer[error], err error) {
		switch {
		case err == nil:
			failing.Store(nil)
		case failing.Swap(&err) == nil:
			d.opts.Log.Error(what+" failed, and is tried again", "error", err.Error())
		}
	}
	l := &pebble.EventListener{
		BackgroundError: func(err error) {
			d.opts.Log.Debug("an error in the background", "error", err.Error())
		},
		DataCorruption: func(info pebble.DataCorruptionInfo) {
			d.opts.Log.Error("a file of the store is damaged", "path", info.Path, "error", info.Details.Error())
		},
		FlushEnd: func(info pebble.FlushInfo) {
			err := info.Err
			if err != nil && err.Error() == emptyFlush {
				err = nil
			}
			follow("a flush of the log", &d.trouble, err)
		},
		CompactionEnd: func(info pebble.CompactionInfo) {
			if !errors.Is(info.Err, pebble.ErrCancelledCompaction) {
				follow("a compaction", &d.uncompacted, info.Err)
			}
		},
	}
	l.PossibleAPIMisuse = func(info pebble.PossibleAPIMisuseInfo) { d.opts.Log.Debug(info.String()) }
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
