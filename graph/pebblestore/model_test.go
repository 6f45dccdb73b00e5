package pebblestore

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"
)

// model is a set of quads by their text.
type model map[string]rdf.Quad

func (m model) quads() []rdf.Quad {
	quads := slices.Collect(maps.Values(m))
	slices.SortFunc(quads, rdf.Quad.Compare)
	return quads
}

// change adds or removes quads and gives those that changed, each once.
func (m model) change(quads []rdf.Quad, add bool) (changed []rdf.Quad) {
	for _, q := range quads {
		if _, there := m[q.String()]; there == add {
			continue
		}
		if changed = append(changed, q); add {
			m[q.String()] = q
		} else {
			delete(m, q.String())
		}
	}
	return changed
}

func randomQuads(r *rand.Rand, n int) []rdf.Quad {
	quads := make([]rdf.Quad, n)
	for i := range quads {
		quads[i] = randomQuad(r)
	}
	return quads
}

// checkSome checks a property that takes long n times, or as often as
// -rapid.checks says if that is not rapid's usual number.
func checkSome(t *testing.T, n int, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	all := checks.Value.String() != checks.DefValue
	done, failed := 0, false
	rapid.Check(t, func(t *rapid.T) {
		if done >= n && !all && !failed {
			return
		}
		defer func() { failed = failed || t.Failed() }() // what fails is made smaller
		property(t)
		done++
	})
}

// The store agrees with a plain set of quads after any transactions, within
// them, and after reopening.
func TestTransactionsAsModel(t *testing.T) {
	checkSome(t, 20, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		fs := vfs.NewMem()
		db := openMemory(t, fs)
		defer func() { db.Close() }()
		m := model{}
		for range 1 + r.IntN(6) {
			tx, err := db.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			before := maps.Clone(m)
			for range 1 + r.IntN(4) {
				changeBoth(t, tx, m, randomQuads(r, r.IntN(40)), r.IntN(3) > 0)
			}
			equalSnapshots(t, tx, m.quads(), r)
			if r.IntN(4) == 0 {
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
				m = before
			} else if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
			if r.IntN(4) == 0 {
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
				db = openMemory(t, fs)
			}
			foldSome(t, db, r)
			s := mustSnapshot(t, db)
			equalSnapshots(t, s, m.quads(), r)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// foldSome folds none, one or all orders, in small steps into small blocks.
func foldSome(t tester, db *DB, r *rand.Rand) {
	t.Helper()
	if r.IntN(4) == 0 {
		if err := db.Compact(ctx); err != nil {
			t.Fatal(err)
		}
	}
	mustCheck(t, db)
	db.limits = foldLimits{blocks: 1 + r.IntN(4), entries: 1 + r.IntN(50), rows: 1 + r.IntN(30)}
	for o := range index.Order(index.Orders) {
		if r.IntN(3) == 0 {
			if err := db.foldOrder(ctx, o); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// changeBoth changes the transaction and the model and compares what changed.
func changeBoth(t tester, tx *Tx, m model, quads []rdf.Quad, add bool) {
	t.Helper()
	var got []rdf.Quad
	var err error
	if add {
		got, err = tx.Add(ctx, quads)
	} else {
		got, err = tx.Remove(ctx, quads)
	}
	if err != nil {
		t.Fatal(err)
	}
	if want := m.change(quads, add); !slices.EqualFunc(got, want, rdf.Quad.Equal) {
		t.Fatalf("add %v changed %v, want %v", add, got, want)
	}
}
