package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gorilla/mux"
)

// errStopped is why a query that somebody stopped has ended.
var errStopped = errors.New("the query was stopped by DELETE /v1/queries")

// A runningQuery is a query or update at work, or one that waits to begin.
type runningQuery struct {
	ID       string    `json:"id"`
	Language string    `json:"language"`
	Query    string    `json:"query"`   // its beginning, if it is long
	Started  time.Time `json:"started"` // when it came
	Seconds  float64   `json:"seconds"` // since then
	Waiting  bool      `json:"waiting"` // for its turn or place, or for the writer alone

	stop context.CancelCauseFunc
}

// maxShown is the length in bytes of the part of a query that is shown.
const maxShown = 4 << 10

// running knows the queries at work.
type running struct {
	mu   sync.Mutex
	byID map[string]*runningQuery
}

// follow shows a query in /v1/queries while run runs, as one that waits until run
// calls begins; the context of run ends when somebody stops the query. A query that
// was slow is logged. The error is the one that the client is to see.
func (s *Server) follow(ctx context.Context, language, text string, run func(ctx context.Context, begins func()) error) (err error) {
	ctx, stop := context.WithCancelCause(ctx)
	q := &runningQuery{ID: rand.Text(), Language: language, Query: beginning(text, maxShown), Started: time.Now(), Waiting: true, stop: stop}
	s.running.add(q)
	defer func() { // also when run panics
		s.running.remove(q)
		stopped := context.Cause(ctx) == errStopped
		stop(nil)
		if took := time.Since(q.Started); took >= s.opts.SlowQuery {
			s.opts.Log.Warn("slow query", "request", noteOf(ctx).id, "language", language, "query", q.Query,
				"took", took.Round(time.Microsecond), "error", err)
		}
		if err != nil && stopped {
			err = problem(http.StatusServiceUnavailable, CodeStopped, "%v", errStopped)
		}
	}()
	return run(ctx, func() {
		s.running.mu.Lock()
		defer s.running.mu.Unlock()
		q.Waiting = false
	})
}

func (r *running) add(q *runningQuery) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byID == nil {
		r.byID = map[string]*runningQuery{}
	}
	r.byID[q.ID] = q
}

func (r *running) remove(q *runningQuery) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.byID, q.ID)
}

// queued runs a query when its turn has come; it is shown from its arrival on.
func (s *Server) queued(ctx context.Context, language, text string, run func(ctx context.Context, t *turn) error) error {
	return s.follow(ctx, language, text, func(ctx context.Context, begins func()) error {
		t, err := s.gate.enter(ctx)
		if err != nil {
			return err
		}
		defer t.leave()
		begins()
		return run(ctx, t)
	})
}

// beginning gives up to n bytes of a text, in whole characters.
func beginning(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// listQueries gives what runs and what waits, the longest first.
func (s *Server) listQueries(r *http.Request) (*answer, error) {
	p := readParams(r)
	if _, err := negotiate(r, jsonType); err != nil || p.err != nil {
		return nil, cmp.Or(p.err, err)
	}
	s.running.mu.Lock()
	defer s.running.mu.Unlock()
	list := []runningQuery{}
	for _, q := range s.running.byID {
		shown := *q
		shown.Seconds = time.Since(q.Started).Seconds()
		list = append(list, shown)
	}
	slices.SortFunc(list, func(a, b runningQuery) int { return a.Started.Compare(b.Started) })
	return jsonAnswer(map[string]any{"queries": list})
}

// stopQuery ends a query that runs or waits.
func (s *Server) stopQuery(r *http.Request) (*answer, error) {
	if p := readParams(r); p.err != nil {
		return nil, p.err
	}
	id := mux.Vars(r)["id"]
	s.running.mu.Lock()
	defer s.running.mu.Unlock()
	q := s.running.byID[id]
	if q == nil {
		return nil, problem(http.StatusNotFound, CodeNotFound, "no query of that id runs; GET /v1/queries lists those that do")
	}
	q.stop(errStopped)
	return &answer{status: http.StatusNoContent}, nil
}
