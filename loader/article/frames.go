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
	var us []*unit
	for _, it := range c.items {
		us = append(us, it.u)
	}
	if len(us) == 0 || u.whenFor(at) != nil {
		us = append(us, u)
	}
	return us
}

// spans are the dates of an occasion: two for "in May and June".
func spansOf(u *unit, at int) []Span {
	if w := u.whenFor(at); w != nil {
		return w.Spans
	}
	return []Span{{}}
}

// people are the mentions of persons in the unit with one of the cases.
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

// cast adds the actors that mentions stand for.
func (r *reader) cast(e *Event, role string, ms []*Mention) {
	for _, m := range ms {
		e.add(role, r.actors(m, e.Span)...)
		if m.Anaphoric {
			e.infer(role)
		}
	}
}

// lastGroup keeps the last mention and those joined to it.
func lastGroup(ms []*Mention) []*Mention {
	if len(ms) == 0 {
		return nil
	}
	group := ms[len(ms)-1].Group
	return pick(ms, func(m *Mention) bool { return m.Group == group })
}

// visitFrame: "X's state visit to Y", "X came to Y on a visit", "X arrived in Y".
func visitFrame(r *reader, c *clause, u *unit, head *verb) {
	at, from, class := -1, -1, vocab.Visit
	for _, t := range u.triggers {
		if t.class == "noun" && t.value == "Visit" {
			at, from = t.At, t.From
			class = r.visitKind(u, t.From)
		}
	}
	move := u.after(u.From-1, "go", "visit")
	if move != nil && move.Form.Tense == Verbal {
		move = nil
	}
	if at < 0 {
		if move == nil {
			return
		}
		at, from = move.At, move.From
	}
	for _, o := range c.occasions(u, at) {
		anchor := at
		if o != u {
			anchor = o.To
		}
		for _, span := range spansOf(o, anchor) {
			e := r.event(c, o, class, anchor, head)
			if !span.IsZero() {
				e.Span = span
				e.Status = r.status(c, o, span, head)
			}
			e.Super = nil
			if who := people(o.mentions, Bare); o != u && len(who) > 0 {
				r.cast(e, vocab.Visitor, lastGroup(who))
			} else {
				r.castVisitor(c, e, u, from)
			}
			e.Places = placesOf(o, Goal)
			if len(e.Places) == 0 && o != u {
				e.Places = placesOf(o, Goal, Place)
			}
			if len(e.Places) == 0 {
				e.Places = placesOf(u, Goal)
			}
			if stay := u.after(u.From-1, "stay", "hold", "begin", "end"); len(e.Places) == 0 && (stay != nil || move != nil || o != u) {
				e.Places = placesOf(u, Place)
			}
			if len(e.Places) == 0 || len(e.with(vocab.Visitor)) == 0 {
				r.recall(c, u, e)
				continue
			}
			r.invitation(u, e)
			if d := r.duration(u); d > 1 && e.Span.Start == e.Span.End && e.Span.Start.IsDay() {
				e.Span.End = e.Span.Start.Add(d - 1)
				e.infer(vocab.SchemaEndDate)
			}
			if c.response && r.lastVisit != nil {
				e.Response = r.lastVisit
				e.infer(vocab.InResponseTo)
			}
			e = r.add(e)
			r.lastVisit, r.current, r.calendar.visit = e, e, e.Span.Start
			r.notePair(e)
		}
	}
}

// recall takes a visit that is only alluded to ("during the visit", "the
// upcoming visit") for the one told before.
func (r *reader) recall(c *clause, u *unit, e *Event) {
	if r.lastVisit == nil || !u.during {
		return
	}
	r.told = append(r.told, r.lastVisit)
}

func (r *reader) castVisitor(c *clause, e *Event, u *unit, from int) {
	led := people(before(u.mentions, from), HeadedBy)
	if len(led) > 0 {
		r.cast(e, vocab.Visitor, led)
		return
	}
	candidates := people(before(u.mentions, from), Of)
	if len(candidates) == 0 || u.after(u.From-1, "go", "visit") != nil && len(people(before(u.mentions, from), Bare)) > 0 {
		candidates = people(before(u.mentions, from), Bare)
	}
	if len(candidates) == 0 {
		candidates = people(u.mentions, Bare)
	}
	if len(candidates) == 0 {
		candidates = people(c.pending, Of, Bare)
	}
	if len(candidates) == 0 {
		candidates = people(c.subject)
	}
	r.cast(e, vocab.Visitor, lastGroup(candidates))
}

