package server

import (
	"net/http"
	"sync"
	"time"
)

// When what has been written of a streamed answer is sent although its buffer is
// not full.
const (
	firstPatience = 5 * time.Millisecond
	nextPatience  = 200 * time.Millisecond
)

// A stream is the body of an answer that is sent while it is made. Nothing is
// sent before the first buffer is full or the first patience has passed, so that
// an early error is still a problem document.
type stream struct {
	mu    sync.Mutex
	w     http.ResponseWriter
	a     *answer
	begun bool

	flush func() error // of the document; nil until it has something to show
	timer *time.Timer
}

// Write sends p, and before it the header.
func (s *stream) Write(p []byte) (int, error) {
	if !s.begun {
		s.begun = true
		s.a.writeHeader(s.w)
	}
	return s.w.Write(p)
}

// begins has flush called from time to time from now on. The caller and flush
// hold s.mu when they write.
func (s *stream) begins(flush func() error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flush = flush
	s.timer = time.AfterFunc(firstPatience, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.flush == nil || s.flush() != nil {
			return // it is over, or the writer will meet the same error
		}
		_ = http.NewResponseController(s.w).Flush()
		s.timer.Reset(nextPatience)
	})
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
func (a *answer) send(w http.ResponseWriter, n *note) error {
	s := &stream{w: w, a: a}
	err := s.run()
	switch {
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
