package server

import (
	"context"
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
