package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// An Event is one occurrence the article tells of (DESIGN: sem:Event).
type Event struct {
	Class    string // IRI of its most specific class
	Span     Span
	Status   string // vocab.Held, Planned or Ongoing
	Actors   []Actor
	Places   []*Entity
	Body     *Entity // the standing body of a session, forum, founding
	Ordinal  int     // 22 for its 22nd session
	Document *Entity // what was signed
	Super    *Event  // the visit it happened during
	Purpose  *Event  // the summit the visit was for
	Response *Event  // the visit it answers
	Inferred []string
	Passages []Passage

	order     int // of the sentence it was first told in
	paragraph int
}

// An Actor takes part in an event in a role (an IRI: vocab.Visitor ...).
type Actor struct {
	Role   string
	Entity *Entity
}

// A Passage is where the original text says it: code points [Start, End).
type Passage struct{ Start, End int }

// infer notes that a property was inferred and not stated.
func (e *Event) infer(property string) {
	if !slices.Contains(e.Inferred, property) {
		e.Inferred = append(e.Inferred, property)
	}
}

func (e *Event) setSpan(s Span, inferred bool) {
	e.Span = s
	if inferred {
		e.infer(vocab.SchemaStartDate)
		e.infer(vocab.SchemaEndDate)
	}
}

// with gives the actors in a role.
func (e *Event) with(role string) []*Entity {
	var es []*Entity
	for _, a := range e.Actors {
		if a.Role == role {
			es = append(es, a.Entity)
		}
	}
	return es
}

func (e *Event) add(role string, entities ...*Entity) {
	for _, x := range entities {
		if a := (Actor{role, x}); x != nil && !slices.Contains(e.Actors, a) {
			e.Actors = append(e.Actors, a)
		}
	}
}

// Family is the first part of an event's name: visits of every kind are of one.
func Family(class string) string { return families[class] }

var families = map[string]string{
	vocab.Visit: "visit", vocab.StateVisit: "visit", vocab.OfficialVisit: "visit", vocab.WorkingVisit: "visit",
	vocab.Meeting: "meeting", vocab.Audience: "meeting", vocab.Summit: "summit", vocab.Forum: "forum",
	vocab.Assembly: "assembly", vocab.Consultations: "consultations", vocab.Signing: "signing",
	vocab.Founding: "founding", vocab.Initiative: "initiative", vocab.Establishment: "relations",
	vocab.CulturalDays: "cultural-days",
}

// gathering classes are told by the noun of the gathering and can be attended.
var gathering = map[string]bool{vocab.Summit: true, vocab.Forum: true, vocab.Assembly: true}
