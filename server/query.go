package server

import "net/http"

func (s *Server) query(r *http.Request) (*answer, error) {
	return nil, problem(http.StatusNotFound, CodeNotFound, "later")
}
