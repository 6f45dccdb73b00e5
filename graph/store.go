package graph

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
)

// Options of opening a store.
type Options struct {
	// ReadOnly opens a folder without changing anything in it, so that several
	// processes can at once. The folder must hold a store.
	ReadOnly bool
}

// A Store holds quads. Make one with Open.
type Store struct {
	backend  backend
	readOnly bool

	writer    chan struct{} // holds one token: the right to change
	observers []func(Changes)

	life    sync.Mutex
	closed  bool
	readers sync.WaitGroup
}

// backend is what a Store needs of what keeps the quads. Store sees to it that
// nothing is called after close and that changes come one at a time.
type backend interface {
	snapshot() (backendSnapshot, error)
	// change runs fn in a transaction and commits it unless fn fails.
	change(ctx context.Context, fn func(transaction) error) error
	close() error
}

// backendSnapshot is a Snapshot with what Store hands out in other shapes.
type backendSnapshot interface {
	Snapshot
	statistics(ctx context.Context) (Statistics, error)
	// quadStore shows the snapshot to Cayley's query languages.
	quadStore() cayley.QuadStore
	release()
}

// transaction is an open change. What it did is seen by what it does next, and
// by nobody else before it is committed.
type transaction interface {
	// remove and add give the quads that were there, or were new.
	remove(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error)
	add(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error)
}

// Open opens the store at a URL: "memory:" for an empty store that lives as long
// as it is open, else the path of a folder, which is created if it is absent or
// empty. Errors: ErrInUse, ErrFormat, ErrNotFound, ErrURL, ErrDamaged, or those
// of the file system.
func Open(url string, opts Options) (*Store, error) {
	b, err := openBackend(url, opts)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", url, err)
	}
	s := &Store{backend: b, readOnly: opts.ReadOnly, writer: make(chan struct{}, 1)}
	s.writer <- struct{}{}
	return s, nil
}

func openBackend(url string, opts Options) (backend, error) {
	switch {
	case url == "memory:" && opts.ReadOnly:
		return nil, fmt.Errorf("%w: a store in memory begins empty, so it cannot be read-only", ErrNotFound)
	case url == "memory:":
		return openMemory()
	case url == "" || strings.Contains(url, "://") || strings.HasPrefix(url, "memory:"):
		return nil, fmt.Errorf("%w: expected the path of a folder, or \"memory:\"", ErrURL)
	}
	return openFolder(url, opts)
}

// Close waits for the readers and the writer at work, then lets go of the store.
// Closing again does nothing.
func (s *Store) Close() error {
	s.life.Lock()
	if s.closed {
		s.life.Unlock()
		return nil
	}
	s.closed = true
	s.life.Unlock()
	s.readers.Wait()
	return s.backend.close()
}

// enter keeps the store open until the function it returns is called.
func (s *Store) enter() (leave func(), err error) {
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	s.readers.Add(1)
	return s.readers.Done, nil
}

// ReadOnly reports whether the store was opened so.
func (s *Store) ReadOnly() bool { return s.readOnly }

// View calls fn with a snapshot of the store, which serves it until fn returns.
// View gives what fn gives, or ErrClosed, or the context's error.
func (s *Store) View(ctx context.Context, fn func(Snapshot) error) error {
	return s.view(ctx, func(b backendSnapshot) error { return fn(b) })
}

// ViewCayley is View for Cayley's query languages: the snapshot as a quad store
// of Cayley's, for reading. Its values are those of ToValue; changing it through
// Cayley gives an error.
func (s *Store) ViewCayley(ctx context.Context, fn func(cayley.QuadStore) error) error {
	return s.view(ctx, func(b backendSnapshot) error { return fn(b.quadStore()) })
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Statistics, error) {
	var st Statistics
	err := s.view(ctx, func(b backendSnapshot) (err error) {
		st, err = b.statistics(ctx)
		return err
	})
	return st, err
}

func (s *Store) view(ctx context.Context, fn func(backendSnapshot) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	snap, err := s.backend.snapshot()
	if err != nil {
		return err
	}
	defer snap.release()
	return fn(snap)
}
