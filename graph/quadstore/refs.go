package quadstore

import (
	"diplograph/graph/index"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// A Node is the Ref of a node.
type Node index.ID

// Key implements refs.Ref.
func (n Node) Key() any { return n }

// A Quad is the Ref of a quad.
type Quad index.Quad

// Key implements refs.Ref.
func (q Quad) Key() any { return q }

// nodeRef gives the Ref of a node, nil for the unnamed graph.
func nodeRef(id index.ID) refs.Ref {
	if id == index.DefaultGraph || id == index.None {
		return nil
	}
	return Node(id)
}

// position is the place of a direction; directions that are none give ok false.
func position(d quad.Direction) (p index.Position, ok bool) {
	return index.Position(d - quad.Subject), d >= quad.Subject && d <= quad.Label
}

func direction(p index.Position) quad.Direction { return quad.Subject + quad.Direction(p) }
