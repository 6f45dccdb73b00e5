package graph

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
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

	observers []func(Changes)
	turns     *turns

	life    sync.Mutex
	closed  bool
	readers sync.WaitGroup
}

// backend is what a Store needs of what keeps the quads. Store sees to it that
// nothing is called after close.
type backend interface {
	snapshot() (backendSnapshot, error)
	// apply makes a change, all of it or none, and gives the quads that each step
	// changed.
	apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error)
	// begin waits until no other transaction is open.
	begin(ctx context.Context) (transaction, error)
	// beginLoad waits as begin does.
	beginLoad(ctx context.Context, opts LoadOptions) (bulkLoad, error)
	close() error
}

// A bulkRemover is a backend that can remove more quads than a transaction holds.
type bulkRemover interface {
	// removeMatching calls locked as a bulkLoad's Commit does.
	removeMatching(ctx context.Context, p Pattern, locked func()) (removed int64, err error)
}

type backendSnapshot interface {
	index.Snapshot
	Close() error
}

// transaction is an open change. What it did is seen by what it does next, and
// by nobody else before it is committed.
type transaction interface {
	index.Snapshot
	// Remove and Add give the quads that were there, or were new.
	Remove(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error)
	Add(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error)
	// Commit lets the next transaction begin before it waits for the disk.
	Commit() error
	Rollback() error
}

// Open opens the store at a URL: the path of a folder, which is created if it is
// absent or empty; "memory:" for an empty store that lives as long as it is open;
// "leveldb:FOLDER" or "bolt:FOLDER" for one of Cayley's own, through an adapter
// that is slow and limited (package cayleyadapter). Errors: ErrInUse, ErrFormat,
// ErrNotFound, ErrUnfinished, ErrURL, ErrDamaged, or those of the file system.
func Open(url string, opts Options) (*Store, error) {
	b, err := openBackend(url, opts)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", url, err)
	}
	return &Store{backend: b, readOnly: opts.ReadOnly, turns: newTurns()}, nil
}

func openBackend(url string, opts Options) (backend, error) {
	switch {
	case url == "memory:" && opts.ReadOnly:
		return nil, fmt.Errorf("%w: a store in memory begins empty, so it cannot be read-only", ErrNotFound)
	case url == "memory:":
		return openMemory()
	case strings.HasPrefix(url, "leveldb:"), strings.HasPrefix(url, "bolt:"):
		name, dir, _ := strings.Cut(url, ":")
		if dir == "" || strings.HasPrefix(dir, "//") {
			break
		}
		return openAdapted(name, dir, opts)
	case isFolder(url):
		return openFolder(url, opts)
	}
	return nil, fmt.Errorf("%w: expected the path of a folder, \"memory:\", \"leveldb:FOLDER\" or \"bolt:FOLDER\"", ErrURL)
}

// isFolder tells whether a URL is the path of a folder.
func isFolder(url string) bool {
	for _, scheme := range []string{"memory:", "leveldb:", "bolt:"} {
		if strings.HasPrefix(url, scheme) {
			return false
		}
	}
	return url != "" && !strings.Contains(url, "://")
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

// enterToWrite is enter for what changes the store.
func (s *Store) enterToWrite() (leave func(), err error) {
	leave, err = s.enter()
	if err == nil && s.readOnly {
		leave()
		err = ErrReadOnly
	}
	return leave, err
}

// ReadOnly reports whether the store was opened so.
func (s *Store) ReadOnly() bool { return s.readOnly }

// View calls fn with a snapshot of the store, which serves it until fn returns.
// View gives what fn gives, or ErrClosed, or the context's error.
func (s *Store) View(ctx context.Context, fn func(Snapshot) error) (err error) {
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
	defer func() {
		if closing := snap.Close(); err == nil {
			err = closing
		}
	}()
	return fn(Snapshot{snap})
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (st Statistics, err error) {
	err = s.View(ctx, func(snap Snapshot) (err error) {
		st, err = snap.statistics(ctx)
		return err
	})
	return st, err
}
