package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

// A handler answers a request, or says why not.
type handler func(r *http.Request) (*answer, error)

// An endpoint is one method of a route.
type endpoint struct {
	handle handler
	places *places // that it needs one of; nil: none
	small  bool    // it needs one of smallPlaces if its body is small
	queues bool    // passes the gate of queries; it has no body
	stores bool    // may take Options.UploadTimeout
}

// A route is a path and what its methods do. HEAD is answered wherever GET is,
// OPTIONS everywhere.
type route struct {
	path    string
	methods map[string]endpoint
}

func (s *Server) routes() []route {
	get := func(h handler) map[string]endpoint { return map[string]endpoint{http.MethodGet: {handle: h}} }
	query := endpoint{handle: s.query} // passes the gate itself, as sparql and explain do
	return []route{
		{"/", get(s.home)},
		{"/healthz", get(s.health)},
		{"/readyz", get(s.ready)},
		{"/metrics", get(s.metricsPage)},
		{"/openapi.yaml", get(s.openAPI)},
		{"/api/v2/query", map[string]endpoint{http.MethodGet: query, http.MethodPost: query}},
		{"/sparql", map[string]endpoint{
			http.MethodGet:  {handle: s.sparql},
			http.MethodPost: {handle: s.sparql, stores: true},
		}},
		{"/store", s.graphStore()},
		{"/store/{name:.+}", s.graphStore()},
		{"/v1/neighborhood", map[string]endpoint{http.MethodGet: {handle: s.neighborhood, queues: true}}},
		{"/v1/entities", get(s.entities)},
		{"/v1/entity", map[string]endpoint{http.MethodGet: {handle: s.entity, queues: true}}},
		{"/v1/timeline", map[string]endpoint{http.MethodGet: {handle: s.timeline, queues: true}}},
		{"/v1/quads", map[string]endpoint{
			http.MethodPost:   {handle: s.addQuads, places: s.uploadPlaces, small: true, stores: true},
			http.MethodDelete: {handle: s.removeQuads, places: s.uploadPlaces, small: true, stores: true},
		}},
		{"/v1/explain", map[string]endpoint{http.MethodPost: {handle: s.explain}}},
		{"/v1/examples", get(s.examples)},
		{"/v1/queries", get(s.listQueries)},
		{"/v1/queries/{id}", map[string]endpoint{http.MethodDelete: {handle: s.stopQuery}}},
		{"/v1/backups", map[string]endpoint{http.MethodPost: {handle: s.backUp, places: s.uploadPlaces, stores: true}}},
		{"/v1/articles", map[string]endpoint{
			http.MethodPost:   {handle: s.addArticle, places: s.uploadPlaces, stores: true},
			http.MethodDelete: {handle: s.removeArticle, stores: true},
		}},
	}
}

// graphStore is the methods of the Graph Store Protocol.
func (s *Server) graphStore() map[string]endpoint {
	return map[string]endpoint{
		http.MethodGet:    {handle: s.getGraph, queues: true},
		http.MethodPut:    {handle: s.putGraph, places: s.uploadPlaces, stores: true},
		http.MethodPost:   {handle: s.postGraph, places: s.uploadPlaces, stores: true},
		http.MethodDelete: {handle: s.deleteGraph, places: s.uploadPlaces, stores: true},
	}
}

// router matches paths with gorilla/mux; methods are dispatched here, because
// mux answers 404 or a bare 405 for some of the wrong ones and knows no HEAD.
func (s *Server) router() http.Handler {
	m := mux.NewRouter().SkipClean(true)
	for _, r := range s.routes() {
		m.Handle(r.path, s.dispatch(r)).Name(r.path)
	}
	m.NotFoundHandler = s.serve("none", endpoint{handle: func(r *http.Request) (*answer, error) {
		return nil, problem(http.StatusNotFound, CodeNotFound, "there is nothing at %s; /openapi.yaml lists what is here", r.URL.Path)
	}})
	return m
}

func (s *Server) dispatch(r route) http.Handler {
	allow := allowed(r.methods)
	byMethod := map[string]http.Handler{}
	for method, e := range r.methods {
		byMethod[method] = s.serve(r.path, e)
	}
	if h, ok := byMethod[http.MethodGet]; ok {
		byMethod[http.MethodHead] = h
	}
	byMethod[http.MethodOptions] = s.serve(r.path, endpoint{handle: func(*http.Request) (*answer, error) {
		return &answer{status: http.StatusNoContent, header: http.Header{"Allow": {allow}}}, nil
	}})
	wrong := s.serve(r.path, endpoint{handle: func(req *http.Request) (*answer, error) {
		p := problem(http.StatusMethodNotAllowed, CodeMethod, "want one of %s here, got %s", allow, req.Method)
		p.header = http.Header{"Allow": {allow}}
		return nil, p
	}})
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if h, ok := byMethod[req.Method]; ok {
			h.ServeHTTP(w, req)
			return
		}
		wrong.ServeHTTP(w, req)
	})
}

// allowed is the Allow header of a route.
func allowed(methods map[string]endpoint) string {
	names := []string{http.MethodOptions}
	for m := range methods {
		names = append(names, m)
		if m == http.MethodGet {
			names = append(names, http.MethodHead)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// serve gives an endpoint its deadline and its place, and writes what it answers.
func (s *Server) serve(path string, e endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note := noteOf(r.Context())
		note.route = path
		timeout := s.opts.Timeout
		if e.stores {
			timeout = s.opts.UploadTimeout
		}
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		setDeadlines(w, timeout)
		ctx, leave, err := s.enter(ctx, r, e)
		defer leave() // a streamed answer needs its place until it is sent
		var a *answer
		if err == nil {
			r.Body = http.MaxBytesReader(w, r.Body, s.opts.MaxUpload)
			a, err = e.handle(r.WithContext(ctx))
		}
		if err == nil && a.stream != nil {
			err = a.send(w, r, note)
		} else if err == nil {
			turnOf(ctx).over()
			a.write(w)
		}
		if err != nil {
			p := *problemOf(err)
			p.Request = note.id
			if strings.HasPrefix(path, "/api/v2/") {
				p.Message, p.Messages = p.Detail, []message{{p.Detail}}
			}
			note.err = err
			writeProblem(w, &p)
		}
	})
}

// enter takes a place, or passes the gate of queries, if the endpoint needs to.
func (s *Server) enter(ctx context.Context, r *http.Request, e endpoint) (_ context.Context, leave func(), err error) {
	switch {
	case e.places != nil:
		places := e.places
		if e.small && isSmall(r) {
			readEarly(r)
			places = s.smallPlaces
		}
		if leave, err = places.enter(ctx); err == nil {
			return ctx, leave, nil
		}
	case e.queues:
		var t *turn
		if t, err = s.gate.enter(ctx); err == nil {
			return context.WithValue(ctx, turnKey{}, t), t.leave, nil
		}
	}
	return ctx, func() {}, err
}
