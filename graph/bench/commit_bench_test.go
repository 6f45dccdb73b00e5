package bench

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"testing"

	"diplograph/graph"
	"diplograph/graph/bench/generate"
	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/quadstore/backend"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// BenchmarkCommit adds quads one by one, each in a synced change of its own:
// commits a second of one writer and of sixteen at once. They go the way of real
// callers: "store" by graph.Store.Apply, as the server and the commands do,
// "diplograph" and "leveldb" by Cayley's quad writer, which calls ApplyDeltas.
func BenchmarkCommit(b *testing.B) {
	few := generate.Options{Quads: 20_000, Seed: 1}
	for _, writers := range []int{1, 16} {
		b.Run(fmt.Sprintf("store/%d", writers), func(b *testing.B) {
			s, err := graph.Open(b.TempDir(), graph.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer closeStore(b, s)
			if _, err := s.Load(b.Context(), graph.LoadOptions{}, putter(b, few)); err != nil {
				b.Fatal(err)
			}
			commits(b, writers, func(q rdf.Quad) error {
				_, err := s.Apply(b.Context(), graph.Changes{Add: []rdf.Quad{q}})
				return err
			})
		})
		b.Run(fmt.Sprintf("diplograph/%d", writers), func(b *testing.B) {
			dir := b.TempDir()
			db := openStore(b, dir)
			if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, source(b, few)); err != nil {
				b.Fatal(err)
			}
			closeStore(b, db)
			qs, err := cayley.NewQuadStore(backend.Name, dir, nil)
			if err != nil {
				b.Fatal(err)
			}
			defer closeStore(b, qs)
			commits(b, writers, addBy(quadWriter(b, qs)))
		})
		b.Run(fmt.Sprintf("leveldb/%d", writers), func(b *testing.B) {
			qs, w := newLevelDB(b, b.TempDir())
			defer closeStore(b, qs)
			loadLevelDB(b, w, few)
			commits(b, writers, addBy(w))
		})
	}
}

// addBy adds a quad by a writer of Cayley's.
func addBy(w cayley.QuadWriter) func(rdf.Quad) error {
	return func(q rdf.Quad) error { return w.AddQuadSet([]quad.Quad{cayleyQuad(q)}) }
}

// putter gives a generated graph to a load.
func putter(b *testing.B, opts generate.Options) func(put func([]rdf.Quad) error) error {
	next := source(b, opts)
	return func(put func([]rdf.Quad) error) error {
		for {
			quads, err := next()
			if err == io.EOF {
				return nil
			}
			if err == nil {
				err = put(quads)
			}
			if err != nil {
				return err
			}
		}
	}
}

// commits calls add for b.N different quads, from so many goroutines.
func commits(b *testing.B, writers int, add func(rdf.Quad) error) {
	b.Helper()
	var next atomic.Int64
	var writing sync.WaitGroup
	b.ResetTimer()
	for range writers {
		writing.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				q := rdf.Quad{Subject: rdf.IRI(fmt.Sprintf("http://example.org/s/%d", n)), Predicate: rdf.IRI("http://example.org/p"), Object: rdf.IRI(generate.Person(n % 100))}
				if err := add(q); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	writing.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// commit makes one change, by what graph.Store.Apply and ApplyDeltas call.
func commit(b testing.TB, db *pebblestore.DB, add, remove []rdf.Quad) error {
	_, err := db.Apply(b.Context(), index.Change{Steps: []index.Step{{Remove: true, Quads: remove}, {Quads: add}}})
	return err
}

// change inserts and removes n quads in small transactions.
func change(b *testing.B, db *pebblestore.DB, n int64) {
	b.Helper()
	old, err := generate.New(graphOptions())
	if err != nil {
		b.Fatal(err)
	}
	fresh, err := generate.New(generate.Options{Quads: *quads, Seed: 2})
	if err != nil {
		b.Fatal(err)
	}
	step, done, i := int(*quads/n)*2, int64(0), 0
	var add, remove []rdf.Quad
	for a, r := fresh.Next(), old.Next(); len(a) > 0; a, r = fresh.Next(), old.Next() {
		for j := range min(len(a), len(r)) {
			if i++; i%step == 0 {
				add, remove = append(add, a[j]), append(remove, r[j])
				done += 2
			}
		}
		if len(add) < 100 {
			continue
		}
		if err := commit(b, db, add, remove); err != nil {
			b.Fatal(err)
		}
		add, remove = nil, nil
	}
	if err := commit(b, db, add, remove); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d quads changed", done)
}
