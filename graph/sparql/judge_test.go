package sparql_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
)

// TestFilterOfManyTerms filters by what many terms say, at once and one by one,
// with terms that come again, inline ones and some that no function takes.
func TestFilterOfManyTerms(t *testing.T) {
	var quads []rdf.Quad
	var want []string
	for i := range 6000 {
		s := rdf.IRI(fmt.Sprint("http://example.org/s", i))
		name := fmt.Sprintf("Name %d %s", i%4500, strings.Repeat("Жук", i%3))
		o := rdf.LangString(name, "ru")
		switch i % 7 {
		case 0:
			o = rdf.String(name)
		case 1:
			o = rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)
		case 2:
			o = rdf.IRI("http://example.org/" + fmt.Sprint("name", i))
		}
		quads = append(quads, rdf.Quad{Subject: s, Predicate: rdf.IRI("http://example.org/p"), Object: o})
		if i%7 != 1 && i%7 != 2 && strings.Contains(name, "7") && strings.Contains(name, "Жук") {
			want = append(want, "x="+short(s))
		}
	}
	snap := memindex.New(quads)
	slices.Sort(want)
	for _, cond := range []string{
		`FILTER(REGEX(?o, "7.*жук", "i"))`,
		`FILTER(CONTAINS(LCASE(?o), "жук")) FILTER(CONTAINS(?o, "7"))`,
		`FILTER(REGEX(?o, "7.*Жук") && STRLEN(?o) > 0)`,
	} {
		got := ask(t, snap, `SELECT ?x { ?x :p ?o `+cond+` }`, sparql.Options{})
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d rows, want %d", cond, len(got), len(want))
		}
	}
}
