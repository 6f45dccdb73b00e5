package cayleyadapter

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// Snapshot is the state of the store for as long as it is not closed. It
// implements index.Snapshot.
type Snapshot struct {
	view
	release func()
	closed  atomic.Bool
}

var (
	_ index.Snapshot = (*Snapshot)(nil)
	_ index.Snapshot = (*Tx)(nil)
)

// Close lets the store be changed.
func (s *Snapshot) Close() error {
	s.closed.Store(true)
	s.release()
	return nil
}

func (s *Snapshot) usable(ctx context.Context) error {
	if s.closed.Load() {
		return index.ErrClosed
	}
	return ctx.Err()
}

// Scan implements index.Snapshot.
func (s *Snapshot) Scan(ctx context.Context, scan index.Scan) (index.Scanner, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	return s.view.scan(ctx, scan)
}

// Count implements index.Snapshot, by reading the quads.
func (s *Snapshot) Count(ctx context.Context, pattern index.Quad, triples bool) (int64, error) {
	if err := s.usable(ctx); err != nil {
		return 0, err
	}
	return s.view.count(ctx, pattern, triples)
}

// Estimate implements index.Snapshot. It guesses from the number of all quads.
func (s *Snapshot) Estimate(pattern index.Quad) (int64, error) {
	if err := s.usable(context.Background()); err != nil {
		return 0, err
	}
	return s.view.estimate(pattern)
}

// Statistics implements index.Snapshot. The first call after a change reads all
// quads.
func (s *Snapshot) Statistics() (index.Statistics, error) {
	if err := s.usable(context.Background()); err != nil {
		return index.Statistics{}, err
	}
	return s.db.stats.get(s.db.version, &s.view)
}

// Predicate implements index.Snapshot, by reading the quads.
func (s *Snapshot) Predicate(p index.ID) (index.PredicateStatistics, error) {
	if err := s.usable(context.Background()); err != nil {
		return index.PredicateStatistics{}, err
	}
	return s.view.predicate(p)
}

// IDs implements index.Snapshot.
func (s *Snapshot) IDs(ctx context.Context, terms []rdf.Term, ids []index.ID) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return s.known(terms, ids)
}

// Terms implements index.Snapshot.
func (s *Snapshot) Terms(ctx context.Context, ids []index.ID, terms []rdf.Term) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return s.db.named(ids, terms)
}

// Version implements index.Snapshot.
func (s *Snapshot) Version() uint64 { return s.db.version }

func (db *DB) named(ids []index.ID, terms []rdf.Term) error {
	for i, id := range ids {
		var ok bool
		if terms[i], ok = db.terms.term(id); !ok {
			return fmt.Errorf("%w: no term has the id %x", index.ErrDamaged, uint64(id))
		}
	}
	return nil
}

// statisticsCache keeps the statistics of one version.
type statisticsCache struct {
	mu      sync.Mutex
	known   bool
	version uint64
	stats   index.Statistics
}

func (c *statisticsCache) get(version uint64, v *view) (index.Statistics, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known && c.version == version {
		return c.stats, nil
	}
	stats, err := v.statistics()
	if err == nil {
		c.known, c.version, c.stats = true, version, stats
	}
	return stats, err
}