// visitKind is the class that the adjectives before the noun give a visit.
func (r *reader) visitKind(u *unit, from int) string {
	for i := from - 1; i >= max(u.From, from-3); i-- {
		if k := reading(&u.s.Tokens[i], "kind"); k != nil {
			return vocab.DG + k.value
		}
		if !hasClass(&u.s.Tokens[i], "conjunction") && u.s.Tokens[i].Kind == Word && i < from-1 {
			break
		}
	}
	return vocab.Visit
}

// duration is the number of days in "three-day", 0 if none is told.
func (r *reader) duration(u *unit) int {
	for i := u.From + 1; i < u.To; i++ {
		if !hasClass(&u.s.Tokens[i], "duration") {
			continue
		}
		j := i - 1
		if u.s.Tokens[j].is("-") && j > u.From {
			j--
		}
		return numberAt(&u.s.Tokens[j])
	}
	return 0
}

// numberAt is the value of a number in digits or words, 0 if the token is none.
func numberAt(t *Token) int {
	if t.Kind == Number {
		return t.Value
	}
	if n := reading(t, "number"); n != nil {
		return atoi(n.value)
	}
	return 0
}

// invitation adds the host at whose invitation the visitor came.
func (r *reader) invitation(u *unit, e *Event) {
	for i := u.From; i < u.To; i++ {
		if c := reading(&u.s.Tokens[i], "invitation"); c != nil {
			for _, m := range u.mentions {
				if m.isPerson() && m.To == c.From {
					r.cast(e, vocab.Host, []*Mention{m})
				}
			}
		}
	}
}

// notePair remembers the two states of a visit for "both states".
func (r *reader) notePair(e *Event) {
	if len(e.Places) == 0 || len(e.with(vocab.Visitor)) == 0 {
		return
	}
	a, b := r.stateOf(e.with(vocab.Visitor)[0], e.Span.Start), r.country(e.Places[0])
	if a != "" && b != "" && a != b {
		r.lastPair = []string{a, b}
	}
}

// gatheringFrame: summits, forums and assemblies that are held or attended.
func gatheringFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || !gathering[vocab.DG+t.value] {
			continue
		}
		attend := u.after(t.At, "attend")
		held := u.after(u.From-1, "hold", "begin", "end", "plan")
		if attend == nil && held == nil && !(u.whenFor(t.At) != nil && (head != nil && head.means("hold", "plan", "begin", "attend") || u.whenFor(t.At).Attributed)) {
			continue
		}
		if founded := u.after(t.At, "found"); founded != nil && attend == nil && !founded.means("hold") {
			continue
		}
		if w := u.whenFor(t.At); w == nil && c.when == nil && c.super == nil && (r.current == nil || attend == nil) {
			continue
		}
		r.gather(c, u, t, attend, head)
	}
}

// isSession reports whether a meeting's noun tells of one in a series that people
// attend: it has an ordinal, or "attend" after it.
func (r *reader) isSession(u *unit, t trigger) bool {
	attend := u.after(t.At, "attend")
	return r.ordinal(u, t.From) > 0 || attend != nil && (t.Form.Case == Place || t.Form.Case == Within)
}

