package bench

import (
	"errors"
	"testing"
	"time"

	"diplograph/data/queries"
	"diplograph/graph/bench/generate"
)

// TestSameAnswers asks both sides every query that speed is measured by.
func TestSameAnswers(t *testing.T) {
	opts := generate.Options{Quads: 100_000, Seed: 1}
	dir, loads := t.TempDir(), 0
	open := func() (ours, peer Loader) {
		said := func(string) { loads++ }
		peer, err := Prepare(t.Context(), dir, "oxigraph", opts, func(dir string) (Loader, error) { return OpenOxigraph(t.Context(), dir, false) }, said)
		if errors.Is(err, ErrNoPeer) {
			t.Skipf("answers are not held against the peer's: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		ours, err = Prepare(t.Context(), dir, "diplograph", opts, func(dir string) (Loader, error) { return OpenDiplograph(dir) }, said)
		if err != nil {
			t.Fatal(err)
		}
		return ours, peer
	}
	for range 2 { // the second time nothing is loaded
		ours, peer := open()
		err := Compare(t.Context(), ours, peer, queries.Bench(), Options{Runs: 1, Timeout: time.Minute}, func(r Result) {
			if !r.Same() {
				t.Errorf("%s: %s", r.Query.Name, r.verdict())
			}
		})
		if err := errors.Join(err, ours.Close(), peer.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if loads != 2 {
		t.Errorf("%d loads, want one of each side", loads)
	}
}
