package pebblestore

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// While several write, fold, compact and load, every snapshot is one state: all
// orders have the same quads, as many as are counted, and transactions are whole.
func TestConcurrent(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	db.limits = foldLimits{blocks: 3, entries: 60, rows: 50}
	done := make(chan struct{})
	var wg sync.WaitGroup
	until := func(do func(r *rand.Rand, i int)) {
		seed := rand.Uint64()
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, 0))
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
					do(r, i)
				}
			}
		})
	}
	// pair is two quads that are added and removed together.
	pair := func(w, i int) []rdf.Quad {
		s := ex(fmt.Sprint("pair/", w, "/", i))
		return []rdf.Quad{{Subject: s, Predicate: ex("left"), Object: ex("pair")}, {Subject: s, Predicate: ex("right"), Object: ex("pair"), Graph: ex("g")}}
	}
	for w := range 3 {
		until(func(r *rand.Rand, i int) {
			mustApply(t, db, append(pair(w, i), randomQuads(r, 5)...), append(pair(w, i-1-r.IntN(5)), randomQuads(r, 2)...))
		})
	}
	until(func(r *rand.Rand, i int) {
		if err := db.foldAll(ctx); err != nil {
			t.Error(err)
		}
		if i%7 == 3 {
			if err := db.Compact(ctx); err != nil {
				t.Error(err)
			}
		}
		if i%7 == 5 {
			mustLoad(t, db, 0, randomQuads(r, 50))
		}
	})
	for range 2 {
		until(func(r *rand.Rand, _ int) { oneState(t, db, r) })
	}
	time.Sleep(2 * time.Second)
	close(done)
	wg.Wait()
	mustCheck(t, db)
}

// oneState checks a snapshot.
func oneState(t *testing.T, db *DB, r *rand.Rand) {
	t.Helper()
	s := mustSnapshot(t, db)
	defer s.Close()
	stats, err := s.Statistics()
	if err != nil {
		t.Error(err)
	}
	o := index.Order(r.IntN(index.Orders))
	if rows := readScan(t, s, index.Scan{Order: o, Columns: index.AllPositions}); int64(len(rows)) != stats.Quads {
		t.Errorf("order %s has %d quads, %d are counted", o, len(rows), stats.Quads)
	}
	ids := make([]index.ID, 2)
	if err := s.IDs(ctx, []rdf.Term{ex("left"), ex("right")}, ids); err != nil {
		t.Error(err)
	}
	if ids[0] == index.None {
		return
	}
	left, err := s.Count(ctx, index.Quad{index.Predicate: ids[0]}, false)
	if err != nil {
		t.Error(err)
	}
	right, err := s.Count(ctx, index.Quad{index.Predicate: ids[1]}, true)
	if err != nil || left != right {
		t.Errorf("%d left, %d right, %v", left, right, err)
	}
}
