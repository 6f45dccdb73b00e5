package sparql_test

import (
	"fmt"
	"slices"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
)

// TestFedConditions asks patterns that are looked up for the rows on their left,
// with conditions that those rows alone decide.
func TestFedConditions(t *testing.T) {
	iri := func(format string, n int) rdf.Term { return rdf.IRI("http://example.org/" + fmt.Sprintf(format, n)) }
	var quads []rdf.Quad
	for i := range 4000 {
		s := iri("s%d", i)
		quads = append(quads, rdf.Quad{Subject: s, Predicate: rdf.IRI("http://example.org/n"), Object: rdf.Literal(fmt.Sprint(i%7), rdf.XSDInteger)})
		if i%100 == 0 {
			quads = append(quads, rdf.Quad{Subject: s, Predicate: rdf.IRI("http://example.org/p"), Object: iri("s%d", i*13%4000)})
		}
	}
	data := memindex.New(quads)
	for _, c := range []struct {
		query string
		want  string
	}{
		{`SELECT (COUNT(*) AS ?c) { ?s :p ?v FILTER EXISTS { ?s :n ?w FILTER(CONTAINS(STR(?s), "s1")) } }`, "c=11"},
		{`SELECT (COUNT(*) AS ?c) { ?s :p ?v FILTER NOT EXISTS { ?s :n ?w FILTER(CONTAINS(STR(?s), "s1")) } }`, "c=29"},
		{`SELECT (COUNT(?w) AS ?c) { ?s :p ?v OPTIONAL { ?s :n ?w FILTER(CONTAINS(STR(?s), "s1")) } }`, "c=11"},
		{`SELECT (COUNT(?w) AS ?c) { ?s :p ?v OPTIONAL { ?v :n ?w FILTER(isIRI(?v) && CONTAINS(STR(?v), "s1")) } }`, "c=11"},
		{`SELECT (COUNT(*) AS ?c) { ?s :p ?v FILTER EXISTS { ?v :n ?w FILTER(?w < 3 && CONTAINS(STR(?v), "s1")) } }`, ""},
	} {
		plain, err := try(data, c.query, sparql.Options{Plain: true})
		if err != nil {
			t.Fatal(err)
		}
		got, err := try(data, c.query, sparql.Options{})
		if err != nil || !slices.Equal(got, plain) {
			t.Errorf("%s\ngot %v, %v; plain %v", c.query, got, err, plain)
		}
		if c.want != "" && !slices.Equal(plain, []string{c.want}) {
			t.Errorf("%s\nplain %v, want %s", c.query, plain, c.want)
		}
	}
}
