package cayleyadapter

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Tx changes the store. There is one at a time. It keeps its changes in memory,
// sees them and nobody else does, until Commit. It implements index.Snapshot.
type Tx struct {
	view
	added, removed map[index.Quad]bool // beside what the store has; never both
	deletions      []cayley.Delta      // of removed, as they are stored
	ended          atomic.Bool
	changes        uint64
}

func (t *Tx) usable(ctx context.Context) error {
	if t.ended.Load() {
		return fmt.Errorf("%w: the transaction has ended", index.ErrClosed)
	}
	return ctx.Err()
}

// Add adds quads and gives those that were not there, each once.
func (t *Tx) Add(ctx context.Context, quads []rdf.Quad) (added []rdf.Quad, err error) {
	for _, q := range quads {
		ids, err := t.assign(q)
		if err == nil {
			err = t.usable(ctx)
		}
		if err != nil {
			return nil, err
		}
		there, err := t.there(ctx, ids)
		if err != nil {
			return nil, err
		}
		if there {
			continue
		}
		if len(t.added) >= t.db.options.MaxRows {
			return nil, fmt.Errorf("%w: a transaction adds more than %d quads", ErrTooLarge, t.db.options.MaxRows)
		}
		// One that was removed stays so and is added again: it may have been
		// stored in another form.
		t.added[ids] = true
		added = append(added, q)
		t.changes++
	}
	return added, nil
}

// Remove removes quads and gives those that were there, each once.
func (t *Tx) Remove(ctx context.Context, quads []rdf.Quad) (removed []rdf.Quad, err error) {
	for _, q := range quads {
		ids, err := t.assign(q)
		if err == nil {
			err = t.usable(ctx)
		}
		if err != nil {
			return nil, err
		}
		if t.added[ids] {
			delete(t.added, ids)
			removed = append(removed, q)
			t.changes++
			continue
		}
		forms, err := t.forms(ctx, ids)
		if err != nil {
			return nil, err
		}
		if len(forms) == 0 {
			continue
		}
		t.removed[ids] = true
		t.deletions = append(t.deletions, forms...)
		removed = append(removed, q)
		t.changes++
	}
	return removed, nil
}

func (t *Tx) assign(q rdf.Quad) (ids index.Quad, err error) {
	for p, term := range [...]rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
		if ids[p], err = t.db.terms.id(term); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

// there reports whether the transaction sees a quad.
func (t *Tx) there(ctx context.Context, q index.Quad) (bool, error) {
	if t.added[q] {
		return true, nil
	}
	forms, err := t.forms(ctx, q)
	return len(forms) > 0, err
}

// forms gives deletions of a quad for every way in which the store has it, none
// if it is removed already.
func (t *Tx) forms(ctx context.Context, q index.Quad) (out []cayley.Delta, err error) {
	if t.removed[q] {
		return nil, nil
	}
	err = t.matching(ctx, q, func(s stored) error {
		form, err := t.db.quads.Quad(s.ref)
		out = append(out, cayley.Delta{Quad: form, Action: cayley.Delete})
		return err
	})
	return out, err
}

// Commit carries out the changes when the snapshots that are held are closed. If
// they are held on to it fails with index.ErrInUse, and nothing has changed. See the package's comment for what these backends do not promise.
func (t *Tx) Commit() error {
	if t.ended.Swap(true) {
		return fmt.Errorf("%w: the transaction has ended", index.ErrClosed)
	}
	db := t.db
	defer func() { db.writer <- struct{}{} }()
	additions, err := t.additions()
	if err != nil || len(additions)+len(t.deletions) == 0 {
		return err
	}
	if !db.state.lock(commitPatience) {
		return fmt.Errorf("%w: a snapshot is held, beside which %s cannot change", index.ErrInUse, db.backend.name)
	}
	defer db.state.unlock()
	db.version++
	db.terms.forgetRefs()
	for _, deltas := range [][]cayley.Delta{t.deletions, additions} {
		if len(deltas) == 0 {
			continue
		}
		if err := db.quads.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
			return errors.Join(err, db.reopen())
		}
	}
	return nil
}

// additions are the quads added, as they are to be stored.
func (t *Tx) additions() ([]cayley.Delta, error) {
	out := make([]cayley.Delta, 0, len(t.added))
	for ids := range t.added {
		var terms [4]rdf.Term
		if err := t.db.named(ids[:], terms[:]); err != nil {
			return nil, err
		}
		q := quad.Quad{Subject: cayleyvalue.Of(terms[0]), Predicate: cayleyvalue.Of(terms[1]), Object: cayleyvalue.Of(terms[2]), Label: cayleyvalue.Of(terms[3])}
		out = append(out, cayley.Delta{Quad: q, Action: cayley.Add})
	}
	return out, nil
}

// reopen rids the backend of what it remembers of a change that failed.
func (db *DB) reopen() error {
	err := db.quads.Close()
	quads, err2 := db.open()
	if err2 != nil {
		db.closed = true
		return errors.Join(err, err2)
	}
	db.quads = quads
	return err
}

// Rollback forgets the changes. After Commit it does nothing.
func (t *Tx) Rollback() error {
	if !t.ended.Swap(true) {
		t.db.writer <- struct{}{}
	}
	return nil
}

// Scan implements index.Snapshot.
func (t *Tx) Scan(ctx context.Context, scan index.Scan) (index.Scanner, error) {
	if err := t.usable(ctx); err != nil {
		return nil, err
	}
	return t.view.scan(ctx, scan)
}

// Count implements index.Snapshot.
func (t *Tx) Count(ctx context.Context, pattern index.Quad, triples bool) (int64, error) {
	if err := t.usable(ctx); err != nil {
		return 0, err
	}
	return t.view.count(ctx, pattern, triples)
}

// Estimate implements index.Snapshot.
func (t *Tx) Estimate(pattern index.Quad) (int64, error) {
	if err := t.usable(context.Background()); err != nil {
		return 0, err
	}
	return t.view.estimate(pattern)
}

// Statistics implements index.Snapshot, by reading all quads.
func (t *Tx) Statistics() (index.Statistics, error) {
	if err := t.usable(context.Background()); err != nil {
		return index.Statistics{}, err
	}
	return t.view.statistics()
}

// Predicate implements index.Snapshot.
func (t *Tx) Predicate(p index.ID) (index.PredicateStatistics, error) {
	if err := t.usable(context.Background()); err != nil {
		return index.PredicateStatistics{}, err
	}
	return t.view.predicate(p)
}

// IDs implements index.Snapshot.
func (t *Tx) IDs(ctx context.Context, terms []rdf.Term, ids []index.ID) error {
	if err := t.usable(ctx); err != nil {
		return err
	}
	return t.known(terms, ids)
}

// Terms implements index.Snapshot.
func (t *Tx) Terms(ctx context.Context, ids []index.ID, terms []rdf.Term) error {
	if err := t.usable(ctx); err != nil {
		return err
	}
	return t.db.named(ids, terms)
}

// Version implements index.Snapshot.
func (t *Tx) Version() uint64 { return t.db.version<<32 + t.changes }
