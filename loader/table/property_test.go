package table_test

import (
	"fmt"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/loader/table"

	"pgregory.net/rapid"
)

// TestCellsComeBackExactly writes tables in many dialects and reads them: each
// literal is the cell to the last character, whatever it holds.
func TestCellsComeBackExactly(t *testing.T) {
	const width = 3
	mappings := map[string]string{}
	for _, quoteChar := range []string{`"`, `'`, `|`} {
		for _, delimiter := range []string{`,`, `;`, "\t", `→`} {
			mappings[quoteChar+delimiter] = describe(fmt.Sprintf(
				`"dialect": {"quoteChar": %q, "delimiter": %q, "trim": false}, "tableSchema": {"aboutUrl": "#row-{_row}", "null": [],
				 "columns": [{"name": "c0"}, {"name": "c1"}, {"name": "c2"}]}`, quoteChar, delimiter))
		}
	}
	cell := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("a\"'|,;\t\r\n# →{}\uFEFF\x00")), 0, 12, -1))
	rapid.Check(t, func(t *rapid.T) {
		quoteChar := rapid.SampledFrom([]string{`"`, `'`, `|`}).Draw(t, "quote")
		delimiter := rapid.SampledFrom([]string{`,`, `;`, "\t", `→`}).Draw(t, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 0, 6).Draw(t, "rows")

		var doc strings.Builder
		for _, row := range append([][]string{{"c0", "c1", "c2"}}, rows...) {
			for i, s := range row {
				if i > 0 {
					doc.WriteString(delimiter)
				}
				if strings.ContainsAny(s, quoteChar+delimiter+"\r\n\"'|#\uFEFF") || s == "" || rapid.Bool().Draw(t, "quoted") {
					s = quoteChar + strings.ReplaceAll(s, quoteChar, quoteChar+quoteChar) + quoteChar
				}
				doc.WriteString(s)
			}
			doc.WriteString(end)
		}
		quads, err := read(mappings[quoteChar+delimiter], "t.csv", doc.String(), table.Options{})
		if err != nil {
			t.Fatalf("%v, in %q", err, doc.String())
		}
		if len(quads) != width*len(rows) {
			t.Fatalf("%d statements of %d cells, in %q", len(quads), width*len(rows), doc.String())
		}
		for i, q := range quads {
			row, column := i/width, i%width
			want := rdf.Quad{
				Subject:   rdf.IRI(fmt.Sprintf("http://example.org/t.csv#row-%d", row+1)),
				Predicate: rdf.IRI(fmt.Sprintf("http://example.org/t.csv#c%d", column)),
				Object:    rdf.String(rows[row][column]),
			}
			if !q.Equal(want) {
				t.Fatalf("%q, want %q, in %q", q, want, doc.String())
			}
		}
	})
}

// TestTabSeparatedLines is the same of text/tab-separated-values, which has no
// quotes and so no tabs and line ends in cells.
func TestTabSeparatedLines(t *testing.T) {
	mapping := describe(`"dialect": {"quoteChar": null, "delimiter": "\t", "trim": false, "commentPrefix": null}, "tableSchema": {"aboutUrl": "#r", "null": [], "columns": [{"name": "a"}, {"name": "b"}]}`)
	cell := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("a\"'#,{ "))))
	clean := strings.NewReplacer("\t", "", "\n", "", "\r", "")
	rapid.Check(t, func(t *rapid.T) {
		a, b := clean.Replace(cell.Draw(t, "a")), clean.Replace(cell.Draw(t, "b"))
		quads, err := read(mapping, "t.tsv", "a\tb\n"+a+"\t"+b+"\n", table.Options{})
		if err != nil || len(quads) != 2 || quads[0].Object.Value != a || quads[1].Object.Value != b {
			t.Fatalf("%q, %v; want %q and %q", quads, err, a, b)
		}
	})
}
