package table_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/loader/table"
)

const example = "http://example.org/"

// describe makes a mapping of the properties of a table.
func describe(properties string) string {
	return `{"@context": ["http://www.w3.org/ns/csvw", {"@base": "http://example.org/"}], "url": "t.csv", ` + properties + `}`
}

// columns makes a mapping of columns, all about the row's IRI.
func columns(list string) string {
	return describe(`"tableSchema": {"aboutUrl": "#row-{_row}", "columns": [` + list + `]}`)
}

func read(mapping, name, csv string, opts table.Options) ([]rdf.Quad, error) {
	m, err := table.ReadMapping(strings.NewReader(mapping), "")
	if err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	r, err := m.NewReader(strings.NewReader(csv), name, opts)
	if err != nil {
		return nil, err
	}
	return readAll(r)
}

func readAll(r rdf.Reader) ([]rdf.Quad, error) {
	var out []rdf.Quad
	for {
		q, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			if _, again := r.Read(); again != err {
				return out, fmt.Errorf("error %w, and then %v", err, again)
			}
			return out, err
		}
		out = append(out, q)
	}
}

func mustRead(t *testing.T, mapping, name, csv string) []rdf.Quad {
	t.Helper()
	quads, err := read(mapping, name, csv, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

func turtle(t *testing.T, doc string) []rdf.Quad {
	t.Helper()
	r, err := rdf.NewReader(strings.NewReader(doc), rdf.Turtle, rdf.ReaderOptions{Base: example + "t.csv"})
	if err != nil {
		t.Fatal(err)
	}
	quads, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// same compares what was read with what Turtle says.
func same(t *testing.T, got []rdf.Quad, want string) {
	t.Helper()
	const prefixes = `@prefix : <http://example.org/t.csv#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
@prefix dg: <https://w3id.org/diplograph/ns#> .
`
	if d := rdftest.Diff(got, turtle(t, prefixes+want)); d != "" {
		t.Error(d)
	}
}

func TestColumnsAreFoundByTheirTitles(t *testing.T) {
	mapping := columns(`{"name": "b", "titles": ["Be", "B"]}, {"name": "a"}`)
	const want = `:row-1 :a "1" ; :b "2" .`
	for _, csv := range []string{"a,B\n1,2\n", "Be,a\n2,1\n", "x,a,y,B,z\n0,1,0,2,0\n", "a, B\r\n1,2", "\uFEFFa,B\n1,2\n"} {
		same(t, mustRead(t, mapping, "t.csv", csv), want)
	}
	_, err := read(mapping, "t.csv", "a,be\n1,2\n", table.Options{})
	if want := `line 1: b: expected a column titled "Be" or "B", found the titles "a", "be"`; fmt.Sprint(err) != want {
		t.Errorf("error %v, want %s", err, want)
	}
	twice := columns(`{"name": "first", "titles": "n"}, {"name": "second", "titles": "n"}`)
	same(t, mustRead(t, twice, "t.csv", "n,n\n1,2\n"), `:row-1 :first "1" ; :second "2" .`)
}

func TestDialects(t *testing.T) {
	const want = `:row-1 :a "x" ; :b "y, z" .`
	tests := []struct{ name, dialect, csv string }{
		{"commas", `{}`, "a,b\nx,\"y, z\"\n"},
		{"semicolons", `{"delimiter": ";"}`, "a;b\nx;y, z\n"},
		{"any character", `{"delimiter": "→"}`, "a→b\nx→y, z\n"},
		{"other quotes", `{"quoteChar": "'"}`, "a,b\nx,'y, z'\n"},
		{"no quotes", `{"quoteChar": null, "delimiter": "|"}`, "a|b\nx|y, z\n"},
		{"comments", `{}`, "# \"no table\na,b\n#x,\nx,\"y, z\"\n"},
		{"long comments", `{"commentPrefix": "//"}`, "// no table\na,b\nx,\"y, z\"\n//\n"},
		{"rows to skip", `{"skipRows": 2}`, "The \"visits\n\na,b\nx,\"y, z\"\n"},
		{"columns to skip", `{"skipColumns": 2}`, ",,a,b\n1,2,x,\"y, z\"\n"},
		{"blank rows", `{"skipBlankRows": true}`, "a,b\n,\n\nx,\"y, z\"\n\n,"},
		{"two header rows", `{"headerRowCount": 2}`, "A,b\na,B\nx,\"y, z\"\n"},
		{"no header", `{"header": false}`, "x,\"y, z\"\n"},
		{"no final line end", `{}`, "a,b\nx,\"y, z\""},
		{"spaces around", `{}`, " a ,b\n\tx, \"y, z \"\n"},
		{"windows-1252", `{"encoding": "windows-1252"}`, "a,b\nx,\"y, z\"\n"},
		{"utf-16", `{"encoding": "utf-16le"}`, utf16("a,b\nx,\"y, z\"\n")},
		{"utf-16 by its mark", `{}`, utf16("\uFEFFa,b\nx,\"y, z\"\n")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mapping := describe(`"dialect": ` + test.dialect + `, "tableSchema": {"aboutUrl": "#row-1", "columns": [{"name": "a"}, {"name": "b"}]}`)
			same(t, mustRead(t, mapping, "t.csv", test.csv), want)
		})
	}
	t.Run("by name", func(t *testing.T) {
		for _, name := range []string{"t.tsv", "folder/T.TSV.gz", "t.tab"} {
			same(t, mustRead(t, columns(`{"name": "a"}, {"name": "b"}`), name, "a\tb\nx\t\"y, z\"\n"), want)
		}
	})
	t.Run("cyrillic", func(t *testing.T) {
		mapping := describe(`"dialect": {"encoding": "windows-1251"}, "tableSchema": {"aboutUrl": "#row-1", "columns": [{"name": "a", "lang": "ru"}]}`)
		same(t, mustRead(t, mapping, "t.csv", "a\n\xd5\xe8\xe2\xe0\n"), `:row-1 :a "Хива"@ru .`)
	})
}

func utf16(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestNoQuotesMeansThatQuotesAreText(t *testing.T) {
	mapping := describe(`"dialect": {"quoteChar": null}, "tableSchema": {"aboutUrl": "#row-{_row}", "columns": [{"name": "a"}]}`)
	same(t, mustRead(t, mapping, "t.csv", "a\n\"x\" y \"\n5\"\n"), `:row-1 :a "\"x\" y \"" . :row-2 :a "5\"" .`)
	mapping = strings.Replace(mapping, "null", `"'"`, 1)
	same(t, mustRead(t, mapping, "t.csv", "a\n'\"x\" ''y'''\n"), `:row-1 :a "\"x\" 'y'" .`)
}

func TestVariables(t *testing.T) {
	mapping := describe(`"dialect": {"skipRows": 1, "skipColumns": 1}, "tableSchema": {"aboutUrl": "#r", "propertyUrl": "{#_name}",
		"valueUrl": "{_row}-{_sourceRow}-{_column}-{_sourceColumn}", "columns": [{"name": "a"}, {"titles": "Ки"}]}`)
	got := mustRead(t, mapping, "t.csv", "title\nx,a,Ки\n\n#\nx,\"1\n2\",3\nx,,4\n")
	same(t, got, `:r :a <1-5-1-2> ; <#%D0%9A%D0%B8> <1-5-2-3>, <2-6-2-3> .`)
}

func TestBlanks(t *testing.T) {
	tests := []struct{ name, column, cells, want string }{
		{"nothing is said", `{"name": "a"}`, ",1", ``},
		{"space is not nothing", `{"name": "a"}`, "\" \",1", ``}, // trimmed by the dialect
		{"null", `{"name": "a", "null": ["-", "n/a"]}`, "n/a,1", ``},
		{"blank, but not null", `{"name": "a", "null": "-"}`, ",1", `:row-1 :a "" .`},
		{"default", `{"name": "a", "default": "d"}`, ",1", `:row-1 :a "d" .`},
		{"the default may be null", `{"name": "a", "default": "-", "null": "-"}`, ",1", ``},
		{"no IRI of nothing", `{"name": "a", "valueUrl": "x{/a}"}`, ",1", ``},
		{"virtual columns speak of blank cells", `{"name": "a"}, {"name": "b", "suppressOutput": true}, {"name": "v", "virtual": true, "valueUrl": "x{/a}"}`, ",1", `:row-1 :v <x> .`},
		{"but not in IRIs with a gap", `{"name": "a"}, {"name": "v", "virtual": true, "valueUrl": "x/{a}"}`, ",1", ``},
		{"nor about them", `{"name": "a"}, {"name": "v", "virtual": true, "aboutUrl": "x/{a}", "valueUrl": "y"}`, ",1", ``},
		{"virtual literal", `{"name": "a"}, {"name": "v", "virtual": true, "default": "7", "datatype": "integer"}`, ",1", `:row-1 :v 7 .`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			same(t, mustRead(t, columns(test.column), "t.csv", "a,b\n"+test.cells+"\n"), test.want)
		})
	}
}

func TestSeveralValues(t *testing.T) {
	tests := []struct{ name, column, cell, want string }{
		{"literals", `{"name": "a", "separator": ";", "lang": "kaa"}`, "Хийўа; Нөкис;", `:row-1 :a "Хийўа"@kaa, "Нөкис"@kaa .`},
		{"numbers", `{"name": "a", "separator": " ", "datatype": "integer"}`, "1 5  7", `:row-1 :a 1, 5, 7 .`},
		{"a mark of some characters", `{"name": "a", "separator": " and "}`, "x and y", `:row-1 :a "x", "y" .`},
		{"IRIs, one for each", `{"name": "a", "separator": ";", "valueUrl": "city/{a}"}`, "Khiva; Nukus", `:row-1 :a <city/Khiva>, <city/Nukus> .`},
		{"subjects, one for each", `{"name": "a", "separator": ";", "aboutUrl": "city/{a}"}`, "Khiva;Nukus", `<city/Khiva> :a "Khiva" . <city/Nukus> :a "Nukus" .`},
		{"of another column", `{"name": "a", "separator": ";", "suppressOutput": true}, {"name": "v", "virtual": true, "aboutUrl": "{+a}", "valueUrl": "#x{a}"}`,
			"k;n", `<k> :v :xk . <n> :v :xn .`},
		{"one value", `{"name": "a", "separator": ";"}`, "x", `:row-1 :a "x" .`},
		{"none", `{"name": "a", "separator": ";", "null": ["-"]}`, "-", ``},
		{"only marks", `{"name": "a", "separator": ";"}`, ";;", ``},
		{"in order", `{"name": "a", "separator": ";", "ordered": true}`, "x;y", `:row-1 :a ("x" "y") .`},
		{"IRIs in order", `{"name": "a", "separator": ";", "ordered": true, "valueUrl": "{a}"}`, "x;y", `:row-1 :a (<x> <y>) .`},
		{"one IRI of them all", `{"name": "a", "separator": ";", "valueUrl": "x"}`, "k;n", `:row-1 :a <x> .`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			same(t, mustRead(t, columns(test.column), "t.csv", "a,b\n"+test.cell+",1\n"), test.want)
		})
	}
}

func TestErrorsSayWhere(t *testing.T) {
	mapping := columns(`{"name": "when", "titles": "When", "datatype": {"base": "date", "format": "dd.MM.yyyy|yyyy"}},
		{"name": "who", "required": true, "valueUrl": "person/{who}"}, {"name": "n", "separator": ";", "datatype": "integer"}`)
	tests := []struct{ name, csv, want string }{
		{"bad date", "When,who,n\n31.02.2024,x,1\n", `line 2, column 1: when: expected a date such as dd.MM.yyyy or yyyy, found "31.02.2024"`},
		{"required", "When,who,n\n2024,x,1\n2024,,1\n", `line 3, column 6: who: expected a value, found none: the column is required`},
		{"after line ends in cells", "When,who,n\n2024,\"x\ny\",1\n2024,y,z\n", `line 4, column 8: n: expected a value of type integer, found "z"`},
		{"in a list", "When,who,n\n2024,y,1;2;x\n", `line 2, column 8: n: expected a value of type integer, found "x"`},
		{"too few cells", "When,who,n\n# comment\n\n2024,x\n", `line 4: expected 3 cells, found 2`},
		{"too many cells", "When,who,n\n2024,x,1,\n", `line 2: expected 3 cells, found 4`},
		{"quote in a cell", "When,who,n\n2024,x \"y\",1\n", `line 2, column 8: expected a cell that begins and ends with ", doubled within, or has none, found one that has it elsewhere`},
		{"quote left open", "When,who,n\n2024,\"x,1\n2024,y,1\n", `line 3, column 10: expected a cell that begins and ends with ", doubled within, or has none, found one that has it elsewhere (the row begins on line 2)`},
		{"not UTF-8", "When,who,n\n2024,\xd5,1\n", `line 2, column 6: who: expected UTF-8, found "\xd5"; name the dialect's encoding`},
		{"no such column", "When,n\n", `line 1: who: expected a column titled "who", found the titles "When", "n"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(mapping, "t.csv", test.csv, table.Options{})
			if fmt.Sprint(err) != test.want {
				t.Errorf("error\n%v, want\n%s", err, test.want)
			}
		})
	}
	t.Run("key without value", func(t *testing.T) {
		mapping := columns(`{"name": "id"}, {"name": "n", "aboutUrl": "x/{id}"}`)
		_, err := read(mapping, "t.csv", "id,n\n,1\n", table.Options{})
		if want := `line 2, column 2: n: expected a value of id, which aboutUrl needs, found none`; fmt.Sprint(err) != want {
			t.Errorf("error %v, want %s", err, want)
		}
	})
	t.Run("empty document", func(t *testing.T) {
		if quads, err := read(mapping, "t.csv", "", table.Options{}); len(quads) > 0 || err != nil {
			t.Errorf("%v, %v; want nothing", quads, err)
		}
	})
}

func TestContinueLeavesBadRowsOut(t *testing.T) {
	var bad []string
	opts := table.Options{Continue: func(e *table.Error) bool {
		bad = append(bad, e.Error())
		return len(bad) < 3
	}}
	mapping := columns(`{"name": "a"}, {"name": "n", "datatype": "integer"}`)
	quads, err := read(mapping, "t.csv", "a,n\nx,1\ny,two\nz\nv,3\nw,four\nu,5\n", opts)
	same(t, quads, `:row-1 :a "x" ; :n 1 . :row-4 :a "v" ; :n 3 .`)
	if len(bad) != 3 || bad[0] != `line 3, column 3: n: expected a value of type integer, found "two"` || fmt.Sprint(err) != bad[2] {
		t.Errorf("bad rows %q, error %v; want three, the last of which ends the reading", bad, err)
	}
	bad = nil
	if _, err = read(mapping, "t.csv", "a,n\nx\"y,1\n", opts); err == nil || len(bad) > 0 {
		t.Errorf("error %v, told of %q; want wrong quotes to end the reading", err, bad)
	}
}

func TestHostileTables(t *testing.T) {
	small := table.Options{MaxRow: 100}
	wide := "a,n\n" + strings.Repeat(",", 20000)
	tests := []struct {
		name, mapping, csv, want string
		opts                     table.Options
	}{
		{"long cell", columns(`{"name": "a"}`), "a\n" + strings.Repeat("x", 200), "line 2: expected a row of at most 100 bytes, found a longer one", small},
		{"open quote", columns(`{"name": "a"}`), "a\n\"x\n" + strings.Repeat("y\n", 100), "line 2: expected a row of at most 100 bytes, found a longer one (is a quote left open in it?)", small},
		{"long comment", columns(`{"name": "a"}`), "#" + strings.Repeat("x", 200), "line 1: expected a row of at most 100 bytes", small},
		{"many columns", columns(`{"name": "a"}`), strings.Repeat("a,", 20000) + "\n", "line 1: expected at most 16384 columns, found 20001", table.Options{}},
		{"many columns in a row", columns(`{"name": "a"}`), wide, "line 2: expected 2 cells, found 20001", table.Options{}},
		{"millions of columns", columns(`{"name": "a"}`), strings.Repeat("a,", 2e6), "line 1: expected a row of at most 1048576 bytes", table.Options{}},
		{"many values", columns(`{"name": "a", "separator": ";"}`), "a\n" + strings.Repeat("x;", 20000), "line 2, column 1: a: expected at most 10000 values, found 20001", table.Options{}},
		{"long IRI", columns(`{"name": "a", "valueUrl": "` + strings.Repeat("{a}", 1000) + `"}`), "a\n" + strings.Repeat("x", 1<<19),
			"line 2, column 1: a: expected an IRI of at most 65536 bytes from valueUrl, found a longer one", table.Options{}},
		{"many statements", columns(`{"name": "a", "separator": ";"}` + strings.Repeat(`, {"virtual": true, "valueUrl": "{a}"}`, 20)),
			"a\n" + strings.Repeat("x;", 9000), "line 2: _col.", table.Options{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(test.mapping, "t.csv", test.csv, test.opts)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Fatalf("error %.300v, want %s", err, test.want)
			}
			if limit := !strings.Contains(test.want, "2 cells"); errors.Is(err, rdf.ErrLimit) != limit {
				t.Errorf("error %v: is it rdf.ErrLimit? want %v", err, limit)
			}
		})
	}
	t.Run("formulas and names of templates are text", func(t *testing.T) {
		mapping := columns(`{"name": "a", "valueUrl": "x/{a}"}, {"name": "b"}`)
		same(t, mustRead(t, mapping, "t.csv", "a,b\n{b},\"=HYPERLINK(\"\"http://evil\"\")\"\n"), `:row-1 :a <x/%7Bb%7D> ; :b "=HYPERLINK(\"http://evil\")" .`)
	})
}

// TestMemory reads a table of a size that would not fit in what a reader may
// hold.
func TestMemory(t *testing.T) {
	m, err := table.ReadMapping(strings.NewReader(columns(`{"name": "a"}, {"name": "b", "valueUrl": "x/{b}"}`)), "")
	if err != nil {
		t.Fatal(err)
	}
	const rows = 50000
	r, err := m.NewReader(io.MultiReader(strings.NewReader("a,b\n"), &repeat{text: "some text,\"a name\"\n", n: rows}), "t.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	perRow := testing.AllocsPerRun(1, func() {
		for ; err == nil; n++ {
			_, err = r.Read()
		}
	}) / rows
	if err != io.EOF || n != 2*rows+1 {
		t.Errorf("%d reads, then %v; want %d", n, err, 2*rows+1)
	}
	if perRow > 8 {
		t.Errorf("%.1f allocations a row, want at most 8", perRow)
	}
}

// repeat is a text n times.
type repeat struct {
	text string
	n    int
}

func (r *repeat) Read(p []byte) (int, error) {
	n := 0
	for ; r.n > 0 && n+len(r.text) <= len(p); r.n-- {
		n += copy(p[n:], r.text)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func TestErrorsOfTheDocument(t *testing.T) {
	m, err := table.ReadMapping(strings.NewReader(columns(`{"name": "a"}`)), "")
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk on fire")
	r, err := m.NewReader(io.MultiReader(strings.NewReader("a\n1\n"), errorReader{broken}), "t.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	quads, err := readAll(r)
	if len(quads) != 1 || !errors.Is(err, broken) {
		t.Errorf("%d quads, error %v; want 1 and the error of the document", len(quads), err)
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

func TestOneTableOfSeveral(t *testing.T) {
	mapping := `{"@context": ["http://www.w3.org/ns/csvw", {"@base": "http://example.org/"}], "lang": "en", "dialect": {"delimiter": ";"}, "tables": [
		{"url": "a.csv", "tableSchema": {"aboutUrl": "#x", "columns": [{"name": "n"}]}},
		{"url": "data/b.csv", "lang": "kaa", "tableSchema": {"aboutUrl": "#x", "columns": [{"name": "n"}]}},
		{"url": "c.csv", "suppressOutput": true}]}`
	same(t, mustRead(t, mapping, "a.csv", "m;n\n1;2\n"), `<a.csv#x> <a.csv#n> "2"@en .`)
	same(t, mustRead(t, mapping, "/tmp/b.csv.zst", "n\n2\n"), `<data/b.csv#x> <data/b.csv#n> "2"@kaa .`)
	same(t, mustRead(t, mapping, "c.csv", "n\n2\n"), ``)
	_, err := read(mapping, "d.csv", "n\n", table.Options{})
	if want := "expected a table that the mapping describes (a.csv, b.csv, c.csv), found d.csv"; fmt.Sprint(err) != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func ExampleMapping_NewReader() {
	mapping := `{
  "@context": ["http://www.w3.org/ns/csvw", {"@base": "https://w3id.org/diplograph/id/"}],
  "tableSchema": {
    "aboutUrl": "event/visit-{day}-{who}",
    "columns": [
      {"name": "who", "propertyUrl": "dg:visitor", "valueUrl": "person/{who}"},
      {"name": "day", "propertyUrl": "schema:startDate", "datatype": {"base": "date", "format": "d.M.yyyy"}}
    ]
  }
}`
	m, err := table.ReadMapping(strings.NewReader(mapping), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	csv := "who,day\nxi-jinping,14.9.2022\nxi-jinping,2022\n"
	r, err := m.NewReader(strings.NewReader(csv), "visits.csv", table.Options{})
	for err == nil {
		var q rdf.Quad
		if q, err = r.Read(); err == nil {
			fmt.Println(q.Object)
		}
	}
	fmt.Println(err)
	// Output:
	// <https://w3id.org/diplograph/id/person/xi-jinping>
	// "2022-09-14"^^<http://www.w3.org/2001/XMLSchema#date>
	// line 3, column 12: day: expected a date such as d.M.yyyy, found "2022"
}

// TestWorkedExample reads data/tables, and holds the mapping to what the package
// comment says of it.
func TestWorkedExample(t *testing.T) {
	open := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	mapping := open("../../data/tables/visits.json")
	quads := mustRead(t, mapping, "visits.csv", open("../../data/tables/visits.csv"))
	found := map[string]bool{}
	for _, q := range quads {
		found[q.String()] = true
	}
	const res, dg = "<https://w3id.org/diplograph/id/", "<https://w3id.org/diplograph/ns#"
	erdogan := res + "event/visit-2022-03-29-recep-tayyip-erdogan-uzbekistan>"
	for _, want := range []string{
		erdogan + " <https://schema.org/location> " + res + "city/khiva> .",
		erdogan + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " + dg + "Visit> .",
		res + "city/tashkent> " + dg + "hosted> " + erdogan + " .",
		res + "event/visit-2025-05-shavkat-mirziyoyev-kazakhstan> <https://schema.org/startDate> \"2025-05\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .",
		res + "event/visit-2022-nuriddin-ismoilov-kazakhstan> <https://schema.org/endDate> \"2022\"^^<http://www.w3.org/2001/XMLSchema#gYear> .",
		res + "person/tanzila-narbaeva> " + dg + "visited> " + res + "country/kazakhstan> .",
	} {
		if !found[want] {
			t.Errorf("no statement %s", want)
		}
	}
	if len(quads) != 87 {
		t.Errorf("%d statements, want 87", len(quads))
	}

	rml := open("testdata/visits.rml.ttl")
	turtle(t, rml)
	for strings.HasPrefix(rml, "#") {
		_, rml, _ = strings.Cut(rml, "\n")
	}
	if len(rml) < len(mapping)*5/4 {
		t.Errorf("RML takes %d bytes, CSVW %d: the package comment says that it takes more by a quarter at least", len(rml), len(mapping))
	}
}
