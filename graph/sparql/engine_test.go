package sparql_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

const prefixes = `PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
`

// trig reads quads.
func trig(t testing.TB, text string) []rdf.Quad {
	t.Helper()
	r, err := rdf.NewReader(strings.NewReader(prefixes+text), rdf.TriG, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var quads []rdf.Quad
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads
		}
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
}

// ask runs a query and gives its rows as text: "x=... y=...", sorted unless the
// query orders them.
func ask(t testing.TB, snap index.Snapshot, text string, opts sparql.Options) []string {
	t.Helper()
	rows, err := try(snap, text, opts)
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return rows
}

func try(snap index.Snapshot, text string, opts sparql.Options) ([]string, error) {
	ctx := context.Background()
	q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
	if err != nil {
		return nil, err
	}
	p, err := sparql.Prepare(ctx, snap, q, opts)
	if err != nil {
		return nil, err
	}
	var lines []string
	switch q.Form {
	case syntax.Ask:
		yes, err := p.Ask(ctx)
		return []string{fmt.Sprint(yes)}, err
	case syntax.Select:
		rows := p.Select(ctx)
		defer rows.Close()
		for rows.Next(ctx) {
			lines = append(lines, rowText(rows.Vars(), rows.Row()))
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	default:
		if err := p.Graph(ctx, func(triples []rdf.Triple) error {
			for _, x := range triples {
				lines = append(lines, short(x.Subject)+" "+short(x.Predicate)+" "+short(x.Object))
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	if len(q.Modifiers.OrderBy) == 0 {
		slices.Sort(lines)
	}
	return lines, nil
}

func rowText(vars []string, row []rdf.Term) string {
	var parts []string
	for i, x := range row {
		if !x.IsZero() {
			parts = append(parts, vars[i]+"="+short(x))
		}
	}
	return strings.Join(parts, " ")
}

// short gives a term in few characters.
func short(x rdf.Term) string {
	switch {
	case x.IsBlank():
		return "_"
	case x.IsIRI():
		return strings.TrimPrefix(x.Value, "http://example.org/")
	case x.IsLiteral() && x.Datatype == rdf.XSDString:
		return `"` + x.Value + `"`
	case x.IsLiteral() && x.Language != "":
		return `"` + x.Value + `"@` + x.Language
	case x.IsLiteral():
		return x.Value
	}
	return x.String()
}

// A queryTest is a query over data and the rows that it gives.
type queryTest struct {
	name, data, query string
	rows              []string
}

// runTests runs tests with every optimisation off and on.
func runTests(t *testing.T, tests []queryTest, opts sparql.Options) {
	for _, test := range tests {
		for _, plain := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/plain=%t", test.name, plain), func(t *testing.T) {
				opts.Plain = plain
				got := ask(t, memindex.New(trig(t, test.data)), test.query, opts)
				if !slices.Equal(got, test.rows) {
					t.Errorf("%s\ngot\n\t%s\nexpected\n\t%s", test.query, strings.Join(got, "\n\t"), strings.Join(test.rows, "\n\t"))
				}
			})
		}
	}
}
