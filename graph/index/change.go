package index

import (
	"fmt"

	"diplograph/graph/rdf"
)

// A Change is steps that a store makes one after the other, all or none.
type Change struct {
	Steps []Step
	// Ordered, if not nil, is called once if the change changes something: in the
	// sequence in which changes become visible, before it is known whether they
	// last. It must neither wait nor use the store.
	Ordered func()
}

// A Step adds quads, or removes them.
type Step struct {
	Remove bool
	Quads  []rdf.Quad
	// All refuses the whole change, with an *UnchangedError, if a quad to add is
	// there, or one to remove is not.
	All bool
}

// An UnchangedError says for which quad of which step a change was not made.
type UnchangedError struct{ Step, Quad int }

func (e *UnchangedError) Error() string {
	return fmt.Sprintf("step %d of the change would leave quad %d as it is", e.Step+1, e.Quad+1)
}
