package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// gatheringFrame: summits, forums and assemblies that are held or attended.
func gatheringFrame(r *reader, c *clause, u *unit, head *verb) {
	told := false
	for _, t := range u.triggers {
		if t.class != "noun" || !gathering[vocab.DG+t.value] {
			continue
		}
		if u.during { // "met on the margins of the summit": of one that is dated here
			if when := u.whenFor(t.At); (when != nil || c.when != nil) && (len(placesOf(u, Place)) > 0 || len(c.stated) > 0) {
				r.gather(c, u, t, nil, head)
			}
			continue
		}
		told = true
		attend := u.attend(t.At)
		if attend == nil && (t.Form.Case == Of || t.Form.Case == Goal) && !t.standIn && !u.isToBe(t.At) {
			continue
		}
		if r.anaphoric(c, u, t, attend) {
			r.joinLast(c, u, attend, vocab.DG+t.value)
			continue
		}
		held := u.after(u.From-1, "hold", "open", "begin", "end", "plan", "last")
		verbless := head == nil || c.units[len(c.units)-1].head() == nil
		when := u.whenFor(t.At)
		dated := when != nil && (when.Attributed || head.means("hold", "plan", "begin", "attend"))
		if when == nil && c.when == nil && r.heading == nil && (!r.carries(head) || t.Form.Plural) {
			continue
		}
		if attend == nil && held == nil && !dated && !(verbless && (when != nil || r.heading != nil)) {
			continue
		}
		if founded := u.after(t.At, "found"); founded != nil && attend == nil && !founded.means("hold", "open") {
			continue
		}
		if attend == nil && u.head() == nil && head.means("attend") { // the verb stands in a later unit
			attend = &verb{At: u.To, From: u.To, values: head.values, Form: head.Form}
		}
		r.gather(c, u, t, attend, head)
	}
	attend := u.after(u.From-1, "attend")
	if t, ok := u.noun("Session"); attend == nil && (u.has("there") || ok && t.Form.Case == Object || u.has("pronoun")) {
		attend = u.after(u.From-1, "head") // "X chaired it"
	}
	if !told && attend != nil && attend.Form.Tense != Verbal && !slices.ContainsFunc(u.triggers, func(t trigger) bool { return t.class == "noun" && t.Form.Case != Object }) {
		r.joinLast(c, u, attend, "")
	}
}

// attend is the verb after the noun at token at that says it was attended; going
// to it counts.
func (u *unit) attend(at int) *verb {
	if v := u.after(at, "attend"); v != nil {
		return v
	}
	for _, t := range u.triggers {
		switch {
		case t.At == at && t.Form.Case == Goal:
			return u.after(at, "go", "head")
		case t.At == at && t.Form.Case == Object && len(people(u.mentions, Bare, With)) > 0:
			return u.after(at, "open")
		}
	}
	return nil
}

// anaphoric reports whether the noun speaks of a gathering told just before: it
// has no date, ordinal, name or place of its own.
func (r *reader) anaphoric(c *clause, u *unit, t trigger, attend *verb) bool {
	if t.standIn {
		return false
	}
	if e := r.lastOf(Family(vocab.DG + t.value)); e == nil {
		return false
	} else {
		r.lastGathering = e
	}
	return u.whenFor(t.At) == nil && c.when == nil && r.ordinal(u, t.From) == 0 && r.phraseStart(u, t.From) >= t.From-1 &&
		len(placesOf(u, Place, Goal)) == 0 && (t.Form.Case == Place || attend == nil)
}

// joinLast adds who attended to the gathering told last.
func (r *reader) joinLast(c *clause, u *unit, attend *verb, class string) {
	e := r.lastGathering
	if e == nil || attend == nil || r.sentenceNumber-e.order > 2 || class != "" && e.Class != class {
		return
	}
	role := vocab.Attendee
	if e.Class == vocab.Meeting {
		role = vocab.Participant
	}
	x := &Event{Span: e.Span}
	r.castAttendees(c, u, x, attend)
	if len(x.Actors) > 0 && !slices.ContainsFunc(e.Actors, func(a Actor) bool { return a.Entity.kind() != "country" }) {
		e.Actors = nil // persons for the states that the body's name told
	}
	for _, a := range x.Actors {
		e.add(role, a.Entity)
	}
	r.told = append(r.told, e)
}

func (r *reader) gather(c *clause, u *unit, t trigger, attend, head *verb) {
	names := r.quotedNames(u, t)
	spans := spansOf(u, t.At)
	if u.whenFor(t.At) == nil && c.when != nil {
		spans = c.when.Spans
	}
	for k := range max(len(names), len(spans), 1) {
		e := r.event(c, u, vocab.DG+t.value, t.At, head)
		if k < len(spans) && !spans[k].IsZero() {
			e.Span = spans[k]
		}
		switch {
		case k < len(names):
			e.Body = names[k]
		case t.standIn && r.lastGathering != nil:
			e.Body = r.lastGathering.Body
		default:
			e.Body = r.bodyOf(u, t)
		}
		if e.Ordinal = r.ordinal(u, t.From); t.standIn && e.Ordinal == 0 && c.last == nil {
			e.Ordinal = r.lastOrdinal
		}
		goals := r.placeGathering(c, e, u, t, attend)
		r.settleDate(c, e)
		c.extend(u, e)
		e.Status = r.status(c, u, e.Span, head)
		if attend != nil {
			r.castAttendees(c, u, e, attend)
		}
		r.cast(e, vocab.Attendee, people(u.mentions, Presence))
		r.castHeads(u, t, e)
		visit := r.visitFor(c, u, e, goals, attend)
		e.Super = nil
		if visit == nil && c.last != nil && Family(c.last.Class) == "visit" && attend != nil && len(goals) == 0 {
			e.Super = c.last
		}
		e = r.add(e)
		if visit != nil {
			visit.Purpose = e
		}
		r.lastGathering = e
	}
}

