package graph_test

import (
	"errors"
	"fmt"
	"testing"

	"diplograph/graph"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// RemoveAll removes all of a pattern and nothing else, of more quads than are read
// at a time.
func TestRemoveAllOfMany(t *testing.T) {
	const graphs, subjects, values = 3, 20, 1000
	var quads []rdf.Quad
	for i := range graphs * subjects * values {
		quads = append(quads, rdf.Quad{
			Subject: rdf.IRI(fmt.Sprint("x:s", i/graphs/values)), Predicate: rdf.IRI(fmt.Sprint("x:p", i/graphs%2)),
			Object: rdf.Literal(fmt.Sprint(i/graphs%values), rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprint("x:g", i%graphs)),
		})
	}
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	undone := errors.New("undone, for the next case")
	for _, test := range []struct {
		pattern graph.Pattern
		want    int
	}{
		{graph.Pattern{}, graphs * subjects * values},
		{graph.Pattern{Graph: rdf.IRI("x:g1")}, subjects * values},
		{graph.Pattern{Predicate: rdf.IRI("x:p1")}, graphs * subjects * values / 2},
		{graph.Pattern{Subject: rdf.IRI("x:s1")}, graphs * values},
		{graph.Pattern{Graph: graph.DefaultGraph}, 0},
		{graph.Pattern{Graph: rdf.IRI("x:absent")}, 0},
		{graph.Pattern{Subject: quads[0].Subject, Predicate: quads[0].Predicate, Object: quads[0].Object, Graph: quads[0].Graph}, 1},
	} {
		err := s.Change(t.Context(), func(tx *graph.Tx) error {
			removed, err := tx.RemoveAll(t.Context(), test.pattern)
			if err != nil || removed != test.want {
				t.Errorf("%+v: %d removed, %v; want %d", test.pattern, removed, err, test.want)
			}
			if n, err := tx.Count(t.Context(), index.Quad{}, false); err != nil || n != int64(len(quads)-test.want) {
				t.Errorf("%+v: %d quads are left, %v; want %d", test.pattern, n, err, len(quads)-test.want)
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Errorf("%+v: %v", test.pattern, err)
		}
	}
}
