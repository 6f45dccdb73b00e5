package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"
)

// A note gathers what the log tells of a request.
type note struct {
	id    string
	route string
	err   error
}

type noteKey struct{}

// noteOf gives the note of a request; one that came by another way gets its own.
func noteOf(ctx context.Context) *note {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		return n
	}
	return &note{}
}

// A recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// watched gives each request an id, logs and counts it, and answers for a
// handler that panics.
func (s *Server) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &note{id: requestID(r), route: "none"}
		w.Header().Set("X-Request-Id", n.id)
		rec := &recorder{ResponseWriter: w}
		started := time.Now()
		s.metrics.inFlight.Inc()
		defer func() {
			s.metrics.inFlight.Dec()
			p := recover()
			begun := rec.status != 0
			if p != nil && p != http.ErrAbortHandler {
				s.panicked(rec, n, p)
			}
			s.told(r, rec, n, time.Since(started))
			if p != nil && begun { // a part must not pass for the whole: break the connection
				panic(http.ErrAbortHandler)
			}
		}()
		next.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), noteKey{}, n)))
	})
}

func (s *Server) panicked(rec *recorder, n *note, cause any) {
	n.err = fmt.Errorf("panic: %v", cause)
	s.opts.Log.Error("panic in a handler", "request", n.id, "route", n.route, "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
	if rec.status == 0 {
		p := *problemOf(n.err)
		p.Request = n.id
		writeProblem(rec, &p)
	}
}

// told logs and counts one request.
func (s *Server) told(r *http.Request, rec *recorder, n *note, took time.Duration) {
	s.metrics.observe(n.route, r.Method, rec.status, took)
	attrs := []any{
		"request", n.id, "method", r.Method, "path", r.URL.Path, "route", n.route,
		"status", rec.status, "bytes", rec.bytes, "took", took.Round(time.Microsecond), "remote", r.RemoteAddr,
	}
	switch {
	case n.err != nil && rec.status >= 500:
		s.opts.Log.Error("request failed", append(attrs, "error", n.err)...)
	case n.err != nil:
		s.opts.Log.Info("request refused", append(attrs, "error", n.err)...)
	default:
		s.opts.Log.Info("request", attrs...)
	}
}

// requestID is the client's own if it is short and plain, else a new one.
func requestID(r *http.Request) string {
	id := r.Header.Get("X-Request-Id")
	if len(id) < 8 || len(id) > 64 {
		return rand.Text()
	}
	for _, c := range []byte(id) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.') {
			return rand.Text()
		}
	}
	return id
}

// What a connection is given beyond the deadline of its request.
const (
	slowSender = time.Second
	slowReader = 30 * time.Second
)

// setDeadlines bounds how long a client may take to send its request and to
// take the answer. Both are later than the request's own deadline, which is the
// one that is reported. Connections that have none (in tests) go without.
func setDeadlines(w http.ResponseWriter, timeout time.Duration) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(timeout + slowSender))
	_ = c.SetWriteDeadline(time.Now().Add(timeout + slowReader))
}

// guarded sets what browsers are told of every answer.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
		next.ServeHTTP(w, r)
	})
}
