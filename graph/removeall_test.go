package graph_test

import (
	"fmt"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// RemoveAll removes all of a pattern and nothing else, of more quads than are read
// at a time.
func TestRemoveAllOfMany(t *testing.T) {
	const graphs, subjects, values = 3, 6, 1000
	var quads []rdf.Quad
	for i := range graphs * subjects * values {
		quads = append(quads, rdf.Quad{
			Subject: rdf.IRI(fmt.Sprint("x:s", i/graphs/values)), Predicate: rdf.IRI(fmt.Sprint("x:p", i/graphs%2)),
			Object: rdf.Literal(fmt.Sprint(i/graphs%values), rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprint("x:g", i%graphs)),
		})
	}
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
		s, err := graph.Open("memory:", graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
			t.Fatal(err)
		}
		var removed int
		err = s.Change(t.Context(), func(tx *graph.Tx) (err error) {
			removed, err = tx.RemoveAll(t.Context(), test.pattern)
			return err
		})
		if err != nil || removed != test.want {
			t.Errorf("%+v: %d removed, %v; want %d", test.pattern, removed, err, test.want)
		}
		st, err := s.Stats(t.Context())
		if err != nil || st.Quads != int64(len(quads)-test.want) {
			t.Errorf("%+v: %d quads are left, %v; want %d", test.pattern, st.Quads, err, len(quads)-test.want)
		}
		s.Close()
	}
}
