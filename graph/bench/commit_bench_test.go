package bench

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/quad"
)

// BenchmarkCommit adds quads one by one, each in a synced transaction of its own:
// commits a second of one writer and of sixteen at once.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 16} {
		b.Run(fmt.Sprintf("diplograph/%d", writers), func(b *testing.B) {
			db := openStore(b, b.TempDir())
			defer closeStore(b, db)
			if _, err := db.Load(b.Context(), pebblestore.LoadOptions{}, source(b, generate.Options{Quads: 20_000, Seed: 1})); err != nil {
				b.Fatal(err)
			}
			commits(b, writers, func(q rdf.Quad) error { return commit(b, db, []rdf.Quad{q}, nil) })
		})
		b.Run(fmt.Sprintf("leveldb/%d", writers), func(b *testing.B) {
			qs, w := newLevelDB(b, b.TempDir())
			defer closeStore(b, qs)
			loadLevelDB(b, w, generate.Options{Quads: 20_000, Seed: 1})
			commits(b, writers, func(q rdf.Quad) error {
				return w.AddQuadSet([]quad.Quad{cayleyQuad(q)})
			})
		})
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

// commit makes one transaction.
func commit(b testing.TB, db *pebblestore.DB, add, remove []rdf.Quad) error {
	tx, err := db.Begin(b.Context())
	if err != nil {
		return err
	}
	if _, err = tx.Remove(b.Context(), remove); err == nil {
		_, err = tx.Add(b.Context(), add)
	}
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
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
