package graph

import (
	"context"
	"fmt"

	"diplograph/graph/rdf"
)

// applyBatch is how many quads are looked up and written at a time.
const applyBatch = 1024

// Apply makes all changes or none. Removing what is absent and adding what is
// there is counted, not an error. Errors: ErrInvalidQuad and ErrTooLarge before
// anything is tried, ErrReadOnly, ErrClosed, the context's, or the disk's.
func (s *Store) Apply(ctx context.Context, c Changes) (Applied, error) {
	for i := range c.Add {
		if err := checkQuad(&c.Add[i]); err != nil {
			return Applied{}, fmt.Errorf("quad %d to add: %w", i+1, err)
		}
	}
	for i := range c.Remove {
		if err := checkQuad(&c.Remove[i]); err != nil {
			return Applied{}, fmt.Errorf("quad %d to remove: %w", i+1, err)
		}
	}
	remove := settle(c)
	var done Changes
	err := s.change(ctx, &done, func(tx transaction) error {
		err := inBatches(ctx, remove, func(batch []rdf.Quad) error {
			removed, err := tx.remove(ctx, batch)
			done.Remove = append(done.Remove, removed...)
			return err
		})
		if err != nil {
			return err
		}
		return inBatches(ctx, c.Add, func(batch []rdf.Quad) error {
			added, err := tx.add(ctx, batch)
			done.Add = append(done.Add, added...)
			return err
		})
	})
	if err != nil {
		return Applied{}, err
	}
	return Applied{
		Added: len(done.Add), Duplicates: len(c.Add) - len(done.Add),
		Removed: len(done.Remove), Absent: len(remove) - len(done.Remove),
	}, nil
}

// RemoveGraph removes every quad of a graph, DefaultGraph for the unnamed one,
// and gives their number.
func (s *Store) RemoveGraph(ctx context.Context, g rdf.Term) (int, error) {
	if !g.IsIRI() && !g.IsBlank() {
		return 0, fmt.Errorf("%w: a graph is named by an IRI or a blank node, not %s; the unnamed one is DefaultGraph", ErrInvalidQuad, describe(g))
	}
	var done Changes
	err := s.change(ctx, &done, func(tx transaction) error {
		snap, err := s.backend.snapshot()
		if err != nil {
			return err
		}
		defer snap.release()
		batch := make([]rdf.Quad, 0, applyBatch)
		flush := func() error {
			removed, err := tx.remove(ctx, batch)
			done.Remove = append(done.Remove, removed...)
			batch = batch[:0]
			return err
		}
		for q, err := range snap.Match(ctx, Pattern{Graph: g}) {
			if err != nil {
				return err
			}
			if batch = append(batch, q); len(batch) == cap(batch) {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		return flush()
	})
	return len(done.Remove), err
}

// OnApplied has fn called after each commit that changed something, with the
// quads that were really removed and added. Calls come one at a time, in the
// order of the commits, before Apply returns; fn must not change the store.
// Register observers before the store is changed from elsewhere.
func (s *Store) OnApplied(fn func(Changes)) { s.observers = append(s.observers, fn) }

// change runs fn in a transaction as the only writer and tells the observers
// what it did.
func (s *Store) change(ctx context.Context, done *Changes, fn func(transaction) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if s.readOnly {
		return ErrReadOnly
	}
	select {
	case <-s.writer:
		defer func() { s.writer <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := s.backend.change(ctx, fn); err != nil {
		*done = Changes{}
		return err
	}
	if len(done.Add)+len(done.Remove) > 0 {
		for _, tell := range s.observers {
			tell(*done)
		}
	}
	return nil
}

// settle gives the removals of c that no addition undoes.
func settle(c Changes) []rdf.Quad {
	if len(c.Remove) == 0 || len(c.Add) == 0 {
		return c.Remove
	}
	added := make(map[quadKey]bool, len(c.Add))
	for i := range c.Add {
		added[keyOf(&c.Add[i])] = true
	}
	var out []rdf.Quad
	for i := range c.Remove {
		if !added[keyOf(&c.Remove[i])] {
			out = append(out, c.Remove[i])
		}
	}
	return out
}

func inBatches(ctx context.Context, quads []rdf.Quad, do func([]rdf.Quad) error) error {
	for len(quads) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(len(quads), applyBatch)
		if err := do(quads[:n]); err != nil {
			return err
		}
		quads = quads[n:]
	}
	return nil
}
