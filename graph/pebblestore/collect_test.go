package pebblestore

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ownTerms gives quads with subjects and objects that no others have.
func ownTerms(from, n int) []rdf.Quad {
	quads := make([]rdf.Quad, n)
	for i := range quads {
		quads[i] = rdf.Quad{Subject: ex(fmt.Sprint("own/", from+i)), Predicate: ex("p"), Object: rdf.String(fmt.Sprint("own ", from+i))}
	}
	return quads
}

// dictionarySize counts the terms of the dictionary.
func dictionarySize(t tester, db *DB) (n int) {
	t.Helper()
	iter, err := db.p.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceHashes}, UpperBound: []byte{spaceHashes + 1}})
	if err != nil {
		t.Fatal(err)
	}
	defer iter.Close()
	for ok := iter.First(); ok; ok = iter.Next() {
		n += len(iter.Value()) / 8
	}
	return n
}

// Terms that no quad has are collected in the background once they are many,
// also if the store was closed in between, and snapshots from before have them.
func TestCollectInBackground(t *testing.T) {
	fs := vfs.NewMem()
	open := func(collect int64) *DB {
		due := defaultDue
		due.collect = collect
		db, err := openWith("db", Options{FS: fs, Log: slog.New(slog.DiscardHandler)}, defaultFold, due)
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	db := open(3500)
	kept, gone := ownTerms(0, 500), ownTerms(500, 3000)
	mustApply(t, db, append(slices.Clone(kept), gone...), nil)
	mustApply(t, db, nil, gone[:1500])
	time.Sleep(20 * time.Millisecond)
	if n := dictionarySize(t, db); n != 7001 {
		t.Fatalf("%d terms in the dictionary, expected 7001: those removed are not many yet", n)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(3500)
	defer db.Close()
	before := mustSnapshot(t, db)
	defer before.Close()
	mustApply(t, db, nil, gone[1500:])
	for end := time.Now().Add(20 * time.Second); dictionarySize(t, db) != 1001; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d terms in the dictionary, expected 1001", dictionarySize(t, db))
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	equalSnapshots(t, before, append(slices.Clone(kept), gone[1500:]...), r)
	mustCheck(t, db)
	mustApply(t, db, gone, nil)
	s := mustSnapshot(t, db)
	defer s.Close()
	equalSnapshots(t, s, append(slices.Clone(kept), gone...), r)
	equalSnapshots(t, before, append(slices.Clone(kept), gone[1500:]...), r)
	mustCheck(t, db)
}

// A term that comes back, or a new one with the same hash, while terms are
// collected stays.
func TestCollectWhileChanging(t *testing.T) {
	for _, sameHash := range []bool{false, true} {
		t.Run(fmt.Sprint(sameHash), func(t *testing.T) {
			db := openMemory(t, vfs.NewMem())
			defer db.Close()
			if sameHash {
				db.hash = func(index.Tag, []byte) uint64 { return 1 }
			}
			kept, gone, fresh := ownTerms(0, 10), ownTerms(10, 30), ownTerms(40, 5)
			mustApply(t, db, append(slices.Clone(kept), gone...), nil)
			mustApply(t, db, nil, gone)
			tx, err := db.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			back := append(slices.Clone(gone[:7]), fresh...)
			collected := make(chan error, 1)
			go func() {
				c := &termCollector{db: db}
				for more := true; more; more = c.next() {
					if done, err := db.step(ctx, c, false); err != nil || !done {
						collected <- fmt.Errorf("done %t, %w", done, err)
						return
					}
				}
				collected <- nil
			}()
			for db.watch.Load() == nil { // it has begun, and will wait for the transaction
				time.Sleep(time.Millisecond)
			}
			time.Sleep(20 * time.Millisecond)
			if _, err := tx.Add(ctx, back); err != nil {
				t.Fatal(err)
			}
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
			if err := <-collected; err != nil {
				t.Fatal(err)
			}
			if n := dictionarySize(t, db); n != 2*(10+7+5)+1 {
				t.Errorf("%d terms in the dictionary, expected %d", n, 2*(10+7+5)+1)
			}
			mustCheck(t, db)
			mustApply(t, db, gone, nil)
			s := mustSnapshot(t, db)
			defer s.Close()
			equalSnapshots(t, s, slices.Concat(kept, gone, fresh), rand.New(rand.NewPCG(1, 1)))
			mustCheck(t, db)
		})
	}
}

// What readers remember of other terms outlasts a collection.
func TestCollectKeepsRecall(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	quads := ownTerms(0, 2)
	mustApply(t, db, quads, nil)
	ask := func(q rdf.Quad) index.ID {
		s := mustSnapshot(t, db)
		defer s.Close()
		ids := make([]index.ID, 1)
		if err := s.IDs(ctx, []rdf.Term{q.Subject}, ids); err != nil {
			t.Fatal(err)
		}
		return ids[0]
	}
	kept, gone := ask(quads[0]), ask(quads[1])
	mustApply(t, db, nil, quads[1:])
	if err := db.collectTerms(ctx, atOnce); err != nil {
		t.Fatal(err)
	}
	if id, ok := db.recall.id(db.recall.epoch.Load(), quads[0].Subject); !ok || id != kept {
		t.Errorf("the term that is used is not remembered: %#x, %t", uint64(id), ok)
	}
	if id := ask(quads[1]); id != index.None {
		t.Errorf("the term that was collected has the id %#x", uint64(id))
	}
	mustApply(t, db, quads[1:], nil)
	if id := ask(quads[1]); id == gone || id == index.None {
		t.Errorf("the term that came again has the id %#x, before %#x", uint64(id), uint64(gone))
	}
}
