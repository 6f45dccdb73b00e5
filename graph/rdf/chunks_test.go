package rdf_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"diplograph/graph/rdf"
)

// TestChunks reads every W3C document byte by byte: it must make no difference
// where the stream is cut.
func TestChunks(t *testing.T) {
	root := suiteFolder(t)
	for _, suite := range w3cSuites {
		for _, c := range readManifest(t, filepath.Join(root, suite, "manifest.ttl")) {
			doc, err := os.ReadFile(c.action)
			if err != nil {
				t.Fatal(err)
			}
			f, _ := rdf.FormatByExtension(filepath.Ext(c.action))
			opts := rdf.ReaderOptions{Base: c.base}
			want, wantErr := readAll(strings.NewReader(string(doc)), f, opts)
			got, err := readAll(iotest.OneByteReader(strings.NewReader(string(doc))), f, opts)
			if !cmp.Equal(got, want) {
				t.Errorf("%s %s: byte by byte\n%v\nat once\n%v", suite, c.name, got, want)
			}
			if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
				t.Errorf("%s %s: byte by byte\n%v\nat once\n%v", suite, c.name, err, wantErr)
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
	want, err := readAll(strings.NewReader(doc), rdf.Turtle, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for shift := range len(doc) + 2 {
		padded := strings.Repeat(" ", 64<<10-shift) + doc
		got, err := readAll(strings.NewReader(padded), rdf.Turtle, rdf.ReaderOptions{})
		if err != nil || !cmp.Equal(got, want) {
			t.Fatalf("shifted by %d: %v, %v", shift, got, err)
		}
	}
}
