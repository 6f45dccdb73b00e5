package results

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/rdf"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// An answer is one whole.
type answer struct {
	vars    []string
	rows    [][]rdf.Term
	boolean *bool
}

func write(t testing.TB, f Format, a answer, opts WriterOptions) string {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, f, a.vars, opts)
	if err != nil {
		t.Fatal(err)
	}
	if a.boolean != nil {
		err = w.Boolean(*a.boolean)
	}
	for _, row := range a.rows {
		err = errors.Join(err, w.Row(row))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(text string, f Format, opts ReaderOptions) (a answer, err error) {
	r, err := NewReader(strings.NewReader(text), f, opts)
	if err != nil {
		return a, err
	}
	a.vars = r.Vars()
	if value, ok := r.Boolean(); ok {
		a.boolean = &value
	}
	for {
		row, err := r.Row()
		if err == io.EOF {
			return a, nil
		}
		if err != nil {
			return a, err
		}
		a.rows = append(a.rows, row)
	}
}

func same(a, b answer) string {
	if d := cmp.Diff(a.boolean, b.boolean); d != "" {
		return d
	}
	if !slices.Equal(a.vars, b.vars) {
		return cmp.Diff(a.vars, b.vars)
	}
	text := func(rows [][]rdf.Term) (lines []string) {
		for _, row := range rows {
			var cells []string
			for _, t := range row {
				cells = append(cells, t.String())
			}
			lines = append(lines, strings.Join(cells, " | "))
		}
		return lines
	}
	return cmp.Diff(text(a.rows), text(b.rows))
}

var sample = answer{
	vars: []string{"s", "label", "n"},
	rows: [][]rdf.Term{
		{rdf.IRI("https://w3id.org/diplograph/id/city/khiva"), rdf.LangString("Хийўа", "kaa"), rdf.Literal("42", rdf.XSDInteger)},
		{rdf.Blank("b0"), {}, rdf.Literal("042", rdf.XSDInteger)},
		{rdf.IRI("http://example.org/?a&b"), rdf.DirLangString("a \"q\"\t<\n", "ar", rdf.RTL), rdf.Literal("1e6", rdf.XSDDouble)},
		{rdf.TripleTerm(rdf.Blank("b0"), rdf.IRI("urn:p"), rdf.String("")), rdf.String(""), {}},
		{{}, {}, {}},
	},
}

func TestGolden(t *testing.T) {
	for f, file := range map[Format]string{JSON: "sample.srj", XML: "sample.srx", CSV: "sample.csv", TSV: "sample.tsv", Table: "sample.txt"} {
		got := write(t, f, sample, WriterOptions{})
		name := filepath.Join("testdata", file)
		if os.Getenv("REWRITE") != "" {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", f, got, want)
		}
		if f == Table || f == CSV {
			continue
		}
		if back, err := read(got, f, ReaderOptions{}); err != nil || same(back, sample) != "" {
			t.Errorf("%s: %v %s", f, err, same(back, sample))
		}
	}
}

func TestBoolean(t *testing.T) {
	for _, value := range []bool{true, false} {
		for f, want := range map[Format]string{
			JSON: `{"head":{},"boolean":VALUE}` + "\n", CSV: "VALUE\r\n", TSV: "VALUE\n", Table: "VALUE\n",
			XML: xmlStart + "</head><boolean>VALUE</boolean></sparql>\n",
		} {
			got := write(t, f, answer{boolean: &value}, WriterOptions{})
			word := map[bool]string{true: "true", false: "false"}[value]
			if got != strings.Replace(want, "VALUE", word, 1) {
				t.Errorf("%s: %q", f, got)
			}
			if f == CSV || f == Table {
				continue
			}
			if back, err := read(got, f, ReaderOptions{}); err != nil || back.boolean == nil || *back.boolean != value {
				t.Errorf("%s: %v %v", f, back, err)
			}
		}
	}
}

func TestNoRowsAndNoVariables(t *testing.T) {
	for _, a := range []answer{
		{vars: []string{"x"}}, {vars: nil}, {vars: nil, rows: [][]rdf.Term{{}, {}}}, {vars: []string{"x"}, rows: [][]rdf.Term{{{}}, {rdf.String("")}}},
	} {
		for _, f := range []Format{JSON, XML, CSV, TSV} {
			text := write(t, f, a, WriterOptions{})
			if back, err := read(text, f, ReaderOptions{}); err != nil || same(back, a) != "" {
				t.Errorf("%s %q: %v %s", f, text, err, same(back, a))
			}
		}
	}
}

func genTerm(depth int) *rapid.Generator[rdf.Term] {
	return rapid.Custom(func(t *rapid.T) rdf.Term {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab \t\n\r\"'\\<>&,?é\u0085𝄞0.-eE:"))).Draw(t, "text")
		switch rapid.IntRange(0, 5+min(depth, 1)).Draw(t, "kind") {
		case 0:
			return rdf.IRI("http://x/" + rapid.StringMatching(`[a-z?&#'=;%é]{0,8}`).Draw(t, "iri"))
		case 1:
			return rdf.Blank(rapid.StringMatching(`[a-z][a-z0-9.-]{0,5}[a-z0-9]`).Draw(t, "label"))
		case 2:
			return rdf.String(text)
		case 3:
			return rdf.DirLangString(text, rapid.StringMatching(`[a-zA-Z]{2}(-[A-Za-z0-9]{2,4})?`).Draw(t, "tag"), rdf.Direction(rapid.IntRange(0, 2).Draw(t, "direction")))
		case 4:
			return rdf.Literal(text, rapid.SampledFrom([]string{rdf.XSDInteger, rdf.XSDDouble, "urn:d"}).Draw(t, "datatype"))
		case 5:
			number := rapid.StringMatching(`[+-]?[0-9]{0,2}\.?[0-9]{0,2}([eE]-?[0-9])?`).Draw(t, "number")
			return rdf.Literal(number, rapid.SampledFrom([]string{rdf.XSDInteger, rdf.XSDDecimal, rdf.XSDDouble, rdf.XSDBoolean}).Draw(t, "datatype"))
		}
		inner := genTerm(depth - 1)
		s := rdf.Blank("s")
		if rapid.Bool().Draw(t, "iri") {
			s = rdf.IRI("urn:s")
		}
		return rdf.TripleTerm(s, rdf.IRI("urn:p"), inner.Draw(t, "object"))
	})
}

