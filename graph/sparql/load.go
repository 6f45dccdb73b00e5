package sparql

import (
	"context"
	"crypto/rand"
	"fmt"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// fetch gets what the LOADs of a request add, each document to its end, before the
// request has the right to change the store: others need not wait for a slow
// server. What the documents take, together, is taken from the memory of the
// operations.
func fetch(ctx context.Context, u *syntax.Update, opts *Options) (map[*syntax.Load][]rdf.Quad, error) {
	if opts.Memory <= 0 {
		opts.Memory = defaultMemory
	}
	budget := newBudget(*opts)
	docs := map[*syntax.Load][]rdf.Quad{}
	for _, op := range u.Operations {
		l, ok := op.Action.(*syntax.Load)
		if !ok {
			continue
		}
		list := quadList{budget: budget}
		if err := list.load(ctx, l, opts.Services); err != nil {
			list.release()
			if err = silenced(l.Silent, ctx, err); err != nil {
				return nil, err
			}
		}
		docs[l] = list.quads
	}
	opts.Memory -= min(budget.used, opts.Memory-1)
	if hold := opts.Hold; hold != nil {
		opts.Hold = func(bytes int64) error { return hold(bytes + budget.used) }
	}
	return docs, nil
}

// load adds the quads of a document. Its blank nodes become new ones.
func (q *quadList) load(ctx context.Context, l *syntax.Load, services Services) error {
	iri := l.Source.Term.Value
	if services == nil {
		return fmt.Errorf("%w: LOAD <%s> is not allowed here", ErrService, iri)
	}
	var into rdf.Term
	if l.Into != nil {
		into = l.Into.Term
	}
	scope := rand.Text()
	var full error // of the budget, which is not the document's
	err := services.Fetch(ctx, iri, func(triples []rdf.Triple) error {
		for _, t := range triples {
			quad := graph.ScopeBlanks(scope, rdf.Quad{Subject: t.Subject, Predicate: t.Predicate, Object: t.Object})
			quad.Graph = into
			if full = q.add(quad); full != nil {
				return full
			}
		}
		return nil
	})
	switch {
	case full != nil:
		return fmt.Errorf("LOAD <%s>: %w", iri, full)
	case err != nil:
		return fmt.Errorf("%w: LOAD <%s>: %w", ErrService, iri, err)
	}
	return nil
}
