package pebblestore

import (
	"context"
	"errors"
	"io"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
)

// A view reads one state of the store: that of a Snapshot, or that of a Tx with
// its own changes. It implements index.Snapshot.
type view struct {
	db    *DB
	r     pebble.Reader
	state state
	dirs  *directories
	// predicates are counts that r does not have yet.
	predicates map[index.ID]index.PredicateStatistics
	recall     *recall // nil in a Tx, whose new ids may not last
	epoch      uint64  // of recall

	mu     sync.RWMutex // held for reading while reading, for writing to close or change
	closed bool
	openMu sync.Mutex
	open   map[*scanner]bool
}

// enter begins an operation that reads; leave ends it.
func (v *view) enter() error {
	v.mu.RLock()
	if v.closed {
		v.mu.RUnlock()
		return index.ErrClosed
	}
	return nil
}

func (v *view) leave() { v.mu.RUnlock() }

// Scan implements index.Snapshot.
func (v *view) Scan(ctx context.Context, s index.Scan) (index.Scanner, error) {
	if err := v.enter(); err != nil {
		return nil, err
	}
	defer v.leave()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sc, err := newScanner(v, s)
	if err != nil {
		return nil, err
	}
	v.openMu.Lock()
	defer v.openMu.Unlock()
	if v.open == nil {
		v.open = map[*scanner]bool{}
	}
	v.open[sc] = true
	return sc, nil
}

// IDs implements index.Snapshot.
func (v *view) IDs(ctx context.Context, terms []rdf.Term, ids []index.ID) error {
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	d := v.dictionary()
	defer d.close()
	for i, t := range terms {
		if err := ctx.Err(); err != nil {
			return err
		}
		id, err := v.id(d, t, len(terms))
		if err != nil {
			return err
		}
		ids[i] = id
	}
	return nil
}

// id gives the ID of one of so many terms.
func (v *view) id(d *dictionary, t rdf.Term, of int) (index.ID, error) {
	if id, ok := index.Inline(t); ok {
		return id, nil
	}
	if v.recall == nil || of > recallMost {
		return d.id(t)
	}
	if id, ok := v.recall.id(v.epoch, t); ok {
		return id, nil
	}
	id, err := d.id(t)
	if err == nil && id != index.None {
		v.recall.learn(v.epoch, id, t)
	}
	return id, err
}

// Terms implements index.Snapshot.
func (v *view) Terms(ctx context.Context, ids []index.ID, terms []rdf.Term) error {
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	d := v.dictionary()
	defer d.close()
	if err := ctx.Err(); err != nil {
		return err
	}
	if v.recall == nil || len(ids) > recallMost {
		return d.terms(ids, terms)
	}
	return v.recalled(d, ids, terms)
}

// recalled reads the terms that nobody remembers.
func (v *view) recalled(d *dictionary, ids []index.ID, terms []rdf.Term) error {
	var missing []index.ID
	var at []int
	for i, id := range ids {
		t, ok := id.Term()
		if !ok && id != index.None {
			if t, ok = v.recall.term(id); !ok {
				missing, at = append(missing, id), append(at, i)
				continue
			}
		}
		terms[i] = t
	}
	if len(missing) == 0 {
		return nil
	}
	read := make([]rdf.Term, len(missing))
	if err := d.terms(missing, read); err != nil {
		return err
	}
	for k, i := range at {
		terms[i] = read[k]
		v.recall.learn(v.epoch, missing[k], read[k])
	}
	return nil
}

func (v *view) dictionary() *dictionary { return &dictionary{r: v.r, hash: v.db.hash} }

// Statistics implements index.Snapshot.
func (v *view) Statistics() (index.Statistics, error) {
	if err := v.enter(); err != nil {
		return index.Statistics{}, err
	}
	defer v.leave()
	return v.state.statistics, nil
}

// Predicate implements index.Snapshot.
func (v *view) Predicate(p index.ID) (index.PredicateStatistics, error) {
	if err := v.enter(); err != nil {
		return index.PredicateStatistics{}, err
	}
	defer v.leave()
	return v.predicate(p)
}

func (v *view) predicate(p index.ID) (index.PredicateStatistics, error) {
	if s, ok := v.predicates[p]; ok {
		return s, nil
	}
	if v.recall == nil {
		return v.readPredicate(p)
	}
	if s, ok := v.db.counts.get(v.state.version, p); ok {
		return s, nil
	}
	s, err := v.readPredicate(p)
	if err == nil {
		v.db.counts.keep(v.state.version, p, s)
	}
	return s, err
}

func (v *view) readPredicate(p index.ID) (index.PredicateStatistics, error) {
	value, closer, err := v.r.Get(predicateKey(uint32(v.state.generation), p))
	if errors.Is(err, pebble.ErrNotFound) {
		return index.PredicateStatistics{}, nil
	}
	if err != nil {
		return index.PredicateStatistics{}, storeError(err)
	}
	defer closer.Close()
	return readPredicate(p, value)
}

// Version implements index.Snapshot.
func (v *view) Version() uint64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.state.version
}

// close ends what the view has open and lets go of what it reads. It does
// nothing if that has been done.
func (v *view) close(r io.Closer) error {
	if err := v.closeOnce(r); !errors.Is(err, index.ErrClosed) {
		return err
	}
	return nil
}

// closeOnce is close, and gives index.ErrClosed if that has been done.
func (v *view) closeOnce(r io.Closer) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return index.ErrClosed
	}
	v.closed = true
	var errs []error
	for sc := range v.open {
		errs = append(errs, sc.close())
	}
	v.open = nil
	if r != nil {
		errs = append(errs, storeError(r.Close()))
	}
	return errors.Join(errs...)
}