func (r *reader) gather(c *clause, u *unit, t trigger, attend, head *verb) {
	names := r.quotedNames(u, t)
	spans := spansOf(u, t.At)
	if u.whenFor(t.At) == nil && c.when != nil {
		spans = c.when.Spans
	}
	n := max(len(names), len(spans), 1)
	for k := range n {
		e := r.event(c, u, vocab.DG+t.value, t.At, head)
		if k < len(spans) && !spans[k].IsZero() {
			e.Span = spans[k]
			e.Status = r.status(c, u, e.Span, head)
		}
		if k < len(names) {
			e.Body = names[k]
		} else if len(names) == 0 {
			e.Body = r.bodyOf(u, t)
		}
		e.Ordinal = r.ordinal(u, t.From)
		e.Places = placesOf(u, Place)
		if city := r.placeBefore(u, t.From); city != nil && len(e.Places) == 0 {
			e.Places = []*Entity{city}
		}
		goals := placesOf(u, Goal)
		if len(goals) == 0 && attend != nil {
			goals = placesIn(c.pending, Goal)
		}
		if len(e.Places) == 0 {
			e.Places = goals
			e.infer(vocab.SchemaLocation)
		}
		if len(e.Places) == 0 {
			e.Places = c.places
			e.infer(vocab.SchemaLocation)
		}
		if e.Span.IsZero() && r.current != nil {
			e.setSpan(r.current.Span, true)
			e.Status = r.current.Status
			if len(e.Places) == 0 {
				e.Places = r.current.Places
			}
		}
		if attend != nil {
			r.castAttendees(c, u, e, attend)
		}
		r.cast(e, vocab.Attendee, people(u.mentions, Presence))
		visit := r.visitFor(c, u, e, goals, attend)
		e.Super = nil
		if visit == nil && c.last != nil && Family(c.last.Class) == "visit" && attend != nil && len(goals) == 0 {
			e.Super = c.last
		}
		e = r.add(e)
		if visit != nil {
			visit.Purpose = e
		}
		if r.current == nil || e.Status == vocab.Held {
			r.current = e
		}
	}
}

func (r *reader) castAttendees(c *clause, u *unit, e *Event, attend *verb) {
	who := people(u.mentions, Bare)
	if len(who) == 0 {
		who = people(u.mentions, Of)
	}
	if len(who) == 0 {
		who = people(c.subject)
	}
	if len(who) == 0 {
		who = people(c.pending, Bare)
	}
	r.cast(e, vocab.Attendee, who)
}

// visitFor is the visit that somebody made to attend a gathering: told by the
// same unit ("came to Y to attend"), or left to be understood by a goal.
func (r *reader) visitFor(c *clause, u *unit, e *Event, goals []*Entity, attend *verb) *Event {
	if len(goals) == 0 || attend == nil {
		return nil
	}
	for _, old := range r.told {
		if Family(old.Class) == "visit" && old.Span == e.Span && r.samePlaces(old.Places, goals) {
			return old
		}
	}
	for _, old := range r.told {
		if Family(old.Class) == "visit" && r.sameTime(old, e) && r.samePlaces(old.Places, goals) {
			return old
		}
	}
	visitors := e.with(vocab.Attendee)
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

// sessionFrame: a session of a standing body is a meeting with that body.
func sessionFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || !(t.value == "Session" || t.value == "Meeting" && r.isSession(u, t)) {
			continue
		}
		attend := u.after(t.At, "attend")
		ordinal := r.ordinal(u, t.From)
		if u.whenFor(t.At) == nil && (c.when == nil || ordinal == 0 && attend == nil) {
			continue
		}
		if u.after(t.At, "hold", "attend", "begin", "end", "plan") == nil && !(head != nil && head.means("hold", "plan")) && ordinal == 0 {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			e := r.event(c, o, vocab.Meeting, t.At, head)
			e.Ordinal = ordinal
			e.Body = r.bodyOf(u, t)
			e.Places = placesOf(o, Place)
			if len(e.Places) == 0 {
				e.Places = placesOf(u, Place)
			}
			if attend != nil {
				if len(e.Places) == 0 {
					e.Places = placesOf(u, Goal)
				}
				r.castAttendees(c, u, e, attend)
				for k := range e.Actors {
					e.Actors[k].Role = vocab.Participant
				}
				visit := r.visitFor(c, u, e, placesOf(u, Goal), attend)
				e = r.add(e)
				if visit != nil {
					visit.Purpose = e
				}
				continue
			}
			r.cast(e, vocab.Participant, people(u.mentions, Presence))
			r.add(e)
		}
	}
}