// placeGathering fills in the places and gives those that somebody came to.
func (r *reader) placeGathering(c *clause, e *Event, u *unit, t trigger, attend *verb) (goals []*Entity) {
	e.Places = placesOf(u, Place)
	if at := r.placeInside(u, t); at != nil {
		e.Places = append(e.Places, at)
	}
	goals = placesOf(u, Goal)
	if attend.means("go") && !attend.means("attend") && len(e.Places) > 0 {
		goals = r.narrow(e.Places)
	}
	if len(goals) == 0 && attend != nil {
		goals = placesIn(c.pending, Goal)
	}
	for _, fallback := range [][]*Entity{goals, c.places, r.headingPlaces, r.hostCity(u)} {
		if len(e.Places) == 0 {
			e.Places = fallback
			e.infer(vocab.SchemaLocation)
		}
	}
	return goals
}

// hostCity is the city that received the gathering as its subject: "this year
// Bishkek received ...".
func (r *reader) hostCity(u *unit) []*Entity {
	if u.after(u.From-1, "Audience", "hold") == nil {
		return nil
	}
	return placesIn(pick(u.mentions, func(m *Mention) bool {
		return m.isPlace() && m.Entity.kind() == "city" && (!m.Modifier || u.verbFrom(m.To) != nil)
	}), Bare)
}

// castAttendees adds who attended: persons, else bodies or states, named as
// subjects here, else earlier in the sentence.
func (r *reader) castAttendees(c *clause, u *unit, e *Event, attend *verb) {
	ahead := before(u.mentions, attend.From)
	switch attend.Form.Tense {
	case Verbal: // "to attend it, X came"
		ahead = u.mentions
	case Participle: // "X, who attended it,"
		if k := startingAt(c.mentions, attend.At+1); k >= 0 && c.mentions[k].isPerson() {
			r.cast(e, vocab.Attendee, []*Mention{&c.mentions[k]})
			return
		}
	}
	if who := people(ahead, Bare, With); len(who) > 0 {
		r.cast(e, vocab.Attendee, slices.Concat(people(c.pending, Bare), who))
		return
	}
	for _, who := range [][]*Mention{
		people(ahead, Of), people(c.subject, Bare), people(c.pending, Bare, Of),
		pick(ahead, func(m *Mention) bool { return m.isCountry() && !m.Modifier }, Bare),
	} {
		if len(who) > 0 {
			r.cast(e, vocab.Attendee, who)
			return
		}
	}
}

// castHeads adds the heads of states whose summit it is: "the summit of the
// presidents of A and B", "the presidents held a summit".
func (r *reader) castHeads(u *unit, t trigger, e *Event) {
	for _, m := range u.mentions {
		if m.Post != nil && m.Post.Plural && len(m.Post.Owners) > 1 && m.To <= t.From && (m.Case == Of || m.Case == Bare && u.after(t.At, "hold") != nil) {
			r.cast(e, vocab.Attendee, []*Mention{m})
		}
	}
}

// visitFor is the visit that somebody made to attend a gathering: told by the
// same unit ("came to Y to attend"), or left to be understood by a goal.
func (r *reader) visitFor(c *clause, u *unit, e *Event, goals []*Entity, attend *verb) *Event {
	if len(goals) == 0 || attend == nil {
		return nil
	}
	for _, exact := range []bool{true, false} {
		for _, old := range r.told {
			if Family(old.Class) == "visit" && (old.Span == e.Span || !exact && r.sameTime(old, e)) && r.samePlaces(old.Places, goals) {
				return old
			}
		}
	}
	visitors := e.with(vocab.Attendee)
	if len(visitors) == 0 {
		visitors = e.with(vocab.Participant)
	}
	if len(visitors) == 0 {
		return nil
	}
	v := &Event{Class: vocab.Visit, Span: e.Span, Status: e.Status, Places: goals, Passages: e.Passages, order: e.order}
	v.add(vocab.Visitor, visitors...)
	v.Inferred = []string{vocab.SchemaStartDate, vocab.SchemaEndDate}
	v = r.add(v)
	r.lastVisit = v
	return v
}

// placeInside is the city that stands inside the noun phrase of t: "the Antalya
// diplomacy forum", "the forum in Samarkand".
func (r *reader) placeInside(u *unit, t trigger) *Entity {
	first := r.phraseStart(u, t.From)
	for _, m := range u.mentions {
		inside := m.From >= first-1 && m.To <= t.From
		if m.isPlace() && m.Entity.kind() == "city" && inside && (m.Case == Bare || m.Case == Of || m.Form.Attributed) && !slices.Contains(u.quoted, m.From) {
			return m.Entity
		}
	}
	return nil
}
