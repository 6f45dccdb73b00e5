package pebblestore

import (
	"context"
	"errors"
	"sync"
	"time"

	"diplograph/graph/index"
)

// stepper goes over the store in steps, in the background: a step is prepared from
// a snapshot while others write, and carried out while nobody does.
type stepper interface {
	// prepare prepares a step, and reports whether there is something to carry out.
	prepare(ctx context.Context, s *Snapshot) (something bool, err error)
	// carryOut reports false if it did nothing, as what was changed since prepare
	// stands against it. The caller holds writer.
	carryOut(s *Snapshot, w *watch) (done bool, err error)
	// release lets go of what prepare took.
	release() error
	// next moves on to what the next step is about, if there is more.
	next() (more bool)
}

// between is called after a step, and told how long that took.
type between func(ctx context.Context, took time.Duration) error

// atOnce goes on with the next step.
func atOnce(context.Context, time.Duration) error { return nil }

// steps takes all steps. One that others came between is tried again, at last with
// nobody else writing.
func (d *DB) steps(ctx context.Context, st stepper, between between) error {
	for tries := 0; ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		begin := time.Now()
		done, err := d.step(ctx, st, tries > 2)
		if err != nil {
			return err
		}
		if !done {
			tries++
			continue
		}
		tries = 0
		if !st.next() {
			return nil
		}
		if err := between(ctx, time.Since(begin)); err != nil {
			return err
		}
	}
}

// step takes a step. done is false if somebody came between and it did nothing.
// With alone others do not write meanwhile.
func (d *DB) step(ctx context.Context, st stepper, alone bool) (done bool, err error) {
	if err := d.lockFolding(ctx); err != nil {
		return false, err
	}
	defer d.unlockFolding()
	if alone {
		if err := d.takeWriter(ctx); err != nil {
			return false, err
		}
		defer d.unlockWriter()
	}
	w := &watch{changed: map[index.Quad]bool{}}
	d.watch.Store(w)
	defer d.watch.Store(nil)
	s, err := d.taskSnapshot()
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, st.release(), s.Close()) }()
	something, err := st.prepare(ctx, s)
	if err != nil || !something {
		return err == nil, err
	}
	if !alone {
		if err := d.takeWriter(ctx); err != nil {
			return false, err
		}
		defer d.unlockWriter()
	}
	return st.carryOut(s, w)
}

// lockFolding waits until no other step is being made: as that may wait for a
// transaction, ctx ends it. unlockFolding lets the next one begin.
func (d *DB) lockFolding(ctx context.Context) error {
	select {
	case d.folding <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *DB) unlockFolding() { <-d.folding }

// watch collects what transactions change while a step is prepared.
type watch struct {
	mu      sync.Mutex
	changed map[index.Quad]bool
	much    bool // more than is worth remembering
}

// note adds the quads of a transaction that has been applied.
func (w *watch) note(quads []index.Quad) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.changed)+len(quads) > 1<<16 {
		w.much = true
		return
	}
	for _, q := range quads {
		w.changed[q] = true
	}
}

// noted gives what has been changed, if that is known.
func (w *watch) noted() (changed map[index.Quad]bool, known bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changed, !w.much
}
