package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// numbered gives n quads, the same for the same name.
func numbered(name string, n int) []rdf.Quad {
	quads := make([]rdf.Quad, n)
	for i := range quads {
		quads[i] = rdf.Quad{
			Subject: rdf.IRI(fmt.Sprintf("x:%s/%d", name, i/5)), Predicate: rdf.IRI(fmt.Sprint("x:p", i%5)),
			Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprint("x:g", i%1000)),
		}
	}
	return quads
}

// load puts quads in batches whose slice is used again.
func load(ctx context.Context, s *graph.Store, quads []rdf.Quad, fail error) (graph.Applied, error) {
	return s.Load(ctx, graph.LoadOptions{Memory: 16 << 20}, func(put func([]rdf.Quad) error) error {
		batch := make([]rdf.Quad, 1000)
		for part := range slices.Chunk(quads, len(batch)) {
			copy(batch, part)
			if err := put(batch[:len(part)]); err != nil {
				return err
			}
		}
		return fail
	})
}

// Loads of any size, into a store that is empty or not, are whole or nothing.
func TestLoad(t *testing.T) {
	const large = 130_000 // more than one transaction is thought good for
	dir := t.TempDir()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }()
	var told []graph.Changes
	s.OnApplied(func(c graph.Changes) { told = append(told, c) })
	ctx := t.Context()
	holds := func(want int64) {
		t.Helper()
		if st, err := s.Stats(ctx); st.Quads != want || err != nil {
			t.Fatalf("the store holds %d quads, %v; expected %d", st.Quads, err, want)
		}
	}
	loaded := func(quads []rdf.Quad, want graph.Applied) {
		t.Helper()
		if got, err := load(ctx, s, quads, nil); got != want || err != nil {
			t.Fatalf("loaded %+v, %v; expected %+v", got, err, want)
		}
	}
	one, two := numbered("one", large), numbered("two", large)
	failure := errors.New("the document ends too soon")
	for _, n := range []int{10, large} {
		if got, err := load(ctx, s, one[:n], failure); !errors.Is(err, failure) || got != (graph.Applied{}) {
			t.Fatalf("a load that failed gave %+v, %v", got, err)
		}
		holds(0)
	}
	loaded(one[:10], graph.Applied{Added: 10})
	loaded(one, graph.Applied{Added: large - 10, Duplicates: 10})
	holds(large)
	if _, err := s.Apply(ctx, graph.Changes{Remove: one[:100], Add: two[:50]}); err != nil {
		t.Fatal(err)
	}
	loaded(append(slices.Clone(two), two[0]), graph.Applied{Added: large - 50, Duplicates: 51})
	holds(2*large - 100)
	loaded(one[:200], graph.Applied{Added: 100, Duplicates: 100})

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := load(cancelled, s, numbered("three", large), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load gave %v", err)
	}
	bad := append(numbered("three", large), rdf.Quad{Subject: rdf.String("x"), Predicate: rdf.IRI("x:p"), Object: rdf.IRI("x:o")})
	if _, err := load(ctx, s, bad, nil); !errors.Is(err, graph.ErrInvalidQuad) {
		t.Errorf("a load with a literal as subject gave %v", err)
	}
	holds(2 * large)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = graph.Open(dir, graph.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	holds(2 * large)
	if _, err := load(ctx, s, one, nil); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("a load into a store to read gave %v", err)
	}
	var kinds []string
	for _, c := range told {
		kinds = append(kinds, fmt.Sprintf("-%d+%d %v", len(c.Remove), len(c.Add), c.Unlisted))
	}
	if want := []string{"-0+10 false", "-0+0 true", "-100+50 false", "-0+0 true", "-0+100 false"}; !slices.Equal(kinds, want) {
		t.Errorf("observers were told %q, expected %q", kinds, want)
	}
}

// A graph of any size is removed, whole, and observers hear of it.
func TestRemoveGraphOfAnySize(t *testing.T) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := t.Context()
	small, large := numbered("small", 3000), numbered("large", 130_000)
	for i := range large {
		large[i].Graph = rdf.IRI("x:large")
	}
	for _, quads := range [][]rdf.Quad{small, large} {
		if _, err := load(ctx, s, quads, nil); err != nil {
			t.Fatal(err)
		}
	}
	var told []string
	s.OnApplied(func(c graph.Changes) {
		told = append(told, fmt.Sprintf("-%d+%d %v", len(c.Remove), len(c.Add), c.Unlisted))
	})
	left := 3000 + 130_000
	for _, g := range []struct {
		name string
		n    int
	}{{"x:large", 130_000}, {"x:large", 0}, {"x:g7", 3}} {
		removed, err := s.RemoveGraph(ctx, rdf.IRI(g.name))
		if left -= g.n; removed != g.n || err != nil {
			t.Errorf("%d quads of %s removed, %v; expected %d", removed, g.name, err, g.n)
		}
		if st, err := s.Stats(ctx); st.Quads != int64(left) || err != nil {
			t.Errorf("%d quads left, %v; expected %d", st.Quads, err, left)
		}
	}
	if want := []string{"-0+0 true", "-3+0 false"}; !slices.Equal(told, want) {
		t.Errorf("observers were told %q, expected %q", told, want)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.RemoveGraph(cancelled, rdf.IRI("x:g8")); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled removal gave %v", err)
	}
}

// A large load tells how far it is, from the first quads to the last row.
func TestLoadTellsItsProgress(t *testing.T) {
	s, err := graph.Open(t.TempDir(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	quads := numbered("one", 130_000)
	var told []graph.LoadProgress
	opts := graph.LoadOptions{Progress: func(p graph.LoadProgress) { told = append(told, p) }}
	if _, err := s.Load(t.Context(), opts, func(put func([]rdf.Quad) error) error { return put(quads) }); err != nil {
		t.Fatal(err)
	}
	if len(told) < 3 {
		t.Fatalf("told %+v", told)
	}
	n := int64(len(quads))
	if last := told[len(told)-1]; last.Read != n || last.Terms == 0 || last.Written < n {
		t.Errorf("told at last %+v; expected %d quads, their terms and rows in all orders", last, n)
	}
}

// Observers hear of a change that was made while a large load waited for its
// turn before they hear of the load.
func TestObserversHearInTheOrderOfTheCommits(t *testing.T) {
	s, err := graph.Open(t.TempDir(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var told []graph.Changes
	s.OnApplied(func(c graph.Changes) { told = append(told, c) })
	quads := numbered("one", 130_000)
	read, loaded := make(chan struct{}), make(chan error, 1)
	err = s.Change(t.Context(), func(tx *graph.Tx) error {
		go func() {
			_, err := s.Load(t.Context(), graph.LoadOptions{Memory: 16 << 20}, func(put func([]rdf.Quad) error) error {
				defer close(read)
				return put(quads)
			})
			loaded <- err
		}()
		<-read
		time.Sleep(100 * time.Millisecond) // the load now waits for this
		_, err := tx.Add(t.Context(), numbered("two", 3))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-loaded; err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || len(told[0].Add) != 3 || !told[1].Unlisted {
		t.Errorf("observers were told %d changes, expected the small one and then the load", len(told))
	}
}
