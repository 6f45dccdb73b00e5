package server

import "sync"

// memory is what all SPARQL queries and updates may hold together.
type memory struct {
	mu          sync.Mutex
	free, total int64 // bytes
}

func newMemory(bytes int64) *memory { return &memory{free: bytes, total: bytes} }

// share gives a new share, of nothing yet.
func (m *memory) share() *share { return &share{of: m} }

// share is what one of them holds.
type share struct {
	of   *memory
	held int64
}

// hold has the share be so many bytes, at least. It gives a 503 problem if the
// others hold too much.
func (s *share) hold(bytes int64) error {
	more := bytes - s.held
	if more <= 0 {
		return nil
	}
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	if more > s.of.free {
		return busy(1, "the queries at work hold all of the %d bytes that they may hold together", s.of.total)
	}
	s.of.free -= more
	s.held = bytes
	return nil
}

// giveBack ends the share.
func (s *share) giveBack() {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.of.free += s.held
	s.held = 0
}
