package graph

import (
	"context"

	"diplograph/graph/quadstore"

	cayley "github.com/cayleygraph/cayley/graph"
)

// ViewCayley is View for Cayley's query languages: the snapshot as a quad store
// of Cayley's, for reading, with plans of its own (shape.Optimizer). Its values
// are those of ToValue; changing it through Cayley gives ErrReadOnly.
func (s *Store) ViewCayley(ctx context.Context, fn func(cayley.QuadStore) error) error {
	return s.View(ctx, func(snap Snapshot) error { return fn(quadstore.New(snap.index)) })
}
