package graph_test

import (
	"context"
	"fmt"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// benchQuads are n quads of n/8 subjects with 8 predicates each, in graphs of a
// thousand quads; a sixteenth of them points at one hub.
func benchQuads(n int) []rdf.Quad {
	quads := make([]rdf.Quad, n)
	for i := range quads {
		quads[i] = rdf.Quad{
			Subject: rdf.IRI(fmt.Sprintf("http://example.org/s/%d", i/8)), Predicate: rdf.IRI(fmt.Sprintf("http://example.org/p/%d", i%8)),
			Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprintf("http://example.org/g/%d", i/1000)),
		}
		if i%16 == 0 {
			quads[i].Object = rdf.IRI("http://example.org/hub")
		}
	}
	return quads
}

func benchStore(b *testing.B, url string, n int) *graph.Store {
	b.Helper()
	s, err := graph.Open(url, graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if _, err := s.Apply(context.Background(), graph.Changes{Add: benchQuads(n)}); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkLoad adds 20,000 quads to an empty folder in one change.
func BenchmarkLoad(b *testing.B) {
	const n = 20_000
	for b.Loop() {
		benchStore(b, b.TempDir(), n)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "quads/s")
}

// BenchmarkCommit adds and removes one quad of a store of 20,000, synced.
func BenchmarkCommit(b *testing.B) {
	s := benchStore(b, b.TempDir(), 20_000)
	q := []rdf.Quad{{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("o")}}
	for i := 0; b.Loop(); i++ {
		c := graph.Changes{Add: q}
		if i%2 == 1 {
			c = graph.Changes{Remove: q}
		}
		if _, err := s.Apply(context.Background(), c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	s := benchStore(b, b.TempDir(), 50_000)
	for name, p := range map[string]graph.Pattern{
		"one subject, 8 quads": {Subject: rdf.IRI("http://example.org/s/77")},
		"one quad":             {Object: rdf.Literal("777", rdf.XSDInteger)},
		"a graph, 1000 quads":  {Graph: rdf.IRI("http://example.org/g/7")},
		"the hub, 3125 quads":  {Object: rdf.IRI("http://example.org/hub")},
		"nothing":              {Subject: rdf.IRI("http://example.org/nosuch")},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				err := s.View(context.Background(), func(snap graph.Snapshot) error {
					for _, err := range snap.Match(context.Background(), p) {
						if err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
