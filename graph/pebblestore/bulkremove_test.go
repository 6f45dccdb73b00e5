package pebblestore

import (
	"math"
	"math/rand/v2"
	"sync/atomic"
	"syscall"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// removeLike removes the quads that have the terms that q has.
func removeLike(t tester, db *DB, q rdf.Quad) (int64, error) {
	return db.RemoveMatching(ctx, RemoveOptions{}, func(s index.Snapshot) (index.Quad, bool, error) {
		p, ok := patternOf(t, s, q)
		return p, ok, nil
	})
}

func mustRemoveLike(t tester, db *DB, q rdf.Quad) int64 {
	t.Helper()
	n, err := removeLike(t, db, q)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// removeLike removes the quads that have the terms that q has, and gives their
// number.
func (m model) removeLike(q rdf.Quad) (n int64) {
	for key, other := range m {
		like := true
		for i, term := range termsOf(&q) {
			like = like && (term.IsZero() || term.Equal(*termsOf(&other)[i]))
		}
		if like {
			delete(m, key)
			n++
		}
	}
	return n
}

// Removing by a pattern leaves what it does not match, in blocks and delta, and
// snapshots as they were.
func TestRemoveMatching(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	db := testOpen(t)
	m := model{}
	quads := loadQuads(150, 1)
	m.change(quads, true)
	mustLoad(t, db, 0, quads)
	for _, pattern := range []rdf.Quad{
		{Graph: ex("article/3")}, {Predicate: ex("label")}, {Subject: ex("event/7"), Predicate: ex("date")},
		{Graph: ex("nowhere")}, {Object: rdf.Literal("007", rdf.XSDInteger)}, {},
	} {
		some, gone := randomQuads(r, 50), quads[r.IntN(len(quads)):][:1]
		mustApply(t, db, some, gone)
		m.change(gone, false)
		m.change(some, true)
		s := mustSnapshot(t, db)
		before := m.quads()
		want := m.removeLike(pattern)
		if got := mustRemoveLike(t, db, pattern); got != want {
			t.Errorf("%v: %d removed, expected %d", pattern, got, want)
		}
		checkLoaded(t, db, m.quads())
		checkNothingLeft(t, db)
		equalSnapshots(t, s, before, r)
		s.Close()
	}
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if n := dictionarySize(t, db); n != 0 {
		t.Errorf("%d terms in the dictionary of an empty store", n)
	}
	mustApply(t, db, quads[:100], nil)
	checkLoaded(t, db, quads[:100])
}

// A transaction can be too large where RemoveMatching is not.
func TestRemoveMore(t *testing.T) {
	db, err := Open("db", Options{FS: vfs.NewMem(), TxBytes: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	quads := loadQuads(500, 1)
	mustLoad(t, db, 0, quads)
	n := mustRemoveLike(t, db, rdf.Quad{Predicate: ex("actor")})
	if n < 900 {
		t.Errorf("%d removed", n)
	}
	mustCheck(t, db)
}

// A disk that fills up while quads are removed leaves all of them, or none.
func TestRemoveDiskFull(t *testing.T) {
	quads := loadQuads(60, 1)
	m := model{}
	m.change(quads, true)
	m.removeLike(rdf.Quad{Predicate: ex("label")})
	left := m.quads()
	for at := int64(1); ; at += 17 {
		mem := vfs.NewMem()
		var count, from atomic.Int64
		from.Store(math.MaxInt64)
		db := openMemory(t, writes(mem, func(int) error {
			if count.Add(1) >= from.Load() {
				return syscall.ENOSPC
			}
			return nil
		}))
		mustLoad(t, db, 0, quads)
		from.Store(count.Load() + at)
		_, err := removeLike(t, db, rdf.Quad{Predicate: ex("label")})
		reached := count.Load() >= from.Load()
		from.Store(math.MaxInt64)
		_ = db.Close()
		db = openMemory(t, mem)
		switch n := quadsOf(t, db); {
		case n == int64(len(left)):
			checkLoaded(t, db, left)
		case err == nil:
			t.Fatalf("at %d: acknowledged, and not done", at)
		default:
			checkLoaded(t, db, quads)
		}
		checkNothingLeft(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if !reached {
			return
		}
	}
}
