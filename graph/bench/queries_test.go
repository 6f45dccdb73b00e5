package bench

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"diplograph/data/queries"
	"diplograph/graph"
	"diplograph/graph/bench/generate"
	"diplograph/graph/sparql"
)

// mayBeEmpty are the queries that a graph of 100,000 quads has no answer to, and why.
var mayBeEmpty = map[string]string{
	"short-11-signed": "the country it asks about has signed nothing yet",
}

// TestQueries asks our engine alone every query that speed is measured by: each
// has an answer, which is the same when nothing is optimised.
func TestQueries(t *testing.T) {
	opts, patience := generate.Options{Quads: 100_000, Seed: 1}, 20*time.Second
	if testing.Short() {
		opts.Quads, patience = 40_000, 5*time.Second
	}
	d, err := OpenDiplograph("memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, d)
	if _, err := d.Load(t.Context(), opts); err != nil {
		t.Fatal(err)
	}
	digest := func(t *testing.T, text string, o sparql.Options) (Digest, error) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		var out bytes.Buffer
		err := d.store.View(ctx, func(s graph.Snapshot) error { return answer(ctx, &out, s, text, o) })
		if err != nil {
			return Digest{}, err
		}
		return DigestTSV(out.Bytes())
	}
	skipped := 0
	for _, q := range queries.Bench() {
		got, err := digest(t, q.Text, sparql.Options{})
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		if reason, ok := mayBeEmpty[q.Name]; got.Rows == 0 && !ok {
			t.Errorf("%s: no rows", q.Name)
		} else if got.Rows == 0 {
			t.Logf("%s: no rows: %s", q.Name, reason)
		}
		want, err := digest(t, q.Text, sparql.Options{Plain: true})
		if errors.Is(err, context.DeadlineExceeded) {
			skipped++
			continue
		}
		if err != nil || got != want {
			t.Errorf("%s: %v, want as when plain %v (%v)", q.Name, got, want, err)
		}
	}
	t.Logf("%d of %d plain answers skipped for time", skipped, len(queries.Bench()))
}
