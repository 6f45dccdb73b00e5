package explore

import "io"

// The JSON of Cytoscape.js, which Cytoscape imports too.
type (
	cytoscape struct {
		Directed   bool              `json:"directed"`
		Multigraph bool              `json:"multigraph"`
		Data       cytoscapeNetwork  `json:"data"`
		Elements   cytoscapeElements `json:"elements"`
	}
	cytoscapeNetwork struct {
		Root      string `json:"root"`
		Truncated bool   `json:"truncated"`
		Total     int    `json:"total"`
		Exact     bool   `json:"exact"`
	}
	cytoscapeElements struct {
		Nodes []cytoscapeElement[cytoscapeNode] `json:"nodes"`
		Edges []cytoscapeElement[Edge]          `json:"edges"`
	}
	cytoscapeNode struct {
		Node
		Name string `json:"name"` // what Cytoscape labels a node with
	}
	cytoscapeElement[T any] struct {
		Data    T      `json:"data"`
		Classes string `json:"classes"` // what style sheets select by
	}
)

// WriteCytoscape writes p as Cytoscape JSON: the attributes of WriteNodeLink
// under elements.nodes[].data and elements.edges[].data, the node's class and
// the edge's local predicate name as classes for style sheets.
func WriteCytoscape(w io.Writer, p *Picture) error {
	c := cytoscape{
		Directed: true, Multigraph: true,
		Data:     cytoscapeNetwork{p.Root, p.Truncated, p.Total, p.Exact},
		Elements: cytoscapeElements{[]cytoscapeElement[cytoscapeNode]{}, []cytoscapeElement[Edge]{}},
	}
	for _, n := range p.Nodes {
		c.Elements.Nodes = append(c.Elements.Nodes, cytoscapeElement[cytoscapeNode]{cytoscapeNode{n, n.Label}, string(n.Class)})
	}
	for _, e := range p.Edges {
		c.Elements.Edges = append(c.Elements.Edges, cytoscapeElement[Edge]{e, shortName(e.Predicate)})
	}
	return writeJSON(w, c)
}
