package pebblestore

import (
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A term that is collected and comes again has another id, whatever a snapshot
// from before asks for in between.
func TestRecallAfterCollection(t *testing.T) {
	db, err := Open("store", Options{FS: vfs.NewMem()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx := t.Context()
	q := []rdf.Quad{{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("o")}}
	change := func(do func(*Tx) error) {
		t.Helper()
		tx, err := db.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := do(tx); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	add := func(tx *Tx) error { _, err := tx.Add(ctx, q); return err }
	snapshot := func() *Snapshot {
		s, err := db.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	find := func(s *Snapshot) (id index.ID, quads int64) {
		t.Helper()
		ids := make([]index.ID, 1)
		if err := s.IDs(ctx, []rdf.Term{q[0].Object}, ids); err != nil {
			t.Fatal(err)
		}
		n, err := s.Count(ctx, index.Quad{index.Object: ids[0]}, false)
		if err != nil {
			t.Fatal(err)
		}
		return ids[0], n
	}
	change(add)
	before := snapshot()
	defer before.Close()
	find(before)
	change(func(tx *Tx) error { _, err := tx.Remove(ctx, q); return err })
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	first, n := find(before)
	if n != 1 {
		t.Errorf("the snapshot from before finds %d quads, expected 1", n)
	}
	change(add)
	after := snapshot()
	defer after.Close()
	for range 2 {
		again, n := find(after)
		if n != 1 || again == first {
			t.Errorf("the term has the id %#x, before %#x, and %d quads; expected another id and 1 quad", uint64(again), uint64(first), n)
		}
		if old, n := find(before); old != first || n != 1 {
			t.Errorf("the snapshot from before finds %d quads of %#x, expected 1 of %#x", n, uint64(old), uint64(first))
		}
	}
}
