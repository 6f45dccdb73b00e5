package bench

import (
	"context"
	"errors"
	"testing"
	"time"

	"diplograph/data/queries"
	"diplograph/graph/bench/generate"
)

func openOxigraph(t testing.TB) *Oxigraph {
	t.Helper()
	o, err := OpenOxigraph(t.Context(), t.TempDir(), false)
	if errors.Is(err, ErrNoPeer) {
		t.Skipf("without the peer there is nothing to ask: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	return o
}

// TestOxigraph asks the peer for what is known of a generated graph, and looks
// whether it survives a bad query and one that takes too long.
func TestOxigraph(t *testing.T) {
	o := openOxigraph(t)
	if _, err := o.Load(t.Context(), generate.Options{Quads: 20_000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	a, err := o.Ask(t.Context(), `SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }`)
	if want := "?n\n20000\n"; err != nil || string(a.TSV) != want || a.Took <= 0 {
		t.Errorf("%q in %s, %v; want %q", a.TSV, a.Took, err, want)
	}
	if _, err := o.Ask(t.Context(), `SELECT`); err == nil {
		t.Error("no error for a query that is none")
	}
	short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := o.Ask(short, `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }`); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want that time is over", err)
	}
	if a, err = o.Ask(t.Context(), `SELECT (1 AS ?n) {}`); err != nil || string(a.TSV) != "?n\n1\n" {
		t.Errorf("after that %q, %v", a.TSV, err)
	}
}

// TestBenchQueries looks whether every query that speed is measured by has an
// answer on a small graph: one without rows measures nothing.
func TestBenchQueries(t *testing.T) {
	o := openOxigraph(t)
	if _, err := o.Load(t.Context(), generate.Options{Quads: 200_000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	for _, q := range queries.Bench() {
		a, err := o.Ask(t.Context(), q.Text)
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		if d, err := DigestTSV(a.TSV); err != nil || d.Rows == 0 {
			t.Errorf("%s: %s, %v; want rows", q.Name, d, err)
		}
	}
}
