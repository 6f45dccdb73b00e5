package graph

import (
	"context"
	"errors"
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// Changes are applied together: first Remove, then Add. A quad in both is there
// afterwards, so its removal is not carried out at all.
type Changes struct {
	Remove, Add []rdf.Quad
	// Unlisted tells observers that more changed than can be listed: whoever
	// keeps something drawn from the store draws it again.
	Unlisted bool
}

// Applied says what Changes did. Added and Removed count quads that were really
// new and really there; Duplicates were there before, or earlier in Add, Absent
// were not there.
type Applied struct{ Added, Removed, Duplicates, Absent int }

// Apply makes all changes or none. Removing what is absent and adding what is
// there is counted, not an error. Errors: ErrInvalidQuad and ErrTooLarge before
// anything is tried, ErrReadOnly, ErrClosed, the context's, or the disk's.
func (s *Store) Apply(ctx context.Context, c Changes) (Applied, error) {
	if err := checkQuads("to add", c.Add); err != nil {
		return Applied{}, err
	}
	if err := checkQuads("to remove", c.Remove); err != nil {
		return Applied{}, err
	}
	leave, err := s.enterToWrite()
	if err != nil {
		return Applied{}, err
	}
	defer leave()
	remove := settle(c)
	done, err := s.apply(ctx, remove, c.Add)
	if err != nil {
		return Applied{}, err
	}
	removed, added := len(done.Remove), len(done.Add)
	return Applied{
		Added: added, Duplicates: len(c.Add) - added,
		Removed: removed, Absent: len(remove) - removed,
	}, nil
}

// apply removes and adds quads, tells the observers, and gives what changed.
func (s *Store) apply(ctx context.Context, remove, add []rdf.Quad) (done Changes, err error) {
	c := index.Change{Steps: []index.Step{{Remove: true, Quads: remove}, {Quads: add}}}
	whole := false
	if len(s.observers) > 0 {
		var turn uint64
		drawn := false
		c.Ordered = func() { turn, drawn = s.turns.draw(), true }
		defer func() {
			if drawn {
				s.turns.take(turn, func() {
					if whole && err == nil {
						s.tell(done)
					}
				})
			}
		}()
	}
	steps, err := s.backend.apply(ctx, c)
	whole = true // did not panic
	if err != nil {
		return Changes{}, err
	}
	return Changes{Remove: steps[0], Add: steps[1]}, nil
}

// RemoveGraph removes every quad of a graph, DefaultGraph for the unnamed one,
// and gives their number. A graph of more than a hundred thousand quads, and more
// than a twentieth of the store or half a million, goes by writing all others anew, as
// a large load does: in bounded memory, and nobody else writes meanwhile.
func (s *Store) RemoveGraph(ctx context.Context, g rdf.Term) (removed int, err error) {
	if !g.IsIRI() && !g.IsBlank() {
		return 0, fmt.Errorf("%w: a graph is named by an IRI or a blank node, not %s; the unnamed one is DefaultGraph", ErrInvalidQuad, describe(g))
	}
	remover, ok := s.backend.(bulkRemover)
	if ok && !s.readOnly {
		if large, err := s.isLarge(ctx, Pattern{Graph: g}); err != nil {
			return 0, err
		} else if large {
			return s.removeInBulk(ctx, remover, Pattern{Graph: g})
		}
	}
	err = s.Change(ctx, func(tx *Tx) (err error) {
		removed, err = tx.RemoveAll(ctx, Pattern{Graph: g})
		return err
	})
	if ok && errors.Is(err, ErrTooManyChanges) {
		return s.removeInBulk(ctx, remover, Pattern{Graph: g})
	}
	if err != nil {
		return 0, err
	}
	return removed, nil
}

// isLarge tells whether a pattern has more quads than are better removed one by
// one than by writing the whole store anew.
func (s *Store) isLarge(ctx context.Context, p Pattern) (large bool, err error) {
	most, err := s.smallLoad(ctx, DefaultLoadMemory)
	if err != nil {
		return false, err
	}
	err = s.View(ctx, func(snap Snapshot) error {
		n, err := snap.Count(ctx, p)
		large = n > int64(most)
		return err
	})
	return large, err
}

func (s *Store) removeInBulk(ctx context.Context, b bulkRemover, p Pattern) (int, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	removed, err := s.inTurn(func(locked func()) (int64, error) { return b.removeMatching(ctx, p, locked) })
	return int(removed), err
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

func checkQuads(what string, quads []rdf.Quad) error {
	for i := range quads {
		if err := checkQuad(&quads[i]); err != nil {
			return fmt.Errorf("quad %d %s: %w", i+1, what, err)
		}
	}
	return nil
}
