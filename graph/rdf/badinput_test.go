package rdf_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// TestSyntaxErrors shows what errors say.
func TestSyntaxErrors(t *testing.T) {
	const sp = "<http://e/s> <http://e/p> "
	xml := func(body string) string {
		return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">` + "\n" + body + "\n</rdf:RDF>"
	}
	for _, c := range []struct {
		name   string
		format rdf.Format
		doc    string
		want   string
	}{
		{"literal subject", rdf.NQuads, "\n\"x\" <http://e/p> <http://e/o> .", `N-Quads: line 2, column 1: expected a subject (IRI or blank node), found '"'`},
		{"column counts characters", rdf.NTriples, sp + `"Хийўа"@ .`, "N-Triples: line 1, column 35: expected a language tag such as kaa or uz-Cyrl, found ' '"},
		{"no dot", rdf.NTriples, sp + "<http://e/o>", "N-Triples: line 1, column 39: expected '.' at the end of the statement, found the end of the line"},
		{"graph in N-Triples", rdf.NTriples, sp + "<http://e/o> <http://e/g> .", "N-Triples: line 1, column 40: expected '.' at the end of the statement, found '<'"},
		{"relative IRI", rdf.NQuads, "<s> <http://e/p> <http://e/o> .", "N-Quads: line 1, column 1: expected an absolute IRI, found '<'"},
		{"invalid UTF-8", rdf.NQuads, sp + "\"a\xFFb\" .", "N-Quads: line 1, column 29: expected UTF-8, found byte 0xFF"},
		{"truncated UTF-8", rdf.Turtle, sp + "\"a\xD0", "Turtle: line 1, column 29: expected UTF-8, found byte 0xD0"},
		{"lone surrogate", rdf.NQuads, sp + `"\uD83D" .`, `N-Quads: line 1, column 28: expected a valid escape such as \n, \" or \u0416, found '\uD83D'`},
		{"half an escape", rdf.NQuads, sp + `"\u00" .`, `N-Quads: line 1, column 28: expected a valid escape such as \n, \" or \u0416, found '\u00'`},
		{"no escape", rdf.Turtle, sp + `"\қ" .`, `Turtle: line 1, column 28: expected a valid escape such as \n, \" or \u0416, found '\қ'`},
		{"surrogate pair", rdf.Turtle, sp + `"\uD83D\uDE00" .`, `Turtle: line 1, column 28: expected a valid escape such as \n, \" or \u0416, found '\uD83D'`},
		{"beyond Unicode", rdf.Turtle, sp + `"\U00110000" .`, `Turtle: line 1, column 28: expected a valid escape such as \n, \" or \u0416, found '\U00110000'`},
		{"space in IRI", rdf.Turtle, "<http://e/a b>", "Turtle: line 1, column 12: expected a character that an IRI may hold, or '>', found ' '"},
		{"undeclared prefix", rdf.Turtle, "\n\ndg:a dg:b dg:c .", "Turtle: line 3, column 1: expected a prefix that is declared, found dg:"},
		{"no base", rdf.TriG, "<a> {}", "TriG: line 1, column 1: expected an absolute IRI, since there is no base, found '<'"},
		{"string over lines", rdf.Turtle, sp + "\"a\nb\"", `Turtle: line 1, column 29: expected '"' before the end of the line; only strings in three quotes may span lines, found '\n'`},
		{"unclosed list", rdf.Turtle, sp + "( 1 2 .", "Turtle: line 1, column 33: expected " + objects + ", found '.'"},
		{"unclosed graph", rdf.TriG, "<http://e/g> { " + sp + "1 .", "TriG: line 1, column 45: expected '}' at the end of the graph, found the end of the document"},
		{"graph in Turtle", rdf.Turtle, "<http://e/g> { " + sp + "1 }", "Turtle: line 1, column 14: expected a predicate (IRI or 'a'), found '{'"},
		{"tags cross", rdf.RDFXML, xml("<e:a><e:b></e:a></e:b>"), "RDF/XML: line 2, column 11: expected </e:b>, found </e:a>"},
		{"text between nodes", rdf.RDFXML, xml("text"), "RDF/XML: line 3, column 1: expected a node, found text"},
		{"XML prefix", rdf.RDFXML, xml("<f:a/>"), "RDF/XML: line 2, column 7: expected a prefix that is declared, found f:"},
		{"XML control", rdf.RDFXML, xml("<e:a><e:p>\x01</e:p></e:a>"), `RDF/XML: line 2, column 11: expected a character that XML allows, found '\x01'`},
		{"XML encoding", rdf.RDFXML, `<?xml version="1.0" encoding="ebcdic"?><a/>`, `RDF/XML: line 1, column 1: expected an encoding that is supported, such as UTF-8, found encoding "ebcdic"`},
		{"external entity", rdf.RDFXML, `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + xml("<e:a e:p='&x;'/>"), "RDF/XML: line 1, column 25: expected the entity's value in quotes; external entities are refused, found 'S'"},
		{"parameter entity", rdf.RDFXML, `<!DOCTYPE r [<!ENTITY % x "y"> %x;]>` + xml(""), "RDF/XML: line 1, column 23: expected no parameter entities, which are not supported, found '%'"},
		{"undeclared entity", rdf.RDFXML, xml("<e:a e:p='&nbsp;'/>"), "RDF/XML: line 2, column 11: expected an entity that is declared, found &nbsp;"},
		{"JSON", rdf.JSONLD, "{\"@id\":\n 1,}", "JSON-LD: line 2, column 4: expected JSON, found '}'"},
		{"JSON invalid UTF-8", rdf.JSONLD, "{\"http://e/p\": \"a\xFF\"}", "JSON-LD: line 1, column 18: expected UTF-8, found byte 0xFF"},
		{"JSON lone surrogate", rdf.JSONLD, `{"http://e/p": "a\ud83d"}`, `JSON-LD: line 1, column 18: expected a surrogate pair, found '\ud83d'`},
		{"JSON after the end", rdf.JSONLD, `{} {}`, "JSON-LD: line 1, column 5: expected the end of the document, found '}'"},
		{"remote context", rdf.JSONLD, `{"@context": "https://schema.org/", "name": "x"}`, "JSON-LD: expected contexts in the document itself, for remote ones are not fetched, found https://schema.org/"},
		{"JSON-LD processor", rdf.JSONLD, `{"@id": 1}`, "JSON-LD: expected a JSON-LD 1.1 document, found invalid @id value: value of @id must be a string"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := rdftest.ReadAll(strings.NewReader(c.doc), c.format, rdf.ReaderOptions{})
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %v", err, c.want)
			}
			if !errors.As(err, new(*rdf.SyntaxError)) {
				t.Errorf("%T is not a *SyntaxError", err)
			}
		})
	}
}

// TestLimits reads documents that are larger or deeper than the options allow.
func TestLimits(t *testing.T) {
	const sp = "<http://e/s> <http://e/p> "
	long := strings.Repeat("x", 2000)
	small := rdf.ReaderOptions{MaxToken: 1000, MaxDepth: 20, MaxDocument: 1000}
	head := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><e:a>`
	for _, c := range []struct {
		name   string
		format rdf.Format
		doc    string
	}{
		{"line", rdf.NQuads, sp + `"` + long + `" .`},
		{"triple terms", rdf.NTriples, strings.Repeat(sp+"<<( ", 25)},
		{"string", rdf.Turtle, sp + `"` + long + `" .`},
		{"long string", rdf.Turtle, sp + `"""` + long + `""" .`},
		{"IRI", rdf.TriG, "<http://e/" + long + ">"},
		{"local name", rdf.Turtle, "@prefix e: <http://e/> . e:" + long},
		{"blank node label", rdf.Turtle, "_:" + long},
		{"collections", rdf.Turtle, sp + strings.Repeat("(", 25)},
		{"property lists", rdf.TriG, sp + strings.Repeat("[ <http://e/p> ", 25)},
		{"annotations", rdf.Turtle, sp + "1 " + strings.Repeat("{| <http://e/p> 1 ", 25)},
		{"reified triples", rdf.Turtle, strings.Repeat("<< ", 25)},
		{"text", rdf.RDFXML, head + "<e:p>" + long},
		{"XML literal", rdf.RDFXML, head + "<e:p rdf:parseType='Literal'>" + strings.Repeat("<e:x/>", 200)},
		{"comment", rdf.RDFXML, "<!--" + long + "-->"},
		{"attribute", rdf.RDFXML, head + `<e:p e:q="` + long + `"/>`},
		{"attributes together", rdf.RDFXML, head + `<e:p e:q="` + long[:600] + `" e:r="` + long[:600] + `"/>`},
		{"elements", rdf.RDFXML, head + strings.Repeat("<e:p><e:a>", 25)},
		{"document", rdf.JSONLD, `{"a": "` + long + `"}`},
		{"JSON values", rdf.JSONLD, strings.Repeat("[", 25)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := rdftest.ReadAll(strings.NewReader(c.doc), c.format, small)
			if !errors.Is(err, rdf.ErrLimit) || !errors.As(err, new(*rdf.SyntaxError)) {
				t.Errorf("got %v, want a syntax error that wraps ErrLimit", err)
			}
			if _, err = rdftest.ReadAll(strings.NewReader(c.doc), c.format, rdf.ReaderOptions{}); errors.Is(err, rdf.ErrLimit) {
				t.Errorf("refused without limits of one's own: %v", err)
			}
		})
	}
}

// TestFixedLimits reads documents that pass the limits that no option moves.
func TestFixedLimits(t *testing.T) {
	repeat := func(n int, make func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(make(i))
		}
		return b.String()
	}
	long := "http://e/" + strings.Repeat("x", 5000)
	for _, c := range []struct {
		name   string
		format rdf.Format
		doc    string
	}{
		{"prefixes", rdf.Turtle, repeat(70_000, func(i int) string { return fmt.Sprintf("PREFIX p%d: <http://e/>\n", i) })},
		{"namespace", rdf.Turtle, "PREFIX p: <" + long + ">"},
		{"base", rdf.TriG, "BASE <" + long + ">"},
		{"attributes", rdf.RDFXML, "<a " + repeat(2000, func(i int) string { return fmt.Sprintf("a%d='' ", i) })},
		{"XML namespaces", rdf.RDFXML, repeat(100, func(i int) string {
			return "<n:a xmlns:n='http://e/' " + repeat(20, func(j int) string { return fmt.Sprintf("xmlns:n%dx%d='http://e/' ", i, j) }) + ">"
		})},
		{"XML namespace", rdf.RDFXML, "<a xmlns='" + long + "'>"},
		{"XML base", rdf.RDFXML, "<a xml:base='" + long + "'>"},
		{"context", rdf.JSONLD, `{"@context": {"p": "` + long + `"}}`},
	} {
		if _, err := rdftest.ReadAll(strings.NewReader(c.doc), c.format, rdf.ReaderOptions{}); !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestEntityBomb reads documents whose entities stand for much more than they
// are long.
func TestEntityBomb(t *testing.T) {
	head := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><e:a><e:p>`
	laughs := "<!DOCTYPE r [<!ENTITY a0 'ha'>"
	for i := '1'; i <= '9'; i++ {
		laughs += "<!ENTITY a" + string(i) + " '" + strings.Repeat("&a"+string(i-1)+";", 10) + "'>"
	}
	laughs += "]>"
	blowup := "<!DOCTYPE r [<!ENTITY a '" + strings.Repeat("a", 4000) + "'>]>"
	for name, doc := range map[string]string{
		"billion laughs":   laughs + head + "&a9;",
		"quadratic blowup": blowup + head + strings.Repeat("&a;", 1_000_000),
	} {
		_, err := rdftest.ReadAll(strings.NewReader(doc), rdf.RDFXML, rdf.ReaderOptions{})
		if !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("%s: %v", name, err)
		}
	}
	short := "<!DOCTYPE r [<!ENTITY xsd 'http://www.w3.org/2001/XMLSchema#'>]>" + head[:len(head)-1] + " rdf:datatype='&xsd;date'>2017-03-22</e:p></e:a></rdf:RDF>"
	quads, err := rdftest.ReadAll(strings.NewReader(short), rdf.RDFXML, rdf.ReaderOptions{})
	if err != nil || len(quads) != 2 || quads[1].Object != rdf.Literal("2017-03-22", rdf.XSDNamespace+"date") {
		t.Errorf("an ordinary entity: %v, %v", quads, err)
	}
}

// TestTruncatedGzip checks that the underlying reader's error comes through.
func TestTruncatedGzip(t *testing.T) {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	io.WriteString(z, manyLines())
	z.Close()
	for _, f := range []rdf.Format{rdf.NQuads, rdf.TriG, rdf.RDFXML, rdf.JSONLD} {
		in, err := gzip.NewReader(strings.NewReader(b.String()[:b.Len()/2]))
		if err != nil {
			t.Fatal(err)
		}
		_, err = rdftest.ReadAll(in, f, rdf.ReaderOptions{Continue: func(*rdf.SyntaxError) bool { return true }})
		if f == rdf.RDFXML || f == rdf.TriG { // which are not what the file holds
			continue
		}
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// endless is a stream of one byte.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// TestHugeLine reads a line of a gigabyte: it must be refused without being kept.
func TestHugeLine(t *testing.T) {
	const limit = 1 << 20
	for _, f := range []rdf.Format{rdf.NQuads, rdf.Turtle, rdf.TriG, rdf.RDFXML, rdf.JSONLD} {
		head := "<http://e/s> <http://e/p> \""
		if f == rdf.RDFXML {
			head = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="`
		}
		in := io.MultiReader(strings.NewReader(head), io.LimitReader(endless('a'), 1<<30), strings.NewReader("\" .\n<http://e/s> <http://e/p> 1 ."))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := rdftest.ReadAll(in, f, rdf.ReaderOptions{MaxToken: limit, MaxDocument: limit})
		runtime.ReadMemStats(&after)
		if !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("%s: %v", f, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16*limit {
			t.Errorf("%s: allocated %d bytes for a limit of %d", f, used, limit)
		}
	}
}

// TestContinue skips bad lines, also one that is too long.
func TestContinue(t *testing.T) {
	const good = "<http://e/s> <http://e/p> <http://e/o> .\n"
	doc := good + "bad\n" + good + strings.Repeat("x", 300_000) + "\n" + good + "\xFF\n" + "<http://e/s> <http://e/p> \"\n" + good
	var lines []int
	quads, err := rdftest.ReadAll(strings.NewReader(doc), rdf.NTriples, rdf.ReaderOptions{
		MaxToken: 1000,
		Continue: func(e *rdf.SyntaxError) bool { lines = append(lines, e.Line); return true },
	})
	if err != nil || len(quads) != 4 {
		t.Errorf("%d quads, %v", len(quads), err)
	}
	if want := []int{2, 4, 6, 7}; len(lines) != 4 || lines[0] != want[0] || lines[1] != want[1] || lines[2] != want[2] || lines[3] != want[3] {
		t.Errorf("bad lines %v, want %v", lines, want)
	}
	r, _ := rdf.NewReader(strings.NewReader("bad\n"+good), rdf.NTriples, rdf.ReaderOptions{})
	_, err1 := r.Read()
	_, err2 := r.Read()
	if err1 == nil || err1 != err2 {
		t.Errorf("an error must stay: %v, then %v", err1, err2)
	}
}
