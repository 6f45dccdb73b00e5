package server

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"diplograph/graph"
	"diplograph/graph/cayleyquery"
	"diplograph/graph/explore"
)

// A Server is an http.Handler over a store. Make one with New.
type Server struct {
	store   *graph.Store
	opts    Options
	index   *explore.Index
	queries *cayleyquery.Engine
	metrics *metrics
	summary *summary
	running running
	remote  *remote

	gate         *gate   // of queries
	memory       *memory // of SPARQL queries
	uploadPlaces *places
	smallPlaces  *places       // of uploads of a few kB
	loadPlaces   *places       // of updates that fetch documents
	articles     chan struct{} // the right to replace an article
	held         heldBounds    // of an upload

	handler http.Handler
}

// New makes a Server over a store, which stays the caller's to close after the
// server has shut down. It reads every name in the store before it returns, and
// nobody may change the store meanwhile.
func New(ctx context.Context, store *graph.Store, opts Options) (*Server, error) {
	if err := opts.complete(); err != nil {
		return nil, err
	}
	index, err := explore.NewIndex(ctx, store, opts.MaxLabels)
	if err != nil {
		return nil, err
	}
	s := &Server{
		store: store, opts: opts, index: index, summary: newSummary(store),
		queries:      cayleyquery.New(cayleyquery.Options{Limit: opts.MaxResults, Timeout: opts.Timeout}),
		gate:         newGate(turnsPerProcessor*runtime.GOMAXPROCS(0), opts.MaxQueries, mostInside),
		memory:       newMemory(opts.AllMemory),
		uploadPlaces: newPlaces(uploadsAtOnce, 20*time.Second, "uploads"),
		smallPlaces:  newPlaces(smallUploadsAtOnce, 20*time.Second, "small uploads"),
		loadPlaces:   newPlaces(loadsAtOnce, 20*time.Second, "updates with LOAD"),
		articles:     make(chan struct{}, 1),
		held:         heldBounds{maxQuads, maxQuadBytes},
		remote:       newRemote(opts.RemoteHosts, opts.MaxUpload),
	}
	s.metrics = newMetrics(s)
	routed, err := s.fromOrigins(s.router())
	if err != nil {
		return nil, err
	}
	s.handler = s.watched(guarded(routed))
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
