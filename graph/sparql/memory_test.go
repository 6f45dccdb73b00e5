package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

// numbered is a resource that many things, of which some are blank nodes, belong
// to, and a number for each of them.
func numbered(n int) []rdf.Quad {
	iri := func(name string) rdf.Term { return rdf.IRI("http://example.org/" + name) }
	var quads []rdf.Quad
	for i := range n {
		part := iri(fmt.Sprint("part", i))
		quads = append(quads,
			rdf.Quad{Subject: iri("all"), Predicate: iri("part"), Object: part},
			rdf.Quad{Subject: part, Predicate: iri("number"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)},
			rdf.Quad{Subject: iri("all"), Predicate: iri("blank"), Object: rdf.Blank(fmt.Sprint("x", i))},
		)
	}
	return quads
}

// spend runs a query and gives the most it held and what it holds afterwards.
func spend(ctx context.Context, snap index.Snapshot, text string, opts sparql.Options) (most, after int64, err error) {
	q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
	if err != nil {
		return 0, 0, err
	}
	p, err := sparql.Prepare(ctx, snap, q, opts)
	if err != nil {
		return 0, 0, err
	}
	if q.Form == syntax.Describe {
		err = p.Graph(ctx, func([]rdf.Triple) error { return nil })
	} else {
		rows := p.Select(ctx)
		for rows.Next(ctx) {
		}
		rows.Close()
		err = rows.Err()
	}
	return p.Memory(), sparql.Held(p), err
}

// TestMemoryOfTables shows that what operators remember is counted, that it goes
// back at the end, and that queries go without it where there is little memory.
func TestMemoryOfTables(t *testing.T) {
	snap := memindex.New(numbered(20000))
	for _, test := range []struct {
		name, query  string
		least, after int64 // KiB
		little       int64 // KiB that are enough, 0 to leave it out
	}{
		{"condition", `SELECT (COUNT(*) AS ?c) { ?p :number ?n FILTER (STRLEN(STR(?n)) > 0) }`, 500, 16, 256},
		{"bind", `SELECT (COUNT(*) AS ?c) { ?p :number ?n BIND (?n * 2 AS ?m) FILTER BOUND(?m) }`, 500, 16, 256},
		{"part of an expression", `SELECT (COUNT(*) AS ?c) { ?p :number ?n BIND (1 AS ?one) FILTER (?n * 2 + 1 > ?one) }`, 3000, 16, 256},
		{"path", `SELECT (COUNT(*) AS ?c) { :all :part+ ?x }`, 1150, 16, 0},
	} {
		for _, plain := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/plain=%t", test.name, plain), func(t *testing.T) {
				most, after, err := spend(t.Context(), snap, test.query, sparql.Options{Plain: plain})
				t.Logf("%d KiB, %d afterwards", most>>10, after>>10)
				if err != nil {
					t.Fatal(err)
				}
				if most < test.least<<10 || after > test.after<<10 {
					t.Errorf("counted %d KiB, expected %d; %d afterwards, expected %d", most>>10, test.least, after>>10, test.after)
				}
				if test.little == 0 {
					return
				}
				if _, _, err := spend(t.Context(), snap, test.query, sparql.Options{Plain: plain, Memory: test.little << 10}); err != nil {
					t.Errorf("with %d KiB: %v", test.little, err)
				}
			})
		}
	}
}

// TestMemoryOfShownTexts shows that long texts are counted for the batch in which
// they are.
func TestMemoryOfShownTexts(t *testing.T) {
	snap := memindex.New(numbered(20))
	query := `SELECT ?p (REPLACE(REPLACE(STR(?p), ".", "` + strings.Repeat("a", 100) + `"), "a", "` + strings.Repeat("b", 100) + `") AS ?text) { ?p :number ?n }`
	for _, test := range []struct {
		name string
		snap index.Snapshot
		want error
	}{
		{"in one batch", snap, sparql.ErrMemory},
		{"in many batches", tinyBatches{snap, 1}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, after, err := spend(t.Context(), test.snap, query, sparql.Options{Memory: 2 << 20})
			if !errors.Is(err, test.want) {
				t.Errorf("ended with %v, expected %v", err, test.want)
			}
			if after > 1<<20 {
				t.Errorf("%d bytes are held afterwards", after)
			}
		})
	}
}

// each gives a text n times, with a number for #.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// TestMemoryOfQueries shows that what a query takes by its own size is counted:
// patterns of EXISTS and their answers, regular expressions, and columns that
// operators fill again for every batch.
func TestMemoryOfQueries(t *testing.T) {
	few, many := memindex.New(numbered(100)), memindex.New(numbered(2000))
	for _, test := range []struct {
		name   string
		snap   index.Snapshot
		query  string
		least  int64 // KiB
		little error // with 300 KiB
	}{
		{"exists", many, `SELECT (COUNT(*) AS ?c) { ?p :number ?n FILTER (EXISTS { ?q :number ?n OPTIONAL { ?p :part ?q } } || ?n < 0) }`, 150, nil},
		{"regular expressions", many, `SELECT (COUNT(*) AS ?c) { ?p :number ?n FILTER REGEX(STR(?n), CONCAT("[0-9]{500}|", STR(?n))) }`, 1000, nil},
		{"wide rows", many, `SELECT * { ?p :number ?n VALUES (` + each(100, "?v# ") + `) { (` + each(100, "# ") + `) } }`, 1500, sparql.ErrMemory},
		{"many variables", few, `SELECT * { ?p :number ?n ` + each(200, "OPTIONAL { ?p :nothing# ?v# } ") + ` }`, 2500, sparql.ErrMemory},
		{"long list", few, `SELECT * { ?p :number ?n FILTER (?n + 1 IN (` + each(20000, "-#, ") + `0)) } LIMIT 1`, 2500, sparql.ErrMemory},
	} {
		for _, plain := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/plain=%t", test.name, plain), func(t *testing.T) {
				most, after, err := spend(t.Context(), test.snap, test.query, sparql.Options{Plain: plain, Memory: 64 << 20})
				t.Logf("%d KiB, %d afterwards", most>>10, after>>10)
				if err != nil {
					t.Fatal(err)
				}
				if most < test.least<<10 {
					t.Errorf("counted %d KiB, expected %d", most>>10, test.least)
				}
				if _, _, err := spend(t.Context(), test.snap, test.query, sparql.Options{Plain: plain, Memory: 300 << 10}); !errors.Is(err, test.little) {
					t.Errorf("with little memory: %v, expected %v", err, test.little)
				}
			})
		}
	}
}
