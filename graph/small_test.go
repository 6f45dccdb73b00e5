package graph

import (
	"context"
	"fmt"
	"strings"
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
		{100_000_000, DefaultLoadMemory, 1 << 19},
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

func TestSmallBytes(t *testing.T) {
	for memory, most := range map[int64]int64{1: 8 << 20, 64 << 20: 32 << 20, DefaultLoadMemory: 512 << 20, 1 << 40: 512 << 20} {
		if got := smallBytes(memory); got != most {
			t.Errorf("with %d bytes %d are few, expected %d", memory, got, most)
		}
	}
}

// Few quads of long texts are held no longer than there is memory for them, and
// come to the large load in slices between which it looks at its own.
func TestLongTextsAreNotHeld(t *testing.T) {
	s, err := Open("memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := &putSizes{backend: s.backend}
	s.backend = put
	const n, texts = 4000, 3000
	unlisted := false
	s.OnApplied(func(c Changes) { unlisted = c.Unlisted })
	done, err := s.Load(t.Context(), LoadOptions{Memory: 16 << 20}, func(put func([]rdf.Quad) error) error {
		for i := range n {
			o := rdf.String(fmt.Sprint(i, strings.Repeat("x", texts)))
			if err := put([]rdf.Quad{{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: o}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || done.Added != n || !unlisted {
		t.Errorf("%+v, unlisted %v, %v", done, unlisted, err)
	}
	for _, size := range put.sizes {
		if size > handed {
			t.Errorf("%d quads at a time", size)
		}
	}
	if most := 8<<20/texts + 1; n-len(put.sizes) > most {
		t.Errorf("%d puts of %d quads: more than %d were held", len(put.sizes), n, most)
	}
}

// putSizes notes how many quads a large load is given at a time.
type putSizes struct {
	backend
	bulkLoad
	sizes []int
}

func (p *putSizes) beginLoad(ctx context.Context, opts LoadOptions) (_ bulkLoad, err error) {
	p.bulkLoad, err = p.backend.beginLoad(ctx, opts)
	return p, err
}

func (p *putSizes) Put(quads []rdf.Quad) error {
	p.sizes = append(p.sizes, len(quads))
	return p.bulkLoad.Put(quads)
}
