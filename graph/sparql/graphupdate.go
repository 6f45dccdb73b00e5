package sparql

import (
	"context"
	"crypto/rand"
	"fmt"

	"diplograph/graph"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// load is LOAD. The document is read to its end before any of it is added, and
// its blank nodes become new ones.
func (u *updater) load(ctx context.Context, r *run, l *syntax.Load) error {
	if u.options.Services == nil {
		return fmt.Errorf("%w: LOAD <%s> is not allowed here", ErrService, l.Source.Term.Value)
	}
	var into rdf.Term
	if l.Into != nil {
		into = l.Into.Term
	}
	scope := rand.Text()
	list := quadList{run: r}
	defer list.release()
	var full error // of the budget, which is not the document's
	err := u.options.Services.Fetch(ctx, l.Source.Term.Value, func(triples []rdf.Triple) error {
		for _, t := range triples {
			q := graph.ScopeBlanks(scope, rdf.Quad{Subject: t.Subject, Predicate: t.Predicate, Object: t.Object})
			q.Graph = into
			if full = list.add(q); full != nil {
				return full
			}
		}
		return nil
	})
	switch {
	case full != nil:
		return fmt.Errorf("LOAD <%s>: %w", l.Source.Term.Value, full)
	case err != nil:
		return fmt.Errorf("%w: LOAD <%s>: %w", ErrService, l.Source.Term.Value, err)
	}
	return u.add(ctx, list.quads)
}

// clear is CLEAR and DROP: a graph without triples is not there, so both are the
// same and neither fails.
func (u *updater) clear(ctx context.Context, r *run, target syntax.GraphTarget) error {
	for {
		quads, err := u.quadsOf(ctx, r, target, 16*index.BatchSize)
		if err != nil || len(quads) == 0 {
			return err
		}
		if err := u.remove(ctx, quads); err != nil {
			return err
		}
	}
}

// errNoGraph says that there is no graph to add, copy or move.
var errNoGraph = fmt.Errorf("%w: there is no graph", ErrQuery)

// transfer is ADD, COPY and MOVE.
func (u *updater) transfer(ctx context.Context, r *run, from, to syntax.GraphTarget, replace, move bool) error {
	source, target := graphOf(from), graphOf(to)
	if source.Equal(target) {
		return nil
	}
	quads, err := u.quadsOf(ctx, r, from, -1)
	if err != nil {
		return err
	}
	if len(quads) == 0 && !source.IsZero() {
		return fmt.Errorf("%w <%s>", errNoGraph, source.Value)
	}
	if replace {
		if err := u.clear(ctx, r, to); err != nil {
			return err
		}
	}
	moved := make([]rdf.Quad, len(quads))
	for i, q := range quads {
		q.Graph = target
		moved[i] = q
	}
	if err := u.add(ctx, moved); err != nil || !move {
		return err
	}
	return u.remove(ctx, quads)
}

func graphOf(t syntax.GraphTarget) rdf.Term {
	if t.Scope == syntax.OneGraph {
		return t.IRI.Term
	}
	return rdf.Term{}
}

// quadsOf gives the quads of a target, at most so many; below 0 all.
func (u *updater) quadsOf(ctx context.Context, r *run, target syntax.GraphTarget, most int) ([]rdf.Quad, error) {
	scan := index.Scan{Order: index.GSPO, Columns: index.AllPositions}
	switch target.Scope {
	case syntax.OneGraph:
		id, err := r.dict.id(ctx, target.IRI.Term)
		if err != nil || local(id) {
			return nil, err
		}
		scan.Pattern[index.Graph] = id
	case syntax.DefaultGraph:
		scan.Pattern[index.Graph] = index.DefaultGraph
	case syntax.NamedGraphs:
		scan.Ranges = []index.Range{{First: index.DefaultGraph + 1, Last: ^index.ID(0)}}
	}
	scanner, err := u.tx.Scan(ctx, scan)
	if err != nil {
		return nil, err
	}
	defer scanner.Close()
	list := quadList{run: r}
	defer func() { r.budget.give(list.held) }()
	for most < 0 || len(list.quads) < most {
		b, err := scanner.Next(ctx)
		if err != nil || b.Len == 0 {
			return list.quads, err
		}
		if err := r.decodeQuads(ctx, &b, &list); err != nil {
			return nil, err
		}
	}
	return list.quads, nil
}

// decodeQuads adds the quads of a batch.
func (r *run) decodeQuads(ctx context.Context, b *index.Batch, list *quadList) error {
	if err := r.dict.load(ctx, b.Columns[0], b.Columns[1], b.Columns[2], b.Columns[3]); err != nil {
		return err
	}
	for row := range b.Len {
		var t [4]rdf.Term
		for p := range t {
			id := b.Columns[p][row]
			if id == index.DefaultGraph {
				continue
			}
			var err error
			if t[p], err = r.dict.term(ctx, id); err != nil {
				return err
			}
		}
		if err := list.add(rdf.Quad{Subject: t[0], Predicate: t[1], Object: t[2], Graph: t[3]}); err != nil {
			return err
		}
	}
	return nil
}
