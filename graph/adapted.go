package graph

import (
	"context"
	"slices"

	"diplograph/graph/cayleyadapter"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// adapted is a store of one of Cayley's own backends.
type adapted struct{ db *cayleyadapter.DB }

func openAdapted(name, dir string, opts Options) (backend, error) {
	db, err := cayleyadapter.Open(name, dir, cayleyadapter.Options{ReadOnly: opts.ReadOnly})
	if err != nil {
		return nil, err
	}
	return adapted{db}, nil
}

func (a adapted) snapshot() (backendSnapshot, error)             { return a.db.Snapshot() }
func (a adapted) begin(ctx context.Context) (transaction, error) { return a.db.Begin(ctx) }
func (a adapted) close() error                                   { return a.db.Close() }

// apply makes a change in a transaction, a few quads at a time. Nobody asks for
// Step.All here.
func (a adapted) apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error) {
	tx, err := a.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	done := make([][]rdf.Quad, len(c.Steps))
	changed := false
	for i, s := range c.Steps {
		change := tx.Add
		if s.Remove {
			change = tx.Remove
		}
		for quads := range slices.Chunk(s.Quads, applyBatch) {
			some, err := change(ctx, quads)
			if err != nil {
				return nil, err
			}
			done[i] = append(done[i], some...)
		}
		changed = changed || len(done[i]) > 0
	}
	if err := ctx.Err(); err != nil || !changed {
		return done, err
	}
	if c.Ordered != nil {
		c.Ordered()
	}
	return done, tx.Commit()
}

// beginLoad loads in a transaction: there is nothing better.
func (a adapted) beginLoad(ctx context.Context, _ LoadOptions) (bulkLoad, error) {
	tx, err := a.begin(ctx)
	if err != nil {
		return nil, err
	}
	return &txLoad{ctx: ctx, tx: tx}, nil
}

type txLoad struct {
	ctx   context.Context
	tx    transaction
	added int64
}

func (l *txLoad) Put(quads []rdf.Quad) error {
	added, err := l.tx.Add(l.ctx, quads)
	l.added += int64(len(added))
	return err
}

func (l *txLoad) Abort() error { return l.tx.Rollback() }

func (l *txLoad) Commit(locked func()) (int64, error) {
	locked()
	return l.added, l.tx.Commit()
}
