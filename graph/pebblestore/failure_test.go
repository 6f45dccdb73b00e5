package pebblestore

import (
	"errors"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// writesOf fails what creates tables for one use, while it is told to.
type writesOf struct {
	vfs.FS
	use   string
	fails atomic.Bool
}

func (f *writesOf) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if f.fails.Load() && strings.Contains(string(c), f.use) {
		return nil, errDisk
	}
	return f.FS.Create(name, c)
}

// failingStore gives a store whose tables for one use cannot be written, and a
// function that commits once and has Pebble flush its log.
func failingStore(t *testing.T, use string) (*DB, *writesOf, func() error) {
	fs := &writesOf{FS: vfs.NewMem(), use: use}
	db, err := Open("db", Options{FS: fs, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		fs.fails.Store(false)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	r := rand.New(rand.NewPCG(1, 1))
	return db, fs, func() error {
		tx, err := db.Begin(ctx)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.Add(ctx, randomQuads(r, 20)); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		_, err = db.p.AsyncFlush()
		return err
	}
}

// untilPaused commits until that is refused, and gives how often it was not.
func untilPaused(t *testing.T, commit func() error) int {
	t.Helper()
	for n := range 1000 {
		if err := commit(); err != nil {
			if !errors.Is(err, ErrPaused) || !errors.Is(err, errDisk) {
				t.Fatalf("commit %d: %v, want ErrPaused", n, err)
			}
			return n
		}
		time.Sleep(5 * time.Millisecond) // Pebble flushes
	}
	t.Fatal("commits go on while nothing can be written")
	return 0
}

// untilWell commits until that is possible again.
func untilWell(t *testing.T, commit func() error) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		err := commit()
		if err == nil {
			return
		}
		if !errors.Is(err, ErrPaused) || time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// Compactions that fail hold up nobody at first. Before commits would wait for
// them they are refused, until a compaction succeeds.
func TestCompactionErrors(t *testing.T) {
	db, fs, commit := failingStore(t, "pebble-compaction")
	fs.fails.Store(true)
	if n := untilPaused(t, commit); n < pausedTables {
		t.Errorf("the store paused after %d commits, %d tables may lie over each other", n, pausedTables)
	}
	mustCheck(t, db)
	fs.fails.Store(false)
	untilWell(t, commit)
	if err := db.Compact(ctx); err != nil {
		t.Error(err)
	}
	mustCheck(t, db)
}

// A flush that fails has commits refused until it succeeds.
func TestFlushErrors(t *testing.T) {
	db, fs, commit := failingStore(t, "pebble-memtable-flush")
	fs.fails.Store(true)
	if n := untilPaused(t, commit); n == 0 {
		t.Error("the first commit did not need a table")
	}
	mustCheck(t, db)
	fs.fails.Store(false)
	untilWell(t, commit)
	mustCheck(t, db)
}

// A flush that has nothing to write is no error.
func TestEmptyFlush(t *testing.T) {
	db, _, commit := failingStore(t, "nothing")
	if err := commit(); err != nil {
		t.Fatal(err)
	}
	for range 3 { // nothing is new after the first
		if err := db.p.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := db.writable(); err != nil {
			t.Error(err)
		}
	}
	db.trouble.Store(&errDisk)
	if err := db.p.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := db.writable(); err != nil {
		t.Errorf("after a flush of nothing that succeeded: %v", err)
	}
}
