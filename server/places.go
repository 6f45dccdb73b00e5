package server

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Places bound how many requests of a kind are at work: each takes a place and
// gives it back.
type places struct {
	taken chan struct{}
	wait  time.Duration // for a place
	what  string        // they are for
}

func newPlaces(n int, wait time.Duration, what string) *places {
	return &places{make(chan struct{}, n), wait, what}
}

// enter waits for a place, and gives a 503 problem if there is none in time. To leave
// again does nothing.
func (p *places) enter(ctx context.Context) (leave func(), err error) {
	leave = sync.OnceFunc(func() { <-p.taken })
	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case p.taken <- struct{}{}:
		return leave, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, busy(int(p.wait.Seconds())+1, "all %d places for %s are taken", cap(p.taken), p.what)
	}
}

// uploadPlace is one for any upload.
func (s *Server) uploadPlace(*http.Request) *places { return s.uploadPlaces }

// placeBySize is one for small uploads, if a request is one.
func (s *Server) placeBySize(r *http.Request) *places {
	if r.ContentLength >= 0 && r.ContentLength <= smallUpload && r.Header.Get("Content-Encoding") == "" {
		return s.smallPlaces
	}
	return s.uploadPlaces
}

// inPlace does something with a place, unless leave says that there is one already.
func inPlace(ctx context.Context, leave func(), p *places, do func() error) error {
	if leave == nil {
		leave, err := p.enter(ctx)
		if err != nil {
			return err
		}
		defer leave()
	}
	return do()
}