// meetingFrame: "X met Y", "talks of X and Y were held".
func meetingFrame(r *reader, c *clause, u *unit, head *verb) {
	at := -1
	for _, t := range u.triggers {
		if t.class == "noun" && t.value == "Meeting" && !r.namesBody(u, t.At) && !r.isSession(u, t) {
			at = t.At
			if u.after(t.At, "hold", "begin", "end", "plan", "Meeting") == nil && !(head != nil && head.means("hold", "plan")) &&
				!u.during && u.whenFor(t.At) == nil {
				at = -1
			}
		}
	}
	if v := u.after(u.From-1, "Meeting"); at < 0 && v != nil && v.Form.Tense != Verbal {
		at = v.At
	}
	if at < 0 {
		return
	}
	if w := u.whenFor(at); w == nil && len(c.items) == 0 && c.when == nil && r.current == nil && c.super == nil {
		return
	}
	if r.enumerates(c, u) {
		return
	}
	for _, o := range c.occasions(u, at) {
		anchor := at
		if o != u {
			anchor = o.To
		}
		e := r.event(c, o, vocab.Meeting, anchor, head)
		e.Places = placesOf(o, Place)
		r.castMeeting(c, u, e)
		if len(e.with(vocab.Participant)) < 2 {
			r.castMeetingFromContext(c, e)
		}
		if len(e.with(vocab.Participant)) < 2 {
			continue
		}
		r.settle(c, e)
		r.add(e)
	}
}

// enumerates reports whether the unit only announces what the next ones list:
// "met several times -".
func (r *reader) enumerates(c *clause, u *unit) bool {
	return u.has("times") && u.To < len(u.s.Tokens) && u.s.Tokens[u.To-1].is("-")
}

func (r *reader) castMeeting(c *clause, u *unit, e *Event) {
	sides := func(m *Mention) bool { return m.isPerson() || m.isBody() }
	ms := pick(u.mentions, sides, Bare, With, Of, Between, By)
	r.cast(e, vocab.Participant, ms)
	if len(pick(ms, sides, Bare, Of, By)) == 0 {
		r.cast(e, vocab.Participant, c.subject)
	}
	if len(e.with(vocab.Participant)) < 2 {
		r.cast(e, vocab.Participant, pick(c.pending, sides, Bare, Of, With))
	}
}

// castMeetingFromContext lets the visitor and the host of the visit that is
// being told meet.
func (r *reader) castMeetingFromContext(c *clause, e *Event) {
	v := c.super
	if v == nil {
		v = r.lastVisit
	}
	if v == nil || r.sentenceNumber-v.order > 6 && c.super == nil {
		return
	}
	e.add(vocab.Participant, v.with(vocab.Visitor)...)
	if len(v.Places) > 0 && len(e.with(vocab.Participant)) == 1 {
		e.add(vocab.Participant, r.holder(vocab.HeadOfState, r.country(v.Places[0]), v.Span))
	}
	e.infer(vocab.Participant)
}

// settle gives an event without date or place those of the visit it is told
// under.
func (r *reader) settle(c *clause, e *Event) {
	v := c.super
	if v == nil && c.last != nil && Family(c.last.Class) == "visit" {
		v = c.last
	}
	if v == nil && r.current != nil && (e.Span.IsZero() || len(e.Places) == 0) && r.sentenceNumber-r.current.order <= 6 &&
		(e.Span.IsZero() || r.current.Span == e.Span) {
		v = r.current
	}
	if v == nil {
		return
	}
	if e.Span.IsZero() {
		e.setSpan(v.Span, true)
		e.Status = v.Status
	}
	if len(e.Places) == 0 && within(e.Span, v.Span) {
		e.Places = v.Places
		e.infer(vocab.SchemaLocation)
	}
	if e.Super == nil && Family(v.Class) == "visit" && within(e.Span, v.Span) {
		e.Super = v
	}
}

func within(a, b Span) bool {
	return !a.IsZero() && !b.IsZero() && b.Start.First().Compare(a.Start.First()) <= 0 && a.End.Last().Compare(b.End.Last()) <= 0
}

