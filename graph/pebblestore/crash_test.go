package pebblestore

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

var (
	crashRuns = flag.Int("crash.runs", 3, "how often the crash tests run")
	crashSeed = flag.Uint64("crash.seed", 1, "where the crash tests begin")
)

// history is the states that a store has been brought to, one after the other.
type history struct {
	mu     sync.Mutex
	states []model // states[k] is the content after k commits
	begun  int     // commits that have begun
	acked  int     // commits that have been acknowledged
}

func newHistory() *history { return &history{states: []model{{}}} }

func (h *history) bounds() (acked, begun int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.acked, h.begun
}

// marker is a quad that tells how many commits there were.
func marker(k int) rdf.Quad {
	return rdf.Quad{Subject: ex("store"), Predicate: ex("commits"), Object: rdf.Literal(fmt.Sprint(k), rdf.XSDInteger)}
}

// work commits transactions, loads, folds, collects and compacts, until it has or
// an error comes.
func (h *history) work(db *DB, r *rand.Rand, commits int) error {
	db.limits = foldLimits{blocks: 3, entries: 40, rows: 30}
	for range commits {
		change := h.commit
		if r.IntN(6) == 0 {
			change = h.load
		}
		if err := change(db, r); err != nil {
			return err
		}
		var err error
		switch r.IntN(7) {
		case 0:
			err = db.foldOrder(ctx, index.Order(r.IntN(index.Orders)))
		case 1:
			err = db.foldAll(ctx)
		case 2:
			if r.IntN(3) == 0 {
				err = db.Compact(ctx)
			}
		case 3:
			err = db.collectTerms(ctx, atOnce)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (h *history) commit(db *DB, r *rand.Rand) error {
	k := h.acked
	next := maps.Clone(h.states[k])
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	remove := append(randomQuads(r, r.IntN(20)), marker(k))
	add := append(randomQuads(r, r.IntN(40)), marker(k+1))
	if _, err := tx.Remove(ctx, remove); err != nil {
		return err
	}
	if _, err := tx.Add(ctx, add); err != nil {
		return err
	}
	next.change(remove, false)
	next.change(add, true)
	return h.reach(k+1, next, tx.Commit)
}

// load adds quads, and the next marker beside the one that is there.
func (h *history) load(db *DB, r *rand.Rand) error {
	k := h.acked
	next := maps.Clone(h.states[k])
	add := append(randomQuads(r, r.IntN(60)), marker(k+1))
	next.change(add, true)
	return h.reach(k+1, next, func() error {
		_, err := db.load(ctx, 0, nil, quadSource(add, 20))
		return err
	})
}

// reach does what brings the store to its k-th state.
func (h *history) reach(k int, next model, do func() error) error {
	h.mu.Lock()
	h.states = append(h.states[:k], next)
	h.begun = k
	h.mu.Unlock()
	if err := do(); err != nil {
		return err
	}
	h.mu.Lock()
	h.acked = k
	h.mu.Unlock()
	return nil
}

// commitsOf tells how many commits a store has seen, by its marker.
func commitsOf(t tester, s index.Snapshot, most int) int {
	t.Helper()
	for k := most; k > 0; k-- {
		if p, ok := patternOf(t, s, marker(k)); ok {
			if n, err := s.Count(ctx, p, false); err != nil {
				t.Fatal(err)
			} else if n == 1 {
				return k
			}
		}
	}
	return 0
}

// mustBe checks that a store is sound, and in one of the states from one number
// of commits to another.
func (h *history) mustBe(t tester, db *DB, from, to int, r *rand.Rand) {
	t.Helper()
	mustCheck(t, db)
	s := mustSnapshot(t, db)
	defer s.Close()
	k := commitsOf(t, s, to)
	if k < from {
		t.Fatalf("%d commits are there, %d were acknowledged", k, from)
	}
	equalSnapshots(t, s, h.states[k].quads(), r)
}

// The computer may stop at any moment, with some of what was not synced on disk
// and some not: all that was acknowledged is there, and nothing half.
func TestCommitCrash(t *testing.T) {
	for run := range *crashRuns {
		r := rand.New(rand.NewPCG(*crashSeed, uint64(run)))
		mem := vfs.NewCrashableMem()
		type crash struct {
			fs          *vfs.MemFS
			acked, most int
		}
		var crashes []crash
		var mu sync.Mutex
		dice := rand.New(rand.NewPCG(*crashSeed+1, uint64(run)))
		h := newHistory()
		db := openMemory(t, writes(mem, func(int) error {
			mu.Lock()
			defer mu.Unlock()
			if len(crashes) < 12 && dice.IntN(40) == 0 {
				acked, _ := h.bounds()
				clone := mem.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 50, RNG: dice})
				_, begun := h.bounds()
				crashes = append(crashes, crash{clone, acked, begun})
			}
			return nil
		}))
		if err := h.work(db, r, 25); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, c := range crashes {
			db := openMemory(t, c.fs)
			h.mustBe(t, db, c.acked, c.most, r)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var errDisk = errors.New("injected: no space left on device")

// Any write may fail, once or from then on: nothing that was acknowledged is
// lost, nothing is half there, and the store can be read meanwhile.
func TestWriteErrors(t *testing.T) {
	for run := range 8 * *crashRuns {
		r := rand.New(rand.NewPCG(*crashSeed, uint64(run)))
		mem := vfs.NewMem()
		fails, lasts := 1+r.IntN(150), r.IntN(2) == 0
		h := newHistory()
		db, err := Open("db", Options{Log: slog.New(slog.DiscardHandler), FS: writes(mem, func(n int) error {
			if n == fails || lasts && n > fails {
				return errDisk
			}
			return nil
		})})
		if err == nil {
			err = h.work(db, r, 25)
			acked, begun := h.bounds()
			s := mustSnapshot(t, db)
			equalSnapshots(t, s, h.states[commitsOf(t, s, begun)].quads(), r)
			if k := commitsOf(t, s, begun); k < acked {
				t.Fatalf("run %d: %d commits can be read, %d were acknowledged", run, k, acked)
			}
			if e := s.Close(); e != nil {
				t.Fatal(e)
			}
			closeWithin(t, db, 10*time.Second)
		}
		if err != nil && !errors.Is(err, errDisk) && !errors.Is(err, ErrFailed) {
			t.Fatalf("run %d: %v", run, err)
		}
		acked, begun := h.bounds()
		db = openMemory(t, mem)
		h.mustBe(t, db, acked, begun, r)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// closeWithin closes a store that may have failed.
func closeWithin(t tester, db *DB, limit time.Duration) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- db.Close() }()
	select {
	case <-done:
	case <-time.After(limit):
		t.Fatalf("a store that has failed did not close within %v", limit)
	}
}
