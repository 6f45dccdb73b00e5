package sparql_test

import (
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
		u, err := syntax.ParseUpdate(test.text, syntax.Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.text, err)
		}
		remove, add, data := sparql.Data(u)
		if data != test.data {
			t.Errorf("%s: data %v, want %v", test.text, data, test.data)
		}
		if !data {
			continue
		}
		got, err := changed(t.Context(), before, func(store *graph.Store) error {
			_, err := store.Apply(t.Context(), graph.Changes{Remove: remove, Add: add})
			return err
		})
		if err != nil || !rdftest.Isomorphic(got, want) {
			t.Errorf("%s:\n%v, %v\nwant\n%v", test.text, got, err, want)
		}
	}
}
