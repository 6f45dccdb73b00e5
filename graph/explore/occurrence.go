package explore

import (
	"slices"

	"diplograph/graph/vocab"
)

// An Event is an occurrence with all that the graph says of it.
type Event struct {
	IRI       string    `json:"iri"`
	Label     string    `json:"label"`
	Language  string    `json:"language,omitempty"`
	Kind      string    `json:"kind,omitempty"` // dg:StateVisit
	Types     []string  `json:"types,omitempty"`
	Start     Date      `json:"start,omitzero"`
	End       Date      `json:"end,omitzero"`
	Status    string    `json:"status,omitempty"`
	Ordinal   string    `json:"ordinal,omitempty"`  // 22 of a 22nd session
	Inferred  []string  `json:"inferred,omitempty"` // properties that the text does not state
	Actors    []Related `json:"actors,omitempty"`
	Places    []Related `json:"places,omitempty"`
	Documents []Related `json:"documents,omitempty"`
	Related   []Related `json:"related,omitempty"` // body, superEvent, purpose, ...
	Passages  []Passage `json:"passages,omitempty"`
}

// A Related is something that an event leads to.
type Related struct {
	Predicate string `json:"predicate"` // dg:visitor
	IRI       string `json:"iri"`
	Label     string `json:"label"`
	Language  string `json:"language,omitempty"`
	Class     Class  `json:"class"`
	Inferred  bool   `json:"inferred,omitempty"`
}

// describeEvent gives all that the graph says of an event.
func (v *view) describeEvent(iri string) (Event, error) {
	e, err := v.event(iri)
	if err != nil {
		return Event{}, err
	}
	out := Event{
		IRI: iri, Types: compactAll(e.types),
		Start: e.span.Start, End: e.span.End, Status: compactName(e.status), Ordinal: e.ordinal,
		Inferred: compactAll(e.inferred), Passages: e.quotes(nil),
	}
	if len(out.Types) > 0 {
		out.Kind = out.Types[0]
	}
	label, err := v.label(iri)
	if err != nil {
		return Event{}, err
	}
	out.Label, out.Language = label.Text, label.Language
	for _, l := range e.links {
		r, err := v.related(e, l)
		if err != nil {
			return Event{}, err
		}
		out.sort(l.predicate, r)
	}
	return out, nil
}

func (v *view) related(e *event, l link) (Related, error) {
	n, err := v.thing(l.object)
	if err != nil {
		return Related{}, err
	}
	return Related{vocab.Compact(l.predicate), n.ID, n.Label, n.Language, n.Class, e.isInferred(l.predicate)}, nil
}

func (e *Event) sort(predicate string, r Related) {
	switch {
	case slices.Contains(actorRoles, predicate):
		e.Actors = append(e.Actors, r)
	case predicate == vocab.SchemaLocation:
		e.Places = append(e.Places, r)
	case predicate == vocab.HasDocument:
		e.Documents = append(e.Documents, r)
	default:
		e.Related = append(e.Related, r)
	}
}