// TestTermsComeBack holds JSON, XML and TSV to giving back what went in.
func TestTermsComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := answer{vars: []string{"x", "é_1"}}
		for range rapid.IntRange(0, 4).Draw(rt, "rows") {
			row := make([]rdf.Term, 2)
			for i := range row {
				if rapid.IntRange(0, 3).Draw(rt, "bound") > 0 {
					row[i] = genTerm(2).Draw(rt, "term")
				}
			}
			a.rows = append(a.rows, row)
		}
		for _, f := range []Format{JSON, XML, TSV} {
			text := write(t, f, a, WriterOptions{})
			if back, err := read(text, f, ReaderOptions{}); err != nil || same(back, a) != "" {
				rt.Fatalf("%s: %v\n%s\n%s", f, err, text, same(back, a))
			}
		}
	})
}

// TestCutShort holds that no beginning of an answer passes for an answer.
func TestCutShort(t *testing.T) {
	yes := true
	for _, a := range []answer{sample, {boolean: &yes}} {
		for _, f := range []Format{JSON, XML} {
			text := strings.TrimSpace(write(t, f, a, WriterOptions{}))
			for n := range len(text) {
				if _, err := read(text[:n], f, ReaderOptions{}); err == nil {
					t.Errorf("%s: %q is read", f, text[:n])
				}
			}
		}
	}
}

