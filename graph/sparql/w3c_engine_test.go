package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"diplograph/graph"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
)

// parse parses a query or an update.
func parse(text, base string, update bool) (err error) {
	if update {
		_, err = syntax.ParseUpdate(text, syntax.Options{Base: base})
	} else {
		_, err = syntax.ParseQuery(text, syntax.Options{Base: base})
	}
	return err
}

// endpoints are the datasets of other servers, by the IRI of the endpoint.
type endpoints map[string][]rdf.Quad

// Query asks an endpoint.
func (e endpoints) Query(ctx context.Context, endpoint, query string) (vars []string, rows [][]rdf.Term, err error) {
	data, known := e[endpoint]
	if !known {
		return nil, nil, fmt.Errorf("there is no endpoint %s", endpoint)
	}
	a, err := evaluate(ctx, data, e, query, endpoint)
	return a.vars, a.rows, err
}

// Fetch finds no document: those of the suites are not on the web.
func (e endpoints) Fetch(ctx context.Context, iri string, each func([]rdf.Triple) error) error {
	return errors.New("there is no document " + iri)
}

// evaluate runs a query over a dataset.
func evaluate(ctx context.Context, data []rdf.Quad, services endpoints, text, base string) (a answer, err error) {
	q, err := syntax.ParseQuery(text, syntax.Options{Base: base})
	if err != nil {
		return a, err
	}
	plan, err := sparql.Prepare(ctx, memindex.New(data), q, sparql.Options{UnnamedOnly: true, Services: services})
	if err != nil {
		return a, err
	}
	a.ordered = len(q.Modifiers.OrderBy) > 0
	switch q.Form {
	case syntax.Ask:
		value, err := plan.Ask(ctx)
		a.boolean = &value
		return a, err
	case syntax.Construct, syntax.Describe:
		a.isGraph = true
		return a, plan.Graph(ctx, func(triples []rdf.Triple) error {
			for _, t := range triples {
				a.graph = append(a.graph, rdf.Quad{Subject: t.Subject, Predicate: t.Predicate, Object: t.Object})
			}
			return nil
		})
	}
	rows := plan.Select(ctx)
	defer rows.Close()
	a.vars = rows.Vars()
	for rows.Next(ctx) {
		a.rows = append(a.rows, slices.Clone(rows.Row()))
	}
	return a, rows.Err()
}

// update runs an update over a dataset and gives what it leaves.
func update(ctx context.Context, data []rdf.Quad, text, base string) (after []rdf.Quad, err error) {
	u, err := syntax.ParseUpdate(text, syntax.Options{Base: base})
	if err != nil {
		return nil, err
	}
	return changed(ctx, data, func(store *graph.Store) error {
		opts := sparql.Options{UnnamedOnly: true, Services: endpoints{}}
		_, err := sparql.Update(ctx, u, opts, func(run func(sparql.Tx) error) error {
			return store.Change(ctx, func(tx *graph.Tx) error { return run(tx) })
		})
		return err
	})
}

// changed gives what a change leaves of a dataset.
func changed(ctx context.Context, data []rdf.Quad, change func(*graph.Store) error) (after []rdf.Quad, err error) {
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	if _, err := store.Apply(ctx, graph.Changes{Add: data}); err != nil {
		return nil, err
	}
	if err := change(store); err != nil {
		return nil, err
	}
	err = store.View(ctx, func(snap graph.Snapshot) error {
		for q, err := range snap.Match(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			after = append(after, q)
		}
		return nil
	})
	return after, err
}
