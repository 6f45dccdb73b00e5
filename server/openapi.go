package server

import (
	_ "embed"
	"net/http"
)

//go:embed openapi.yaml
var openAPI []byte

// openAPI answers with the description of the API.
func (s *Server) openAPI(*http.Request) (*answer, error) {
	return &answer{mediaType: "application/yaml", body: openAPI}, nil
}
