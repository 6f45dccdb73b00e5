package pebblestore

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// deltaSteps tells over how many keys Pebble passes, deleted or not, to read the
// delta of an order.
func deltaSteps(t tester, db *DB, o index.Order) int {
	t.Helper()
	prefix := appendOrderKey(nil, uint32(db.work.state().generation), kindDelta, o)
	iter, err := db.p.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		t.Fatal(err)
	}
	defer iter.Close()
	for ok := iter.First(); ok; ok = iter.Next() {
	}
	if err := iter.Error(); err != nil {
		t.Fatal(err)
	}
	return iter.Stats().ForwardStepCount[pebble.InternalIterCall]
}

// Replacing one value again and again leaves no more for a reader to pass over
// than what a flush is waited for.
func TestReplaceOneValue(t *testing.T) {
	db := testOpen(t)
	value := func(i int) []rdf.Quad {
		return []rdf.Quad{{Subject: ex("s"), Predicate: ex("count"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)}}
	}
	mustApply(t, db, value(0), nil)
	const changes, part = 2500, 500 // some four flushes; with none twice as many keys as changes, beyond the bound
	most := 0
	for i := range changes / part {
		began := time.Now()
		for n := i * part; n < (i+1)*part; n++ {
			_, err := db.Apply(ctx, index.Change{Steps: []index.Step{{Quads: value(n), Remove: true, All: true}, {Quads: value(n + 1), All: true}}})
			if err != nil {
				t.Fatal(err)
			}
			if n%100 == 99 {
				most = max(most, deltaSteps(t, db, index.SPOG), deltaSteps(t, db, index.GSPO))
			}
		}
		changing := time.Since(began) / part
		began = time.Now()
		s := mustSnapshot(t, db)
		if n, err := s.Count(ctx, index.Quad{}, false); n != 1 || err != nil {
			t.Fatalf("%d quads, %v", n, err)
		}
		if rows := readScan(t, s, index.Scan{Order: index.SPOG, Columns: index.AllPositions}); len(rows) != 1 {
			t.Fatalf("%d rows", len(rows))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("after %d: %s a change, %s to read; at most %d keys to pass over", (i+1)*part, changing, time.Since(began), most)
	}
	// Looks of n changes, one each, pass over n*n keys, and a flush comes when these
	// are mostPassed. The last look passes over 2n, and half as many may come while a
	// flush goes on.
	if bound := 3 * int(math.Sqrt(mostPassed)); most > bound {
		t.Errorf("a reader passes over %d keys, at most %d are to be there", most, bound)
	}
	mustCheck(t, db)
}

// A flush comes when enough was passed over since the last one, if anything was
// deleted, and not before.
func TestFlushWhenPaid(t *testing.T) {
	db := testOpen(t)
	flushes := func() int64 {
		t.Helper()
		db.tombstones.mu.Lock()
		flushed := db.tombstones.flushed
		db.tombstones.mu.Unlock()
		if flushed != nil {
			<-flushed
		}
		return db.p.Metrics().Flush.Count
	}
	at := flushes()
	for _, c := range []struct {
		buried, passed int
		flush          bool
	}{
		{2 * mostTombstones, 1, false},
		{1, mostPassed - 1, false},
		{0, 1, true},
		{0, mostPassed + 1, false},
		{1, 0, true},
		{1, mostPassed, false},
	} {
		before := db.tombstones.passed.Load()
		mustApply(t, db, []rdf.Quad{{Subject: ex("s"), Predicate: ex("p"), Object: rdf.Literal(fmt.Sprint(c), rdf.XSDString)}}, nil)
		db.passed(int(before - db.tombstones.passed.Load())) // not what the change passed over
		db.buried(c.buried)
		db.passed(c.passed)
		now := flushes()
		if flush := now > at; flush != c.flush {
			t.Errorf("after %d more deleted and %d more passed over: flush %v, want %v", c.buried, c.passed, flush, c.flush)
		}
		at = now
	}
}

// A hub that was added and removed is gone, flushed or not before.
func TestRemovedHub(t *testing.T) {
	for _, flushed := range []bool{false, true} {
		t.Run(fmt.Sprint(flushed), func(t *testing.T) {
			fs := vfs.NewMem()
			db := openMemory(t, fs)
			defer db.Close()
			var hub []rdf.Quad
			for i := range 5000 {
				hub = append(hub, rdf.Quad{Subject: ex("hub"), Predicate: ex("p"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)})
			}
			mustApply(t, db, hub, nil)
			if flushed {
				if err := db.p.Flush(); err != nil {
					t.Fatal(err)
				}
			}
			mustApply(t, db, nil, hub[10:])
			for end := time.Now().Add(20 * time.Second); deltaSteps(t, db, index.SPOG) > 200; time.Sleep(time.Millisecond) {
				if time.Now().After(end) {
					t.Fatalf("%d keys to pass over for 10 quads", deltaSteps(t, db, index.SPOG))
				}
			}
			mustCheck(t, db)
		})
	}
}

// misuse collects what Pebble says of single deletions that are none.
type misuse struct {
	slog.Handler
	mu   sync.Mutex
	said []string
}

func (m *misuse) Enabled(context.Context, slog.Level) bool { return true }

func (m *misuse) Handle(_ context.Context, r slog.Record) error {
	if strings.Contains(r.Message, "misuse") {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.said = append(m.said, r.Message)
	}
	return nil
}

// However changes, folds, flushes and snapshots come, a key of the delta that is
// deleted was set once.
func TestSingleDeletions(t *testing.T) {
	log := &misuse{Handler: slog.DiscardHandler}
	limits := foldLimits{blocks: 2, entries: 20, rows: 10}
	db, err := openWith("db", Options{FS: vfs.NewMem(), Log: slog.New(log)}, limits, dueAt{fold: 100, hold: 400, collect: 100})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := rand.New(rand.NewPCG(4, 4))
	m := model{}
	var held []*Snapshot
	for range 300 {
		tx, err := db.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for range 1 + r.IntN(4) { // the same quads come and go in a batch
			changeBoth(t, tx, m, randomQuads(r, r.IntN(40)), r.IntN(2) > 0)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		switch r.IntN(6) {
		case 0:
			held = append(held, mustSnapshot(t, db))
		case 1:
			for _, s := range held {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			held = nil
		case 2:
			if err := db.foldOrder(ctx, index.Order(r.IntN(index.Orders))); err != nil {
				t.Fatal(err)
			}
		case 3:
			if err := db.p.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, s := range held {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	mustCheck(t, db)
	s := mustSnapshot(t, db)
	defer s.Close()
	equalSnapshots(t, s, m.quads(), r)
	log.mu.Lock()
	defer log.mu.Unlock()
	if len(log.said) > 0 {
		t.Errorf("%d times, first: %s", len(log.said), log.said[0])
	}
}
