package rdf_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// roundTrip writes the quads and reads them again; it says what changed. It
// returns false if the format cannot hold them, which the writer must say.
func roundTrip(quads []rdf.Quad, f rdf.Format, prefixes []rdf.Prefix) (problem string, holds bool) {
	doc, err := write(quads, f, rdf.WriterOptions{Prefixes: prefixes})
	if err != nil {
		return "", false
	}
	again, err := rdftest.ReadAll(strings.NewReader(doc), f, rdf.ReaderOptions{})
	if err != nil {
		return err.Error() + "\n" + doc, true
	}
	if d := rdftest.Diff(again, quads); d != "" {
		return d + "\nthrough\n" + doc, true
	}
	return "", true
}

var w3cSuites = []string{
	"rdf11/rdf-n-triples", "rdf11/rdf-n-quads", "rdf11/rdf-turtle", "rdf11/rdf-trig", "rdf11/rdf-xml",
	"rdf12/rdf-n-triples", "rdf12/rdf-n-quads", "rdf12/rdf-turtle", "rdf12/rdf-trig", "rdf12/rdf-xml",
}

// TestRoundTripW3C writes the dataset of every positive W3C test in every format
// and reads it again.
func TestRoundTripW3C(t *testing.T) {
	s, tests := needSuites(t)
	held, documents := map[rdf.Format]int{}, 0
	for _, suite := range w3cSuites {
		for _, c := range tests[suite] {
			quads, err := s.Quads(c.Action.Value)
			if err != nil {
				continue // a negative test; TestW3C tells of the others
			}
			documents++
			for _, f := range rdf.Formats() {
				problem, holds := roundTrip(quads, f, benchPrefixes)
				if problem != "" {
					t.Errorf("%s %s through %s: %s", suite, c.Name, f, problem)
				}
				if holds {
					held[f]++
				}
			}
		}
	}
	for _, f := range rdf.Formats() {
		t.Logf("%s holds %d of %d datasets", f, held[f], documents)
	}
	if held[rdf.NQuads] != documents || held[rdf.TriG] != documents {
		t.Errorf("N-Quads and TriG must hold every dataset")
	}
}

// datasets generates datasets with all that RDF 1.2 allows and strings that
// need escapes.
func datasets() *rapid.Generator[[]rdf.Quad] {
	char := rapid.OneOf(
		rapid.SampledFrom([]rune("ab\"'\\\n\r\t<>&{}|~^`#.;,:@ \x00\x01\x7f\u0085\u2028әҳ\uFFFD\uFFFE\uFFFF\U0001F600")),
		rapid.Rune())
	text := rapid.StringOfN(char, 0, 8, -1)
	iri := rapid.Custom(func(t *rapid.T) rdf.Term {
		ns := rapid.SampledFrom([]string{benchNS, benchRes, rdfs, "urn:x:", "http://e/a/../b?q#", "schema:"}).Draw(t, "namespace")
		local := rapid.StringMatching(`([a-zA-Z0-9_.:/#&~'!*(),;=ә-]|%4[1a]){0,5}`).Draw(t, "local")
		return rdf.IRI(ns + local)
	})
	blank := rapid.Map(rapid.SampledFrom([]string{"a", "b0", "anon1", "anon_anon1", "0", "x.y", "ә-1", "_x41"}), rdf.Blank)
	literal := rapid.Custom(func(t *rapid.T) rdf.Term {
		s := text.Draw(t, "text")
		tag := rapid.SampledFrom([]string{"en", "kaa-Latn", "UZ-cyrl"})
		switch rapid.IntRange(0, 4).Draw(t, "literal") {
		case 0:
			return rdf.LangString(s, tag.Draw(t, "tag"))
		case 1:
			d := rapid.SampledFrom([]rdf.Direction{rdf.LTR, rdf.RTL}).Draw(t, "direction")
			return rdf.DirLangString(s, tag.Draw(t, "tag"), d)
		case 2:
			n := rapid.SampledFrom([]string{"1", "-07", "+1.0", "1.", ".5", "1e5", "1.E+3", "true", "1", "e", "INF", "a"}).Draw(t, "number")
			return rdf.Literal(n, rdf.XSDNamespace+rapid.SampledFrom([]string{"integer", "decimal", "double", "boolean"}).Draw(t, "type"))
		case 3:
			return rdf.Literal(s, iri.Draw(t, "datatype").Value)
		}
		return rdf.String(s)
	})
	var object func(depth int) *rapid.Generator[rdf.Term]
	object = func(depth int) *rapid.Generator[rdf.Term] {
		kinds := []*rapid.Generator[rdf.Term]{iri, blank, literal}
		if depth < 3 {
			kinds = append(kinds, rapid.Custom(func(t *rapid.T) rdf.Term {
				return rdf.TripleTerm(rapid.OneOf(iri, blank).Draw(t, "s"), iri.Draw(t, "p"), object(depth+1).Draw(t, "o"))
			}))
		}
		return rapid.OneOf(kinds...)
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) rdf.Quad {
		return rdf.Quad{
			Subject:   rapid.OneOf(iri, blank).Draw(t, "subject"),
			Predicate: rapid.OneOf(iri, rapid.Just(rdf.IRI(rdf.RDFType))).Draw(t, "predicate"),
			Object:    object(0).Draw(t, "object"),
			Graph:     rapid.OneOf(rapid.Just(rdf.Term{}), iri, blank).Draw(t, "graph"),
		}
	}), 0, 8)
}

func TestRoundTrip(t *testing.T) {
	for _, f := range rdf.Formats() {
		t.Run(f.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				quads := datasets().Draw(t, "quads")
				if !f.HasGraphs() {
					for i := range quads {
						quads[i].Graph = rdf.Term{}
					}
				}
				if f == rdf.RDFXML || f == rdf.JSONLD { // which cannot hold everything
					quads = slices.DeleteFunc(quads, func(q rdf.Quad) bool {
						_, err := write([]rdf.Quad{q}, f, rdf.WriterOptions{})
						return err != nil
					})
				}
				prefixes := rapid.SampledFrom([][]rdf.Prefix{nil, benchPrefixes}).Draw(t, "prefixes")
				problem, holds := roundTrip(quads, f, prefixes)
				if problem != "" {
					t.Fatal(problem)
				}
				if !holds {
					t.Fatalf("%s must hold %v", f, quads)
				}
			})
		})
	}
}
