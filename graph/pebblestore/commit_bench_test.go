package pebblestore

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"diplograph/graph/rdf"
)

// BenchmarkCommit commits one quad at a time to disk, by one writer and by 16.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 16} {
		b.Run(fmt.Sprint(writers), func(b *testing.B) {
			db, err := Open(b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			var next atomic.Int64
			b.ResetTimer()
			var wg sync.WaitGroup
			for range writers {
				wg.Go(func() {
					for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
						mustApply(b, db, []rdf.Quad{numbered(int(i))}, nil)
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
		})
	}
}

// BenchmarkTransaction adds quads ten at a time, without a disk.
func BenchmarkTransaction(b *testing.B) {
	db := benchStore(b)
	defer onThread(b)()
	i := 0
	for b.Loop() {
		var quads []rdf.Quad
		for range 10 {
			i++
			quads = append(quads, numbered(i))
		}
		mustApply(b, db, quads, nil)
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "quads/s")
}

// numbered gives different quads, some terms of which come again.
func numbered(i int) rdf.Quad {
	return rdf.Quad{
		Subject: ex(fmt.Sprint("node/", i/5)), Predicate: ex(fmt.Sprint("p", i%5)),
		Object: ex(fmt.Sprint("node/", i*7919%100_000)), Graph: ex(fmt.Sprint("g", i/100)),
	}
}
