package quadstore

import (
	"context"
	"errors"
	"io"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/quad"
)

// A Loader is a Store that takes many quads faster than by changes. It calls
// next until that gives io.EOF, and shows all quads at once when it is done, or
// none. Quads that are there are passed over.
type Loader interface {
	Load(ctx context.Context, next func() ([]rdf.Quad, error)) error
}

// writerBatch is how many quads a writer gathers. What is less is one change.
const writerBatch = 50_000

// NewQuadWriter writes many quads, all at once when it is closed if the store is
// a Loader. Quads that are there are passed over.
func (qs *QuadStore) NewQuadWriter() (quad.WriteCloser, error) {
	if qs.snapshots.store == nil {
		return nil, index.ErrReadOnly
	}
	return &writer{store: qs}, nil
}

type writer struct {
	store *QuadStore
	quads []rdf.Quad

	// When there is a load, it takes batches from one channel and gives its
	// error to the other.
	batches chan []rdf.Quad
	loaded  chan error
	err     error
}

func (w *writer) WriteQuad(q quad.Quad) error {
	if w.err != nil {
		return w.err
	}
	terms, err := termsOf(q)
	if err != nil {
		return err
	}
	w.quads = append(w.quads, terms)
	if len(w.quads) < writerBatch {
		return nil
	}
	return w.flush()
}

func (w *writer) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

func (w *writer) flush() error {
	loader, ok := w.store.snapshots.store.(Loader)
	if !ok {
		return w.change()
	}
	if w.batches == nil {
		w.batches, w.loaded = make(chan []rdf.Quad), make(chan error, 1)
		next := nextOf(w.batches)
		go func() { w.loaded <- loader.Load(context.Background(), next) }()
	}
	select {
	case w.batches <- w.quads:
		w.quads = nil
	case err := <-w.loaded:
		w.err = errors.Join(errors.New("load ended before its quads did"), err)
		w.loaded <- w.err
	}
	return w.err
}

// nextOf gives a load the batches of a channel.
func nextOf(batches <-chan []rdf.Quad) func() ([]rdf.Quad, error) {
	return func() ([]rdf.Quad, error) {
		if batch, ok := <-batches; ok {
			return batch, nil
		}
		return nil, io.EOF
	}
}

// change adds what has been gathered.
func (w *writer) change() error {
	c := index.Change{Steps: []index.Step{{Quads: w.quads}}}
	if _, err := w.store.snapshots.store.Apply(context.Background(), c); err != nil {
		return err
	}
	w.quads = w.quads[:0]
	w.store.snapshots.renew()
	return nil
}

// Close writes what is left, and waits until everything is in the store.
func (w *writer) Close() error {
	if w.err == nil && len(w.quads) > 0 {
		if w.batches == nil {
			w.err = w.change()
		} else {
			w.err = w.flush()
		}
		w.quads = nil
	}
	if w.batches == nil {
		return w.err
	}
	close(w.batches)
	w.batches = nil
	w.err = <-w.loaded
	w.store.snapshots.renew()
	return w.err
}
