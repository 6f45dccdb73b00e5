package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diplograph/data/queries"
)

// An Engine answers SPARQL queries about one graph.
type Engine interface {
	Name() string
	// Ask runs a SELECT query; when the context ends it ends too.
	Ask(ctx context.Context, query string) (Answer, error)
	Close() error
}

// An Answer is what a query gave, and how long it took from the query's text to
// the answer's last byte.
type Answer struct {
	Took time.Duration
	TSV  []byte
}

// A Timing is what some runs of a query gave.
type Timing struct {
	Median time.Duration
	Digest Digest
	Err    error
}

// A Result is one query on both sides.
type Result struct {
	Query      queries.Query
	Ours, Peer Timing
}

// Ratio is our time in parts of the peer's, 0 if either failed.
func (r Result) Ratio() float64 {
	if r.Ours.Err != nil || r.Peer.Err != nil || r.Peer.Median == 0 {
		return 0
	}
	return float64(r.Ours.Median) / float64(r.Peer.Median)
}

// Same reports whether both gave the same rows.
func (r Result) Same() bool {
	return r.Ours.Err == nil && r.Peer.Err == nil && r.Ours.Digest == r.Peer.Digest
}

// Options of Compare.
type Options struct {
	Runs    int           // timed ones of each query; fewer of one that takes long
	Timeout time.Duration // of one run
}

// patience is for how long a query is run again.
const patience = 10 * time.Second

// Compare runs queries on both sides, one after the other, and calls each with
// what came of it. A query that fails is a Result; the error is the context's.
func Compare(ctx context.Context, ours, peer Engine, all []queries.Query, opts Options, each func(Result)) error {
	for _, q := range all {
		r := Result{Query: q}
		r.Ours = measure(ctx, ours, q.Text, opts)
		r.Peer = measure(ctx, peer, q.Text, opts)
		if err := ctx.Err(); err != nil {
			return err
		}
		each(r)
	}
	return nil
}

// measure runs a query once to warm it up, and then as often as is asked for, or
// until patience has gone.
func measure(ctx context.Context, e Engine, query string, opts Options) Timing {
	first, err := ask(ctx, e, query, opts.Timeout)
	if err != nil {
		return Timing{Err: err}
	}
	t := Timing{}
	if t.Digest, t.Err = DigestTSV(first.TSV); t.Err != nil {
		return t
	}
	var times []time.Duration
	for began := time.Now(); len(times) == 0 || len(times) < opts.Runs && time.Since(began) < patience; {
		a, err := ask(ctx, e, query, opts.Timeout)
		if err != nil {
			return Timing{Err: err}
		}
		times = append(times, a.Took)
	}
	t.Median = median(times)
	return t
}

func ask(ctx context.Context, e Engine, query string, timeout time.Duration) (Answer, error) {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	a, err := e.Ask(limited, query)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = fmt.Errorf("not done in %s", timeout)
	}
	return a, err
}

func median[T time.Duration | float64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
