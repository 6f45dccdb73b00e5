package rdf_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// TestChunks reads every W3C document byte by byte: it must make no difference
// where the stream is cut.
func TestChunks(t *testing.T) {
	s, tests := needSuites(t)
	for _, suite := range w3cSuites {
		for _, c := range tests[suite] {
			doc, err := s.Text(c.Action.Value)
			if err != nil {
				t.Fatal(err)
			}
			f, _ := rdf.FormatByExtension(filepath.Ext(c.Action.Value))
			opts := rdf.ReaderOptions{Base: c.Action.Value}
			want, wantErr := rdftest.ReadAll(strings.NewReader(doc), f, opts)
			got, err := rdftest.ReadAll(iotest.OneByteReader(strings.NewReader(doc)), f, opts)
			if !cmp.Equal(got, want) {
				t.Errorf("%s %s: byte by byte\n%v\nat once\n%v", suite, c.Name, got, want)
			}
			if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
				t.Errorf("%s %s: byte by byte\n%v\nat once\n%v", suite, c.Name, err, wantErr)
			}
		}
	}
}

// TestSmallWindow makes every token cross the end of the window once, by shifting
// a document against the buffers.
func TestSmallWindow(t *testing.T) {
	doc := `@prefix e: <http://e/> . e:a.b e:p%41\~x "s\n" , """long "quoted" string"""@en-Latn--ltr , 1.5e3 , -2. # comment
_:b.1 a <http://e/\u0416>, << e:s e:p e:o ~ _:r >>, <<( e:s e:p true )>> {| e:q ( 1 [ e:p 2 ] ) |} .
`
	want, err := rdftest.ReadAll(strings.NewReader(doc), rdf.Turtle, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for shift := range len(doc) + 2 {
		padded := strings.Repeat(" ", 64<<10-shift) + doc
		got, err := rdftest.ReadAll(strings.NewReader(padded), rdf.Turtle, rdf.ReaderOptions{})
		if err != nil || !cmp.Equal(got, want) {
			t.Fatalf("shifted by %d: %v, %v", shift, got, err)
		}
	}
}

// TestLongTokens reads tokens of many lengths that begin anywhere in the window.
func TestLongTokens(t *testing.T) {
	for before := 0; before < 100_000; before += 9_973 {
		for size := 1000; size < 400_000; size = size*3/2 + 1 {
			text := strings.Repeat("ә", size/2)
			for _, c := range []struct {
				f   rdf.Format
				doc string
			}{
				{rdf.NTriples, "#" + strings.Repeat("x", before) + "\n<http://e/s> <http://e/p> \"" + text + "\" ."},
				{rdf.Turtle, strings.Repeat(" ", before) + "<http://e/s> <http://e/p> \"" + text + "\" ."},
				{rdf.TriG, strings.Repeat(" ", before) + "<http://e/s> <http://e/p> \"\"\"" + text + "\"\"\" ."},
				{rdf.RDFXML, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + strings.Repeat(" ", before) +
					`<rdf:Description rdf:about="http://e/s"><p xmlns="http://e/">` + text + "</p></rdf:Description></rdf:RDF>"},
			} {
				quads, err := rdftest.ReadAll(strings.NewReader(c.doc), c.f, rdf.ReaderOptions{})
				if err != nil || len(quads) != 1 || quads[0].Object != rdf.String(text) {
					t.Fatalf("%s: %d bytes after %d: %d quads, %v", c.f, size, before, len(quads), err)
				}
			}
		}
	}
}
