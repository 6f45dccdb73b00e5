package sparql_test

import (
	"context"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

// What an update that is only data removes and adds leaves what the update leaves.
func TestData(t *testing.T) {
	before := []rdf.Quad{
		{Subject: rdf.IRI("x:a"), Predicate: rdf.IRI("x:p"), Object: rdf.IRI("x:b")},
		{Subject: rdf.IRI("x:a"), Predicate: rdf.IRI("x:p"), Object: rdf.IRI("x:b"), Graph: rdf.IRI("x:g")},
	}
	for _, test := range []struct {
		text string
		data bool
	}{
		{"", true},
		{"INSERT DATA { <x:c> <x:p> 1 . <x:a> <x:p> <x:b> GRAPH <x:h> { <x:c> <x:p> 1 } }", true},
		{"DELETE DATA { <x:a> <x:p> <x:b> . <x:a> <x:p> <x:absent> }", true},
		{"DELETE DATA { GRAPH <x:g> { <x:a> <x:p> <x:b> } }", true},
		{"DELETE DATA { <x:a> <x:p> <x:b> } ; INSERT DATA { <x:a> <x:p> <x:b>, 2 } ; INSERT DATA { <x:a> <x:p> 3 }", true},
		{"INSERT DATA { _:n <x:p> _:n . _:n <x:q> _:m . <x:a> <x:q> <<( _:m <x:p> _:n )>> }", true},
		{"INSERT DATA { <x:a> <x:p> 2 } ; DELETE DATA { <x:a> <x:p> 2 }", false},
		{"INSERT DATA { _:n <x:p> _:m } ; INSERT DATA { _:o <x:p> _:o, _:k }", true},
		{"INSERT DATA { <x:a> <x:p> 2, 2 } ; INSERT DATA { <x:a> <x:p> 2, <x:b> }", true},
		{"DELETE DATA { <x:a> <x:p> <x:b>, <x:b> } ; DELETE DATA { <x:a> <x:p> <x:b> }", true},
		{"DELETE DATA { <x:a> <x:p> <x:absent> } ; INSERT DATA { <x:a> <x:p> <x:absent> }", true},
		{"INSERT DATA {} ; DELETE DATA { <x:a> <x:p> <x:b> }", true},
		{"INSERT DATA { <x:a> <x:p> 2 } ; DELETE WHERE { ?s ?p 2 }", false},
		{"INSERT { <x:a> <x:p> 2 } WHERE {}", false},
		{"CLEAR DEFAULT", false},
	} {
		want, err := update(t.Context(), before, test.text, "")
		if err != nil {
			t.Fatalf("%s: %v", test.text, err)
		}
		got, data, err := applyData(t.Context(), before, test.text)
		if err != nil || data != test.data {
			t.Errorf("%s: data %v, %v, want %v", test.text, data, err, test.data)
		}
		if data && !rdftest.Isomorphic(got, want) {
			t.Errorf("%s:\n%v\nwant\n%v", test.text, got, want)
		}
	}
}

// applyData applies the data of an update to a dataset and gives what it leaves.
func applyData(ctx context.Context, before []rdf.Quad, text string) (after []rdf.Quad, data bool, err error) {
	u, err := syntax.ParseUpdate(text, syntax.Options{})
	if err != nil {
		return nil, false, err
	}
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		return nil, false, err
	}
	defer store.Close()
	if _, err := store.Apply(ctx, graph.Changes{Add: before}); err != nil {
		return nil, false, err
	}
	remove, add, ok := sparql.Data(u)
	if !ok {
		return nil, false, nil
	}
	if _, err := store.Apply(ctx, graph.Changes{Remove: remove, Add: add}); err != nil {
		return nil, true, err
	}
	after, err = allOf(ctx, store)
	return after, true, err
}

// allOf gives the quads of a store.
func allOf(ctx context.Context, store *graph.Store) (all []rdf.Quad, err error) {
	err = store.View(ctx, func(snap graph.Snapshot) error {
		for q, err := range snap.Match(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			all = append(all, q)
		}
		return nil
	})
	return all, err
}
