package cayleyadapter

import (
	"sync"
	"time"
)

// gate lets in either any number of readers or one writer. It is a
// sync.RWMutex, but for a writer that gives up.
type gate struct {
	mu      sync.Mutex
	readers int
	writer  bool          // inside, or waiting: no more readers are let in
	moved   chan struct{} // closed when something above has changed
}

func (g *gate) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.writer {
		g.wait(nil)
	}
	g.readers++
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.readers--
	g.tell()
}

// lock waits for the readers, for ever if patience is 0, and reports whether
// they have all left. There must be no other writer.
func (g *gate) lock(patience time.Duration) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.writer = true
	var timeout <-chan time.Time
	if patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		timeout = timer.C
	}
	for g.readers > 0 {
		if !g.wait(timeout) {
			g.writer = false
			g.tell()
			return false
		}
	}
	return true
}

func (g *gate) unlock() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.writer = false
	g.tell()
}

// wait waits for something to change, and reports whether it was not the time
// that ran out.
func (g *gate) wait(timeout <-chan time.Time) bool {
	if g.moved == nil {
		g.moved = make(chan struct{})
	}
	moved := g.moved
	g.mu.Unlock()
	defer g.mu.Lock()
	select {
	case <-moved:
		return true
	case <-timeout:
		return false
	}
}

func (g *gate) tell() {
	if g.moved != nil {
		close(g.moved)
		g.moved = nil
	}
}
