package cayleyadapter

import (
	"context"
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// view reads the store, and what a transaction has changed.
type view struct {
	db *DB
	tx *Tx // nil: the store as it is
}

// stored is a quad, and how Cayley calls it.
type stored struct {
	index.Quad
	ref refs.Ref
}

// matching gives the quads of a pattern that the backend has, in no order. A
// quad that is stored in two ways comes twice.
func (v *view) matching(ctx context.Context, pattern index.Quad, do func(stored) error) error {
	its, err := v.iterators(ctx, pattern)
	if err != nil {
		return err
	}
	for _, it := range its {
		if err := v.drain(ctx, it.Iterate(), pattern, do); err != nil {
			return err
		}
	}
	return nil
}

func (v *view) drain(ctx context.Context, it iterator.Scanner, pattern index.Quad, do func(stored) error) error {
	defer it.Close()
	for it.Next(ctx) {
		if err := ctx.Err(); err != nil {
			return err
		}
		q := stored{ref: it.Result()}
		for i, d := range quad.Directions {
			node, err := v.db.quads.QuadDirection(q.ref, d)
			if err != nil {
				return err
			}
			if q.Quad[i], err = v.db.terms.idOf(v.db.quads, node); err != nil {
				return err
			}
		}
		if !pattern.Matches(q.Quad) {
			continue
		}
		if err := do(q); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return it.Err()
}

// iterators give among others all quads of a pattern.
func (v *view) iterators(ctx context.Context, pattern index.Quad) ([]iterator.Shape, error) {
	var nodes [4][]refs.Ref
	for p, id := range pattern {
		if id == index.None || id == index.DefaultGraph {
			continue
		}
		t, ok := v.db.terms.term(id)
		if !ok {
			return nil, fmt.Errorf("no term has the id %x", uint64(id))
		}
		for _, value := range values(t) {
			ref, err := v.db.quads.ValueOf(value)
			if err != nil {
				return nil, err
			}
			if ref != nil {
				nodes[p] = append(nodes[p], ref)
			}
		}
		if len(nodes[p]) == 0 {
			return nil, nil
		}
	}
	if s, p, o := nodes[index.Subject], nodes[index.Predicate], nodes[index.Object]; len(s) == 1 && len(p) == 1 && len(o) == 1 {
		if it, ok := indexed(ctx, v.db.quads, s[0], p[0], o[0]); ok {
			return []iterator.Shape{it}, nil
		}
	}
	var its []iterator.Shape
	for _, p := range []index.Position{index.Subject, index.Object, index.Predicate, index.Graph} {
		for _, ref := range nodes[p] {
			its = append(its, v.db.quads.QuadIterator(quad.Directions[p], ref))
		}
		if len(its) > 0 {
			return its, nil
		}
	}
	return []iterator.Shape{v.db.quads.QuadsAllIterator()}, nil
}

// indexed has the backend find a triple by an index, if it says that it can.
func indexed(ctx context.Context, quads cayley.QuadStore, s, p, o refs.Ref) (iterator.Shape, bool) {
	optimizer, ok := quads.(shape.Optimizer)
	if !ok {
		return nil, false
	}
	better, ok := optimizer.OptimizeShape(ctx, shape.QuadsAction{
		Result: quad.Subject,
		Filter: map[quad.Direction]refs.Ref{quad.Subject: s, quad.Predicate: p, quad.Object: o},
	})
	if from, is := better.(shape.NodesFrom); ok && is {
		return from.Quads.BuildIterator(quads), true
	}
	return nil, false
}

// rows gives the quads of a pattern in order, each once, arranged by it.
func (v *view) rows(ctx context.Context, pattern index.Quad, order index.Order) ([]index.Quad, error) {
	var rows []index.Quad
	add := func(q index.Quad) error {
		if len(rows) >= v.db.options.MaxRows {
			return fmt.Errorf("%w: a pattern has more than %d quads", ErrTooLarge, v.db.options.MaxRows)
		}
		rows = append(rows, order.Arrange(q))
		return nil
	}
	err := v.matching(ctx, pattern, func(q stored) error {
		if v.tx != nil && v.tx.removed[q.Quad] {
			return nil
		}
		return add(q.Quad)
	})
	if err != nil {
		return nil, err
	}
	if v.tx != nil {
		for q := range v.tx.added {
			if !pattern.Matches(q) {
				continue
			}
			if err := add(q); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(rows, index.Quad.Compare)
	return slices.Compact(rows), nil
}

// known gives the ids of terms, None for those that the store does not know.
func (v *view) known(terms []rdf.Term, ids []index.ID) error {
	for i, t := range terms {
		id, ok := v.db.terms.known(t)
		if ok {
			ids[i] = id
			continue
		}
		ids[i] = index.None
		for _, value := range values(t) {
			ref, err := v.db.quads.ValueOf(value)
			if err != nil {
				return err
			}
			if ref == nil {
				continue
			}
			if ids[i], err = v.db.terms.id(t); err != nil {
				return err
			}
		}
	}
	return nil
}
