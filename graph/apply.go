package graph

import (
	"context"
	"fmt"

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
	remove := settle(c)
	var removed, added int
	err := s.Change(ctx, func(tx *Tx) (err error) {
		if removed, err = tx.remove(ctx, remove); err != nil {
			return err
		}
		added, err = tx.add(ctx, c.Add)
		return err
	})
	if err != nil {
		return Applied{}, err
	}
	return Applied{
		Added: added, Duplicates: len(c.Add) - added,
		Removed: removed, Absent: len(remove) - removed,
	}, nil
}

// RemoveGraph removes every quad of a graph, DefaultGraph for the unnamed one,
// and gives their number.
func (s *Store) RemoveGraph(ctx context.Context, g rdf.Term) (removed int, err error) {
	if !g.IsIRI() && !g.IsBlank() {
		return 0, fmt.Errorf("%w: a graph is named by an IRI or a blank node, not %s; the unnamed one is DefaultGraph", ErrInvalidQuad, describe(g))
	}
	err = s.Change(ctx, func(tx *Tx) (err error) {
		removed, err = tx.RemoveAll(ctx, Pattern{Graph: g})
		return err
	})
	if err != nil {
		return 0, err
	}
	return removed, nil
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
