package table_test

import (
	"os"
	"strings"
	"testing"

	"diplograph/loader/table"
)

// checkRead reads a table with a mapping, both of which may be anything, and
// checks what comes out: statements that RDF has, a bounded number of them, and
// the same ones with the bad rows left out.
func checkRead(t *testing.T, mapping, csv string) {
	m, err := table.ReadMapping(strings.NewReader(mapping), "http://example.org/")
	if err != nil {
		return
	}
	for _, name := range []string{"t.csv", "t.tsv"} {
		bad := 0
		opts := table.Options{MaxRow: 1 << 12, Continue: func(*table.Error) bool { bad++; return true }}
		r, err := m.NewReader(strings.NewReader(csv), name, opts)
		if err != nil {
			return
		}
		quads, err := readAll(r)
		for _, q := range quads {
			if err := q.Validate(); err != nil {
				t.Fatal(err)
			}
		}
		if most := (len(csv) + 1) * (len(mapping) + len(csv)); len(quads) > 3*most {
			t.Fatalf("%d statements from %d and %d bytes", len(quads), len(mapping), len(csv))
		}
		if bad > 0 || err != nil {
			continue
		}
		if r, err = m.NewReader(strings.NewReader(csv), name, table.Options{MaxRow: 1 << 12}); err != nil {
			t.Fatal(err)
		}
		if again, err := readAll(r); err != nil || len(again) != len(quads) {
			t.Fatalf("%d statements, %v; with Continue %d", len(again), err, len(quads))
		}
	}
}

func FuzzMapping(f *testing.F) {
	example, err := os.ReadFile("../../data/tables/visits.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(example), "Visitor,Kind,From,To,Country,Places,Title\na,,2022,2022,b,c; d,t\n")
	f.Add(columns(`{"name": "a", "separator": ";", "ordered": true, "valueUrl": "{a}"}, {"name": "b", "datatype": "integer", "null": ["-"]}, {"virtual": true, "valueUrl": "{?a*,b}"}`), "a,b\n1;2,3\n4,x\n")
	f.Add(describe(`"dialect": {"quoteChar": null, "delimiter": ";", "skipRows": 1, "commentPrefix": "//"}`), "x\na;b\n//\n1;2\n")
	f.Add(describe(`"dialect": {"quoteChar": "'", "encoding": "utf-16le", "trim": "start", "headerRowCount": 2, "skipBlankRows": true}`), utf16("a,b\nc,d\n'1',2\n"))
	f.Add(`{"@context": "http://www.w3.org/ns/csvw", "tables": [{"url": "t.csv", "lang": "kaa", "default": "x"}]}`, "a\n\n\"\"\n")
	f.Add(columns(`{"name": "a", "datatype": {"base": "date", "format": "d.M.yyyy|yyyy"}}, {"name": "b", "datatype": {"base": "decimal", "format": {"decimalChar": ",", "groupChar": " "}}}`), "a,b\n1.2.2003,\"1 2,3\"\n")
	f.Fuzz(checkRead)
}

func FuzzTable(f *testing.F) {
	mapping := columns(`{"name": "a", "separator": ";", "valueUrl": "x/{a}"}, {"name": "b", "lang": "en", "aboutUrl": "y/{b}{.c}"}, {"name": "c", "datatype": "date"},
		{"virtual": true, "aboutUrl": "{+a}", "valueUrl": "{#b:3}"}, {"virtual": true, "separator": ",", "ordered": true, "default": "1,2", "datatype": "integer"}`)
	for _, s := range []string{"a,b,c\n1,2,2024-01-01\n", "a,b,c\r\n\"x\r\ny\",\"\"\"\",\r\n", "c,b,a\n,,\n", "#\na,b,c\n1;2;3,x,", "a,b,c\n\"", "a,b,c\nx\"y,,\n", "\xff\xfea\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, csv string) { checkRead(t, mapping, csv) })
}
