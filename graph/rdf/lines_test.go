package rdf

import (
	"io"
	"strings"
	"testing"
)

// readAll reads a whole document.
func readAll(doc string, f Format, opts ReaderOptions) ([]Quad, error) {
	r, err := NewReader(strings.NewReader(doc), f, opts)
	if err != nil {
		return nil, err
	}
	var quads []Quad
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads, nil
		}
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
}

// The drawing in the package comment.
func TestReadLinesExample(t *testing.T) {
	got, err := readAll("<http://ex.org/khiva> <http://www.w3.org/2000/01/rdf-schema#label> \"Хийўа\"@kaa .\n", NTriples, ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := Quad{
		Subject:   Term{Kind: KindIRI, Value: "http://ex.org/khiva"},
		Predicate: Term{Kind: KindIRI, Value: "http://www.w3.org/2000/01/rdf-schema#label"},
		Object:    Term{Kind: KindLiteral, Value: "Хийўа", Datatype: RDFLangString, Language: "kaa"},
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
			quads, err := readAll(c.doc, NQuads, ReaderOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			w, _ := NewWriter(&b, NQuads, WriterOptions{})
			for _, q := range quads {
				if err := w.Write(q); err != nil {
					t.Fatal(err)
				}
			}
			w.Close()
			if b.String() != c.want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), c.want)
			}
		})
	}
}
