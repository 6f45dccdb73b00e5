package pebblestore

import (
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// writeCount counts what is written with Pebble, so that a snapshot that is taken
// while nothing is need not read what state it sees: that is the one that was
// read last, if nothing has been written since.
type writeCount struct {
	begun, ended atomic.Uint64
	read         atomic.Pointer[stateAfter]
}

// stateAfter is the state after a number of writes.
type stateAfter struct {
	writes uint64
	state  state
}

// during counts a write.
func (w *writeCount) during(do func() error) error {
	w.begun.Add(1)
	defer w.ended.Add(1)
	return do()
}

// snapshot gives a snapshot of Pebble's with the state that it sees. The
// snapshot is there also with an error.
func (w *writeCount) snapshot(p *pebble.DB) (*pebble.Snapshot, state, error) {
	ended := w.ended.Load() // before begun: equal, nothing was being written in between
	begun := w.begun.Load()
	r := p.NewSnapshot()
	quiet := begun == ended && w.begun.Load() == begun
	if read := w.read.Load(); quiet && read != nil && read.writes == begun {
		return r, read.state, nil
	}
	s, err := currentState(r)
	if quiet && err == nil {
		w.read.Store(&stateAfter{begun, s})
	}
	return r, s, err
}
