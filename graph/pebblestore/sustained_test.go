package pebblestore

import (
	"flag"
	"sort"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

var (
	sustainedFor  = flag.Duration("sustained.for", 0, "how long quads are added while others read; 0 leaves the measurement out")
	sustainedRate = flag.Int("sustained.rate", 20_000, "quads a second")
)

// BenchmarkSustained adds quads in small transactions at a steady rate and
// compares how long reading takes before, meanwhile and at the end.
func BenchmarkSustained(b *testing.B) {
	if *sustainedFor == 0 {
		b.Skip("reading while others write is not measured: -sustained.for 1m, or how long to write")
	}
	db := benchStore(b)
	before := readTimes(b, db, time.Second)
	stop := make(chan struct{})
	written := make(chan int)
	go func() {
		const size = 10
		n, begin := 0, time.Now()
		for {
			select {
			case <-stop:
				written <- n
				return
			default:
			}
			var quads []rdf.Quad
			for range size {
				quads = append(quads, numbered(n))
				n++
			}
			mustApply(b, db, quads, nil)
			if ahead := time.Duration(n)*time.Second/time.Duration(*sustainedRate) - time.Since(begin); ahead > 0 {
				time.Sleep(ahead)
			}
		}
	}()
	during := readTimes(b, db, *sustainedFor)
	close(stop)
	n := <-written
	s := mustSnapshot(b, db)
	defer s.Close()
	b.Logf("%.0f quads/s written; reads took %v before, %v meanwhile; delta %v", float64(n)/sustainedFor.Seconds(), before, during, s.state.delta)
}

// readTimes gives the median time of a neighbourhood and a count of the hub.
func readTimes(b *testing.B, db *DB, for_ time.Duration) time.Duration {
	b.Helper()
	var times []time.Duration
	for end := time.Now().Add(for_); time.Now().Before(end); time.Sleep(time.Millisecond) {
		s := mustSnapshot(b, db)
		ids := make([]index.ID, 3)
		if err := s.IDs(ctx, []rdf.Term{ex("node/70"), ex("points"), ex("hub")}, ids); err != nil {
			b.Fatal(err)
		}
		begin := time.Now()
		sc, err := s.Scan(ctx, index.Scan{Pattern: index.Quad{ids[0]}, Columns: index.AllPositions})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := sc.Next(ctx); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Count(ctx, index.Quad{index.Predicate: ids[1], index.Object: ids[2]}, false); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begin))
		sc.Close()
		s.Close()
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	return times[len(times)/2]
}
