package cayleyadapter_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"diplograph/graph/cayleyadapter"
	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

var backends = []string{"leveldb", "bolt"}

func open(t *testing.T, backend, dir string, opts cayleyadapter.Options) *cayleyadapter.DB {
	t.Helper()
	db, err := cayleyadapter.Open(backend, dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func iri(name string) rdf.Term { return rdf.IRI("http://example.org/" + name) }

func randomQuad(r *rand.Rand) rdf.Quad {
	name := func() rdf.Term { return iri(fmt.Sprint("n", r.IntN(6))) }
	q := rdf.Quad{Subject: name(), Predicate: iri(fmt.Sprint("p", r.IntN(3))), Object: name()}
	switch r.IntN(4) {
	case 0:
		q.Object = rdf.Literal(fmt.Sprint(r.IntN(3)), rdf.XSDInteger)
	case 1:
		q.Object = rdf.Literal("0"+fmt.Sprint(r.IntN(3)), rdf.XSDInteger)
	}
	if r.IntN(2) == 0 {
		q.Graph = name()
	}
	return q
}

// TestLikeSlices makes random changes and compares with plain slices, in the
// middle of a change, after it, and after the store was opened again.
func TestLikeSlices(t *testing.T) {
	for _, backend := range backends {
		t.Run(backend, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			dir := filepath.Join(t.TempDir(), "store")
			db := open(t, backend, dir, cayleyadapter.Options{})
			set := map[string]rdf.Quad{}
			for i := range 25 {
				tx := begin(t, db)
				next := map[string]rdf.Quad{}
				for key, q := range set {
					next[key] = q
				}
				change(t, tx, next, r)
				compare(t, tx, next, r)
				if r.IntN(4) == 0 {
					if err := tx.Rollback(); err != nil {
						t.Fatal(err)
					}
				} else {
					if err := tx.Commit(); err != nil {
						t.Fatal(err)
					}
					set = next
				}
				if i == 12 {
					if err := db.Close(); err != nil {
						t.Fatal(err)
					}
					db = open(t, backend, dir, cayleyadapter.Options{})
				}
				view(t, db, func(s *cayleyadapter.Snapshot) { compare(t, s, set, r) })
			}
		})
	}
}

func begin(t *testing.T, db *cayleyadapter.DB) *cayleyadapter.Tx {
	t.Helper()
	tx, err := db.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func view(t *testing.T, db *cayleyadapter.DB, fn func(*cayleyadapter.Snapshot)) {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	fn(s)
}

func change(t *testing.T, tx *cayleyadapter.Tx, set map[string]rdf.Quad, r *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	for range 1 + r.IntN(3) {
		var quads, want []rdf.Quad
		remove := r.IntN(2) == 0
		for range r.IntN(10) {
			q := randomQuad(r)
			quads = append(quads, q)
			if _, there := set[q.String()]; there != remove {
				continue
			}
			want = append(want, q)
			if remove {
				delete(set, q.String())
			} else {
				set[q.String()] = q
			}
		}
		apply := tx.Add
		if remove {
			apply = tx.Remove
		}
		if got, err := apply(ctx, quads); err != nil || !slices.EqualFunc(got, want, rdf.Quad.Equal) {
			t.Fatalf("remove %v: %v, %v; expected %v", remove, got, err, want)
		}
	}
}

func compare(t *testing.T, s index.Snapshot, set map[string]rdf.Quad, r *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	var quads []rdf.Quad
	for _, q := range set {
		quads = append(quads, q)
	}
	model := memindex.New(quads)
	want, err := model.Statistics()
	if got, err2 := s.Statistics(); err != nil || err2 != nil || got != want {
		t.Fatalf("statistics %+v, %v; expected %+v", got, errors.Join(err, err2), want)
	}
	for range 20 {
		like, mask := randomQuad(r), r.IntN(16)
		got := matches(t, s, like, mask)
		if want := matches(t, model, like, mask); !slices.Equal(got, want) {
			t.Fatalf("%v in places %04b: %v, expected %v", like, mask, got, want)
		}
		var ids [4]index.ID
		if err := s.IDs(ctx, []rdf.Term{like.Subject, like.Predicate, like.Object, like.Graph}, ids[:]); err != nil {
			t.Fatal(err)
		}
	}
}

// matches gives the quads like another in some places, sorted as text, and
// checks their order and number on the way.
func matches(t *testing.T, s index.Snapshot, like rdf.Quad, mask int) []string {
	t.Helper()
	ctx := context.Background()
	ids := make([]index.ID, 4)
	if err := s.IDs(ctx, []rdf.Term{like.Subject, like.Predicate, like.Object, like.Graph}, ids); err != nil {
		t.Fatal(err)
	}
	var pattern index.Quad
	for p, id := range ids {
		if mask&(1<<p) == 0 {
			continue
		}
		if id == index.None {
			return nil
		}
		pattern[p] = id
	}
	var out []string
	for order := range index.Order(index.Orders) {
		var found []string
		var last index.Quad
		scan, err := s.Scan(ctx, index.Scan{Pattern: pattern, Order: order, Columns: index.AllPositions})
		if err != nil {
			t.Fatal(err)
		}
		for b, err := scan.Next(ctx); b.Len > 0 || err != nil; b, err = scan.Next(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			for i := range b.Len {
				q := index.Quad{b.Columns[0][i], b.Columns[1][i], b.Columns[2][i], b.Columns[3][i]}
				if a := order.Arrange(q); a.Compare(last) <= 0 {
					t.Fatalf("order %v: %v after %v", order, a, last)
				} else {
					last = a
				}
				terms := make([]rdf.Term, 4)
				if err := s.Terms(ctx, q[:], terms); err != nil {
					t.Fatal(err)
				}
				found = append(found, rdf.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Graph: terms[3]}.String())
			}
		}
		slices.Sort(found)
		if order > 0 && !slices.Equal(found, out) {
			t.Fatalf("order %v gives %v, the first %v", order, found, out)
		}
		out = found
	}
	if n, err := s.Count(ctx, pattern, false); err != nil || n != int64(len(out)) {
		t.Fatalf("counted %d, %v; expected %d", n, err, len(out))
	}
	return out
}

// TestNativeValues reads what Cayley has written itself.
func TestNativeValues(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if err := cayley.InitQuadStore("bbolt", dir, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := cayley.NewQuadStore("bbolt", dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	seven := quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: quad.Int(7)}
	if err := qs.ApplyDeltas([]cayley.Delta{{Quad: seven, Action: cayley.Add}}, cayley.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	if err := qs.Close(); err != nil {
		t.Fatal(err)
	}
	db := open(t, "bolt", dir, cayleyadapter.Options{})
	q := rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.Literal("7", rdf.XSDInteger)}
	view(t, db, func(s *cayleyadapter.Snapshot) {
		if got := matches(t, s, q, 0b0100); len(got) != 1 || got[0] != q.String() {
			t.Errorf("found %v, expected %s", got, q)
		}
	})
	ctx := context.Background()
	tx := begin(t, db)
	if added, err := tx.Add(ctx, []rdf.Quad{q}); len(added) != 0 || err != nil {
		t.Errorf("added %v again, %v", added, err)
	}
	if removed, err := tx.Remove(ctx, []rdf.Quad{q}); len(removed) != 1 || err != nil {
		t.Errorf("removed %v, %v", removed, err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	view(t, db, func(s *cayleyadapter.Snapshot) {
		if n, err := s.Count(ctx, index.Quad{}, false); n != 0 || err != nil {
			t.Errorf("%d quads are left, %v", n, err)
		}
	})
}

func TestOpenErrors(t *testing.T) {
	for _, backend := range backends {
		dir := t.TempDir()
		if _, err := cayleyadapter.Open(backend, dir, cayleyadapter.Options{ReadOnly: true}); !errors.Is(err, index.ErrNotFound) {
			t.Errorf("%s: an empty folder to read: %v", backend, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := cayleyadapter.Open(backend, dir, cayleyadapter.Options{}); !errors.Is(err, index.ErrFormat) {
			t.Errorf("%s: a folder of notes: %v", backend, err)
		}
	}
	if _, err := cayleyadapter.Open("nosuch", t.TempDir(), cayleyadapter.Options{}); !errors.Is(err, index.ErrFormat) {
		t.Errorf("an unknown backend: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	open(t, "leveldb", dir, cayleyadapter.Options{})
	if _, err := cayleyadapter.Open("leveldb", dir, cayleyadapter.Options{}); !errors.Is(err, index.ErrInUse) {
		t.Errorf("a store opened twice: %v", err)
	}
}

func TestBounds(t *testing.T) {
	ctx := context.Background()
	db := open(t, "leveldb", filepath.Join(t.TempDir(), "store"), cayleyadapter.Options{MaxRows: 10})
	var quads []rdf.Quad
	for i := range 12 {
		quads = append(quads, rdf.Quad{Subject: iri("s"), Predicate: iri("p"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)})
	}
	tx := begin(t, db)
	if _, err := tx.Add(ctx, quads); !errors.Is(err, cayleyadapter.ErrTooLarge) {
		t.Errorf("12 quads at once: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]rdf.Quad{quads[:6], quads[6:]} {
		tx := begin(t, db)
		if _, err := tx.Add(ctx, part); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	view(t, db, func(s *cayleyadapter.Snapshot) {
		if _, err := s.Count(ctx, index.Quad{}, false); !errors.Is(err, cayleyadapter.ErrTooLarge) {
			t.Errorf("12 quads to sort: %v", err)
		}
	})
}

// TestSnapshotIsALock shows what a snapshot costs here.
func TestSnapshotIsALock(t *testing.T) {
	ctx := context.Background()
	db := open(t, "leveldb", filepath.Join(t.TempDir(), "store"), cayleyadapter.Options{})
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	tx := begin(t, db)
	if _, err := tx.Add(ctx, []rdf.Quad{{Subject: iri("s"), Predicate: iri("p"), Object: iri("o")}}); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- tx.Commit() }()
	select {
	case err := <-done:
		t.Fatalf("committed beside a snapshot: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	if n, err := s.Count(ctx, index.Quad{}, false); n != 0 || err != nil {
		t.Errorf("the snapshot has %d quads, %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if _, err := s.Count(ctx, index.Quad{}, false); !errors.Is(err, index.ErrClosed) {
		t.Errorf("a closed snapshot: %v", err)
	}
}
