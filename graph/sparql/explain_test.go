package sparql_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

func prepare(t *testing.T, data, text string, opts sparql.Options) *sparql.Plan {
	t.Helper()
	q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := sparql.Prepare(context.Background(), memindex.New(trig(t, data)), q, opts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestExplain(t *testing.T) {
	ctx := context.Background()
	p := prepare(t, people, `SELECT ?p (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?p ORDER BY ?p LIMIT 2`, sparql.Options{})
	rows := p.Select(ctx)
	for rows.Next(ctx) {
	}
	rows.Close()
	e := p.Explain()
	if e.Operator != "slice" || e.Rows != 2 || e.Opened != 1 {
		t.Errorf("%s gave %d rows, opened %d times; expected a slice of 2 rows, once", e.Operator, e.Rows, e.Opened)
	}
	var text strings.Builder
	if err := e.Write(&text); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"slice limit 2", "top ?p", "?x ?p ?o", "2 found in"} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("%q is not in\n%s", part, text.String())
		}
	}
	if b, err := json.Marshal(e); err != nil || !strings.Contains(string(b), `"operator":"slice"`) {
		t.Errorf("%s, %v", b, err)
	}
}

func TestMemory(t *testing.T) {
	ctx := context.Background()
	for _, text := range []string{
		`SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c`,
		`SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }`,
		`SELECT ?a ?c ?d ?f ?g ?i (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?c ?d ?f ?g ?i`,
		`SELECT (GROUP_CONCAT(STR(?a)) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }`,
	} {
		p := prepare(t, people, text, sparql.Options{Memory: 64 << 10})
		rows := p.Select(ctx)
		for rows.Next(ctx) {
		}
		if !errors.Is(rows.Err(), sparql.ErrMemory) {
			t.Errorf("%s: %v, expected ErrMemory", text, rows.Err())
		}
		rows.Close()
	}
}

func TestContextEndsQuery(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	enough := errors.New("enough")
	p := prepare(t, people, `SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }`, sparql.Options{})
	rows := p.Select(ctx)
	defer rows.Close()
	n := 0
	for rows.Next(ctx) {
		if n++; n == 10 {
			cancel(enough)
		}
	}
	if n > 3*4096 || !errors.Is(rows.Err(), enough) {
		t.Errorf("%d rows after 10, error %v, expected %v", n, rows.Err(), enough)
	}
}
