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

// relationsFrame: "diplomatic relations were established".
func relationsFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "Relations" || u.whenFor(t.At) == nil && c.when == nil && r.heading == nil {
			continue
		}
		if u.after(u.From-1, "establish") == nil && !head.means("establish") {
			continue
		}
		e := r.event(c, u, vocab.Establishment, t.At, head)
		ms := pick(u.mentions, (*Mention).isPlace, Between, With, Bare, Of)
		if len(ms) < 2 {
			ms = append(ms, pick(c.pending, (*Mention).isCountry)...)
		}
		for _, m := range ms { // "between Ashgabat and Baku": capitals for their states
			e.add(vocab.Party, r.entityByID(r.country(m.Entity)))
		}
		if len(e.with(vocab.Party)) < 2 {
			r.castPair(e, vocab.Party)
		}
		if len(e.with(vocab.Party)) == 2 {
			r.add(e)
		}
	}
}

// consultationsFrame: rounds of consultations between ministries.
func consultationsFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || !r.isConsultations(u, t) || r.bodyMention(u, t.At) != nil || r.namesBody(u, t.At) {
			continue
		}
		if u.whenFor(t.At) == nil && c.when == nil && r.heading == nil || !head.means("hold", "stay", "plan", "begin", "end", "attend") {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			e := r.event(c, o, vocab.Consultations, t.At, head)
			if e.Places = placesOf(o, Place); len(e.Places) == 0 {
				e.Places = c.stated
			}
			sides := func(m *Mention) bool { return m.isBody() || m.isPerson() || m.isCountry() }
			r.cast(e, vocab.Participant, pick(u.mentions, (*Mention).isBody, Bare, Of, Between, With))
			if len(e.Actors) == 0 {
				r.cast(e, vocab.Participant, pick(u.mentions, sides, Between, With, Bare))
			}
			if len(e.Actors) == 0 {
				r.cast(e, vocab.Participant, pick(c.pending, sides, Between, With, Bare))
			}
			if len(e.Actors) == 0 {
				e.add(vocab.Participant, r.lastOrgans...)
				e.infer(vocab.Participant)
			}
			e.Ordinal = r.ordinal(u, t.From)
			if t.next && r.lastRound > 0 {
				e.Ordinal = r.lastRound + 1
			}
			r.lastRound = max(e.Ordinal, r.lastRound)
			r.add(e)
		}
	}
}

// isConsultations holds for the noun of consultations, and for "round" where
// consultations are spoken of; of "a round of consultations" only "round" tells.
func (r *reader) isConsultations(u *unit, t trigger) bool {
	_, round := u.noun("Round")
	switch t.value {
	case "Consultations":
		return !round
	case "Round":
		if _, here := u.noun("Consultations"); here || t.standIn {
			return true
		}
		return slices.ContainsFunc(r.recent(), func(e *Event) bool { return e.Class == vocab.Consultations })
	}
	return false
}

// culturalDaysFrame: "days of the culture of X in Y".
func culturalDaysFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "CulturalDays" || t.Form.Case == Of && !u.isToBe(t.At) {
			continue
		}
		if u.whenFor(t.At) == nil && c.when == nil && r.heading == nil || head == nil && r.heading == nil {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			e := r.event(c, o, vocab.CulturalDays, t.At, head)
			e.Places = placesOf(o, Place)
			if len(e.Places) == 0 { // "this year Bishkek received the days of ..."
				e.Places = placesIn(pick(u.mentions, func(m *Mention) bool { return m.isPlace() && m.Entity.kind() == "city" }), Bare)
			}
			if d := c.duration(u); d > 1 && e.Span.Start == e.Span.End && e.Span.Start.IsDay() {
				e.Span.End = e.Span.Start.Add(d - 1)
				e.Status = r.status(c, u, e.Span, head)
			}
			whose := pick(before(u.mentions, t.From), (*Mention).isCountry, Bare, Of)
			if d := reading(&u.s.Tokens[max(t.From-1, u.From)], "demonym"); d != nil {
				e.add(vocab.Participant, r.entityByID(d.value))
			} else {
				r.cast(e, vocab.Participant, lastGroup(whose))
			}
			if len(e.Actors) == 0 && t.standIn && r.lastDays != nil {
				e.Actors = slices.Clone(r.lastDays.Actors)
			}
			if len(e.Actors) > 0 {
				r.lastDays = r.add(e)
			}
		}
	}
}
