package sparql_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
)

// names finds what begins with the text.
type names []string

func (n names) Find(_ context.Context, text string) (found []rdf.Term, err error) {
	for _, name := range n {
		if strings.HasPrefix(name, text) {
			found = append(found, rdf.IRI("http://example.org/"+name))
		}
	}
	return found, nil
}

func TestSearch(t *testing.T) {
	snap := memindex.New(trig(t, ":khiva :in :uzbekistan . :khujand :in :tajikistan . :osh :in :kyrgyzstan ."))
	const dg = "PREFIX dg: <https://w3id.org/diplograph/ns#> "
	for query, want := range map[string][]string{
		`SELECT ?x ?in { ?x dg:search "kh" ; :in ?in }`:                       {"x=khiva in=uzbekistan", "x=khujand in=tajikistan"},
		`SELECT ?x { ?x :in ?in . ?x dg:search "no" }`:                        nil,
		`SELECT ?in { :khiva dg:search "khi" ; :in ?in }`:                     {"in=uzbekistan"},
		`SELECT ?in { :osh dg:search "khi" ; :in ?in }`:                       nil,
		`SELECT ?x { ?x :in ?in FILTER EXISTS { ?x dg:search "o" } }`:         {"x=osh"},
		`SELECT ?x { ?x dg:search "k" MINUS { ?x :in :uzbekistan } }`:         {"x=khujand", "x=kyiv"},
		`SELECT ?x { { ?x dg:search "o" } UNION { ?x dg:search "ky" } }`:      {"x=kyiv", "x=osh"},
		`SELECT ?x ?in { ?x dg:search "ky" OPTIONAL { ?x :in ?in } }`:         {"x=kyiv"},
		`SELECT (COUNT(?x) AS ?n) { ?x dg:search "k" GRAPH ?g { ?x :in [] }}`: {"n=0"},
	} {
		for _, plain := range []bool{false, true} {
			got := ask(t, snap, dg+query, sparql.Options{Names: names{"khiva", "khujand", "kyiv", "osh"}, Plain: plain})
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("%s (plain: %v)\ngives %q\nwant  %q", query, plain, got, want)
			}
		}
	}
	for query, want := range map[string]string{
		`SELECT * { ?x dg:search ?text }`: "line 2, column 70: dg:search: expected a string",
		`SELECT * { ?x dg:search "k" }`:   "there is no index of names",
	} {
		if _, err := try(snap, dg+query, sparql.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, expected %q", query, err, want)
		}
	}
}
