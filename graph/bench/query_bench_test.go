package bench

import (
	"bytes"
	"testing"

	"diplograph/data/queries"
	"diplograph/graph/index"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/results"
	"diplograph/graph/sparql/syntax"
)

// BenchmarkQuery takes each query of the comparison on our side alone, from its
// text to the last byte of its answer. -bench=Query/short-03 takes one.
func BenchmarkQuery(b *testing.B) {
	db := openLoaded(b, "diplograph")
	for _, q := range queries.Bench() {
		b.Run(q.Name, func(b *testing.B) {
			s := snapshot(b, db)
			for b.Loop() {
				askOnce(b, s, q.Text)
			}
		})
	}
}

func askOnce(b *testing.B, s index.Snapshot, text string) {
	b.Helper()
	q, err := syntax.ParseQuery(text, syntax.Options{})
	if err != nil {
		b.Fatal(err)
	}
	plan, err := sparql.Prepare(b.Context(), s, q, sparql.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	w, err := results.NewWriter(&out, results.TSV, plan.Vars(), results.WriterOptions{})
	if err != nil {
		b.Fatal(err)
	}
	rows := plan.Select(b.Context())
	defer rows.Close()
	for rows.Next(b.Context()) {
		if err := w.Row(rows.Row()); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}
