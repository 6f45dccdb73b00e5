package pebblestore

import (
	"context"
	"testing"

	"diplograph/graph/index"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// crossed is a step that somebody always comes between, unless nobody can.
type crossed struct {
	t        *testing.T
	db       *DB
	tries    int
	released int
}

func (c *crossed) prepare(ctx context.Context, _ *Snapshot) (bool, error) {
	c.tries++
	select {
	case <-c.db.writer:
		c.db.unlockWriter()
		mustApply(c.t, c.db, numberQuads(1, c.tries), nil)
	default: // alone
	}
	return true, nil
}

func (c *crossed) carryOut(_ *Snapshot, w *watch) (done bool, err error) {
	changed, known := w.noted()
	return known && len(changed) == 0, nil
}

func (c *crossed) release() error { c.released++; return nil }

func (c *crossed) next() bool { return false }

// A step that others come between is made with nobody else writing, in the end.
func TestStepAlone(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	defer db.Close()
	c := &crossed{t: t, db: db}
	if err := db.steps(ctx, c, atOnce); err != nil {
		t.Fatal(err)
	}
	if c.tries != 4 || c.released != 4 {
		t.Errorf("%d tries, %d released; expected 4 of each", c.tries, c.released)
	}
}

// What is more than a watch remembers may be anything.
func TestWatchMuch(t *testing.T) {
	w := &watch{changed: map[index.Quad]bool{}}
	for i := range index.ID(1 << 16) {
		w.note([]index.Quad{{i}})
	}
	if w.touches(index.SPOG, []index.Quad{{1, 2, 3, 4}}) {
		t.Error("what was not changed is said to be")
	}
	w.note([]index.Quad{{5, 6, 7, 8}})
	if !w.touches(index.SPOG, []index.Quad{{1, 2, 3, 4}}) {
		t.Error("something was not remembered, and nothing is said to be changed")
	}
}
