//go:build unix

package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// large are queries that are long, or deep.
var large = map[string]string{
	"unions":                        "SELECT * { " + each(1000, "{ ?a :p# ?b# } UNION ") + "{} }",
	"same unions":                   "SELECT * { " + each(1000, "{ ?a :p ?b } UNION ") + "{} FILTER(?a > 1) }",
	"optionals":                     "SELECT * { ?a :next ?b " + each(1000, "OPTIONAL { ?a :p# ?c# } ") + " }",
	"optionals same":                "SELECT * { ?a :next ?b " + each(1000, "OPTIONAL { ?a :p# ?c } ") + " }",
	"minuses":                       "SELECT * { ?a :next ?b " + each(1000, "MINUS { ?a :p# ?c } ") + " }",
	"triples":                       "SELECT * { " + each(1000, "?a :p# ?b# . ") + " }",
	"chain":                         "SELECT * { " + each(1000, "?a# :next ?b# . ?b# :next ?a# .") + " }",
	"filters":                       "SELECT * { ?a :next ?b " + each(1000, "FILTER (?a != ?b && ?b > #) ") + " }",
	"filters of optionals":          "SELECT * { ?a :next ?b " + each(1000, "OPTIONAL { ?a :p# ?c# FILTER (?c# > 1) } FILTER (?a > #)") + " }",
	"or":                            "SELECT * { ?a :next ?b FILTER (" + each(1000, "?b = # || ") + " false) }",
	"plus":                          "SELECT * { ?a :next ?b FILTER (" + each(250, "?b + ") + " 1 > 2) }",
	"binds":                         "SELECT * { ?a :number ?b0 " + each(1000, "BIND (?b0 + # AS ?c#) ") + " }",
	"bind sums":                     "SELECT * { ?a :number ?b " + each(1000, "BIND (?b + # AS ?c#) FILTER (?c# > 1)") + " }",
	"in":                            "SELECT * { ?a :next ?b FILTER (?b IN (" + each(1000, ":n#, ") + " 1)) }",
	"in iris":                       "SELECT * { ?a :next ?b FILTER (?b IN (" + each(1000, ":n#, ") + " :m)) }",
	"not in":                        "SELECT * { ?a :next ?b FILTER (?b NOT IN (" + each(1000, ":n#, ") + " :m)) }",
	"values":                        "SELECT * { VALUES ?a { " + each(1000, ":n# ") + "} ?a :next ?b }",
	"values of unknown":             "SELECT * { VALUES ?a { " + each(1000, "\"x#\" ") + "} ?a :next ?b }",
	"values wide":                   "SELECT * { VALUES (" + each(1000, "?a# ") + ") { (" + each(1000, "# ") + ") } ?a :next ?b }",
	"many values":                   "SELECT * { ?a0 :next ?b " + each(1000, "VALUES ?a# { 1 2 } ") + " }",
	"groups":                        "SELECT * { " + each(1000, "{ ?a :next ?b# } ") + " }",
	"nested groups":                 "SELECT * { " + strings.Repeat("{ ?a :next ?b . ", 90) + strings.Repeat("}", 90) + " }",
	"nested optionals":              "SELECT * { ?a :next ?b " + strings.Repeat("OPTIONAL { ?a :next ?b . ", 90) + strings.Repeat("}", 90) + " }",
	"nested selects":                "SELECT * { " + strings.Repeat("{ SELECT * { ?a :next ?b ", 90) + strings.Repeat("} }", 90) + " }",
	"nested filters":                "SELECT * { " + strings.Repeat("{ ?a :next ?b FILTER (?a != ?b) ", 90) + strings.Repeat("}", 90) + " }",
	"nested unions":                 "SELECT * { " + strings.Repeat("{ { ?a :next ?b } UNION ", 90) + "{}" + strings.Repeat("}", 90) + " }",
	"nested exists":                 "SELECT * { ?a :next ?b " + strings.Repeat("FILTER EXISTS { ?a :next ?b ", 90) + strings.Repeat("}", 90) + " }",
	"nested minus":                  "SELECT * { ?a :next ?b " + strings.Repeat("MINUS { ?a :next ?b ", 90) + strings.Repeat("}", 90) + " }",
	"exists":                        "SELECT * { ?a :next ?b " + each(1000, "FILTER EXISTS { ?a :p# ?b } ") + " }",
	"not exists or":                 "SELECT * { ?a :next ?b FILTER (" + each(1000, "EXISTS { ?a :p# ?b } || ") + " false) }",
	"path sequence":                 "SELECT * { ?a " + strings.Repeat(":next/", 1000) + ":next ?b }",
	"path sequence *":               "SELECT * { ?a (" + strings.Repeat(":next/", 1000) + ":next)* ?b }",
	"path alternatives":             "SELECT * { ?a " + each(1000, ":p#|") + ":next ?b }",
	"path alternatives *":           "SELECT * { ?a (" + each(1000, ":p#|") + ":next)* ?b }",
	"path negated":                  "SELECT * { ?a !(" + each(1000, ":p#|") + ":next) ?b }",
	"paths":                         "SELECT * { " + each(1000, "?a :p#* ?b# . ") + " }",
	"path sequence of alternatives": "SELECT * { ?a " + strings.Repeat("(:next|:jump)/", 1000) + ":next ?b }",
	"path nested":                   "SELECT * { ?a " + strings.Repeat("(:next/", 90) + ":next" + strings.Repeat("|:jump)", 90) + " ?b }",
	"graphs":                        "SELECT * { " + each(1000, "GRAPH ?g# { ?a :p# ?b } ") + " }",
	"nested graphs":                 "SELECT * { " + strings.Repeat("GRAPH ?g { ?a :next ?b . OPTIONAL { ?a :jump ?c } ", 90) + strings.Repeat("}", 90) + " }",
	"projection":                    "SELECT " + each(1000, "(?a + # AS ?c#) ") + " { ?a :next ?b }",
	"projection chain":              "SELECT (?a AS ?c) " + each(1000, "(?c + # AS ?c#) ") + " { ?a :next ?b }",
	"aggregates":                    "SELECT " + each(1000, "(SUM(?b + #) AS ?c#) ") + " { ?a :next ?b } GROUP BY ?a",
	"group keys":                    "SELECT (COUNT(*) AS ?n) { ?a :next ?b } GROUP BY " + each(1000, "(?a + #) "),
	"having":                        "SELECT ?a { ?a :next ?b } GROUP BY ?a HAVING " + each(1000, "(COUNT(?b) > #) "),
	"order by":                      "SELECT ?a { ?a :next ?b } ORDER BY " + each(1000, "(?b + #) "),
	"construct":                     "CONSTRUCT { " + each(1000, "?a :p# ?b . ") + " } { ?a :next ?b }",
	"describe":                      "DESCRIBE " + each(1000, ":n# "),
	"from":                          "SELECT * " + each(1000, "FROM :g# ") + " { ?a :next ?b . ?b :next ?c }",
	"from named":                    "SELECT * " + each(1000, "FROM NAMED :g# ") + " { GRAPH ?g { ?a :next ?b . ?b :next ?c OPTIONAL { ?a :jump ?c } } }",
	"sub-selects":                   "SELECT * { " + each(1000, "{ SELECT ?a (COUNT(*) AS ?n#) { ?a :p# ?b } GROUP BY ?a } ") + " }",
	"coalesce":                      "SELECT * { ?a :next ?b BIND (COALESCE(" + each(1000, "?c#, ") + " 1) AS ?d) }",
	"nested concat":                 "SELECT * { ?a :next ?b BIND (" + strings.Repeat("CONCAT(?a, ", 90) + "?b" + strings.Repeat(")", 90) + " AS ?d) }",
	"search":                        "SELECT * { " + each(1000, "?a :p# \"x#\", ?b . ") + " }",
	"blank nodes":                   "SELECT * { " + each(1000, "?a :p# [ :q# ?b ] . ") + " }",
	"collection":                    "SELECT * { ?a :p ( " + each(1000, "?b# ") + ") }",
	"values of many":                "SELECT * { VALUES ?a { " + each(100_000, ":n# ") + "} ?a :next ?b }",
	"values of many texts":          "SELECT * { VALUES (?a ?b) { " + each(100_000, "(\"x#\" UNDEF)") + "} ?a :next ?b }",
	"in many":                       "SELECT * { ?a :number ?b FILTER (?b IN (" + each(100_000, "#5, ") + " 1)) }",
	"in many names":                 "SELECT * { ?a :next ?b FILTER (?b IN (" + each(100_000, ":n#, ") + " :m)) }",
	"in many, and more":             "SELECT * { ?a :number ?b . ?a :next ?c FILTER (?b + 1 IN (" + each(100_000, "-#, ") + " ?c)) }",
	"many alternatives":             "SELECT * { ?a (" + each(20_000, ":p#|") + ":next)+ ?b }",
	"many triples":                  "SELECT * { " + each(20_000, "?a :p# ?b . ") + "}",
	"many optionals":                "SELECT * { ?a :next ?b " + each(20_000, "OPTIONAL { ?a :p# ?b } ") + "}",
	"many unions":                   "SELECT * { " + each(20_000, "{ ?a :p# ?b } UNION ") + "{} }",
	"many filters":                  "SELECT * { ?a :next ?b OPTIONAL { ?b :next ?c } " + each(20_000, "FILTER (?c != #) ") + "}",
	"many variables":                "SELECT * { " + each(20_000, "?a# :next ?a#b . ") + "}",
	"many names of one":             "SELECT * { ?a :next ?b0 " + each(20_000, "BIND (?b0 AS ?c#) ") + "}",
}

