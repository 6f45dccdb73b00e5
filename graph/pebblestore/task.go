package pebblestore

import (
	"context"
	"errors"

	"diplograph/graph/index"
)

// A task is a long operation. Close ends its context, and waits for it before it
// closes what the task reads.
type task struct {
	db   *DB
	stop context.CancelCauseFunc
	ctx  context.Context
	out  bool // Close does not wait
}

// task begins a task; end it. It gives index.ErrClosed if the store is closed.
func (d *DB) task(ctx context.Context) (context.Context, *task, error) {
	ctx, stop := context.WithCancelCause(ctx)
	t := &task{db: d, ctx: ctx, stop: stop}
	if err := t.enter(); err != nil {
		stop(err)
		return nil, nil, err
	}
	go func() {
		select {
		case <-d.closing:
			stop(index.ErrClosed)
		case <-ctx.Done():
		}
	}()
	return ctx, t, nil
}

func (t *task) enter() error {
	t.db.mu.RLock()
	defer t.db.mu.RUnlock()
	t.out = t.db.closed
	if t.out {
		return index.ErrClosed
	}
	t.db.background.Add(1)
	return nil
}

// outside does what is not the store's, for which Close need not wait.
func (t *task) outside(do func() error) error {
	t.out = true
	t.db.background.Done()
	err := do()
	if closed := t.enter(); closed != nil {
		return closed
	}
	return err
}

// end ends the task. If closing the store was what ended it the error says so.
func (t *task) end(err *error) {
	if *err != nil && !errors.Is(*err, index.ErrDamaged) && errors.Is(context.Cause(t.ctx), index.ErrClosed) {
		*err = index.ErrClosed
	}
	t.stop(nil)
	if !t.out {
		t.db.background.Done()
	}
}

// taskSnapshot is Snapshot for a task, which closes it: closing the store does
// not, as the task reads it without asking each time whether it is closed.
func (d *DB) taskSnapshot() (*Snapshot, error) { return d.snapshot(false) }
