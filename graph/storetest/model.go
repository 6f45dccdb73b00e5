package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"

	"pgregory.net/rapid"
)

// model does random changes to a store and to a set, reopening the store now
// and then, and compares.
func model(t *testing.T, b Backend) {
	checks := 0
	rapid.Check(t, func(rt *rapid.T) {
		if checks++; b.Slow && checks > 15 {
			return
		}
		url := b.URL(t)
		s, err := graph.Open(url, graph.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		set := map[string]rdf.Quad{}
		for range rapid.IntRange(1, 6).Draw(rt, "changes") {
			c := graph.Changes{
				Remove: rapid.SliceOfN(drawQuad(), 0, 12).Draw(rt, "remove"),
				Add:    rapid.SliceOfN(drawQuad(), 0, 12).Draw(rt, "add"),
			}
			got, err := s.Apply(context.Background(), c)
			if err != nil {
				rt.Fatal(err)
			}
			if want := applyToSet(set, c); got != want {
				rt.Fatalf("applied %+v, expected %+v", got, want)
			}
			if b.Reopens && rapid.IntRange(0, 9).Draw(rt, "reopen") == 0 {
				if err := s.Close(); err != nil {
					rt.Fatal(err)
				}
				if s, err = graph.Open(url, graph.Options{}); err != nil {
					rt.Fatal(err)
				}
			}
			compare(rt, s, set)
		}
	})
}

func drawQuad() *rapid.Generator[rdf.Quad] {
	return rapid.Custom(func(t *rapid.T) rdf.Quad {
		name := func(what string, most int) string {
			return fmt.Sprint("n", rapid.IntRange(0, most).Draw(t, what))
		}
		q := quad(name("subject", 3), name("predicate", 2), name("object", 3), "")
		if rapid.Bool().Draw(t, "named") {
			q.Graph = iri(name("graph", 2))
		}
		if rapid.IntRange(0, 2).Draw(t, "literal") == 0 {
			q.Object = rdf.Literal("0"+name("lexical", 2), rdf.XSDInteger)
		}
		return q
	})
}

func applyToSet(set map[string]rdf.Quad, c graph.Changes) (a graph.Applied) {
	added := map[string]bool{}
	for _, q := range c.Add {
		added[q.String()] = true
	}
	for _, q := range c.Remove {
		if added[q.String()] {
			continue
		}
		if _, there := set[q.String()]; there {
			a.Removed++
			delete(set, q.String())
		} else {
			a.Absent++
		}
	}
	for _, q := range c.Add {
		if _, there := set[q.String()]; there {
			a.Duplicates++
		} else {
			a.Added++
			set[q.String()] = q
		}
	}
	return a
}

func compare(t *rapid.T, s *graph.Store, set map[string]rdf.Quad) {
	want := slices.SortedFunc(maps.Values(set), rdf.Quad.Compare)
	terms := map[rdf.Term]bool{}
	for _, q := range want {
		for _, term := range []rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
			terms[term] = true
		}
	}
	delete(terms, rdf.Term{})
	err := s.View(context.Background(), func(snap graph.Snapshot) error {
		got, err := collect(snap, graph.Pattern{})
		if d := diff(want, got); err == nil && d != "" {
			t.Fatalf("store and set differ (-set +store):\n%s", d)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.Stats(context.Background())
	if err != nil || st.Quads != int64(len(want)) || st.Terms != int64(len(terms)) {
		t.Fatalf("counted %d quads, %d terms, %v; expected %d and %d", st.Quads, st.Terms, err, len(want), len(terms))
	}
}
