package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// randomChange is a few steps, some of which want every quad changed.
func randomChange(r *rand.Rand, quads int) (c index.Change) {
	for range 1 + r.IntN(4) {
		c.Steps = append(c.Steps, index.Step{Remove: r.IntN(3) == 0, Quads: randomQuads(r, r.IntN(quads)), All: r.IntN(4) == 0})
	}
	return c
}

// play makes a change on a plain set of quads. It gives the set after, and what
// Apply must give.
func (m model) play(c index.Change) (after model, done [][]rdf.Quad, refused *index.UnchangedError) {
	after = maps.Clone(m)
	for i, s := range c.Steps {
		var changed []rdf.Quad
		for k := range s.Quads {
			one := after.change(s.Quads[k:k+1], !s.Remove)
			if changed = append(changed, one...); s.All && len(one) == 0 {
				return m, nil, &index.UnchangedError{Step: i, Quad: k}
			}
		}
		done = append(done, changed)
	}
	return after, done, nil
}

// mustBeDone compares what Apply gave with what a plain set of quads gives.
func mustBeDone(t tester, done, want [][]rdf.Quad, err error, refused *index.UnchangedError) {
	t.Helper()
	var unchanged *index.UnchangedError
	switch {
	case refused != nil:
		if !errors.As(err, &unchanged) || *unchanged != *refused {
			t.Fatalf("error %v, want %v", err, refused)
		}
	case err != nil:
		t.Fatal(err)
	case !slices.EqualFunc(done, want, func(a, b []rdf.Quad) bool { return slices.EqualFunc(a, b, rdf.Quad.Equal) }):
		t.Fatalf("changed %v, want %v", done, want)
	}
}

// A change does what it does to a plain set of quads, small ones and large ones,
// whatever the terms hash to.
func TestApply(t *testing.T) {
	for _, x := range []struct {
		name    string
		options Options
		hash    func(index.Tag, []byte) uint64
	}{
		{name: "in a batch with others"},
		{name: "alone", options: Options{TxBytes: 5 << 10}},
		{name: "one hash", hash: func(index.Tag, []byte) uint64 { return 1 }},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 0))
			x.options.FS, x.options.Log = vfs.NewMem(), slog.New(slog.DiscardHandler)
			db, err := Open("db", x.options)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if x.hash != nil {
				db.hash = x.hash
			}
			m, tooLarge := model{}, 0
			for i := range 200 {
				c := randomChange(r, 12)
				done, err := db.Apply(ctx, c)
				if errors.Is(err, ErrTooLarge) {
					tooLarge++
					continue
				}
				after, want, refused := m.play(c)
				mustBeDone(t, done, want, err, refused)
				if m = after; i%20 == 0 {
					if err := db.foldAll(ctx); err != nil {
						t.Fatal(err)
					}
				}
			}
			if tooLarge > 100 || x.options.TxBytes > 0 && tooLarge == 0 {
				t.Fatalf("%d changes were too large", tooLarge)
			}
			mustCheck(t, db)
			s := mustSnapshot(t, db)
			defer s.Close()
			equalSnapshots(t, s, m.quads(), r)
		})
	}
}

// waiting has changes wait, in their order, until nobody else writes. It gives
// where their answers come, and lets them go on.
func waiting(t *testing.T, db *DB, contexts []context.Context, changes []index.Change) (answers []chan answer, release func()) {
	t.Helper()
	if err := db.lockWriter(ctx); err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		to := make(chan answer, 1)
		answers = append(answers, to)
		go func() {
			done, err := db.Apply(contexts[i], c)
			to <- answer{done, err}
		}()
		for len(db.queue.all()) <= i {
			time.Sleep(time.Millisecond)
		}
	}
	return answers, db.unlockWriter
}

type answer struct {
	done [][]rdf.Quad
	err  error
}

func (q *queue) all() []*pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Clone(q.waiting)
}

