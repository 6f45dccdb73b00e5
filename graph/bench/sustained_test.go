package bench

import (
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"diplograph/graph/bench/generate"
	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

var sustain = flag.Duration("sustain", 0, "how long TestSustained writes")

const (
	sustainedRate = 20_000 // quads a second
	perCommit     = 20
	writers       = 16
)

// TestSustained writes small transactions at a steady rate, a quarter of which
// replace or remove what came before, and looks whether look-ups become slower
// than twice what they were:
//
//	go test ./graph/bench -run Sustained -v -quads 1000000 -sustain 10m
func TestSustained(t *testing.T) {
	if *sustain == 0 {
		t.Skip("reading while others write is not measured: -sustain 10m, or how long to write")
	}
	db, err := pebblestore.Open(t.TempDir(), pebblestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Load(t.Context(), pebblestore.LoadOptions{}, source(t, graphOptions())); err != nil {
		t.Fatal(err)
	}
	before := readFor(t, db, 5*time.Second)
	t.Logf("look-ups before: median %s", before)
	var writing sync.WaitGroup
	done := make(chan struct{})
	var written atomic.Int64
	for range writers {
		writing.Go(func() { writeSteadily(t, db, &written, done) })
	}
	began := time.Now()
	for time.Since(began) < *sustain {
		from, since := written.Load(), time.Now()
		during := readFor(t, db, min(*sustain, 30*time.Second))
		rate := float64(written.Load()-from) / time.Since(since).Seconds()
		t.Logf("after %s: median %s, %.2f times, at %.0f quads/s", time.Since(began).Round(time.Second), during, float64(during)/float64(before), rate)
		if during > 2*before {
			t.Errorf("look-ups take %s, %s before the writes; want at most twice as long", during, before)
		}
	}
	took := time.Since(began)
	close(done)
	writing.Wait()
	if rate := float64(written.Load()) / took.Seconds(); rate < sustainedRate*0.95 {
		t.Errorf("%.0f quads/s were written, want %d", rate, sustainedRate)
	}
}

// writeSteadily adds and removes its part of the quads until done is closed. When
// it is late it does not wait.
func writeSteadily(t *testing.T, db *pebblestore.DB, written *atomic.Int64, done <-chan struct{}) {
	const step = time.Second * perCommit * writers / sustainedRate
	var own [][]rdf.Quad // that it added lately
	for i, due := 0, time.Now(); ; i, due = i+1, due.Add(step) {
		select {
		case <-done:
			return
		case <-time.After(time.Until(due)):
		}
		from := written.Add(perCommit)
		var add, remove []rdf.Quad
		switch i % 8 {
		case 6: // half as many values are replaced
			remove = own[0][:perCommit/2]
			for k, q := range remove {
				q.Object = rdf.IRI(fmt.Sprintf("http://example.org/value/%d", from+int64(k)))
				add = append(add, q)
			}
		case 7:
			remove, own = own[1], nil
		default:
			add = sustainedQuads(from)
			own = append(own, add)
		}
		if err := commit(t, db, add, remove); err != nil {
			t.Error(err)
			return
		}
	}
}

// sustainedQuads gives the quads of a change, numbered from a number on.
func sustainedQuads(from int64) []rdf.Quad {
	quads := make([]rdf.Quad, perCommit)
	for i := range quads {
		n := from + int64(i)
		quads[i] = rdf.Quad{
			Subject: rdf.IRI(fmt.Sprintf("http://example.org/s/%d", n/5)), Predicate: rdf.IRI(fmt.Sprintf("http://example.org/p/%d", n%5)),
			Object: rdf.IRI(fmt.Sprintf("http://example.org/o/%d", n%10_000)), Graph: rdf.IRI(fmt.Sprintf("http://example.org/g/%d", n/1000)),
		}
	}
	return quads
}

// readFor looks things up for a while and gives the median of how long each took:
// the neighbours of a person, a three-way intersection, the first of a hub.
func readFor(t *testing.T, db *pebblestore.DB, d time.Duration) time.Duration {
	t.Helper()
	var times []time.Duration
	for began := time.Now(); time.Since(began) < d; time.Sleep(5 * time.Millisecond) {
		start := time.Now()
		s, err := db.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		id := ids(t, s, someone, vocab.Met, generate.Person(0), vocab.Visitor, generate.Country(0), vocab.Host, vocab.RDFType, vocab.SchemaPerson)
		names(t, s, first(t, s, index.Quad{id[0], id[1]}, index.Object, 0))
		names(t, s, intersect(t, s, index.Quad{1: id[3], 2: id[2]}, index.Quad{1: id[5], 2: id[4]}))
		names(t, s, first(t, s, index.Quad{1: id[6], 2: id[7]}, index.Subject, 50))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	return median(times)
}
