package graph

import (
	"context"
	"io"

	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
)

// embeddedLoad hands what is put to pebblestore's Load, which asks for it.
type embeddedLoad struct {
	put    chan []rdf.Quad // closed by Commit
	taken  chan struct{}   // the last that was put is the caller's again
	locked func()          // of Commit
	cancel context.CancelFunc
	done   chan struct{}
	result pebblestore.LoadResult // when done
	err    error
}

func (e embedded) beginLoad(ctx context.Context, opts LoadOptions) (bulkLoad, error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &embeddedLoad{put: make(chan []rdf.Quad), taken: make(chan struct{}), cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(l.done)
		o := pebblestore.LoadOptions{Memory: opts.Memory, Progress: opts.Progress, Locked: func() { l.locked() }}
		l.result, l.err = e.db.Load(ctx, o, l.feed(ctx))
	}()
	return l, nil
}

// feed gives what is put, and gives it back when it is asked for more.
func (l *embeddedLoad) feed(ctx context.Context) func() ([]rdf.Quad, error) {
	held := false
	return func() ([]rdf.Quad, error) {
		if held {
			l.taken <- struct{}{}
		}
		select {
		case quads, more := <-l.put:
			if held = more; !more {
				return nil, io.EOF
			}
			return quads, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (l *embeddedLoad) Put(quads []rdf.Quad) error {
	select {
	case l.put <- quads:
	case <-l.done:
		return l.err
	}
	select {
	case <-l.taken:
		return nil
	case <-l.done:
		return l.err
	}
}

func (l *embeddedLoad) Commit(locked func()) (int64, error) {
	defer l.cancel()
	l.locked = locked
	close(l.put)
	<-l.done
	return l.result.Added, l.err
}

func (l *embeddedLoad) Abort() error {
	l.cancel()
	<-l.done
	return nil
}
