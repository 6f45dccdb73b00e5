// Package backend registers the embedded store as a backend of Cayley's, so that
// what is written for Cayley runs on it:
//
//	import _ "diplograph/graph/quadstore/backend"
//
//	err := graph.InitQuadStore("diplograph", dir, nil)
//	qs, err := graph.NewQuadStore("diplograph", dir, nil)
//
// Open it so, not by cayley.NewGraph: that stands before the store in a way that
// Cayley's planner does not see through, and no query would ever be planned by
// package quadstore. The option "read_only" opens a store that is not changed.
package backend

import (
	"context"
	"errors"
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
)

// Name is the name of the backend.
const Name = "diplograph"

func init() {
	cayley.RegisterQuadStore(Name, cayley.QuadStoreRegistration{NewFunc: open, InitFunc: create, IsPersistent: true})
}

// create makes a store in a folder that is empty or not there.
func create(dir string, _ cayley.Options) error {
	db, err := pebblestore.Open(dir, pebblestore.Options{ReadOnly: true})
	switch {
	case err == nil:
		return errors.Join(cayley.ErrDatabaseExists, db.Close())
	case !errors.Is(err, index.ErrNotFound):
		return err
	}
	if db, err = pebblestore.Open(dir, pebblestore.Options{}); err != nil {
		return err
	}
	return db.Close()
}

func open(dir string, opts cayley.Options) (cayley.QuadStore, error) {
	readOnly, err := opts.BoolKey("read_only", false)
	if err != nil {
		return nil, err
	}
	db, err := pebblestore.Open(dir, pebblestore.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	return quadstore.NewWritable(store{db}), nil
}

// store is the embedded store as package quadstore asks for one.
type store struct{ *pebblestore.DB }

func (s store) Snapshot() (quadstore.Snapshot, error) { return s.DB.Snapshot() }

// Load is the bulk load of the store, for quads by the ten thousand.
func (s store) Load(ctx context.Context, next func() ([]rdf.Quad, error)) error {
	_, err := s.DB.Load(ctx, pebblestore.LoadOptions{}, next)
	return err
}
