package storetest

import (
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

const xsd = rdf.XSDNamespace

// Terms that stores are known to change, or to take for each other.
var difficultTerms = []rdf.Term{
	rdf.Literal("007", xsd+"integer"),
	rdf.Literal("7", xsd+"integer"),
	rdf.Literal("+7", xsd+"integer"),
	rdf.Literal("123456789012345678901234567890", xsd+"integer"),
	rdf.Literal("seven", xsd+"integer"),
	rdf.Literal("1.0", xsd+"decimal"),
	rdf.Literal("1.00", xsd+"decimal"),
	rdf.Literal("1.0E2", xsd+"double"),
	rdf.Literal("1e2", xsd+"double"),
	rdf.Literal("INF", xsd+"double"),
	rdf.Literal("1", xsd+"boolean"),
	rdf.Literal("true", xsd+"boolean"),
	rdf.Literal("2024-01-01Z", xsd+"date"),
	rdf.Literal("2024-01-01", xsd+"date"),
	rdf.Literal("2024-01", xsd+"gYearMonth"),
	rdf.Literal("2024", xsd+"gYear"),
	rdf.Literal("2024-01-01T00:00:00+05:00", xsd+"dateTime"),
	rdf.Literal("2023-12-31T19:00:00Z", xsd+"dateTime"),
	rdf.Literal("7", "http://example.org/type"),
	rdf.Literal("7", "http://www.w3.org/2001/XMLSchema#int"),
	rdf.String("7"),
	rdf.String(""),
	rdf.String(" "),
	rdf.String("a\"b\\c\nd\re\tf\x00g\x7fh"),
	rdf.String("<http://example.org/o>"),
	rdf.String("_:o"),
	rdf.String(`"7"^^<http://www.w3.org/2001/XMLSchema#integer>`),
	rdf.String(`"x"@en`),
	rdf.String("Қарақалпақстан, Хийўа ҳәм 🏛"),
	rdf.String("e\u0301"), // two ways to write é
	rdf.String("\u00e9"),
	rdf.String(strings.Repeat("узын ", 20000)),
	rdf.LangString("Хийўа", "kaa"),
	rdf.LangString("Хийўа", "KAA"),
	rdf.LangString("Xiywa", "kaa-Latn"),
	rdf.LangString("Xiywa", "kaa-latn"),
	rdf.LangString("", "en"),
	rdf.DirLangString("שלום", "he", rdf.RTL),
	rdf.DirLangString("שלום", "he", rdf.LTR),
	rdf.LangString("שלום", "he"),
	rdf.IRI("http://example.org/o"),
	rdf.IRI("http://example.org/O"),
	rdf.IRI("http://example.org/%6F"),
	rdf.IRI("http://example.org/қала"),
	rdf.IRI("urn:x"),
	rdf.Blank("o"),
	rdf.Blank("O.o"),
	rdf.TripleTerm(iri("s"), iri("p"), rdf.String("o")),
	rdf.TripleTerm(iri("s"), iri("p"), rdf.LangString("o", "en")),
	rdf.TripleTerm(rdf.Blank("s"), iri("p"), rdf.TripleTerm(iri("s"), iri("p"), rdf.DirLangString("o\n\"", "he", rdf.RTL))),
	rdf.Literal("<<( <http://example.org/s> <http://example.org/p> \"o\" )>>", graph.TripleTermType),
	rdf.Literal("x", graph.TripleTermType+"_"),
	rdf.Literal("x", graph.TripleTermType+"__"),
}

func exactTerms(t *testing.T, b Backend) {
	url := b.URL(t)
	s, err := graph.Open(url, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	var quads []rdf.Quad
	for _, o := range difficultTerms {
		quads = append(quads, rdf.Quad{Subject: iri("s"), Predicate: iri("p"), Object: o, Graph: iri("g")})
	}
	if a := add(t, s, quads...); a.Added != len(quads) {
		t.Fatalf("%d of %d quads were new: different terms were taken for one", a.Added, len(quads))
	}
	holds(t, s, quads...)
	if b.Reopens {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err = graph.Open(url, graph.Options{}); err != nil {
			t.Fatal(err)
		}
		holds(t, s, quads...)
	}
	for _, q := range quads {
		if d := diff([]rdf.Quad{q}, match(t, s, graph.Pattern{Object: q.Object})); d != "" {
			t.Errorf("look-up by object (-want +got):\n%s", d)
		}
	}
	for i, q := range quads {
		remove(t, s, q)
		if n := len(match(t, s, graph.Pattern{})); n != len(quads)-i-1 {
			t.Fatalf("%d quads left after removing %s, expected %d", n, q, len(quads)-i-1)
		}
	}
}

func blankScope(t *testing.T, b Backend) {
	s := b.open(t)
	q := rdf.Quad{Subject: rdf.Blank("b0"), Predicate: iri("p"), Object: rdf.Blank("b1"), Graph: rdf.Blank("b0")}
	one, two := graph.ScopeBlanks("one", q), graph.ScopeBlanks("two", q)
	add(t, s, one)
	add(t, s, two)
	holds(t, s, one, two)
	if again := graph.ScopeBlanks("one", q); !again.Equal(one) {
		t.Errorf("the same scope gave %s, then %s", one, again)
	}
	if !one.Subject.Equal(one.Graph) || one.Subject.Equal(one.Object) {
		t.Errorf("labels that were alike or different are so no more: %s", one)
	}
	inner := rdf.Quad{Subject: iri("s"), Predicate: iri("p"), Object: rdf.TripleTerm(rdf.Blank("b0"), iri("p"), rdf.Blank("b1"))}
	scoped := graph.ScopeBlanks("one", inner)
	if !scoped.Object.Triple.Subject.Equal(one.Subject) {
		t.Errorf("inside a triple term _:b0 became %s, outside %s", scoped.Object.Triple.Subject, one.Subject)
	}
	if inner.Object.Triple.Subject.Value != "b0" {
		t.Error("ScopeBlanks changed the quad that it was given")
	}
}
