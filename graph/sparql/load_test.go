package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

// web is documents by IRI; one of them breaks off.
type web struct{}

func (web) Query(context.Context, string, string) ([]string, [][]rdf.Term, error) {
	return []string{"x"}, [][]rdf.Term{{rdf.Blank("b0")}}, nil
}

func (web) Fetch(_ context.Context, iri string, each func([]rdf.Triple) error) error {
	t := rdf.Triple{Subject: rdf.Blank("b0"), Predicate: rdf.IRI("http://example.org/from"), Object: rdf.IRI(iri)}
	if err := each([]rdf.Triple{t}); err != nil {
		return err
	}
	if iri == "http://example.org/broken" {
		return fmt.Errorf("%w: the document breaks off", sparql.ErrService)
	}
	return nil
}

// A blank node of a document, or of an endpoint's answer, is its own; a document
// that breaks off leaves nothing, also under SILENT.
func TestLoadAndServiceKeepBlankNodesApart(t *testing.T) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := t.Context()
	q := rdf.Quad{Subject: rdf.Blank("b0"), Predicate: rdf.IRI("http://example.org/from"), Object: rdf.IRI("http://example.org/store")}
	if _, err := s.Apply(ctx, graph.Changes{Add: []rdf.Quad{q}}); err != nil {
		t.Fatal(err)
	}
	opts := sparql.Options{Services: web{}}
	update := func(text string) error {
		u, err := syntax.ParseUpdate(prefixes+text, syntax.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s.Change(ctx, func(tx *graph.Tx) error {
			_, err := sparql.Update(ctx, tx, u, opts)
			return err
		})
	}
	for text, want := range map[string]error{
		"LOAD :one":                               nil,
		"LOAD :two ; LOAD SILENT :broken":         nil,
		"LOAD :broken":                            sparql.ErrService,
		"INSERT DATA { :a :b :c } ; LOAD :broken": sparql.ErrService,
	} {
		if err := update(text); !errors.Is(err, want) {
			t.Errorf("%s: %v, expected %v", text, err, want)
		}
	}
	err = s.View(ctx, func(snap graph.Snapshot) error {
		for query, want := range map[string]int{
			`SELECT DISTINCT ?s { ?s :from ?o }`:                      3,
			`SELECT * { ?s ?p ?o }`:                                   3,
			`SELECT * { SERVICE :endpoint { ?x :p ?y } ?x :from ?o }`: 0,
		} {
			if got := ask(t, snap.Index(), query, opts); len(got) != want {
				t.Errorf("%s gives %q, expected %d rows", query, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
