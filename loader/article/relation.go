package article

import (
	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// relations adds the direct relations that follow from an event. What is only
// planned has none.
//
//	dg:visited   a visiting person, each place and the country it is in
//	dg:met       the sides of a meeting, both ways; in an audience host and received
//	dg:attended  persons and bodies at a gathering or at a session of a body
//	dg:signed    signatory and document
//	dg:hosted    each place, the event
func (w *statements) relations(e *Event) {
	if e.Status == vocab.Planned {
		return
	}
	w.visited(e)
	w.met(e)
	for _, a := range e.Actors {
		switch {
		case a.Role == vocab.Signatory && e.Document != nil:
			w.add(w.node(a.Entity), vocab.Signed, w.node(e.Document))
		case (a.Role == vocab.Attendee || a.Role == vocab.Participant && e.Class == vocab.Meeting && e.Body != nil) && canMeet(a.Entity):
			w.add(w.node(a.Entity), vocab.Attended, rdf.IRI(w.names[e]))
		}
	}
	for _, p := range e.Places {
		if p.kind() == "city" || p.kind() == "country" {
			w.add(w.node(p), vocab.Hosted, rdf.IRI(w.names[e]))
		}
	}
}

func canMeet(e *Entity) bool { return e.kind() == "person" || e.kind() == "organization" }

func (w *statements) visited(e *Event) {
	for _, visitor := range e.with(vocab.Visitor) {
		if visitor.kind() != "person" {
			continue
		}
		for _, p := range e.Places {
			if p.kind() == "city" {
				w.add(w.node(visitor), vocab.Visited, w.node(p))
			}
			if c := w.d.country(p); c != nil {
				w.add(w.node(visitor), vocab.Visited, w.node(c))
			}
		}
	}
}

// met joins the sides of a meeting. Of more than two, those of one state do not
// meet each other but the others.
func (w *statements) met(e *Event) {
	var as, bs []*Entity
	switch e.Class {
	case vocab.Audience:
		as, bs = e.with(vocab.Host), e.with(vocab.Participant)
	case vocab.Meeting:
		as = append(e.with(vocab.Participant), e.with(vocab.Host)...)
		bs = as
	}
	side := func(x *Entity) string { return w.state(x, e.Span.Start) }
	sides := map[string]bool{}
	for _, x := range as {
		sides[side(x)] = true
	}
	for _, a := range as {
		for _, b := range bs {
			together := e.Class == vocab.Meeting && len(sides) > 1 && side(a) == side(b) && side(a) != ""
			if a != b && canMeet(a) && canMeet(b) && !together {
				w.add(w.node(a), vocab.Met, w.node(b))
				w.add(w.node(b), vocab.Met, w.node(a))
			}
		}
	}
}

// country is the country that a place or body is in, or itself; nil if that is
// not known.
func (d *Document) country(e *Entity) *Entity {
	for hops := 0; e != nil && hops < 5; hops++ {
		if e.kind() == "country" {
			return e
		}
		e = d.entityByID(e.In)
	}
	return nil
}

func (d *Document) entityByID(id string) *Entity {
	if g, ok := d.gazetteer.Entity(id); ok {
		return &Entity{ID: g.ID, Types: g.Types, In: g.In, Labels: g.Labels}
	}
	return nil
}

// state is the id of the country that a person held a post of, or that a body
// belongs to; "" if that is not known.
func (w *statements) state(e *Entity, date caldate.Date) string {
	if e.kind() == "person" {
		if posts := w.d.gazetteer.Posts(e.ID, date); len(posts) > 0 {
			e = w.d.entityByID(posts[0].Of)
		} else if of := w.posts[e]; of != nil {
			e = of
		}
	}
	if c := w.d.country(e); c != nil {
		return c.ID
	}
	return ""
}