// TestWithoutCloseIsOpen holds that a writer that was not closed leaves no
// document.
func TestWithoutCloseIsOpen(t *testing.T) {
	for _, f := range []Format{JSON, XML} {
		for rows := range 3 {
			var b bytes.Buffer
			w, err := NewWriter(&b, f, sample.vars, WriterOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range sample.rows[:rows] {
				if err := w.Row(row); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if _, err := read(b.String(), f, ReaderOptions{}); err == nil {
				t.Errorf("%s: %q is read", f, b.String())
			}
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	w, _ := NewWriter(io.Discard, XML, []string{"x"}, WriterOptions{})
	if err := w.Row([]rdf.Term{rdf.String("a\x01")}); err == nil || w.Close() != err {
		t.Errorf("a control character in XML: %v", err)
	}
	w, _ = NewWriter(io.Discard, JSON, []string{"x"}, WriterOptions{})
	if err := w.Row(nil); err == nil {
		t.Error("a row of another length")
	}
	w, _ = NewWriter(io.Discard, JSON, nil, WriterOptions{})
	if err := errors.Join(w.Boolean(true)); err != nil || w.Row(nil) == nil {
		t.Error("a row after ASK")
	}
	if _, err := NewWriter(io.Discard, 0, nil, WriterOptions{}); err == nil {
		t.Error("no format")
	}
	if _, err := NewReader(strings.NewReader(""), Table, ReaderOptions{}); err == nil {
		t.Error("a table read back")
	}
}

func TestBadAnswers(t *testing.T) {
	deep := strings.Repeat(`{"type":"triple","value":{"subject":{"type":"uri","value":"urn:s"},"predicate":{"type":"uri","value":"urn:p"},"object":`, 200)
	for _, test := range []struct {
		f    Format
		text string
	}{
		{JSON, ``}, {JSON, `[]`}, {JSON, `{}`}, {JSON, `{"head":{}}`}, {JSON, `{"results":{"bindings":[]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{}}`}, {JSON, `{"head":{"vars":["x"]},"results":{"bindings":[]},"boolean":true}`},
		{JSON, `{"head":{},"boolean":true,"results":{"bindings":[]}}`}, {JSON, `{"head":{},"boolean":"true"}`},
		{JSON, `{"head":{"vars":["x","x"]},"results":{"bindings":[]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"y":{"type":"uri","value":"urn:a"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"a b"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"cat","value":"a"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":7}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a","xml:lang":"en","datatype":"urn:d"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a","xml:lang":"en","its:dir":"up"}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"triple","value":{}}}]}}`},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[]}} more`},
		{JSON, "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":\"literal\",\"value\":\"\xff\"}}]}}"},
		{JSON, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":` + deep},
		{XML, ``}, {XML, `<sparql/>`}, {XML, `<sparql xmlns="urn:other"><head/></sparql>`},
		{XML, xmlStart + `</head><boolean>maybe</boolean></sparql>`},
		{XML, xmlStart + `<variable name="x"/></head><results><result><binding name="y"><uri>urn:a</uri></binding></result></results></sparql>`},
		{XML, xmlStart + `<variable name="x"/></head><results><result><binding name="x"><uri>urn:a</uri></binding><binding name="x"><uri>urn:a</uri></binding></result></results></sparql>`},
		{XML, xmlStart + `<variable name="x"/></head><results><result><binding name="x"/></result></results></sparql>`},
		{XML, xmlStart + `<variable name="x"/></head><results><result><binding name="x"><uri>&ent;</uri></binding></result></results></sparql>`},
		{XML, `<!DOCTYPE x [<!ENTITY ent SYSTEM "file:///etc/passwd">]>` + strings.TrimPrefix(xmlStart, `<?xml version="1.0" encoding="UTF-8"?>`) + `<variable name="x"/></head><results><result><binding name="x"><literal>&ent;</literal></binding></result></results></sparql>`},
		{XML, xmlStart + `</head><results></results></sparql><more/>`},
		{CSV, ``}, {CSV, "x\n\"a"}, {CSV, "x\na,b\n"}, {CSV, "x\na\"b\n"}, {CSV, "x,y\na\n"}, {CSV, "x\n\"a\"b\n"}, {CSV, "x,x\n"}, {CSV, "x\n\xff\n"},
		{TSV, ``}, {TSV, "x\n"}, {TSV, "?x\nhello\n"}, {TSV, "?x\n<a b>\n"}, {TSV, "?x\n\"a\n"}, {TSV, "?x\n\"a\\\n"}, {TSV, "?x\n\"a\\q\"\n"},
		{TSV, "?x\n\"a\"@\n"}, {TSV, "?x\n<urn:a>\t<urn:b>\n"}, {TSV, "?x\n<<( <urn:a> <urn:b> )>>\n"}, {TSV, "?x\n\"a\"^^<urn:d\n"}, {TSV, "?x\n\"a\" b\n"},
		{TSV, "?x\n<\\uD800>\n"}, {TSV, "?x\n" + strings.Repeat("<<(<urn:s> <urn:p> ", 300)}, {TSV, "?x\n_:\n  \n<"},
	} {
		_, err := read(test.text, test.f, ReaderOptions{})
		if e, ok := errors.AsType[*SyntaxError](err); !ok || e.Expected == "" || e.Found == "" || e.Format != test.f {
			t.Errorf("%s %.200q: %v", test.f, test.text, err)
		}
	}
}

func TestLimits(t *testing.T) {
	long := answer{vars: []string{"x"}, rows: [][]rdf.Term{{rdf.String(strings.Repeat("a", 5000))}}}
	short := answer{vars: []string{"x"}, rows: slices.Repeat([][]rdf.Term{{rdf.String(strings.Repeat("a", 300))}}, 100)}
	for _, f := range []Format{JSON, XML, CSV, TSV} {
		if _, err := read(write(t, f, long, WriterOptions{}), f, ReaderOptions{MaxRow: 1000}); !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("%s: a row of 5000 bytes: %v", f, err)
		}
		if back, err := read(write(t, f, short, WriterOptions{}), f, ReaderOptions{MaxRow: 1000}); err != nil || len(back.rows) != 100 {
			t.Errorf("%s: %d rows of 300 bytes: %v", f, len(back.rows), err)
		}
		if _, err := read(write(t, f, sample, WriterOptions{}), f, ReaderOptions{MaxVars: 2}); !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("%s: three variables: %v", f, err)
		}
	}
}

