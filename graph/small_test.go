package graph

import (
	"fmt"
	"testing"

	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestSmallFor(t *testing.T) {
	for _, c := range []struct {
		quads, memory int64
		most          int
	}{
		{0, DefaultLoadMemory, 100_000},
		{10_000_000, DefaultLoadMemory, 500_000},
		{100_000_000, DefaultLoadMemory, 1 << 20},
		{100_000_000, 16 << 20, 100_000},
		{100_000_000, 1 << 40, 1 << 20},
	} {
		if most := smallFor(c.quads, c.memory); most != c.most {
			t.Errorf("of %d quads in %d bytes %d are few, expected %d", c.quads, c.memory, most, c.most)
		}
	}
}

// Few quads can still be too large for a transaction: then they come and go as
// many do.
func TestFewLargeQuads(t *testing.T) {
	s, err := Open("memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.backend.close(); err != nil {
		t.Fatal(err)
	}
	if s.backend, err = openEmbedded("small", pebblestore.Options{FS: vfs.NewMem(), TxBytes: 50_000}); err != nil {
		t.Fatal(err)
	}
	quads := make([]rdf.Quad, 3000)
	g := rdf.IRI("http://example.org/g")
	for i := range quads {
		quads[i] = rdf.Quad{Subject: rdf.IRI(fmt.Sprint("http://example.org/", i)), Predicate: g, Object: g, Graph: g}
	}
	told := 0
	s.OnApplied(func(c Changes) { told++ })
	done, err := s.Load(t.Context(), LoadOptions{}, func(put func([]rdf.Quad) error) error { return put(quads) })
	if err != nil || done.Added != len(quads) {
		t.Fatalf("%+v, %v", done, err)
	}
	if n, err := s.RemoveGraph(t.Context(), g); err != nil || n != len(quads) {
		t.Errorf("%d removed, %v", n, err)
	}
	if told != 2 {
		t.Errorf("observers were told %d times", told)
	}
}
