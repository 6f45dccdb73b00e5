package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"diplograph/graph"
	"diplograph/graph/index"
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
		_, err = sparql.Update(ctx, u, opts, func(run func(sparql.Tx) error) error {
			return s.Change(ctx, func(tx *graph.Tx) error { return run(tx) })
		})
		return err
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

// A slowWeb counts what it is asked, and waits before it gives a document.
type slowWeb struct {
	web
	asked   *int
	fetched func()
}

func (w slowWeb) Query(ctx context.Context, endpoint, query string) ([]string, [][]rdf.Term, error) {
	*w.asked++
	return []string{"x"}, [][]rdf.Term{{rdf.IRI("http://example.org/s1")}}, nil
}

func (w slowWeb) Fetch(ctx context.Context, iri string, each func([]rdf.Triple) error) error {
	w.fetched()
	return w.web.Fetch(ctx, iri, each)
}

// Others change the store while an update fetches what it loads.
func TestLoadHoldsNoWriter(t *testing.T) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other := rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("other")}
	opts := sparql.Options{Services: slowWeb{fetched: func() {
		if _, err := s.Apply(t.Context(), graph.Changes{Add: []rdf.Quad{other}}); err != nil {
			t.Error(err)
		}
	}}}
	u, err := syntax.ParseUpdate("DELETE WHERE { <x:s> ?p ?o } ; LOAD <http://example.org/one>", syntax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := sparql.Update(t.Context(), u, opts, func(run func(sparql.Tx) error) error {
		return s.Change(t.Context(), func(tx *graph.Tx) error { return run(tx) })
	})
	if want := (sparql.UpdateResult{Added: 1, Removed: 1}); err != nil || result != want {
		t.Errorf("%+v, %v; want %+v", result, err, want)
	}
}

// A SERVICE is asked once in a query, however often its pattern is evaluated.
func TestServiceIsAskedOnce(t *testing.T) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var quads []rdf.Quad
	for i := range 10 {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI(fmt.Sprint("http://example.org/s", i)), Predicate: rdf.IRI("http://example.org/p"), Object: rdf.String("o")})
	}
	if _, err := s.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	for query, rows := range map[string]int{
		`SELECT * { ?x :p ?o FILTER EXISTS { SERVICE :endpoint { ?x :p ?y } } }`:                                       1,
		`SELECT * { ?x :p ?o FILTER NOT EXISTS { SERVICE :endpoint { ?x :p ?y } } }`:                                   9,
		`SELECT * { ?x :p ?o OPTIONAL { ?x :p ?o2 FILTER EXISTS { SERVICE SILENT :endpoint { ?x :p ?y } } } }`:         10,
		`SELECT * { ?x :p ?o FILTER (EXISTS { SERVICE :endpoint { ?x :p ?y } ?x :p ?o } && STR(?x) != "") }`:           1,
		`SELECT * { VALUES ?e { :endpoint UNDEF } SERVICE SILENT ?e { ?x :p ?y } }`:                                    2,
		`SELECT * { VALUES ?e { :endpoint } ?x :p ?o FILTER EXISTS { SERVICE ?e { ?x :p ?y } FILTER (?x != :none) } }`: 1,
	} {
		asked := 0
		err := s.View(t.Context(), func(snap graph.Snapshot) error {
			if got := ask(t, snap.Index(), query, sparql.Options{Services: slowWeb{asked: &asked}}); len(got) != rows {
				t.Errorf("%s gives %q, expected %d rows", query, got, rows)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if asked != 1 {
			t.Errorf("%s asks %d times", query, asked)
		}
	}
}

// CREATE fails for a graph that is there (SPARQL 1.1 Update, 3.2.1).
func TestCreate(t *testing.T) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	there := rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("o"), Graph: rdf.IRI("x:there")}
	if _, err := s.Apply(t.Context(), graph.Changes{Add: []rdf.Quad{there}}); err != nil {
		t.Fatal(err)
	}
	for text, fails := range map[string]bool{
		"CREATE GRAPH <x:there>": true, "CREATE SILENT GRAPH <x:there>": false, "CREATE GRAPH <x:p>": false, "CREATE GRAPH <x:absent>": false,
	} {
		u, err := syntax.ParseUpdate(text, syntax.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = sparql.Update(t.Context(), u, sparql.Options{}, func(run func(sparql.Tx) error) error {
			return s.Change(t.Context(), func(tx *graph.Tx) error { return run(tx) })
		})
		if errors.Is(err, sparql.ErrQuery) != fails || !fails && err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// All that CLEAR names is gone, in graphs of more quads than are read at a time.
func TestClearLargeGraphs(t *testing.T) {
	const graphs, subjects, values = 3, 30, 1000
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var quads []rdf.Quad
	for g := range graphs {
		for i := range subjects * values {
			q := rdf.Quad{Subject: rdf.IRI(fmt.Sprint("x:s", i/values)), Predicate: rdf.IRI("x:p"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)}
			if g > 0 {
				q.Graph = rdf.IRI(fmt.Sprint("x:g", g))
			}
			quads = append(quads, q)
		}
	}
	if _, err := s.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	undone := errors.New("undone, for the next case")
	for text, left := range map[string]int64{
		"CLEAR GRAPH <x:g1>": 2, "DROP DEFAULT": 2, "CLEAR NAMED": 1, "DROP ALL": 0, "DROP GRAPH <x:absent>": 3,
	} {
		u, err := syntax.ParseUpdate(text, syntax.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Change(t.Context(), func(tx *graph.Tx) error {
			_, err := sparql.Update(t.Context(), u, sparql.Options{}, func(run func(sparql.Tx) error) error { return run(tx) })
			if err != nil {
				return err
			}
			n, err := tx.Count(t.Context(), index.Quad{}, false)
			if n != left*subjects*values {
				t.Errorf("%s leaves %d quads, want %d", text, n, left*subjects*values)
			}
			if err != nil {
				return err
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
