package rdf_test

import (
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// The drawing in the package comment.
func TestReadLinesExample(t *testing.T) {
	got, err := rdftest.ReadAll(strings.NewReader("<http://ex.org/khiva> <http://www.w3.org/2000/01/rdf-schema#label> \"Хийўа\"@kaa .\n"), rdf.NTriples, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := rdf.Quad{
		Subject:   rdf.Term{Kind: rdf.KindIRI, Value: "http://ex.org/khiva"},
		Predicate: rdf.Term{Kind: rdf.KindIRI, Value: "http://www.w3.org/2000/01/rdf-schema#label"},
		Object:    rdf.Term{Kind: rdf.KindLiteral, Value: "Хийўа", Datatype: rdf.RDFLangString, Language: "kaa"},
	}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReadLines(t *testing.T) {
	const s, p = "<http://e/s>", "<http://e/p>"
	for _, c := range []struct{ name, doc, want string }{
		{"empty", "", ""},
		{"comments and blank lines", "# one\n\n  \t\n" + s + p + s + ". # two\n", s + " " + p + " " + s + " .\n"},
		{"CR alone ends a line", s + p + s + ".\r" + s + p + "_:a.\r\n" + s + p + "_:b .", s + " " + p + " " + s + " .\n" + s + " " + p + " _:a .\n" + s + " " + p + " _:b .\n"},
		{"byte order mark", "\uFEFF" + s + p + s + " .", s + " " + p + " " + s + " .\n"},
		{"escapes", s + p + `"a\\\"\u0416\n" .`, s + " " + p + ` "a\\\"Ж\n" .` + "\n"},
		{"controls", s + p + "\"\\b\\t\\n\\f\\r\\u0007\\uFFFF\u007F\" .", s + " " + p + ` "\b\t\n\f\r\u0007\uFFFF\u007F" .` + "\n"},
		{"labels with dots", "_:a.b " + p + " _:c.d.", "_:a.b " + p + " _:c.d .\n"},
		{"named graph", s + p + s + "_:g.", s + " " + p + " " + s + " _:g .\n"},
		{"version", "VERSION \"1.2\" # new\n" + s + p + s + ".", s + " " + p + " " + s + " .\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			quads, err := rdftest.ReadAll(strings.NewReader(c.doc), rdf.NQuads, rdf.ReaderOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := write(quads, rdf.NQuads, rdf.WriterOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
