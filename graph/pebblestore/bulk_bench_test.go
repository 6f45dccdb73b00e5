package pebblestore

import (
	"io"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/rdf"
)

// BenchmarkLoad loads 200,000 generated quads into an empty store on disk, and
// again as many into one that has some.
func BenchmarkLoad(b *testing.B) {
	const size = 200_000
	source := func(seed uint64) func() ([]rdf.Quad, error) {
		g, err := generate.New(generate.Options{Quads: size, Seed: seed})
		if err != nil {
			b.Fatal(err)
		}
		return func() ([]rdf.Quad, error) {
			quads := g.Next()
			if len(quads) == 0 {
				return nil, io.EOF
			}
			return quads, nil
		}
	}
	run := func(b *testing.B, loads int) {
		for b.Loop() {
			b.StopTimer()
			db, err := Open(b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			for i := range loads {
				if i == loads-1 {
					b.StartTimer()
				}
				if _, err := db.Load(ctx, LoadOptions{}, source(uint64(i))); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		b.ReportMetric(float64(b.N)*size/b.Elapsed().Seconds(), "quads/s")
	}
	b.Run("empty", func(b *testing.B) { run(b, 1) })
	b.Run("filled", func(b *testing.B) { run(b, 2) })
}
