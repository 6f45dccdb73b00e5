package graph

import (
	"context"
	"fmt"
	"testing"

	"diplograph/graph/rdf"
)

// A change too large for one batch spills, is read back while it goes on, and
// is still one change.
func TestSpill(t *testing.T) {
	b, err := openFolder(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	l := b.(*level)
	w := newLevelWriter(l.db)
	value := make([]byte, 1<<10)
	key := func(i int) []byte { return fmt.Appendf(nil, "D/test/%d", i) }
	const n = 3 * pendingBytes / (1 << 10)
	for i := range n {
		if err := w.put(key(i), value); err != nil {
			t.Fatal(err)
		}
		if err := w.delete(key(i / 2)); err != nil {
			t.Fatal(err)
		}
	}
	if w.tx == nil {
		t.Fatal("nothing was spilled")
	}
	check := func(when string, get func([]byte) ([]byte, error)) {
		for i := range n {
			_, err := get(key(i))
			if there := err == nil; there != (i > (n-1)/2) {
				t.Fatalf("%s: key %d of %d: %v", when, i, n, err)
			}
		}
	}
	check("before the commit", func(k []byte) ([]byte, error) { return w.Get(k, nil) })
	if _, err := l.db.Get(key(n-1), nil); err == nil {
		t.Error("seen from outside before the commit")
	}
	if err := w.commit(); err != nil {
		t.Fatal(err)
	}
	check("after the commit", func(k []byte) ([]byte, error) { return l.db.Get(k, nil) })
}

// What is removed leaves nothing behind: after as many replacements as you like
// the store has as many keys as after the first.
func TestNothingLeftBehind(t *testing.T) {
	s, err := Open("memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	article := func(version int) []rdf.Quad {
		quads := make([]rdf.Quad, 50)
		for i := range quads {
			quads[i] = rdf.Quad{
				Subject: rdf.IRI(fmt.Sprint("x:event", i)), Predicate: rdf.IRI("x:version"),
				Object: rdf.String(fmt.Sprint(version * (i % 2))), Graph: rdf.IRI("x:article"),
			}
		}
		return quads
	}
	replace := func(from, to int) {
		if _, err := s.Apply(context.Background(), Changes{Remove: article(from), Add: article(to)}); err != nil {
			t.Fatal(err)
		}
	}
	keys := func() (n int) {
		it := s.backend.(*level).db.NewIterator(nil, nil)
		defer it.Release()
		for it.Next() {
			n++
		}
		return n
	}
	empty := keys()
	replace(0, 1)
	first := keys()
	for version := 1; version < 30; version++ {
		replace(version, version+1)
	}
	if n := keys(); n != first {
		t.Errorf("%d keys after 30 versions, %d after the first", n, first)
	}
	if _, err := s.RemoveGraph(context.Background(), rdf.IRI("x:article")); err != nil {
		t.Fatal(err)
	}
	// Cayley keeps its counters of ids and quads.
	if n := keys(); n > empty+2 {
		t.Errorf("%d keys in the emptied store, %d in a new one", n, empty)
	}
}

// The example of layout.go.
func TestLayoutExample(t *testing.T) {
	s, err := Open("memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	q := rdf.Quad{Subject: rdf.IRI("a:s"), Predicate: rdf.IRI("a:p"), Object: rdf.String("o")}
	if _, err := s.Apply(context.Background(), Changes{Add: []rdf.Quad{q}}); err != nil {
		t.Fatal(err)
	}
	db := s.backend.(*level).db
	it := db.NewIterator(nil, nil)
	defer it.Release()
	found := map[string]int{}
	for it.Next() {
		switch k := it.Key(); {
		case string(k[:4]) == "spo/" && len(k) > 4:
			ids, err := decodeIDs(it.Value())
			if err != nil || len(ids) != 1 || ids[0] != 4 || len(k) != 4+24 {
				t.Errorf("%q -> %v, %v", k, ids, err)
			}
			found["spo"]++
		case k[0] == 'D':
			n, err := readCounter(db, k)
			if err != nil {
				t.Error(err)
			}
			found[string(k)] = int(n)
		}
	}
	want := map[string]int{"spo": 1, "D/quads": 1, "D/terms": 3, "D/g/": 1, "D/p/<a:p>": 1}
	for k, n := range want {
		if found[k] != n {
			t.Errorf("found %d at %s, expected %d; all: %v", found[k], k, n, found)
		}
	}
	if len(found) != len(want) {
		t.Errorf("found %v, expected %v", found, want)
	}
}