// Changes that wait share a batch. Each has its own answer, as if they had been
// made one after the other; those that are refused, or given up, do nothing.
func TestApplyTogether(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(2, seed))
		db := testOpen(t)
		m := model{}
		first := index.Change{Steps: []index.Step{{Quads: randomQuads(r, 30)}}}
		if _, err := db.Apply(ctx, first); err != nil {
			t.Fatal(err)
		}
		m, _, _ = m.play(first)
		gone, cancel := context.WithCancel(ctx)
		var changes []index.Change
		var contexts []context.Context
		for i := range 24 {
			changes = append(changes, randomChange(r, 6))
			contexts = append(contexts, ctx)
			if i%7 == 0 { // that one leads at first
				contexts[i] = gone
			}
		}
		var order []int
		for i := range changes {
			if contexts[i] == ctx {
				changes[i].Ordered = func() { order = append(order, i) }
			}
		}
		version := db.state.version
		answers, release := waiting(t, db, contexts, changes)
		cancel()
		for i, a := range answers {
			if contexts[i] == gone {
				if got := <-a; !errors.Is(got.err, context.Canceled) {
					t.Fatalf("a change that was given up: %v", got.err)
				}
			}
		}
		release()
		var ordered []int
		for i, a := range answers {
			if contexts[i] == gone {
				continue
			}
			got := <-a
			after, want, refused := m.play(changes[i])
			mustBeDone(t, got.done, want, got.err, refused)
			if m = after; slices.ContainsFunc(want, func(quads []rdf.Quad) bool { return len(quads) > 0 }) {
				ordered = append(ordered, i)
			}
		}
		if !slices.Equal(order, ordered) {
			t.Fatalf("told of %v, want %v", order, ordered)
		}
		mustCheck(t, db)
		s := mustSnapshot(t, db)
		equalSnapshots(t, s, m.quads(), r)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if n := s.state.version - version; n > 1 {
			t.Fatalf("%d batches", n)
		}
	}
}

// Terms of changes that are refused do not get into the dictionary.
func TestRefusedLeavesNoTerms(t *testing.T) {
	db := testOpen(t)
	q := rdf.Quad{Subject: ex("s"), Predicate: ex("p"), Object: ex("o")}
	other := rdf.Quad{Subject: ex("new"), Predicate: ex("p"), Object: ex("newer")}
	if _, err := db.Apply(ctx, index.Change{Steps: []index.Step{{Quads: []rdf.Quad{q}}}}); err != nil {
		t.Fatal(err)
	}
	next := db.state.next
	if _, err := db.Apply(ctx, index.Change{Steps: []index.Step{{Quads: []rdf.Quad{other, q}, All: true}}}); err == nil {
		t.Fatal("a quad that is there was added")
	}
	if _, err := db.Apply(ctx, index.Change{Steps: []index.Step{{Quads: []rdf.Quad{{Subject: ex("only")}}}}}); !errors.Is(err, ErrTerm) {
		t.Fatal(err)
	}
	if db.state.next != next {
		t.Fatalf("%d terms for nothing", db.state.next-next)
	}
}

// Who waits when the store is closed is told so, and its change is not made.
func TestApplyClose(t *testing.T) {
	mem := vfs.NewMem()
	db := openMemory(t, mem)
	var changes []index.Change
	var contexts []context.Context
	for i := range 8 {
		changes = append(changes, index.Change{Steps: []index.Step{{Quads: []rdf.Quad{numbered(i)}}}})
		contexts = append(contexts, ctx)
	}
	answers, release := waiting(t, db, contexts, changes)
	closed := make(chan error)
	go func() { closed <- db.Close() }()
	for _, a := range answers {
		if got := <-a; !errors.Is(got.err, index.ErrClosed) {
			t.Fatal(got.err)
		}
	}
	release()
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	if _, err := db.Apply(ctx, changes[0]); !errors.Is(err, index.ErrClosed) {
		t.Fatal(err)
	}
	db = openMemory(t, mem)
	defer db.Close()
	s := mustSnapshot(t, db)
	defer s.Close()
	if n := s.state.statistics.Quads; n != 0 {
		t.Fatalf("%d quads", n)
	}
}

// applyNumbers has some writers make changes until one fails: each adds the quads of a
// number and removes those of the number before.
func applyNumbers(db *DB, writers, most int, begun, done *counters) {
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := 1; i <= most; i++ {
				begun.set(w, i)
				c := index.Change{Steps: []index.Step{{Quads: numberQuads(w, i), All: true}, {Remove: true, Quads: numberQuads(w, i-1), All: i > 1}}}
				if _, err := db.Apply(ctx, c); err != nil {
					return
				}
				done.set(w, i)
			}
		})
	}
	wg.Wait()
}

