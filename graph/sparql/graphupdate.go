package sparql

import (
	"context"
	"fmt"
	"math"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// errNoGraph says that there is no graph to add, copy or move.
var errNoGraph = fmt.Errorf("%w: there is no graph", ErrQuery)

// errGraphExists says that there is a graph already that was to be created.
var errGraphExists = fmt.Errorf("%w: there is a graph already", ErrQuery)

// transfer is ADD, COPY and MOVE.
func (u *updater) transfer(ctx context.Context, r *run, from, to syntax.GraphTarget, replace, move bool) error {
	source, target := graphOf(from), graphOf(to)
	if source.Equal(target) {
		return nil
	}
	list := quadList{budget: r.budget}
	defer list.release()
	if err := u.readAll(ctx, r, from, &list); err != nil {
		return err
	}
	quads := list.quads
	if len(quads) == 0 && !source.IsZero() {
		return fmt.Errorf("%w <%s>", errNoGraph, source.Value)
	}
	if replace {
		if err := u.clear(ctx, r, to); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(quads, index.BatchSize) {
		copied := slices.Clone(part)
		for i := range copied {
			copied[i].Graph = target
		}
		if err := u.add(ctx, copied); err != nil {
			return err
		}
	}
	if !move {
		return nil
	}
	return u.remove(ctx, quads)
}

// readAll adds the quads of one graph to a list.
func (u *updater) readAll(ctx context.Context, r *run, of syntax.GraphTarget, list *quadList) error {
	id, err := u.idOf(ctx, r, of)
	if err != nil || id == index.None {
		return err
	}
	_, err = u.readGraph(ctx, r, id, index.None, math.MaxInt, list)
	return err
}

// idOf gives the id of a graph, None if it is not in the store.
func (u *updater) idOf(ctx context.Context, r *run, t syntax.GraphTarget) (index.ID, error) {
	if t.Scope != syntax.OneGraph {
		return index.DefaultGraph, nil
	}
	id, err := r.dict.id(ctx, t.IRI.Term)
	if err != nil || local(id) {
		return index.None, err
	}
	return id, nil
}

func graphOf(t syntax.GraphTarget) rdf.Term {
	if t.Scope == syntax.OneGraph {
		return t.IRI.Term
	}
	return rdf.Term{}
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
