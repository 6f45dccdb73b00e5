package graph

import (
	"context"
	"path/filepath"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// embedded is the store that package pebblestore keeps.
type embedded struct{ db *pebblestore.DB }

func openMemory() (backend, error) {
	return openEmbedded("memory", pebblestore.Options{FS: vfs.NewMem()})
}

func openFolder(dir string, opts Options) (backend, error) {
	if err := ensureFolder(dir, opts.ReadOnly); err != nil {
		return nil, err
	}
	return openEmbedded(filepath.Join(dir, quadsName), pebblestore.Options{ReadOnly: opts.ReadOnly})
}

func openEmbedded(dir string, opts pebblestore.Options) (backend, error) {
	db, err := pebblestore.Open(dir, opts)
	if err != nil {
		return nil, err
	}
	return embedded{db}, nil
}

func (e embedded) snapshot() (backendSnapshot, error)             { return e.db.Snapshot() }
func (e embedded) begin(ctx context.Context) (transaction, error) { return e.db.Begin(ctx) }
func (e embedded) apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error) {
	return e.db.Apply(ctx, c)
}

func (e embedded) close() error { return e.db.Close() }

func (e embedded) compact(ctx context.Context) error { return e.db.Compact(ctx) }
func (e embedded) checkpoint(dir string) error       { return e.db.Checkpoint(dir) }

func (e embedded) check(ctx context.Context, report func(string)) error {
	return e.db.Check(ctx, report)
}

func (e embedded) removeMatching(ctx context.Context, p Pattern, locked func()) (int64, error) {
	return e.db.RemoveMatching(ctx, pebblestore.RemoveOptions{Locked: locked}, func(s index.Snapshot) (index.Quad, bool, error) {
		return Snapshot{s}.resolve(ctx, p)
	})
}
