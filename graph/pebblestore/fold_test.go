package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A step that begins within the territory of a block folds what has come to the
// delta before it, too: the rows that it writes have it.
func TestFoldWholeTerritory(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	db.limits = foldLimits{blocks: 4, entries: 10, rows: 1000}
	quad := func(i int) rdf.Quad {
		return rdf.Quad{Subject: ex(fmt.Sprint(i)), Predicate: ex("p"), Object: ex(fmt.Sprint("o", i%7))}
	}
	var quads []rdf.Quad
	for i := range 40 {
		quads = append(quads, quad(i))
	}
	mustApply(t, db, quads, nil)
	first := &folder{db: db, order: index.OSPG}
	done, err := db.step(ctx, first, false)
	if err != nil || !done {
		t.Fatal(done, err)
	}
	for i := range 40 { // some of these come before where it goes on, in the order
		quads[i].Object = ex(fmt.Sprint("o", i*3%7))
	}
	mustApply(t, db, quads, nil)
	if !first.next() {
		t.Fatal("one step folded all")
	}
	from := first.from
	s := mustSnapshot(t, db)
	defer s.Close()
	f, err := s.prepareFold(index.OSPG, from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.batch.Close()
	if f.from.Compare(from) >= 0 || f.entries[0].Compare(from) >= 0 {
		t.Errorf("from %s on: the run begins at %s, its entries at %s", describe(from), describe(f.from), describe(f.entries[0]))
	}
	if err := db.foldAll(ctx); err != nil {
		t.Fatal(err)
	}
	mustCheck(t, db)
}

// Compacting ends with its context, though a step in the background waits for a
// transaction that stays open.
func TestCompactEnds(t *testing.T) {
	db := testOpen(t)
	mustApply(t, db, ownTerms(0, 100), nil)
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	folded := make(chan error, 1)
	go func() { folded <- db.foldOrder(ctx, index.SPOG) }()
	for db.watch.Load() == nil { // it has begun, and will wait for the transaction
		time.Sleep(time.Millisecond)
	}
	short, stop := context.WithTimeout(ctx, 20*time.Millisecond)
	defer stop()
	compacted := make(chan error, 1)
	go func() { compacted <- db.Compact(short) }()
	select {
	case err := <-compacted:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, want DeadlineExceeded", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("Compact waits on after its time")
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-folded; err != nil {
		t.Fatal(err)
	}
}
