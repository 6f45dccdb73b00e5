package explore

import (
	"encoding/json"
	"io"
)

// A nodeLink is the node-link form that D3 and NetworkX read.
type nodeLink struct {
	Directed   bool   `json:"directed"`
	Multigraph bool   `json:"multigraph"`
	Root       string `json:"root"`
	Truncated  bool   `json:"truncated"`
	Total      int    `json:"total"`
	Exact      bool   `json:"exact"`
	Nodes      []Node `json:"nodes"`
	Links      []Edge `json:"links"`
}

// WriteNodeLink writes p as node-link JSON:
//
//	{"directed": true, "multigraph": true, "root": "https://…", "truncated": false,
//	 "total": 12, "exact": true,
//	 "nodes": [{"id": "https://…", "label": "…", "class": "event", …}],
//	 "links": [{"source": "https://…", "target": "https://…", "predicate": "dg:visitor", …}]}
func WriteNodeLink(w io.Writer, p *Picture) error {
	return writeJSON(w, nodeLink{
		Directed: true, Multigraph: true,
		Root: p.Root, Truncated: p.Truncated, Total: p.Total, Exact: p.Exact,
		Nodes: orEmpty(p.Nodes), Links: orEmpty(p.Edges),
	})
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// orEmpty makes a nil slice an empty one, which JSON writes as [] and not null.
func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