// audienceFrame: "X was received by Y", "Y received X".
func audienceFrame(r *reader, c *clause, u *unit, head *verb) {
	var hosts, guests []*Mention
	at := -1
	for _, t := range u.triggers {
		if t.class == "noun" && t.value == "Audience" {
			at = t.At
			for _, m := range before(u.mentions, t.From) {
				if m.isPerson() && (m.To == t.From || m.Case == Of) {
					hosts = []*Mention{m}
				}
			}
		}
	}
	if v := u.after(u.From-1, "Audience"); at < 0 && v != nil && !v.Form.Passive && v.Form.Tense != Verbal {
		guests = people(before(u.mentions, v.From), Object)
		if len(guests) == 0 {
			return
		}
		at = v.At
		hosts = people(before(u.mentions, v.From), Bare)
		if len(hosts) == 0 {
			hosts = people(c.subject)
		}
	} else if at < 0 && v != nil && v.Form.Passive {
		hosts = people(before(u.mentions, v.From), By)
		if len(hosts) == 0 {
			return
		}
		at = v.At
	}
	if at < 0 || len(hosts) == 0 {
		return
	}
	if len(guests) == 0 {
		guests = people(pick(u.mentions, func(m *Mention) bool { return !slices.Contains(hosts, m) }), Bare)
	}
	if len(guests) == 0 {
		guests = pick(c.subject, func(m *Mention) bool { return !slices.Contains(hosts, m) })
	}
	e := r.event(c, u, vocab.Audience, at, head)
	r.cast(e, vocab.Host, lastGroup(hosts))
	r.cast(e, vocab.Participant, guests)
	if len(e.with(vocab.Participant)) == 0 && r.lastVisit != nil {
		e.add(vocab.Participant, r.lastVisit.with(vocab.Visitor)...)
		e.infer(vocab.Participant)
	}
	e.Places = placesOf(u, Place)
	r.settle(c, e)
	if len(e.with(vocab.Participant)) > 0 && len(e.with(vocab.Host)) > 0 {
		r.add(e)
	}
}

// relationsFrame: "diplomatic relations were established".
func relationsFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "Relations" || u.whenFor(t.At) == nil && c.when == nil {
			continue
		}
		v := u.after(u.From-1, "establish")
		if v == nil && (head == nil || !head.means("establish")) {
			continue
		}
		e := r.event(c, u, vocab.Establishment, t.At, head)
		states := func(m *Mention) bool { return m.isCountry() }
		ms := pick(u.mentions, states, Between, With, Bare, Of)
		if len(ms) < 2 {
			ms = append(ms, pick(c.pending, states)...)
		}
		r.cast(e, vocab.Party, ms)
		if len(e.with(vocab.Party)) < 2 {
			r.castPair(e, vocab.Party)
		}
		if len(e.with(vocab.Party)) == 2 {
			r.add(e)
		}
	}
}

// castPair adds the two states that the text speaks of.
func (r *reader) castPair(e *Event, role string) {
	for _, id := range r.pair() {
		e.add(role, r.entityByID(id))
	}
	e.infer(role)
}

// consultationsFrame: rounds of consultations between ministries.
func consultationsFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "Consultations" || r.bodyMention(u, t.At) != nil {
			continue
		}
		if u.whenFor(t.At) == nil && c.when == nil || !(head != nil && head.means("hold", "plan", "begin", "end", "attend")) {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			e := r.event(c, o, vocab.Consultations, t.At, head)
			e.Places = placesOf(o, Place)
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
			r.add(e)
		}
	}
}

// culturalDaysFrame: "days of the culture of X in Y".
func culturalDaysFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "CulturalDays" {
			continue
		}
		if u.whenFor(t.At) == nil && c.when == nil || head == nil {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			e := r.event(c, o, vocab.CulturalDays, t.At, head)
			e.Places = placesOf(o, Place)
			if len(e.Places) == 0 { // "this year Bishkek received the days of ..."
				e.Places = placesIn(pick(u.mentions, func(m *Mention) bool { return m.isPlace() && m.Entity.kind() == "city" }), Bare)
			}
			var whose []*Mention
			for _, m := range u.mentions {
				if m.isCountry() && m.To <= t.From && (m.Case == Bare || m.Case == Of) {
					whose = append(whose, m)
				}
			}
			r.cast(e, vocab.Participant, lastGroup(whose))
			if len(e.Actors) > 0 {
				r.add(e)
			}
		}
	}
}