// TestLargeQueries shows that a query that is long or deep is answered, or ends
// when its time is up or its memory used up: planning it is work, too.
func TestLargeQueries(t *testing.T) {
	snap := crowd()
	before := heap()
	for name, text := range large {
		for _, plain := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/plain=%t", name, plain), func(t *testing.T) {
				q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
				if err != nil {
					t.Fatal(err)
				}
				var p *sparql.Plan
				inTime(t, "planning", func(ctx context.Context) error {
					p, err = sparql.Prepare(ctx, snap, q, sparql.Options{Memory: 64 << 20, Plain: plain})
					return err
				})
				if err == nil {
					inTime(t, "running", func(ctx context.Context) error { return p.Drain(ctx) })
				}
			})
		}
	}
	if after := heap(); after > before+32<<20 {
		t.Errorf("%d MB are in use, %d MB were before", after>>20, before>>20)
	}
}

// inTime gives f 100 ms, and shows that it takes little more.
func inTime(t *testing.T, what string, f func(ctx context.Context) error) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	late := lateness(ctx)
	err := f(ctx)
	t.Logf("%s ended %v of processor time after its time: %v", what, late(), err)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, sparql.ErrMemory) && !errors.Is(err, value.ErrLimit) {
		t.Errorf("%s ended with %v, expected an answer, its deadline or a limit", what, err)
	}
	if late := late(); late > overrun {
		t.Errorf("%s ended %v of processor time after its time", what, late)
	}
}
