package pebblestore

import (
	"bytes"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// What fails again and again is tried less and less often, but once a minute.
func TestBackoff(t *testing.T) {
	var b backoff
	now := time.Now()
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
		if b.ended(now, errDisk); b.pause != want*time.Second || b.until != now.Add(b.pause) {
			t.Errorf("the next pause is %v until %v, want %d s", b.pause, b.until, want)
		}
	}
	if b.ended(now, nil); b != (backoff{}) {
		t.Errorf("after success: %v", b)
	}
}

// toldOf counts the messages that tell of the background.
type toldOf struct{ n atomic.Int64 }

func (l *toldOf) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("work in the background failed")) {
		l.n.Add(1)
	}
	return len(p), nil
}

// Collecting that fails is told of once, and goes on by itself when it can.
func TestCollectAgain(t *testing.T) {
	t.Parallel()
	due := defaultDue
	due.collect = 500
	told := &toldOf{}
	db, err := openWith("db", Options{FS: vfs.NewMem(), Log: slog.New(slog.NewTextHandler(told, nil))}, defaultFold, due)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	quads := ownTerms(0, 1000)
	mustApply(t, db, quads, nil)
	iter, err := db.p.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceTerms}, UpperBound: []byte{spaceTerms + 1}})
	if err != nil || !iter.First() {
		t.Fatal("no terms", err)
	}
	key, value := slices.Clone(iter.Key()), slices.Clone(iter.Value())
	iter.Close()
	if err := db.p.Set(key, []byte{0xff}, pebble.Sync); err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, nil, quads)
	time.Sleep(1500 * time.Millisecond) // it fails twice
	if n := told.n.Load(); n != 1 {
		t.Errorf("told %d times", n)
	}
	if err := db.p.Set(key, value, pebble.Sync); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); dictionarySize(t, db) != 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d terms in the dictionary", dictionarySize(t, db))
		}
	}
}
