package server

import (
	"net/http"

	"diplograph/graph"
)

// health answers while the process lives.
func (s *Server) health(*http.Request) (*answer, error) {
	return &answer{mediaType: "text/plain; charset=utf-8", body: []byte("ok\n"), header: http.Header{"Cache-Control": {"no-store"}}}, nil
}

// ready answers while the store can be read.
func (s *Server) ready(r *http.Request) (*answer, error) {
	_, err := looking(s, r.Context(), func(snap graph.Snapshot) (int64, error) {
		return snap.Count(r.Context(), graph.Pattern{})
	})
	if err != nil {
		return nil, err
	}
	return &answer{mediaType: "text/plain; charset=utf-8", body: []byte("ready\n"), header: http.Header{"Cache-Control": {"no-store"}}}, nil
}
