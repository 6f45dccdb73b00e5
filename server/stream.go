package server

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// When what has been written of a streamed answer is sent although its buffer is
// not full.
const (
	firstPatience = time.Millisecond
	nextPatience  = 200 * time.Millisecond
)

// maxHeld bounds the bytes of an answer that is held until it is whole.
const maxHeld = 4 << 20

// A stream is the body of an answer that is sent while it is made. Nothing is
// sent before the first buffer is full or the first patience has passed, so that
// an early error is still a problem document. HTTP/1.0 has no chunks: the end of
// the connection is that of the body, whatever ended it. Its answers are held
// until they are whole, and have a length.
type stream struct {
	mu    sync.Mutex
	w     http.ResponseWriter
	a     *answer
	held  bool
	begun bool

	ctx  context.Context // of the query, and its turn, if it has one
	turn *turn

	flush  func() error // of the document; nil until it has something to show
	timer  *time.Timer
	timely bool // it is the timer that writes, which has no turn to give
}

// Write sends p, and before it the header. A client that reads slowly keeps only
// its own query waiting: the turn is others' meanwhile.
func (s *stream) Write(p []byte) (n int, err error) {
	if s.held {
		return s.hold(p)
	}
	if s.timely {
		return s.send(p)
	}
	err = s.turn.away(s.ctx, func() error {
		n, err = s.send(p)
		return err
	})
	return n, err
}

// hold keeps p for the answer that has a length.
func (s *stream) hold(p []byte) (int, error) {
	if len(s.a.body)+len(p) > maxHeld {
		return 0, problem(http.StatusHTTPVersionNotSupported, CodeTooLarge,
			"the answer is longer than %d bytes, which is sent by HTTP/1.1 and later only; ask for less, or by HTTP/1.1", maxHeld)
	}
	s.a.body = append(s.a.body, p...)
	return len(p), nil
}

func (s *stream) send(p []byte) (int, error) {
	if !s.begun {
		s.begun = true
		s.a.writeHeader(s.w)
	}
	return s.w.Write(p)
}

// part has write make a part of the document; from the first one on, flush is
// called from time to time. Neither runs while the other does.
func (s *stream) part(flush, write func() error) error {
	if err := s.lock(); err != nil {
		return err
	}
	defer s.mu.Unlock()
	if err := write(); err != nil {
		return err
	}
	if s.timer == nil && !s.held {
		s.flush = flush
		s.timer = time.AfterFunc(firstPatience, s.flushInTime)
	}
	return nil
}

// endBy bounds how long a client that reads slowly may hold the snapshot.
// Connections that have no deadlines (in tests) go without.
func (s *stream) endBy(t time.Time) { _ = http.NewResponseController(s.w).SetWriteDeadline(t) }

// lock waits until the timer is not writing, which it may be for long.
func (s *stream) lock() error {
	if s.mu.TryLock() {
		return nil
	}
	return s.turn.away(s.ctx, func() error {
		s.mu.Lock()
		return nil
	})
}

// flushInTime sends what there is.
func (s *stream) flushInTime() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.flush == nil {
		return // it is over, and the rest is written without the lock
	}
	s.timely = true
	defer func() { s.timely = false }()
	if s.flush() != nil {
		return // the writer will meet the same error
	}
	_ = http.NewResponseController(s.w).Flush()
	s.timer.Reset(nextPatience)
}

// last has write end the document, for which the query needs no turn any more.
func (s *stream) last(write func() error) error {
	s.turn.over()
	s.end()
	return write()
}

// run makes the answer.
func (s *stream) run() error {
	defer s.end()
	return s.a.stream(s)
}

// end stops the flushing.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flush = nil
	if s.timer != nil {
		s.timer.Stop()
	}
}

// send makes and sends a streamed answer. An error before anything was sent is
// returned; after that the connection is broken, so that nobody takes a part for
// the whole.
func (a *answer) send(w http.ResponseWriter, r *http.Request, n *note) error {
	s := &stream{w: w, a: a, held: !r.ProtoAtLeast(1, 1)}
	err := s.run()
	switch {
	case err == nil && s.held:
		a.write(w)
	case err == nil && !s.begun:
		a.writeHeader(w)
	case err != nil && !s.begun:
		return err
	case err != nil:
		n.err = err
		panic(http.ErrAbortHandler)
	}
	return nil
}
