package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// someQuads gives n different quads over few terms, so that every pattern has
// several answers and every term stands in several places.
func someQuads(r *rand.Rand, n int) []rdf.Quad {
	seen := map[string]bool{}
	var quads []rdf.Quad
	for len(quads) < n {
		name := func() string { return fmt.Sprint("n", r.IntN(12)) }
		q := quad(name(), fmt.Sprint("n", r.IntN(4)), name(), "")
		if g := r.IntN(4); g > 0 {
			q.Graph = iri(fmt.Sprint("n", g))
		}
		if r.IntN(3) == 0 {
			q.Object = rdf.Literal(fmt.Sprint(r.IntN(5)), rdf.XSDInteger)
		}
		if !seen[q.String()] {
			seen[q.String()] = true
			quads = append(quads, q)
		}
	}
	return quads
}

func fits(p graph.Pattern, q rdf.Quad) bool {
	is := func(hole, t rdf.Term) bool { return hole.IsZero() || hole.Equal(t) }
	inGraph := is(p.Graph, q.Graph) || p.Graph == graph.DefaultGraph && q.Graph.IsZero()
	return inGraph && is(p.Subject, q.Subject) && is(p.Predicate, q.Predicate) && is(p.Object, q.Object)
}

// patterns asks all 24 shapes of pattern and compares with going through the
// quads one by one.
func patterns(t *testing.T, b Backend) {
	s := b.open(t)
	r := rand.New(rand.NewPCG(1, 2))
	quads := someQuads(r, 400)
	add(t, s, quads...)
	removed := quads[:100]
	remove(t, s, removed...)
	quads = quads[100:]
	for range 600 {
		like := quads[r.IntN(len(quads))]
		if r.IntN(8) == 0 {
			like = removed[r.IntN(len(removed))]
		}
		p := patternLike(r, like)
		var want []rdf.Quad
		for _, q := range quads {
			if fits(p, q) {
				want = append(want, q)
			}
		}
		slices.SortFunc(want, rdf.Quad.Compare)
		if d := diff(want, match(t, s, p)); d != "" {
			t.Fatalf("pattern %v (-want +got):\n%s", p, d)
		}
		if n := count(t, s, p); n != int64(len(want)) {
			t.Fatalf("pattern %v: counted %d, expected %d", p, n, len(want))
		}
	}
	for _, p := range []graph.Pattern{
		{Subject: iri("nosuch")}, {Predicate: iri("nosuch")}, {Object: rdf.String("nosuch")}, {Graph: iri("nosuch")},
		{Subject: rdf.Literal("1", rdf.XSDInteger)}, {Object: rdf.Literal("1", rdf.XSDDecimal)},
		{Graph: graph.DefaultGraph, Object: iri("nosuch")},
	} {
		if got := match(t, s, p); len(got) != 0 || count(t, s, p) != 0 {
			t.Errorf("pattern %v matches %v", p, got)
		}
	}
}

func patternLike(r *rand.Rand, q rdf.Quad) graph.Pattern {
	var p graph.Pattern
	if r.IntN(2) == 0 {
		p.Subject = q.Subject
	}
	if r.IntN(2) == 0 {
		p.Predicate = q.Predicate
	}
	if r.IntN(2) == 0 {
		p.Object = q.Object
	}
	switch r.IntN(3) {
	case 0:
		p.Graph = q.Graph
	case 1:
		p.Graph = graph.DefaultGraph
	}
	return p
}

