package server

import (
	"cmp"
	"net/http"

	"diplograph/data/queries"
)

// An example is a query that ships.
type example struct {
	Name        string        `json:"name"`
	Title       string        `json:"title"`
	Explanation string        `json:"explanation"`
	Graph       queries.Graph `json:"graph"` // that it is for
	Query       string        `json:"query"` // SPARQL
}

// examples gives the queries that ship.
func (s *Server) examples(r *http.Request) (*answer, error) {
	p := readParams(r)
	if _, err := negotiate(r, jsonType); err != nil || p.err != nil {
		return nil, cmp.Or(p.err, err)
	}
	list := []example{}
	for _, q := range queries.All() {
		list = append(list, example{q.Name, q.Title, q.Explanation, q.Graph, q.Text})
	}
	return jsonAnswer(map[string]any{"examples": list})
}
