package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// Bounds of what is told of one entity.
const (
	maxFacts        = 200
	maxEntityEvents = 50
)

// An Entity is one entity or event with what is known of it.
type Entity struct {
	Thing
	Labels []Name `json:"labels"`
	// Facts are the statements that have the entity as subject or object and are
	// not its part in an event.
	Facts []Fact `json:"facts"`
	// Events are the latest ones that name the entity, the latest first.
	Events    []Event `json:"events"`
	Counts    Counts  `json:"counts"`
	Truncated bool    `json:"truncated"` // there are more facts or events
}

// A Name is a label of an entity.
type Name struct {
	Text
	Alternative bool `json:"alternative,omitempty"` // skos:altLabel
}

// A Fact is a statement about an entity; its value is a node or a literal.
type Fact struct {
	Predicate string    `json:"predicate"`
	Incoming  bool      `json:"incoming,omitempty"` // the entity is the object
	IRI       string    `json:"iri,omitempty"`
	Label     string    `json:"label,omitempty"`
	Language  string    `json:"language,omitempty"`
	Class     Class     `json:"class,omitempty"`
	Literal   string    `json:"literal,omitempty"`
	Datatype  string    `json:"datatype,omitempty"`
	Role      string    `json:"role,omitempty"`
	Start     Date      `json:"start,omitzero"`
	End       Date      `json:"end,omitzero"`
	Status    string    `json:"status,omitempty"`
	Inferred  bool      `json:"inferred,omitempty"`
	Events    []string  `json:"events,omitempty"`
	Passages  []Passage `json:"passages,omitempty"`
}

// Counts tell how much there is; they are lower bounds unless Exact.
type Counts struct {
	Facts  int  `json:"facts"`
	Events int  `json:"events"`
	Exact  bool `json:"exact"`
}

// Describe gives what is known of iri. It gives ErrNotFound for an IRI that
// nothing is said of.
func Describe(ctx context.Context, snap graph.Snapshot, iri string, languages []string) (*Entity, error) {
	opts := Options{IRI: iri, Languages: languages}
	if err := opts.complete(); err != nil {
		return nil, err
	}
	v := newView(ctx, snap, languages, opts.Budget)
	v.within(opts.Patience)
	if err := v.mustExist(iri); err != nil {
		return nil, err
	}
	w := &walk{view: v, opts: opts}
	joints, whole, err := w.expand(iri, opts.Budget/2)
	if err != nil {
		return nil, err
	}
	e := &Entity{Labels: []Name{}, Facts: []Fact{}, Events: []Event{}, Counts: Counts{Exact: whole}, Truncated: !whole}
	n, err := v.thing(iri)
	if err != nil {
		return nil, err
	}
	e.Thing = *n
	if e.Labels, err = v.names(iri); err != nil {
		return nil, err
	}
	if err := e.literals(v, iri); err != nil {
		return nil, err
	}
	return e, e.tell(w, joints)
}

// names gives every label, preferred ones first, by language.
func (v *view) names(iri string) ([]Name, error) {
	names := []Name{}
	for _, predicate := range []string{vocab.RDFSLabel, vocab.SKOSAltLabel} {
		terms, err := v.objects(iri, predicate)
		if err != nil {
			return nil, err
		}
		for _, t := range terms {
			if t.IsLiteral() {
				names = append(names, Name{Text{t.Value, t.Language}, predicate == vocab.SKOSAltLabel})
			}
		}
	}
	slices.SortStableFunc(names, func(a, b Name) int {
		if a.Alternative != b.Alternative {
			if b.Alternative {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(a.Language, b.Language), strings.Compare(a.Text.Text, b.Text.Text))
	})
	return names, nil
}

// literals adds the values that are not nodes and have no field of their own.
func (e *Entity) literals(v *view, iri string) error {
	quads, _, err := v.read(about(iri), perNode)
	seen := map[rdf.Triple]bool{}
	for _, q := range quads {
		p := q.Predicate.Value
		if q.Object.IsLiteral() && !seen[q.Triple()] && (!attributes[p] || p == vocab.Ordinal || p == vocab.RDFSComment) {
			seen[q.Triple()] = true
			e.Facts = append(e.Facts, Fact{Predicate: vocab.Compact(p), Literal: q.Object.Value,
				Language: q.Object.Language, Datatype: vocab.Compact(q.Object.Datatype)})
		}
	}
	return err
}

// tell sorts the edges at the entity into facts and events.
func (e *Entity) tell(w *walk, joints []joint) error {
	events := map[string]*candidate{}
	var facts []*joint
	for i := range joints {
		switch j := &joints[i]; {
		case j.target == e.ID && (fromEvents[j.predicate] || j.predicate == vocab.ProvQuotedFrom):
			events[j.source] = &candidate{iri: j.source, event: true}
		default:
			facts = append(facts, j)
		}
	}
	facts = withoutBare(facts)
	e.Counts.Facts, e.Counts.Events = len(e.Facts)+len(facts), len(events)
	if err := e.addFacts(w, facts); err != nil {
		return err
	}
	return e.addEvents(w, events)
}

func (e *Entity) addFacts(w *walk, joints []*joint) error {
	slices.SortStableFunc(joints, func(a, b *joint) int {
		return cmp.Or(strings.Compare(vocab.Compact(a.predicate), vocab.Compact(b.predicate)), latestFirst(a.span, b.span),
			strings.Compare(a.source, b.source), strings.Compare(a.target, b.target))
	})
	for _, j := range joints {
		if len(e.Facts) >= maxFacts {
			e.Truncated = true
			break
		}
		edge, _, err := w.edge(j)
		if err != nil {
			return err
		}
		other := edge.Target
		if other == e.ID {
			other = edge.Source
		}
		n, err := w.thing(other)
		if err != nil {
			return err
		}
		e.Facts = append(e.Facts, Fact{
			Predicate: edge.Predicate, Incoming: edge.Target == e.ID && edge.Predicate != vocab.Compact(vocab.Met),
			IRI: n.ID, Label: n.Label, Language: n.Language, Class: n.Class,
			Role: edge.Role, Start: edge.Start, End: edge.End, Status: edge.Status, Inferred: edge.Inferred,
			Events: edge.Events, Passages: edge.Passages,
		})
	}
	return nil
}

func (e *Entity) addEvents(w *walk, events map[string]*candidate) error {
	if err := w.date(events); err != nil {
		return err
	}
	for i, c := range ranked(events) {
		if i == maxEntityEvents {
			e.Truncated = true
			break
		}
		event, err := w.describeEvent(c.iri)
		if err != nil {
			return err
		}
		e.Events = append(e.Events, event)
	}
	return nil
}
