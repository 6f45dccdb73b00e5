package bench

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"diplograph/data/queries"
)

// fake answers every query alike.
type fake struct {
	name, tsv string
	took      time.Duration
	err       error
}

func (f fake) Name() string { return f.name }
func (f fake) Close() error { return nil }
func (f fake) Ask(context.Context, string) (Answer, error) {
	return Answer{Took: f.took, TSV: []byte(f.tsv)}, f.err
}

func TestCompare(t *testing.T) {
	const rows = "?a\t?b\n<x:1>\t2\n<x:2>\t\"z\"@en\n"
	peer := fake{name: "peer", tsv: rows, took: 4 * time.Millisecond}
	all := []queries.Query{{Name: "short-1"}, {Name: "analytic-1"}, {Name: "analytic-2"}}
	tests := []struct {
		ours    fake
		verdict string
		ratio   string
		summary string
	}{
		{fake{tsv: "?a\t?b\n<x:2>\t\"z\"@en\n<x:1>\t2.0\n", took: time.Millisecond}, "same", "0.25",
			"short: median ratio 0.25, worst 0.25, the same answer to 1 of 1\nanalytic: median ratio 0.25, worst 0.25, the same answer to 2 of 2\n"},
		{fake{tsv: "?a\t?b\n<x:1>\t2\n<x:1>\t2\n", took: 8 * time.Millisecond}, "DIFFER: 2 rows", "2.00",
			"short: median ratio 2.00, worst 2.00, the same answer to 0 of 1\nanalytic: median ratio 2.00, worst 2.00, the same answer to 0 of 2\n"},
		{fake{err: errors.New("too much")}, "ours: too much", "-",
			"short: median ratio 0.00, worst 0.00, the same answer to 0 of 1\nanalytic: median ratio 0.00, worst 0.00, the same answer to 0 of 2\n"},
		{fake{tsv: "no answer"}, "ours: results in TSV", "-", ""},
	}
	for _, test := range tests {
		var results []Result
		err := Compare(t.Context(), test.ours, peer, all, Options{Runs: 3, Timeout: time.Minute}, func(r Result) { results = append(results, r) })
		if err != nil || len(results) != len(all) {
			t.Fatalf("%d results, %v", len(results), err)
		}
		var table, summary strings.Builder
		if err := errors.Join(WriteResult(&table, results[0]), WriteSummary(&summary, results)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(table.String(), test.verdict) || !strings.Contains(table.String(), " "+test.ratio+" ") {
			t.Errorf("%s, want %q and %q", table.String(), test.verdict, test.ratio)
		}
		if test.summary != "" && summary.String() != test.summary {
			t.Errorf("summary\n%s want\n%s", summary.String(), test.summary)
		}
	}
}

func TestCompareEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Compare(ctx, fake{}, fake{}, []queries.Query{{}}, Options{Runs: 1, Timeout: time.Second}, func(Result) { t.Error("a result after the end") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}
