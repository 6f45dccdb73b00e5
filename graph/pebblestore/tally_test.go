package pebblestore

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"

	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// equalDead compares the number of dead terms with what the store has.
func equalDead(t tester, db *DB) {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	used, err := s.usedIDs(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer used.close()
	dead := int64(dictionarySize(t, db))
	for id, err := used.next(ctx); id != 0; id, err = used.next(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if termSince(id, 0) {
			dead--
		}
	}
	if now := db.work.state(); now.dead != dead {
		t.Fatalf("%d dead terms are told of, %d are there", now.dead, dead)
	}
}

// The terms that no quad has are counted as they are, over changes, collections
// and reopenings, whatever inline terms come and go.
func TestDeadTerms(t *testing.T) {
	fs := vfs.NewMem()
	open := func() *DB {
		db, err := openWith("db", Options{FS: fs, Log: slog.New(slog.DiscardHandler)}, defaultFold, dueAt{fold: 1 << 40, hold: 1 << 40, collect: 1 << 40})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	db := open()
	defer func() { db.Close() }()
	r := rand.New(rand.NewPCG(2, 2))
	for range 150 {
		switch n := r.IntN(30); {
		case n == 0:
			if err := db.collectTerms(ctx, atOnce); err != nil {
				t.Fatal(err)
			}
		case n < 5:
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			db = open()
		case n < 8:
			tx, err := db.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			quads := append(randomQuads(r, 10), ownTerms(r.IntN(20), 5)...)
			for range 3 { // in one batch
				if _, err := tx.Add(ctx, quads); err != nil {
					t.Fatal(err)
				}
				if _, err := tx.Remove(ctx, quads[r.IntN(len(quads)):]); err != nil {
					t.Fatal(err)
				}
			}
			if n == 5 {
				err = tx.Rollback()
			} else {
				err = tx.Commit()
			}
			if err != nil {
				t.Fatal(err)
			}
		default:
			mustApply(t, db, append(randomQuads(r, 10), ownTerms(r.IntN(20), 5)...), append(randomQuads(r, 100), ownTerms(r.IntN(20), 5)...))
		}
		equalDead(t, db)
	}
}

// An IRI that is replaced leaves a dead term, also if a number comes with each.
func TestDeadTermsBesideNumbers(t *testing.T) {
	fs := vfs.NewMem()
	db := openMemory(t, fs)
	quads := func(i int) []rdf.Quad {
		return []rdf.Quad{{Subject: ex("s"), Predicate: ex("p"), Object: ex(fmt.Sprint(i))}}
	}
	mustApply(t, db, quads(0), nil)
	const n = 500
	for i := range n {
		number := rdf.Quad{Subject: ex("s"), Predicate: ex("n"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)}
		mustApply(t, db, append(quads(i+1), number), quads(i))
	}
	for range 2 {
		if now := db.work.state(); now.dead != n {
			t.Errorf("%d dead terms, expected %d", now.dead, n)
		}
		equalDead(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = openMemory(t, fs)
	}
	defer db.Close()
	if err := db.collectTerms(ctx, atOnce); err != nil {
		t.Fatal(err)
	}
	if now := db.work.state(); now.dead != 0 {
		t.Errorf("%d dead terms after they were collected", now.dead)
	}
	equalDead(t, db)
}

// A load and a removal of many quads do not guess too few dead terms, and a
// collection ends the guess.
func TestDeadTermsOfBulk(t *testing.T) {
	db := testOpen(t)
	r := rand.New(rand.NewPCG(3, 3))
	mustLoad(t, db, 0, append(randomQuads(r, 100), ownTerms(0, 50)...))
	equalDead(t, db)
	mustApply(t, db, nil, ownTerms(0, 50))
	equalDead(t, db)
	mustRemoveLike(t, db, rdf.Quad{Predicate: ex("p1")})
	if now := db.work.state(); now.dead < 100 {
		t.Errorf("%d dead terms, expected 100 at least", now.dead)
	}
	if err := db.collectTerms(ctx, atOnce); err != nil {
		t.Fatal(err)
	}
	equalDead(t, db)
}

// A transaction that changes nothing lets those after it keep what writers
// remember.
func TestMemoryOutlastsNothing(t *testing.T) {
	db := testOpen(t)
	mustApply(t, db, ownTerms(0, 3), nil)
	memory := db.memory
	if memory == nil {
		t.Fatal("nothing is remembered")
	}
	mustApply(t, db, ownTerms(0, 3), ownTerms(5, 1))
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if db.memory != memory {
		t.Error("transactions that changed nothing let go of it")
	}
	tx, err = db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Add(ctx, ownTerms(7, 1)); err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if db.memory != nil {
		t.Error("a change that was rolled back is remembered")
	}
}
