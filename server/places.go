package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
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

// bodyLength gives the length of a body, known false if it is packed or nobody says.
func bodyLength(r *http.Request) (n int64, known bool) {
	encoding := r.Header.Get("Content-Encoding")
	return r.ContentLength, r.ContentLength >= 0 && (encoding == "" || strings.EqualFold(encoding, "identity"))
}

// isSmall reports whether a body is that of a small upload.
func isSmall(r *http.Request) bool {
	length, known := bodyLength(r)
	return known && length <= smallUpload
}

// readEarly reads a small body before it has a place, so that a slow client takes
// none. An error is met again by who reads the body.
func readEarly(r *http.Request) {
	head, _ := io.ReadAll(io.LimitReader(r.Body, smallUpload))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
}

// inPlace does something with a place, which it takes and gives back unless the
// request has one already.
func inPlace(ctx context.Context, placed bool, p *places, do func() error) error {
	if !placed {
		leave, err := p.enter(ctx)
		if err != nil {
			return err
		}
		defer leave()
	}
	return do()
}
