package bench

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
)

// BenchmarkLoad fills an empty store: quads a second, bytes a quad on disk when
// the store is closed, the most memory that the process had. "quads" gets them
// from the generator, "nquads" from a file of N-Quads; "filled" loads as many
// others into a store that has some.
func BenchmarkLoad(b *testing.B) {
	measure := func(b *testing.B, load func(dir string)) {
		var size int64
		most := watchMemory(b.Context())
		for b.Loop() {
			dir := b.TempDir()
			load(dir)
			b.StopTimer()
			size = folderSize(b, dir)
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		b.ReportMetric(float64(*quads*int64(b.N))/b.Elapsed().Seconds(), "quads/s")
		b.ReportMetric(float64(size)/float64(*quads), "bytes/quad")
		b.ReportMetric(float64(most())/1e6, "MB")
		b.ReportMetric(0, "ns/op")
	}
	b.Run("diplograph/quads", func(b *testing.B) {
		measure(b, func(dir string) {
			db := openStore(b, dir)
			defer closeStore(b, db)
			if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, source(b, graphOptions())); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("diplograph/filled", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			db := openStore(b, b.TempDir())
			for _, seed := range []uint64{1, 2} {
				if seed == 2 {
					b.StartTimer()
				}
				if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, source(b, generate.Options{Quads: *quads, Seed: seed})); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			closeStore(b, db)
			b.StartTimer()
		}
		b.ReportMetric(float64(*quads*int64(b.N))/b.Elapsed().Seconds(), "quads/s")
		b.ReportMetric(0, "ns/op")
	})
	b.Run("diplograph/nquads", func(b *testing.B) {
		file := filepath.Join(b.TempDir(), "graph.nq")
		writeGraph(b, file)
		measure(b, func(dir string) {
			db := openStore(b, dir)
			defer closeStore(b, db)
			loadFile(b, db, file)
		})
	})
	b.Run("leveldb", func(b *testing.B) {
		measure(b, func(dir string) {
			qs, w := newLevelDB(b, dir)
			defer closeStore(b, qs)
			loadLevelDB(b, w, graphOptions())
		})
	})
}

func writeGraph(b *testing.B, file string) {
	b.Helper()
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	defer closeStore(b, f)
	if err := generate.Write(b.Context(), f, graphOptions()); err != nil {
		b.Fatal(err)
	}
}

// loadFile reads N-Quads with as many workers as there are processors.
func loadFile(b *testing.B, db *pebblestore.DB, file string) {
	b.Helper()
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer closeStore(b, f)
	next, stop := parse(b.Context(), f)
	defer stop()
	if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, next); err != nil {
		b.Fatal(err)
	}
}

// parse reads N-Quads ahead of whoever calls next.
func parse(ctx context.Context, f *os.File) (next func() ([]rdf.Quad, error), stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	batches, failed := make(chan []rdf.Quad, 4), make(chan error, 1)
	go func() {
		defer close(batches)
		failed <- rdf.ReadBatches(f, rdf.NQuads, rdf.ReaderOptions{Workers: 2, Unordered: true}, func(quads []rdf.Quad) error {
			select {
			case batches <- append([]rdf.Quad(nil), quads...):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	return func() ([]rdf.Quad, error) {
		if batch, ok := <-batches; ok {
			return batch, nil
		}
		return nil, endOf(<-failed)
	}, cancel
}
