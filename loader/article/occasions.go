package article

import (
	"diplograph/graph/vocab"
	"slices"
)

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
			if c.extend(u, e); e.Span.Start != e.Span.End {
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
