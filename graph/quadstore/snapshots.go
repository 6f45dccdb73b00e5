package quadstore

import (
	"context"
	"errors"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A Snapshot is an index.Snapshot that somebody has to let go.
type Snapshot interface {
	index.Snapshot
	Close() error
}

// A Store is what a whole QuadStore reads and changes.
type Store interface {
	Snapshot() (Snapshot, error)
	// Apply makes a change, all of it or none, and gives the quads that each step
	// changed. It may be called by several at once.
	Apply(ctx context.Context, c index.Change) ([][]rdf.Quad, error)
	Close() error
}

// snapshots hands out the snapshot to read: always the same one, or that of the
// last change.
type snapshots struct {
	store Store // nil: always fixed
	fixed index.Snapshot

	mu      sync.Mutex
	closed  bool
	current *held
	all     map[*held]struct{} // those that are not closed
}

// held is a snapshot with the number of its users.
type held struct {
	index.Snapshot
	users int
	close func() error
}

// take gives the snapshot to read now, and a function that lets go of it, to be
// called once or more.
func (s *snapshots) take() (index.Snapshot, func(), error) {
	if s.store == nil {
		return s.fixed, func() {}, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, index.ErrClosed
	}
	if s.current == nil {
		snap, err := s.store.Snapshot()
		if err != nil {
			return nil, nil, err
		}
		s.current = &held{Snapshot: snap, users: 1, close: snap.Close}
		if s.all == nil {
			s.all = map[*held]struct{}{}
		}
		s.all[s.current] = struct{}{}
	}
	h := s.current
	h.users++
	var once sync.Once
	return h, func() { once.Do(func() { s.release(h) }) }, nil
}

func (s *snapshots) release(h *held) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, open := s.all[h]; !open {
		return
	}
	if h.users--; h.users == 0 {
		delete(s.all, h)
		_ = h.close()
	}
}

// renew has those who come next read a new snapshot.
func (s *snapshots) renew() {
	s.mu.Lock()
	old := s.current
	s.current = nil
	s.mu.Unlock()
	if old != nil {
		s.release(old)
	}
}

// end closes the snapshots that iterators were left with, and the store.
func (s *snapshots) end() error {
	if s.store == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var errs []error
	for h := range s.all {
		errs = append(errs, h.close())
	}
	s.all, s.current = nil, nil
	return errors.Join(append(errs, s.store.Close())...)
}
