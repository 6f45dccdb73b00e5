package loader_test

import (
	"context"
	"regexp"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader"
)

func openMemory(t *testing.T) *graph.Store {
	t.Helper()
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func count(t *testing.T, store *graph.Store, p graph.Pattern) (n int64) {
	t.Helper()
	err := store.View(t.Context(), func(s graph.Snapshot) (err error) {
		n, err = s.Count(t.Context(), p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSeedFillsAnEmptyStoreOnce(t *testing.T) {
	store := openMemory(t)
	started := time.Now()
	report, err := loader.Seed(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d quads in %v", report.Added, time.Since(started))
	for _, g := range []string{vocab.GraphGazetteer, vocab.GraphOntology} {
		if n := count(t, store, graph.Pattern{Graph: rdf.IRI(g)}); n == 0 {
			t.Errorf("%s is empty", g)
		}
	}
	if total := count(t, store, graph.Pattern{}); total != int64(report.Added) {
		t.Errorf("report says %d quads added, the store holds %d", report.Added, total)
	}
	again, err := loader.Seed(context.Background(), store)
	if err != nil || again != (loader.Report{}) {
		t.Errorf("seeding a store that is not empty: got %+v, %v; want nothing done", again, err)
	}
}

func matches(pattern, s string) bool { return regexp.MustCompile(pattern).MatchString(s) }
