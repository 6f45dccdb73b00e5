// Package w3ctest reads the W3C's suites of tests of RDF and SPARQL: their
// manifests, which tell of tests in RDF, and the files that those name.
package w3ctest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// Base is where the suites stand on the Web. Files are named by their IRIs there:
// Base + "sparql/sparql11/bind/manifest.ttl".
const Base = "https://w3c.github.io/rdf-tests/"

// Suites are the suites in a folder, which stands for Base.
type Suites struct{ folder string }

// Find looks for the suites where "make conformance" puts them, and beside the
// project.
func Find(tb testing.TB) (s Suites, found bool) {
	tb.Helper()
	root := moduleRoot(tb)
	for _, folder := range []string{filepath.Join(root, ".w3c"), filepath.Join(root, "..", "shared", "w3c")} {
		if _, err := os.Stat(filepath.Join(folder, "rdf")); err == nil {
			return Suites{folder}, true
		}
	}
	return s, false
}

// Need is Find for a test that runs so many suites and is skipped without them.
func Need(tb testing.TB, count int) Suites {
	tb.Helper()
	s, found := Find(tb)
	if !found {
		tb.Skipf("W3C suites not run: %d; make conformance fetches them into .w3c", count)
	}
	return s
}

func moduleRoot(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			tb.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// Glob gives the IRIs of the files that match a pattern of filepath.Match:
// "rdf/rdf1?/rdf-turtle/*.ttl".
func (s Suites) Glob(pattern string) (iris []string) {
	if s.folder == "" {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(s.folder, filepath.FromSlash(pattern)))
	for _, file := range files {
		iris = append(iris, Base+filepath.ToSlash(strings.TrimPrefix(file, s.folder+string(filepath.Separator))))
	}
	return iris
}

func (s Suites) path(iri string) (string, error) {
	name, ok := strings.CutPrefix(iri, Base)
	if !ok {
		return "", fmt.Errorf("<%s> is not below <%s>", iri, Base)
	}
	return filepath.Join(s.folder, filepath.FromSlash(name)), nil
}

// Text gives what a file holds.
func (s Suites) Text(iri string) (string, error) {
	file, err := s.path(iri)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// Quads reads a file of RDF, whose base is its IRI.
func (s Suites) Quads(iri string) ([]rdf.Quad, error) { return s.QuadsAt(iri, iri) }

// QuadsAt reads a file of RDF whose base is another's IRI.
func (s Suites) QuadsAt(iri, base string) ([]rdf.Quad, error) {
	f, known := rdf.FormatByExtension(filepath.Ext(iri))
	if !known {
		return nil, fmt.Errorf("<%s>: no RDF", iri)
	}
	text, err := s.Text(iri)
	if err != nil {
		return nil, err
	}
	return rdftest.ReadAll(strings.NewReader(text), f, rdf.ReaderOptions{Base: base})
}
