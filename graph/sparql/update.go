package sparql

import (
	"context"
	"errors"
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// A Tx is what an update runs on: a state that sees its own changes.
type Tx interface {
	index.Snapshot
	// Add and Remove give the number of quads that were new, or there.
	Add(ctx context.Context, quads []rdf.Quad) (int, error)
	Remove(ctx context.Context, quads []rdf.Quad) (int, error)
}

// Update runs the operations of a request one after another on one transaction.
// It first fetches the documents that they load; then it calls change, which calls
// what it is given with a transaction, and commits or lets go if that gives an error.
func Update(ctx context.Context, u *syntax.Update, opts Options, change func(func(Tx) error) error) (UpdateResult, error) {
	docs, err := fetch(ctx, u, &opts)
	if err != nil {
		return UpdateResult{}, err
	}
	var result UpdateResult
	err = change(func(tx Tx) error {
		up := &updater{tx: tx, options: opts, blanks: newBlanks(), loads: docs}
		for _, op := range u.Operations {
			if err := up.operation(ctx, op); err != nil {
				return err
			}
		}
		result = up.result
		return nil
	})
	return result, err
}

// An UpdateResult counts what an update changed, operation by operation.
type UpdateResult struct{ Added, Removed int64 }

// An updater runs the operations of one request.
type updater struct {
	tx      Tx
	options Options
	blanks  blankNames
	loads   map[*syntax.Load][]rdf.Quad
	result  UpdateResult
}

func (u *updater) operation(ctx context.Context, op syntax.Operation) error {
	r := newRun(ctx, u.tx, op.Prologue.Base, u.options)
	switch a := op.Action.(type) {
	case *syntax.InsertData:
		return u.add(ctx, u.blanks.rename(nil, a.Quads))
	case *syntax.DeleteData:
		return u.remove(ctx, a.Quads)
	case *syntax.DeleteWhere:
		return u.modify(ctx, r, &syntax.Modify{HasDelete: true, Delete: a.Quads, Where: whereOf(a.Quads)})
	case *syntax.Modify:
		return u.modify(ctx, r, a)
	case *syntax.Load:
		return u.add(ctx, u.loads[a])
	case *syntax.Clear:
		return u.clear(ctx, r, a.Target)
	case *syntax.Drop:
		return u.clear(ctx, r, a.Target)
	case *syntax.Create:
		return silenced(a.Silent, ctx, u.create(ctx, r, a.Graph))
	case *syntax.Add:
		return silenced(a.Silent, ctx, u.transfer(ctx, r, a.From, a.To, false, false))
	case *syntax.Copy:
		return silenced(a.Silent, ctx, u.transfer(ctx, r, a.From, a.To, true, false))
	case *syntax.Move:
		return silenced(a.Silent, ctx, u.transfer(ctx, r, a.From, a.To, true, true))
	}
	return fmt.Errorf("%w: update %T is not known", ErrQuery, op.Action)
}

// silenced drops an error where SILENT is written: that another server failed, or
// that there is no such graph or one already, but not that of the context, the budget or the store.
func silenced(silent bool, ctx context.Context, err error) error {
	if silent && ctx.Err() == nil && (errors.Is(err, ErrService) || errors.Is(err, errNoGraph) || errors.Is(err, errGraphExists)) {
		return nil
	}
	return err
}

// create is CREATE: a graph is there once it has a triple, so all there is to do
// is to see that it has none.
func (u *updater) create(ctx context.Context, r *run, graph *syntax.Constant) error {
	id, err := u.idOf(ctx, r, syntax.GraphTarget{Scope: syntax.OneGraph, IRI: graph})
	if err != nil || id == index.None {
		return err
	}
	at, err := u.graphFrom(ctx, id)
	if err == nil && at == id {
		err = fmt.Errorf("%w: <%s>", errGraphExists, graph.Term.Value)
	}
	return err
}

func (u *updater) add(ctx context.Context, quads []rdf.Quad) error {
	for len(quads) > 0 {
		n := min(len(quads), index.BatchSize)
		added, err := u.tx.Add(ctx, quads[:n])
		if err != nil {
			return err
		}
		u.result.Added += int64(added)
		quads = quads[n:]
	}
	return nil
}

func (u *updater) remove(ctx context.Context, quads []rdf.Quad) error {
	for len(quads) > 0 {
		n := min(len(quads), index.BatchSize)
		removed, err := u.tx.Remove(ctx, quads[:n])
		if err != nil {
			return err
		}
		u.result.Removed += int64(removed)
		quads = quads[n:]
	}
	return nil
}

// whereOf makes a pattern of the quads of DELETE WHERE.
func whereOf(quads []syntax.QuadPattern) *syntax.Group {
	g := &syntax.Group{}
	for _, q := range quads {
		var e syntax.Element = &syntax.Triples{Patterns: []syntax.TriplePattern{q.TriplePattern}}
		if q.Graph != nil {
			e = &syntax.GraphPattern{Name: q.Graph, Group: &syntax.Group{Elements: []syntax.Element{e}}}
		}
		g.Elements = append(g.Elements, e)
	}
	return g
}