// numberQuads are quads that come and go together, with old terms and new ones.
func numberQuads(w, i int) []rdf.Quad {
	s := ex(fmt.Sprint("writer/", w, "/", i))
	return []rdf.Quad{
		{Subject: s, Predicate: ex("p"), Object: ex("o")},
		{Subject: ex("o"), Predicate: ex("of"), Object: s, Graph: ex("g")},
		{Subject: ex(fmt.Sprint("writer/", w)), Predicate: ex("number"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)},
	}
}

type counters struct {
	mu sync.Mutex
	of [8]int
}

func (c *counters) set(w, i int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of[w] = i
}

func (c *counters) all() [8]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of
}

// mustHaveNumbers checks that each writer's last change is there, whole: one from
// that which was acknowledged to that which had begun.
func mustHaveNumbers(t *testing.T, db *DB, acked, begun [8]int) {
	t.Helper()
	mustCheck(t, db)
	s := mustSnapshot(t, db)
	defer s.Close()
	total := 0
	for w := range acked {
		found := 0
		for i := max(acked[w], 1); i <= begun[w]; i++ {
			there := 0
			for _, q := range numberQuads(w, i) {
				if p, ok := patternOf(t, s, q); ok {
					n, err := s.Count(ctx, p, false)
					if err != nil {
						t.Fatal(err)
					}
					there += int(n)
				}
			}
			if there != 0 && there != 3 {
				t.Fatalf("writer %d: %d of 3 quads of number %d", w, there, i)
			}
			found += there / 3
		}
		if found > 1 || found == 0 && acked[w] > 0 {
			t.Fatalf("writer %d: %d numbers are there between %d and %d", w, found, acked[w], begun[w])
		}
		total += 3 * found
	}
	if n := s.state.statistics.Quads; n != int64(total) {
		t.Fatalf("%d quads, want %d", n, total)
	}
}

// The computer may stop at any moment while many write: every change is there
// whole or not at all, and there if it was acknowledged.
func TestApplyCrash(t *testing.T) {
	type crash struct {
		fs           *vfs.MemFS
		acked, begun [8]int
	}
	for run := range *crashRuns {
		mem := vfs.NewCrashableMem()
		var begun, done counters
		var mu sync.Mutex
		var crashes []crash
		dice := rand.New(rand.NewPCG(*crashSeed, uint64(run)))
		db := openMemory(t, writes(mem, func(int) error {
			mu.Lock()
			defer mu.Unlock()
			if len(crashes) < 12 && dice.IntN(20) == 0 {
				acked := done.all()
				clone := mem.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 50, RNG: dice})
				crashes = append(crashes, crash{clone, acked, begun.all()})
			}
			return nil
		}))
		applyNumbers(db, 8, 60, &begun, &done)
		mustHaveNumbers(t, db, done.all(), begun.all())
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if len(crashes) == 0 {
			t.Fatal("no crash")
		}
		for _, c := range crashes {
			db := openMemory(t, c.fs)
			mustHaveNumbers(t, db, c.acked, c.begun)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A write may fail while many wait for it: all are told, nothing that was
// acknowledged is lost, and nothing is half there.
func TestApplyWriteError(t *testing.T) {
	for run := range 4 * *crashRuns {
		r := rand.New(rand.NewPCG(*crashSeed, uint64(run)))
		mem := vfs.NewMem()
		fails := 60 + r.IntN(100)
		var begun, done counters
		db := openMemory(t, writes(mem, func(n int) error {
			if n >= fails {
				return errDisk
			}
			return nil
		}))
		applyNumbers(db, 8, 100, &begun, &done)
		if done.all() == [8]int{100, 100, 100, 100, 100, 100, 100, 100} {
			t.Fatal("no write failed")
		}
		if _, err := db.Apply(ctx, index.Change{Steps: []index.Step{{Quads: numberQuads(0, 0)}}}); !errors.Is(err, ErrFailed) {
			t.Fatal(err)
		}
		closeWithin(t, db, 10*time.Second)
		db = openMemory(t, mem)
		mustHaveNumbers(t, db, done.all(), begun.all())
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