// TestHeadLast reads JSON whose head follows its results, as the format allows.
func TestHeadLast(t *testing.T) {
	got, err := read(`{"link":[],"results":{"x":1,"bindings":[{"a":{"type":"bnode","value":"nodeID://1"}},{}],"y":2},"head":{"vars":["a"],"link":["urn:l"]}}`, JSON, ReaderOptions{})
	want := answer{vars: []string{"a"}, rows: [][]rdf.Term{{rdf.Blank("x6e6f646549443a2f2f31")}, {{}}}}
	if err != nil || same(got, want) != "" {
		t.Errorf("%v %s", err, same(got, want))
	}
}

func TestFormatsByName(t *testing.T) {
	for key, want := range map[string]Format{
		"application/sparql-results+JSON; charset=utf-8": JSON, "text/xml": XML, "text/csv": CSV, "text/tab-separated-values": TSV, "image/png": 0,
	} {
		if got, _ := FormatByMediaType(key); got != want {
			t.Errorf("%s: %s", key, got)
		}
	}
	for _, f := range Formats() {
		byName, _ := FormatByName(strings.ToUpper(f.String()))
		byExtension, _ := FormatByExtension(f.Extensions()[0])
		if byName != f || byExtension != f {
			t.Errorf("%s: %s, %s", f, byName, byExtension)
		}
	}
}

func TestTableFitsTheTerminal(t *testing.T) {
	a := answer{vars: []string{"n", "text", "name"}}
	for range 3 {
		a.rows = append(a.rows, []rdf.Term{rdf.Literal("7", rdf.XSDInteger), rdf.LangString(strings.Repeat("слово ", 30), "kaa"), rdf.String("\x1b[31mred\n漢字")})
	}
	for _, width := range []int{30, 60, 100} {
		for line := range strings.Lines(write(t, Table, a, WriterOptions{Width: width})) {
			if n := cellWidth(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("width %d: %d columns: %q", width, n, line)
			}
			if strings.Contains(line, "\x1b") {
				t.Errorf("an escape of the terminal: %q", line)
			}
		}
	}
}

func TestTableOfManyRows(t *testing.T) {
	a := answer{vars: []string{"n"}, rows: slices.Repeat([][]rdf.Term{{rdf.Literal("7", rdf.XSDInteger)}}, 3*measured)}
	if n := strings.Count(write(t, Table, a, WriterOptions{}), "\n"); n != 3*measured+2 {
		t.Errorf("%d lines", n)
	}
}

func FuzzReader(f *testing.F) {
	for _, format := range []Format{JSON, XML, CSV, TSV} {
		f.Add(byte(format), write(f, format, sample, WriterOptions{}))
	}
	f.Add(byte(TSV), "?x\t?y\n'''a'''@en--rtl\t1.5e3\n<<(_:a <b:c> <<(_:a <b:c> true)>>)>>\t\n")
	f.Fuzz(func(t *testing.T, format byte, text string) {
		which := Format(format%4) + JSON
		a, err := read(text, which, ReaderOptions{MaxRow: 1 << 16})
		if err != nil {
			return
		}
		for _, again := range []Format{JSON, TSV} {
			if again == TSV && slices.ContainsFunc(a.vars, func(v string) bool { return strings.ContainsAny(v, "\t\r\n") }) {
				continue
			}
			if back, err := read(write(t, again, a, WriterOptions{}), again, ReaderOptions{}); err != nil || same(back, a) != "" {
				t.Errorf("%s as %s: %v %s", which, again, err, same(back, a))
			}
		}
	})
}

func BenchmarkWriter(b *testing.B) {
	for _, f := range Formats() {
		b.Run(f.String(), func(b *testing.B) {
			w, err := NewWriter(io.Discard, f, sample.vars, WriterOptions{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Row(sample.rows[0]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
