package pebblestore

import (
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

var (
	metamorphicFor  = flag.Duration("metamorphic.for", 2*time.Second, "how long the metamorphic test runs")
	metamorphicSeed = flag.Uint64("metamorphic.seed", 1, "where it begins")
)

// Any sequence of changes, loads, folds, collections, compactions, copies and
// reopenings ends as it does on a plain set of quads, whatever is done in the
// background beside it, and snapshots stay as they were.
func TestMetamorphic(t *testing.T) {
	end := time.Now().Add(*metamorphicFor)
	for run := uint64(0); time.Now().Before(end); run++ {
		r := rand.New(rand.NewPCG(*metamorphicSeed, run))
		x := &metamorphic{t: t, r: r, fs: vfs.NewMem(), m: model{}}
		x.open()
		for step := range 12 {
			x.log = append(x.log, fmt.Sprintf("%d.%d %s", run, step, x.step()))
			x.compare()
			if t.Failed() {
				t.Fatalf("seed %d: %q", *metamorphicSeed, x.log)
			}
		}
		x.closeHeld()
		if err := x.db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

type metamorphic struct {
	t    *testing.T
	r    *rand.Rand
	fs   *vfs.MemFS
	db   *DB
	m    model
	held []heldSnapshot
	log  []string
	dirs int
}

// heldSnapshot is a snapshot and what it must show.
type heldSnapshot struct {
	s *Snapshot
	m model
}

// step does something at random and tells what.
func (x *metamorphic) step() string {
	t, r := x.t, x.r
	switch r.IntN(9) {
	case 0, 1:
		tx, err := x.db.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		before := maps.Clone(x.m)
		for range 1 + r.IntN(3) {
			changeBoth(t, tx, x.m, randomQuads(r, r.IntN(60)), r.IntN(3) > 0)
		}
		if r.IntN(5) == 0 {
			x.m = before
			if err := tx.Rollback(); err != nil {
				t.Fatal(err)
			}
			return "rollback"
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		return "commit"
	case 2:
		remove, add := randomQuads(r, 150), randomQuads(r, 30)
		mustApply(t, x.db, add, remove)
		x.m.change(remove, false)
		x.m.change(add, true)
		return "remove"
	case 3:
		if r.IntN(3) == 0 {
			return x.removeLike()
		}
		quads := randomQuads(r, r.IntN(300))
		mustLoad(t, x.db, 0, quads)
		x.m.change(quads, true)
		return "load"
	case 4:
		if r.IntN(3) == 0 {
			if err := x.db.collectTerms(ctx, atOnce); err != nil {
				t.Fatal(err)
			}
			return "collect"
		}
		o := index.Order(r.IntN(index.Orders))
		if err := x.db.foldOrder(ctx, o); err != nil {
			t.Fatal(err)
		}
		return "fold " + o.String()
	case 5:
		if err := x.db.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		return "compact"
	case 6:
		x.held = append(x.held, heldSnapshot{mustSnapshot(t, x.db), maps.Clone(x.m)})
		return "snapshot"
	case 7:
		return x.reopen()
	}
	return x.copy()
}

// removeLike removes the quads of a random pattern by writing the others anew.
func (x *metamorphic) removeLike() string {
	pattern := randomQuad(x.r)
	for _, term := range termsOf(&pattern) {
		if x.r.IntN(3) > 0 {
			*term = rdf.Term{}
		}
	}
	want := x.m.removeLike(pattern)
	if got := mustRemoveLike(x.t, x.db, pattern); got != want {
		x.t.Errorf("%v: %d removed, expected %d", pattern, got, want)
	}
	return "remove like"
}

func (x *metamorphic) reopen() string {
	x.closeHeld()
	if err := x.db.Close(); err != nil {
		x.t.Fatal(err)
	}
	x.open()
	return "reopen"
}

// open opens the store, with something to do in the background now and then.
func (x *metamorphic) open() {
	r := x.r
	limits := foldLimits{blocks: 1 + r.IntN(4), entries: 1 + r.IntN(50), rows: 1 + r.IntN(30)}
	from := int64(1) << r.IntN(10)
	var err error
	x.db, err = openWith("db", Options{FS: x.fs, Log: slog.New(slog.DiscardHandler)}, limits, dueAt{fold: from, hold: 4 * from, collect: 1 << r.IntN(8)})
	if err != nil {
		x.t.Fatal(err)
	}
}

// copy makes a checkpoint and looks at it.
func (x *metamorphic) copy() string {
	x.dirs++
	dir := fmt.Sprint("copy", x.dirs)
	if err := x.db.Checkpoint(dir); err != nil {
		x.t.Fatal(err)
	}
	c, err := Open(dir, Options{FS: x.fs, ReadOnly: true})
	if err != nil {
		x.t.Fatal(err)
	}
	mustCheck(x.t, c)
	s := mustSnapshot(x.t, c)
	equalSnapshots(x.t, s, x.m.quads(), x.r)
	if err := c.Close(); err != nil {
		x.t.Fatal(err)
	}
	return "copy"
}

// compare compares the store, and a snapshot that is held, with the model.
func (x *metamorphic) compare() {
	mustCheck(x.t, x.db)
	s := mustSnapshot(x.t, x.db)
	equalSnapshots(x.t, s, x.m.quads(), x.r)
	if err := s.Close(); err != nil {
		x.t.Fatal(err)
	}
	if n := len(x.held); n > 0 {
		h := x.held[x.r.IntN(n)]
		equalSnapshots(x.t, h.s, h.m.quads(), x.r)
	}
}

func (x *metamorphic) closeHeld() {
	for _, h := range x.held {
		if err := h.s.Close(); err != nil {
			x.t.Fatal(err)
		}
	}
	x.held = nil
}
