package rdf_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"diplograph/graph/rdf"
)

// stream gives a head, then what body makes for 0, 1, 2, ... until size bytes
// have been read, then a tail.
type stream struct {
	body    func(i int) string
	tail    string
	size, i int
	rest    string
}

func (s *stream) Read(p []byte) (int, error) {
	if s.rest == "" {
		if s.size <= 0 {
			s.rest, s.tail = s.tail, ""
			if s.rest == "" {
				return 0, io.EOF
			}
		} else {
			s.rest = s.body(s.i)
			s.i++
			s.size -= len(s.rest)
		}
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// TestConstantMemory reads documents that are one long statement or one long
// list of statements.
func TestConstantMemory(t *testing.T) {
	const size, most = 12 << 20, 4 << 20
	const rdfxmlHead = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">`
	one := func(s string) func(int) string { return func(int) string { return s } }
	for _, c := range []struct {
		name   string
		format rdf.Format
		head   string
		body   func(i int) string
		tail   string
	}{
		{"lines", rdf.NQuads, "", func(i int) string { return fmt.Sprintf("<http://e/s%d> <http://e/p> \"object %d\" .\n", i, i) }, ""},
		{"comments", rdf.Turtle, "", one("# nothing here\n"), ""},
		{"statements", rdf.Turtle, "@prefix e: <http://e/> .", func(i int) string { return fmt.Sprintf("e:s%d e:p \"object %d\" .\n", i, i) }, ""},
		{"objects of one statement", rdf.Turtle, "<http://e/s> <http://e/p> 0", func(i int) string { return fmt.Sprintf(", %d", i) }, "."},
		{"a collection", rdf.Turtle, "<http://e/s> <http://e/p> (", func(i int) string { return fmt.Sprintf(" [ <http://e/n> %d ]", i) }, ")."},
		{"a graph", rdf.TriG, "<http://e/g> {", func(i int) string { return fmt.Sprintf("_:b%d a <http://e/C> .", i) }, "}"},
		{"nodes", rdf.RDFXML, rdfxmlHead, func(i int) string { return fmt.Sprintf("<e:C rdf:about='http://e/%d'><e:p>text</e:p></e:C>", i) }, "</rdf:RDF>"},
		{"properties", rdf.RDFXML, rdfxmlHead + "<e:C>", func(i int) string { return fmt.Sprintf("<rdf:li xml:lang='en'>text %d</rdf:li>", i) }, "</e:C></rdf:RDF>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			runtime.GC()
			var before, now runtime.MemStats
			runtime.ReadMemStats(&before)
			r, err := rdf.NewReader(&stream{body: c.body, rest: c.head, tail: c.tail, size: size}, c.format, rdf.ReaderOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for n := 0; ; n++ {
				if _, err := r.Read(); err != nil {
					if err != io.EOF {
						t.Fatal(err)
					}
					return
				}
				if n%100_000 != 99_999 {
					continue
				}
				runtime.GC()
				runtime.ReadMemStats(&now)
				if used := int(now.HeapAlloc) - int(before.HeapAlloc); used > most {
					t.Fatalf("%d bytes in use after %d quads", used, n)
				}
			}
		})
	}
}

// TestAllocations holds the N-Quads reader to its promise: no allocation for a
// quad of its own.
func TestAllocations(t *testing.T) {
	const size = 2 << 20
	quads := 0
	allocations := testing.AllocsPerRun(3, func() {
		r, err := rdf.NewReader(&stream{body: func(int) string {
			return "<http://e/s> <http://e/p> \"an object\"@en <http://e/g> .\n"
		}, size: size}, rdf.NQuads, rdf.ReaderOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for quads = 0; err == nil; quads++ {
			_, err = r.Read()
		}
	})
	if allocations > float64(quads)/100 {
		t.Errorf("%.0f allocations for %d quads", allocations, quads)
	}
}
