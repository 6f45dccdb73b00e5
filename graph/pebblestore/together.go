package pebblestore

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"diplograph/graph/index"
)

// together is changes that become visible in one batch. They are played through
// in memory, one after the other, each as if those before it had been committed
// and those that are refused had never come. Then what is different in the end is
// written.
type together struct {
	changes []*pending
	made    []logged // that have to reach the disk
	rows    map[index.Quad]*mention
	terms   missing      // their IDs are provisional until they are written
	whole   bool         // not cut short by a panic
	left    atomic.Int32 // changes that have not heard of it
}

// mention is a quad that a change names.
type mention struct {
	quad    index.Quad
	was, is bool // there
}

// provisional is the least number of a term that has not got its number: far
// more than there can be terms.
const provisional = 1 << 58

var errInterrupted = errors.New("interrupted by a panic in another change of the same batch")

// make makes the changes visible; the caller holds writer. Each change has its
// error afterwards, if it has one. An error that may be that of one change, as
// what it touches is damaged, has each of them made alone.
func (t *together) make(d *DB) {
	err := t.makeAll(d)
	if err == nil || len(t.changes) == 1 || errors.Is(err, ErrFailed) || errors.Is(err, ErrPaused) {
		t.fail(err)
		return
	}
	for _, p := range t.changes {
		p.done, p.changed, p.err = nil, false, nil
		alone := &together{changes: []*pending{p}}
		alone.make(d)
		t.made = append(t.made, alone.made...)
	}
}

// makeAll makes the changes in one batch, or none with an error.
func (t *together) makeAll(d *DB) error {
	tx := d.newTx(d.p.NewBatch(), d.p)
	sound := false
	defer func() {
		if !sound {
			d.memory = nil // it may know what is not so
		}
	}()
	err := t.play(tx)
	if err == nil {
		err = t.write(tx)
	}
	switch {
	case err != nil:
		err = errors.Join(err, tx.batch.Close())
	case !tx.changed:
		err = t.log(d.confirm())
		err = errors.Join(err, storeError(tx.batch.Close()))
	default:
		if err = tx.finish(); err == nil {
			err = t.log(tx.publish())
		}
	}
	if sound = err == nil; !sound {
		return err
	}
	for _, p := range t.changes {
		if p.err == nil && p.changed && p.change.Ordered != nil {
			p.change.Ordered()
		}
	}
	return nil
}

func (t *together) log(l logged, err error) error {
	if err == nil {
		t.made = append(t.made, l)
	}
	return err
}

// synced waits until what the changes did is on disk, and what those rest on
// that did nothing.
func (t *together) synced(d *DB) error {
	var errs []error
	for _, l := range t.made {
		errs = append(errs, d.synced(l))
	}
	return errors.Join(errs...)
}

// fail gives an error to all changes that have none, and to those that were
// refused for what may not be so.
func (t *together) fail(err error) {
	if err == nil {
		return
	}
	for _, p := range t.changes {
		if _, refused := p.err.(*index.UnchangedError); refused || p.err == nil {
			p.err = err
		}
	}
}

// answer lets those know who wait for the leader.
func (t *together) answer(leader *pending) {
	if !t.whole {
		t.fail(errInterrupted)
	}
	t.left.Store(int32(len(t.changes)))
	for _, p := range t.changes {
		p.batch = t
		if p != leader {
			p.wake <- false
		}
	}
}

// play finds out what each change does.
func (t *together) play(tx *Tx) error {
	t.identify(tx)
	if err := t.look(tx); err != nil {
		return err
	}
	for _, p := range t.changes {
		if p.err == nil {
			t.playOne(p)
		}
	}
	return nil
}

// identify puts IDs into the quads of all changes. A change whose terms cannot
// be read has that error.
func (t *together) identify(tx *Tx) {
	d := tx.dictionary()
	defer func() { d.close() }()
	for _, p := range t.changes {
		if p.err = p.ctx.Err(); p.err != nil {
			continue
		}
		if p.err = t.identifyOne(tx, d, p); p.err != nil {
			d.close()
			d = tx.dictionary() // that knows nothing of the damage
		}
	}
}

func (t *together) identifyOne(tx *Tx, d *dictionary, p *pending) error {
	for _, terms := range p.terms {
		for i := range terms {
			w := &terms[i]
			if err := tx.find(d, w); err != nil {
				return err
			}
			if w.id == index.None {
				if n := t.terms.add(w); n == w {
					w.id = index.MakeID(w.tag(), provisional+uint64(len(t.terms.all)))
				} else {
					w.id = n.id
				}
			}
			*w.use = w.id
		}
	}
	return nil
}

// look finds out which quads are in the store.
func (t *together) look(tx *Tx) error {
	t.rows = map[index.Quad]*mention{}
	var quads []index.Quad
	for _, p := range t.changes {
		if p.err != nil {
			continue
		}
		for _, ids := range p.ids {
			for _, q := range ids {
				if t.rows[q] == nil && q.Bound() == index.AllPositions {
					t.rows[q] = &mention{quad: q}
					quads = append(quads, q)
				}
			}
		}
	}
	slices.SortFunc(quads, index.Quad.Compare)
	there, err := tx.present(quads)
	for i, is := range there {
		r := t.rows[quads[i]]
		r.was, r.is = is, is
	}
	return err
}

// playOne plays the steps of a change, or none if it is refused.
func (t *together) playOne(p *pending) {
	var turned []*mention
	for i, s := range p.change.Steps {
		var changed []int
		for k, q := range p.ids[i] {
			if r := t.rows[q]; r != nil && r.is == s.Remove {
				r.is = !r.is
				turned, changed = append(turned, r), append(changed, k)
			} else if s.All {
				for _, r := range turned {
					r.is = !r.is
				}
				p.err = &index.UnchangedError{Step: i, Quad: k}
				return
			}
		}
		p.done = append(p.done, pick(s.Quads, changed))
	}
	p.changed = len(turned) > 0
}

// write writes what is different after the changes.
func (t *together) write(tx *Tx) error {
	var gone, come []index.Quad
	for _, r := range t.rows {
		switch {
		case r.was && !r.is:
			gone = append(gone, r.quad)
		case r.is && !r.was:
			come = append(come, r.quad)
		}
	}
	if len(gone) > 0 && len(come) > 0 { // what goes is seen to be gone
		if err := tx.batch.Close(); err != nil {
			return storeError(err)
		}
		tx.batch = tx.db.p.NewIndexedBatch()
		tx.r = tx.batch
	}
	ctx := context.Background()
	slices.SortFunc(gone, index.Quad.Compare)
	if err := tx.alter(ctx, gone, false); err != nil {
		return err
	}
	if err := t.writeTerms(tx, come); err != nil {
		return err
	}
	slices.SortFunc(come, index.Quad.Compare)
	return tx.alter(ctx, come, true)
}

// writeTerms writes the new terms of quads and puts their IDs in.
func (t *together) writeTerms(tx *Tx, quads []index.Quad) error {
	all := slices.Clone(t.terms.all) // by their provisional numbers
	for _, w := range all {
		w.id = index.None
	}
	var used []*wanted
	var uses []*index.ID
	for i := range quads {
		for p, id := range quads[i] {
			if termSince(id, provisional) {
				w := all[id.Payload()-provisional-1]
				if w.id == index.None {
					w.id = id
					used = append(used, w)
				}
				uses = append(uses, &quads[i][p])
			}
		}
	}
	if err := tx.writeTerms(&t.terms, used); err != nil {
		return err
	}
	for _, id := range uses {
		*id = all[id.Payload()-provisional-1].id
	}
	return nil
}
