package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/sparql/syntax"
)

// cleared is how many quads are read, and then removed, at a time.
const cleared = 16 * index.BatchSize

// clear is CLEAR and DROP: a graph without triples is not there, so both are the
// same and neither fails.
func (u *updater) clear(ctx context.Context, r *run, target syntax.GraphTarget) error {
	if target.Scope == syntax.OneGraph || target.Scope == syntax.DefaultGraph {
		id, err := u.idOf(ctx, r, target)
		if err != nil || id == index.None {
			return err
		}
		return u.clearGraph(ctx, r, id)
	}
	from := index.DefaultGraph
	if target.Scope == syntax.NamedGraphs {
		from++
	}
	for {
		id, err := u.graphFrom(ctx, from)
		if err != nil || id == index.None {
			return err
		}
		if err := u.clearGraph(ctx, r, id); err != nil {
			return err
		}
		from = id + 1
	}
}

// graphFrom gives the first graph that is id or comes after it, None if there is
// none.
func (u *updater) graphFrom(ctx context.Context, id index.ID) (index.ID, error) {
	s, err := u.tx.Scan(ctx, index.Scan{Order: index.GSPO, Columns: 1 << index.Graph})
	if err != nil {
		return index.None, err
	}
	defer s.Close()
	if err := s.Seek(ctx, id); err != nil {
		return index.None, err
	}
	b, err := s.Next(ctx)
	if err != nil || b.Len == 0 {
		return index.None, err
	}
	return b.Columns[index.Graph][0], nil
}

// clearGraph removes the quads of a graph, some at a time. Each time it goes on
// from the last subject: what is removed lies in the way of a scan.
func (u *updater) clearGraph(ctx context.Context, r *run, id index.ID) error {
	var last index.ID
	for {
		list := quadList{budget: r.budget}
		next, err := u.readGraph(ctx, r, id, last, cleared, &list)
		if err == nil {
			err = u.remove(ctx, list.quads)
		}
		n := len(list.quads)
		list.release()
		if err != nil || n < cleared {
			return err
		}
		last = next
	}
}

// readGraph adds quads of a graph to a list until there are enough, from a subject
// on, and gives the last one's subject.
func (u *updater) readGraph(ctx context.Context, r *run, id, from index.ID, enough int, list *quadList) (last index.ID, err error) {
	s, err := u.tx.Scan(ctx, index.Scan{Order: index.GSPO, Pattern: index.Quad{index.Graph: id}, Columns: index.AllPositions})
	if err != nil {
		return last, err
	}
	defer s.Close()
	if from != index.None {
		if err := s.Seek(ctx, from); err != nil {
			return last, err
		}
	}
	for len(list.quads) < enough {
		b, err := s.Next(ctx)
		if err != nil || b.Len == 0 {
			return last, err
		}
		last = b.Columns[index.Subject][b.Len-1]
		if err := r.decodeQuads(ctx, &b, list); err != nil {
			return last, err
		}
	}
	return last, nil
}
