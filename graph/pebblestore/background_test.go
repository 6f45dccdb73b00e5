package pebblestore

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// heldStore gives a store in which transactions wait for folding early.
func heldStore(t *testing.T) *DB {
	t.Helper()
	db, err := openWith("db", Options{FS: vfs.NewMem(), Log: slog.New(slog.DiscardHandler)}, defaultFold, dueAt{fold: 50, hold: 200, collect: 1 << 40})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func deltaOf(s *state) (total int64) {
	for _, n := range s.delta {
		total += n
	}
	return total
}

// However fast transactions come, the delta stays bounded.
func TestWaitForFolding(t *testing.T) {
	db := heldStore(t)
	const each = 150
	most := int64(0)
	for i := range 60 {
		mustApply(t, db, ownTerms(i*each, each), nil)
		s := db.work.state()
		delta := deltaOf(&s)
		if bound := index.Orders*(db.work.due.hold+s.statistics.Quads/holdShare) + index.Orders*each; delta > bound {
			t.Fatalf("the delta has %d entries after %d transactions, at most %d are to wait", delta, i+1, bound)
		}
		most = max(most, delta)
	}
	t.Logf("at most %d entries waited", most)
	mustCheck(t, db)
}

// While folding fails and the delta is too large transactions are refused. They
// do not wait for ever.
func TestFoldingFails(t *testing.T) {
	db := heldStore(t)
	mustApply(t, db, ownTerms(0, 100), nil)
	if err := db.foldAll(ctx); err != nil {
		t.Fatal(err)
	}
	prefix := appendOrderKey(nil, 1, kindBlock, index.GPOS) // adding does not look there
	if err := db.p.DeleteRange(prefix, after(prefix), pebble.NoSync); err != nil {
		t.Fatal(err)
	}
	short, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	for i := 1; ; i++ {
		tx, err := db.Begin(short)
		if err != nil {
			if !errors.Is(err, ErrPaused) || !errors.Is(err, index.ErrDamaged) {
				t.Errorf("%v, want ErrPaused and ErrDamaged", err)
			}
			break
		}
		if _, err := tx.Add(short, ownTerms(1000*i, 400)); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	for { // the damage of one order is no reason not to fold the next one
		s := db.work.state()
		if !db.work.large(&s, index.GOSP) {
			return
		}
		if rest(short, holdTick) != nil {
			t.Fatalf("%d entries of an order that is sound have not been folded", s.delta[index.GOSP])
		}
	}
}
