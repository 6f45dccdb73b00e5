package explore

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// A Picture is a part of the graph as it is drawn.
type Picture struct {
	Root  string
	Nodes []Node // the root first, then by distance and rank
	Edges []Edge
	// Truncated tells that there is more around than what is shown. Total counts
	// the neighbours found, shown or not; it is a lower bound unless Exact.
	Truncated bool
	Total     int
	Exact     bool
}

// A Node is a thing in a picture.
type Node struct {
	Thing
	Distance int `json:"distance"` // steps from the root
	// Hidden counts the neighbours found that are not shown.
	Hidden int `json:"hidden,omitempty"`
}

// A Thing is an entity or an event.
type Thing struct {
	ID       string   `json:"id"` // IRI
	Label    string   `json:"label"`
	Language string   `json:"language,omitempty"` // of the label
	Class    Class    `json:"class"`
	Kind     string   `json:"kind,omitempty"`  // the type that says most: dg:StateVisit
	Types    []string `json:"types,omitempty"` // the kind first
	Start    Date     `json:"start,omitzero"`
	End      Date     `json:"end,omitzero"`
	Status   string   `json:"status,omitempty"`   // dg:Held, dg:Planned, dg:Ongoing
	Inferred []string `json:"inferred,omitempty"` // properties that the text does not state
}

// An Edge is a statement between two nodes, from whichever graphs state it.
type Edge struct {
	// ID is the same in every picture that has the edge.
	ID        string `json:"id"`
	Source    string `json:"source"`
	Target    string `json:"target"`
	Predicate string `json:"predicate"`      // dg:visitor
	Role      string `json:"role,omitempty"` // of an org:memberOf: dg:HeadOfState
	// Start and End are those of the event, of the term of office, or of all the
	// events that a direct relation rests on; Status is theirs if they agree.
	Start    Date   `json:"start,omitzero"`
	End      Date   `json:"end,omitzero"`
	Status   string `json:"status,omitempty"`
	Inferred bool   `json:"inferred,omitempty"`
	// Events are those that a direct relation (dg:visited ...) rests on.
	Events   []string  `json:"events,omitempty"`
	Passages []Passage `json:"passages,omitempty"`
}

// A Passage is the piece of an article that a statement rests on.
type Passage struct {
	Article string `json:"article"`         // IRI
	Start   int    `json:"start"`           // code points, from 0
	End     int    `json:"end"`             // exclusive
	Exact   string `json:"exact,omitempty"` // the text, where it may be republished
}

// edgeID names an edge by what tells it from others.
func edgeID(parts ...string) string { return "e" + hash(parts...) }

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// shortName is the local part of a prefixed name: visitor of dg:visitor.
func shortName(name string) string { return name[strings.LastIndexAny(name, ":/#")+1:] }
