package server

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"diplograph/data/queries"
	"diplograph/graph"
	"diplograph/graph/bench/generate"
	"diplograph/graph/rdf"
)

var quads = flag.Int64("quads", 100_000, "size of the generated graph that is measured on")

// BenchmarkTogether asks the short queries of data/queries over HTTP, by one
// client and by fifty that never pause, then by 45 of them while 5 ask analytic
// ones: the median of how long a short one took, the 99th percentile, and their
// ratio.
//
//	go test ./server -run '^$' -bench Together -benchtime 20000x -quads 1000000
func BenchmarkTogether(b *testing.B) {
	address := serveGenerated(b)
	for _, c := range []struct {
		name            string
		short, analytic int
	}{{"one", 1, 0}, {"short", 50, 0}, {"mix", 45, 5}} {
		b.Run(c.name, func(b *testing.B) {
			var asked atomic.Int64
			ctx, stop := context.WithCancel(b.Context())
			var beside sync.WaitGroup
			var answered atomic.Int64
			for i := range c.analytic {
				beside.Go(func() {
					ask := asker(b, address, "analytic")
					for n := i; ctx.Err() == nil; n++ {
						if _, err := ask(ctx, n); err == nil {
							answered.Add(1)
						} else if ctx.Err() == nil {
							b.Error(err)
						}
					}
				})
			}
			times := make([][]time.Duration, c.short)
			var asking sync.WaitGroup
			for i := range c.short {
				asking.Go(func() {
					ask := asker(b, address, "short")
					for n := asked.Add(1); n <= int64(b.N); n = asked.Add(1) {
						took, err := ask(ctx, int(n))
						if err != nil {
							b.Error(err)
							return
						}
						times[i] = append(times[i], took)
					}
				})
			}
			asking.Wait()
			stop()
			beside.Wait()
			all := slices.Sorted(slices.Values(slices.Concat(times...)))
			if len(all) == 0 {
				return
			}
			p50, p99 := all[len(all)/2], all[len(all)*99/100]
			b.ReportMetric(float64(p50)/1e6, "p50-ms")
			b.ReportMetric(float64(p99)/1e6, "p99-ms")
			b.ReportMetric(float64(p99)/float64(p50), "p99/p50")
			if c.analytic > 0 {
				b.ReportMetric(float64(answered.Load())/b.Elapsed().Seconds(), "analytic/s")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// search is none of the short queries: most of its time is the index of names'.
const search = "short-10-search"

// serveGenerated serves a generated graph and gives the address.
func serveGenerated(b *testing.B) string {
	store, err := graph.Open(b.TempDir(), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	g, err := generate.New(generate.Options{Quads: *quads, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	_, err = store.Load(b.Context(), graph.LoadOptions{}, func(put func([]rdf.Quad) error) error {
		for batch := g.Next(); len(batch) > 0; batch = g.Next() {
			if err := put(batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := newServer(b, store, quiet())
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

// asker makes a client with a connection of its own; it asks the queries of a kind
// in turn and tells how long it waited for the whole answer.
func asker(b *testing.B, address, kind string) func(ctx context.Context, n int) (time.Duration, error) {
	transport := &http.Transport{}
	b.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{Transport: transport}
	var targets []string
	for _, q := range queries.Bench() {
		if strings.HasPrefix(q.Name, kind) && q.Name != search {
			targets = append(targets, address+"/sparql?query="+url.QueryEscape(q.Text))
		}
	}
	return func(ctx context.Context, n int) (time.Duration, error) {
		began := time.Now()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, targets[n%len(targets)], nil)
		if err != nil {
			return 0, err
		}
		res, err := client.Do(r)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		_, err = io.Copy(io.Discard, res.Body)
		if res.StatusCode != http.StatusOK {
			err = cmp.Or(err, fmt.Errorf("%s: %s", targets[n%len(targets)], res.Status))
		}
		return time.Since(began), err
	}
}
