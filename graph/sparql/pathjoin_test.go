package sparql_test

import (
	"slices"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/sparql"
)

// A path of no length connects any term that the pattern names with itself, and
// only terms of the graph otherwise, whatever the plan.
func TestZeroLengthPathsOfAbsentTerms(t *testing.T) {
	snap := memindex.New(trig(t, ":a :p :b . :b :p :c ."))
	for query, want := range map[string]int{
		`SELECT * { VALUES ?x { :zz } ?x :p* :zz }`:                                    1,
		`SELECT * { VALUES ?x { :zz :a } ?x :p* :c }`:                                  1,
		`SELECT * { VALUES ?x { :zz } ?x :p* ?y }`:                                     0,
		`SELECT * { VALUES (?x ?y) { (:zz :zz) (:a :c) } ?x :p* ?y }`:                  1,
		`SELECT * { VALUES ?x { :zz } FILTER EXISTS { VALUES ?z { :zz } ?z :p* ?x } }`: 1,
	} {
		for _, plain := range []bool{false, true} {
			if got := ask(t, snap, query, sparql.Options{Plain: plain}); len(got) != want {
				slices.Sort(got)
				t.Errorf("%s (plain: %v) gives %q, expected %d rows", query, plain, got, want)
			}
		}
	}
}
