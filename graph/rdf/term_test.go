package rdf_test

import (
	"cmp"
	"testing"

	"pgregory.net/rapid"

	"diplograph/graph/rdf"
)

func TestTermString(t *testing.T) {
	s, p := rdf.IRI("http://e/s"), rdf.IRI("http://e/p")
	for _, c := range []struct {
		term rdf.Term
		want string
	}{
		{rdf.Term{}, ""},
		{s, "<http://e/s>"},
		{rdf.Blank("b"), "_:b"},
		{rdf.String("a\"\\\n\tҚ\x00\uFFFE"), `"a\"\\\n\tҚ\u0000\uFFFE"`},
		{rdf.Literal("007", rdf.XSDInteger), `"007"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{rdf.LangString("Xiywa", "kaa-Latn"), `"Xiywa"@kaa-Latn`},
		{rdf.DirLangString("x", "ar", rdf.RTL), `"x"@ar--rtl`},
		{rdf.DirLangString("x", "ar", rdf.NoDirection), `"x"@ar`},
		{rdf.TripleTerm(s, p, rdf.TripleTerm(s, p, rdf.String("o"))), `<<( <http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> "o" )>> )>>`},
	} {
		if got := c.term.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	q := rdf.Quad{Subject: s, Predicate: p, Object: s, Graph: rdf.Blank("g")}
	if want := "<http://e/s> <http://e/p> <http://e/s> _:g ."; q.String() != want {
		t.Errorf("got %s, want %s", q, want)
	}
}

// TestCompare checks that Compare is a total order that agrees with Equal.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quads := rapid.Custom(func(t *rapid.T) []rdf.Quad {
			return append(datasets().Draw(t, "some"), datasets().Draw(t, "others")...)
		}).Draw(t, "quads")
		for _, a := range quads {
			for _, b := range quads {
				ab := a.Compare(b)
				if (ab == 0) != a.Equal(b) || a.Equal(b) != (a.String() == b.String()) {
					t.Fatalf("%s and %s: compare %d, equal %t", a, b, ab, a.Equal(b))
				}
				if cmp.Compare(ab, 0) != -cmp.Compare(b.Compare(a), 0) {
					t.Fatalf("%s and %s: %d one way, %d the other", a, b, ab, b.Compare(a))
				}
				for _, c := range quads {
					if ab <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
						t.Fatalf("%s <= %s <= %s < the first", a, b, c)
					}
				}
			}
		}
	})
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		key  string
		find func(string) (rdf.Format, bool)
		want rdf.Format
	}{
		{".NQ", rdf.FormatByExtension, rdf.NQuads},
		{".ttl", rdf.FormatByExtension, rdf.Turtle},
		{".owl", rdf.FormatByExtension, rdf.RDFXML},
		{".txt", rdf.FormatByExtension, 0},
		{"", rdf.FormatByExtension, 0},
		{"Text/Turtle; charset=utf-8", rdf.FormatByMediaType, rdf.Turtle},
		{"application/ld+json", rdf.FormatByMediaType, rdf.JSONLD},
		{"application/json", rdf.FormatByMediaType, 0},
		{"nquads", rdf.FormatByName, rdf.NQuads},
		{"RDF/XML", rdf.FormatByName, rdf.RDFXML},
		{"trig", rdf.FormatByName, rdf.TriG},
		{"json-ld", rdf.FormatByName, rdf.JSONLD},
		{"n3", rdf.FormatByName, 0},
	} {
		if got, ok := c.find(c.key); got != c.want || ok != (c.want != 0) {
			t.Errorf("%q: got %s, %t, want %s", c.key, got, ok, c.want)
		}
	}
	if _, err := rdf.NewReader(nil, 0, rdf.ReaderOptions{}); err == nil {
		t.Error("a reader of no format")
	}
	if _, err := rdf.NewWriter(nil, 0, rdf.WriterOptions{}); err == nil {
		t.Error("a writer of no format")
	}
}

// Every text of a term counts, also a datatype and what is in a triple term.
func TestSize(t *testing.T) {
	s, p := rdf.IRI("x:s"), rdf.IRI("x:p")
	of := func(o rdf.Term) int64 { return rdf.Quad{Subject: s, Predicate: p, Object: o}.Size() }
	none := of(rdf.Term{})
	for _, c := range []struct {
		object rdf.Term
		more   int64
	}{
		{rdf.Blank("b"), 1},
		{rdf.Literal("12", "x:d"), 5},
		{rdf.LangString("12", "en"), int64(4 + len(rdf.RDFLangString))},
		{rdf.TripleTerm(s, p, rdf.Literal("12", "x:d")), 3*rdf.TermSize + 11},
	} {
		if more := of(c.object) - none; more != c.more {
			t.Errorf("%s takes %d bytes, expected %d", c.object, more, c.more)
		}
	}
}
