package rdf_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/rdf/w3ctest"
)

// fuzz looks for documents that make a reader panic or give more than a
// document of their size can say, and for quads that do not survive being
// written and read again.
func fuzz(f *testing.F, format rdf.Format, patterns ...string) {
	suites, _ := w3ctest.Find(f)
	for _, pattern := range patterns {
		for _, iri := range suites.Glob("rdf/" + pattern) {
			if doc, err := suites.Text(iri); err == nil && len(doc) < 2000 {
				f.Add(doc)
			}
		}
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if len(doc) > 1<<16 {
			return
		}
		opts := rdf.ReaderOptions{Base: "http://example.org/base/", MaxToken: 1 << 16, MaxDepth: 50}
		quads, err := rdftest.ReadAll(strings.NewReader(doc), format, opts)
		if len(quads) > 16+8*len(doc) {
			t.Fatalf("%d quads from %d bytes", len(quads), len(doc))
		}
		if err != nil || len(quads) > 60 {
			return
		}
		text, err := write(quads, format, rdf.WriterOptions{Prefixes: benchPrefixes})
		if err != nil {
			if format == rdf.RDFXML { // which can read predicates and characters that it cannot write
				return
			}
			t.Fatalf("%v cannot be written: %v", quads, err)
		}
		again, err := rdftest.ReadAll(strings.NewReader(text), format, rdf.ReaderOptions{})
		if err != nil {
			t.Fatalf("%v, in\n%s", err, text)
		}
		if d := rdftest.Diff(again, quads); d != "" {
			t.Fatalf("%s, through\n%s", d, text)
		}
	})
}

func FuzzNTriples(f *testing.F) {
	fuzz(f, rdf.NTriples, "rdf1?/rdf-n-triples/*.nt", "rdf12/rdf-n-triples/*/*.nt")
}
func FuzzNQuads(f *testing.F) {
	fuzz(f, rdf.NQuads, "rdf1?/rdf-n-quads/*.nq", "rdf12/rdf-n-quads/*/*.nq")
}
func FuzzTurtle(f *testing.F) {
	fuzz(f, rdf.Turtle, "rdf1?/rdf-turtle/*.ttl", "rdf12/rdf-turtle/*/*.ttl")
}
func FuzzTriG(f *testing.F)   { fuzz(f, rdf.TriG, "rdf1?/rdf-trig/*.trig", "rdf12/rdf-trig/*/*.trig") }
func FuzzRDFXML(f *testing.F) { fuzz(f, rdf.RDFXML, "rdf1?/rdf-xml/*/*.rdf") }

func FuzzJSONLD(f *testing.F) {
	f.Add(`{"@context": {"p": {"@id": "http://e/p", "@container": "@list"}}, "@id": "_:a", "p": [1, "x"]}`)
	suite, _ := jsonldSuite()
	files, _ := filepath.Glob(filepath.Join(suite, "toRdf", "*.jsonld"))
	for _, file := range files {
		if doc, err := os.ReadFile(file); err == nil && len(doc) < 2000 {
			f.Add(string(doc))
		}
	}
	fuzz(f, rdf.JSONLD)
}

// FuzzResolveIRI checks that resolving is idempotent: a result is absolute.
func FuzzResolveIRI(f *testing.F) {
	for _, ref := range []string{"", "#", "?", "//g", "../../../g", "g;x=1/../y", "/./g", "..", "g:h"} {
		f.Add("http://a/b/c/d;p?q", ref)
	}
	f.Fuzz(func(t *testing.T, base, ref string) {
		if _, err := rdf.NewReader(strings.NewReader(""), rdf.Turtle, rdf.ReaderOptions{Base: base}); err != nil || base == "" {
			return
		}
		iri := rdf.ResolveIRI(base, ref)
		if again := rdf.ResolveIRI("http://other/", iri); again != iri {
			t.Fatalf("%q on %q is %q, which is resolved to %q", ref, base, iri, again)
		}
	})
}
