package pebblestore

import (
	"fmt"
	"slices"
	"testing"

	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A transaction that removes and adds much passes over the keys that it deleted a
// few times, not with each of its batches.
func TestLargeTransaction(t *testing.T) {
	const many, batch = 8192, 256
	for _, test := range []struct {
		name string
		quad func(i int) rdf.Quad
	}{
		{"a hub", func(i int) rdf.Quad { return rdf.Quad{Subject: ex("hub"), Predicate: ex("p"), Object: number(i)} }},
		{"a value of each", func(i int) rdf.Quad { return rdf.Quad{Subject: number(i), Predicate: ex("p"), Object: ex("o")} }},
		{"a number of each", func(i int) rdf.Quad {
			return rdf.Quad{Subject: number(i), Predicate: ex("p"), Object: number(many - i), Graph: ex("g")}
		}},
	} {
		for _, down := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, down %t", test.name, down), func(t *testing.T) {
				db := openMemory(t, vfs.NewMem())
				defer db.Close()
				var quads []rdf.Quad
				for i := range many {
					quads = append(quads, test.quad(i))
				}
				mustApply(t, db, quads, nil)
				if down {
					slices.Reverse(quads)
				}
				tx, err := db.Begin(ctx)
				if err != nil {
					t.Fatal(err)
				}
				before := db.tombstones.passed.Load()
				for _, change := range []func([]rdf.Quad) ([]rdf.Quad, error){
					func(q []rdf.Quad) ([]rdf.Quad, error) { return tx.Remove(ctx, q) },
					func(q []rdf.Quad) ([]rdf.Quad, error) { return tx.Add(ctx, q) },
				} {
					for quads := range slices.Chunk(quads, batch) {
						if changed, err := change(quads); len(changed) != len(quads) || err != nil {
							t.Fatalf("%d of %d quads, %v", len(changed), len(quads), err)
						}
					}
				}
				each := float64(db.tombstones.passed.Load()-before) / (2 * many)
				if t.Logf("%.1f keys passed for a change of a quad", each); each > 20 {
					t.Errorf("%.1f keys were passed for a change of a quad", each)
				}
				if err := tx.Commit(); err != nil {
					t.Fatal(err)
				}
				mustCheck(t, db)
			})
		}
	}
}

func number(i int) rdf.Term { return ex(fmt.Sprintf("%06d", i)) }
