package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// frames are tried on every unit in this order. Each looks for its trigger and
// fills the roles of its event from the unit, then from the clause.
var frames = []func(*reader, *clause, *unit, *verb){
	visitFrame, gatheringFrame, sessionFrame, meetingFrame, audienceFrame, signingFrame,
	foundingFrame, relationsFrame, consultationsFrame, culturalDaysFrame,
}

// occasions are the units to make events of: the items of an enumeration whose
// noun stands in u, and u itself if it is dated like them.
func (c *clause) occasions(u *unit, at int) []*unit {
	us := slices.Clone(c.items)
	if len(us) == 0 || u.whenFor(at) != nil {
		us = append(us, u)
	}
	return us
}

// spansOf are the dates of an occasion: two for "in May and June".
func spansOf(u *unit, at int) []Span {
	if w := u.whenFor(at); w != nil {
		return w.Spans
	}
	return []Span{{}}
}

// people are the mentions of persons among ms with one of the cases.
func people(ms []*Mention, cases ...Case) []*Mention {
	return pick(ms, (*Mention).isPerson, cases...)
}

func pick(ms []*Mention, keep func(*Mention) bool, cases ...Case) []*Mention {
	var found []*Mention
	for _, m := range ms {
		if keep(m) && (len(cases) == 0 || slices.Contains(cases, m.Case)) {
			found = append(found, m)
		}
	}
	return found
}

// before keeps the mentions that end at or before token at.
func before(ms []*Mention, at int) []*Mention {
	return pick(ms, func(m *Mention) bool { return m.To <= at })
}

// lastGroup keeps the last mention and those joined to it.
func lastGroup(ms []*Mention) []*Mention {
	if len(ms) == 0 {
		return nil
	}
	group := ms[len(ms)-1].Group
	return pick(ms, func(m *Mention) bool { return m.Group == group })
}

// cast adds the actors that mentions stand for.
func (r *reader) cast(e *Event, role string, ms []*Mention) {
	for _, m := range ms {
		e.add(role, r.actors(m, e.Span)...)
		if m.Anaphoric {
			e.infer(role)
		}
	}
}

// castPair adds the two states that the text speaks of.
func (r *reader) castPair(e *Event, role string) {
	states := r.pair()
	if len(r.lastStates) > 2 && role == vocab.Signatory {
		states = r.lastStates
	}
	for _, id := range states {
		e.add(role, r.entityByID(id))
	}
	e.infer(role)
}

// settle gives an event without date or place those of the visit it is told
// under.
func (r *reader) settle(c *clause, e *Event) {
	v := c.super
	if len(e.Places) == 0 && len(c.stated) > 0 {
		e.Places = c.stated
	}
	if v == nil && c.last != nil && Family(c.last.Class) == "visit" {
		v = c.last
	}
	if v == nil && r.lastVisit != nil && within(e.Span, r.lastVisit.Span) && r.sentenceNumber-r.lastVisit.order <= 12 {
		v = r.lastVisit
	}
	if v == nil && e.Span.IsZero() {
		v = r.context()
	}
	if v == nil {
		return
	}
	if e.Span.IsZero() {
		e.setSpan(v.Span, true)
	}
	if len(e.Places) == 0 && within(e.Span, v.Span) {
		e.Places = v.Places
		e.infer(vocab.SchemaLocation)
	}
	if e.Super == nil && Family(v.Class) == "visit" && within(e.Span, v.Span) {
		e.Super = v
	}
}

// settleDate gives an event without a date that of the occasion being told.
func (r *reader) settleDate(c *clause, e *Event) {
	if x := r.context(); e.Span.IsZero() && x != nil {
		e.setSpan(x.Span, true)
	}
}

func within(a, b Span) bool {
	return !a.IsZero() && !b.IsZero() && b.Start.First().Compare(a.Start.First()) <= 0 && a.End.Last().Compare(b.End.Last()) <= 0
}