func count(t *testing.T, s *graph.Store, p graph.Pattern) (n int64) {
	t.Helper()
	err := s.View(context.Background(), func(snap graph.Snapshot) (err error) {
		n, err = snap.Count(context.Background(), p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func stats(t *testing.T, s *graph.Store) graph.Statistics {
	t.Helper()
	st, err := s.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func statistics(t *testing.T, b Backend) {
	s := b.open(t)
	quads := someQuads(rand.New(rand.NewPCG(3, 4)), 300)
	add(t, s, quads...)
	remove(t, s, quads[200:]...)
	add(t, s, quads[150:210]...)
	quads = quads[:210]
	terms, graphs, predicates := map[rdf.Term]bool{}, map[rdf.Term]int64{}, map[rdf.Term]int64{}
	for _, q := range quads {
		for _, term := range []rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
			if !term.IsZero() {
				terms[term] = true
			}
		}
		graphs[q.Graph]++
		predicates[q.Predicate]++
	}
	st := stats(t, s)
	if st.Quads != int64(len(quads)) || st.Terms != int64(len(terms)) {
		t.Errorf("counted %d quads and %d terms, expected %d and %d", st.Quads, st.Terms, len(quads), len(terms))
	}
	sameTallies(t, "graph", st.Graphs, graphs)
	sameTallies(t, "predicate", st.Predicates, predicates)
}

func sameTallies(t *testing.T, what string, got []graph.Tally, want map[rdf.Term]int64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("counted quads of %d %ss, expected %d", len(got), what, len(want))
	}
	for i, g := range got {
		if want[g.Term] != g.Quads {
			t.Errorf("counted %d quads of %s %s, expected %d", g.Quads, what, g.Term, want[g.Term])
		}
		if i > 0 && got[i-1].Quads < g.Quads {
			t.Errorf("%ss are not in the order of their size: %v", what, got)
		}
	}
}

// snapshotStays changes the store while it is being read, in the middle of a
// sequence too.
func snapshotStays(t *testing.T, b Backend) {
	s := b.open(t)
	before := many(1500, "before")
	add(t, s, before...)
	ctx := context.Background()
	err := s.View(ctx, func(snap graph.Snapshot) error {
		n := 0
		for _, err := range snap.Match(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			if n++; n == 10 {
				apply(t, s, graph.Changes{Remove: before[:1000], Add: many(100, "after")})
			}
		}
		if n != len(before) {
			t.Errorf("read %d quads, expected the %d that were there at first", n, len(before))
		}
		got, err := collect(snap, graph.Pattern{})
		if err == nil && len(got) != len(before) {
			t.Errorf("read %d quads at the second look, expected %d", len(got), len(before))
		}
		counted, err := snap.Count(ctx, graph.Pattern{})
		if counted != int64(len(before)) {
			t.Errorf("counted %d quads, expected %d", counted, len(before))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, s, append(many(100, "after"), before[1000:]...)...)
}

// readersAndWriters has several writers move the same quads between two graphs,
// so that every reader must see all of them in one graph and none in the other.
func readersAndWriters(t *testing.T, b Backend) {
	s := b.open(t)
	const moved = 60
	left, right := many(moved, "x"), many(moved, "x")
	for i := range left {
		left[i].Graph, right[i].Graph = iri("left"), iri("right")
	}
	add(t, s, left...)
	add(t, s, many(1000, "bystanders")...)
	ctx := context.Background()
	var writers, readers sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		writers.Go(func() {
			for range 8 {
				for _, c := range []graph.Changes{{Remove: left, Add: right}, {Remove: right, Add: left}} {
					if _, err := s.Apply(ctx, c); err != nil {
						t.Errorf("apply: %v", err)
					}
				}
			}
		})
	}
	for range 4 {
		readers.Go(func() {
			for reading := true; reading; {
				select {
				case <-stop:
					reading = false
				default:
				}
				err := s.View(ctx, func(snap graph.Snapshot) error {
					inLeft, err := collect(snap, graph.Pattern{Graph: iri("left")})
					if err != nil {
						return err
					}
					inRight, err := collect(snap, graph.Pattern{Graph: iri("right")})
					if err == nil && (len(inLeft)+len(inRight) != moved || len(inLeft)*len(inRight) != 0) {
						t.Errorf("saw %d quads in one graph and %d in the other", len(inLeft), len(inRight))
					}
					return err
				})
				if err != nil {
					t.Errorf("view: %v", err)
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	holds(t, s, append(many(1000, "bystanders"), left...)...)
}

func cancelledReading(t *testing.T, b Backend) {
	s := b.open(t)
	add(t, s, many(2000, "g")...)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := s.View(context.Background(), func(snap graph.Snapshot) error {
		n := 0
		for _, err := range snap.Match(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			if n++; n == 5 {
				cancel()
			}
		}
		t.Errorf("read %d quads to the end of a cancelled sequence", n)
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading gave %v", err)
	}
	if err := s.View(ctx, func(graph.Snapshot) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled view gave %v", err)
	}
}

func afterClose(t *testing.T, b Backend) {
	s, err := graph.Open(b.URL(t), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	add(t, s, many(10, "g")...)
	var kept graph.Snapshot
	if err := s.View(ctx, func(snap graph.Snapshot) error { kept = snap; return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := collect(kept, graph.Pattern{}); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("a snapshot kept after its view gave %v", err)
	}
	if _, err := kept.Count(ctx, graph.Pattern{}); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("counting in it gave %v", err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := s.View(ctx, func(graph.Snapshot) error { return nil }); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("a view of a closed store gave %v", err)
	}
	if _, err := s.Apply(ctx, graph.Changes{}); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("a change of a closed store gave %v", err)
	}
}
