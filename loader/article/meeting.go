package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// meetingFrame: "X met Y", "talks of X and Y were held".
func meetingFrame(r *reader, c *clause, u *unit, head *verb) {
	at := -1
	for _, t := range u.triggers {
		if t.class != "noun" || t.value != "Meeting" || r.namesBody(u, t.At) || r.isSession(u, t) {
			continue
		}
		held := u.after(t.At, "hold", "stay", "begin", "end", "plan", "Meeting") != nil || head.means("hold", "plan")
		if t.Form.Case != Of && (held || u.whenFor(t.At) != nil) && !u.during || u.during && len(people(u.mentions, With)) > 0 {
			at = t.At
		}
	}
	if v := u.after(u.From-1, "Meeting"); at < 0 && v != nil && (v.Form.Tense != Verbal || head.means("plan") && !hasReading(&u.s.Tokens[v.At], "noun", "Meeting")) {
		at = v.At
	}
	if at < 0 || r.enumerates(u) {
		return
	}
	if u.whenFor(at) == nil && len(c.items) == 0 && c.when == nil && r.context() == nil && c.super == nil && r.heading == nil {
		return
	}
	if u.whenFor(at) == nil && c.when == nil && len(c.items) == 0 && r.heading == nil && !r.carries(head) {
		return
	}
	for _, o := range c.occasions(u, at) {
		anchor := at
		if o != u {
			anchor = o.To
		}
		if r.severally(c, u, anchor, head) {
			continue
		}
		e := r.event(c, o, vocab.Meeting, anchor, head)
		e.Places = placesOf(o, Place)
		if len(e.Places) == 0 && o != u {
			e.Places = placesOf(u, Place)
		}
		r.castMeeting(c, u, e)
		if len(e.with(vocab.Participant)) < 2 {
			r.castMeetingFromContext(c, e)
		}
		dated := o.whenFor(anchor) != nil
		if n := len(e.with(vocab.Participant)); n == 0 && !(dated && len(placesOf(u, Place)) > 0) || n == 1 && !(dated && len(people(u.mentions, With)) > 0) {
			continue
		}
		r.settle(c, e)
		e.Status = r.status(c, u, e.Span, head)
		if !e.Span.IsZero() {
			r.lastMeeting = r.add(e)
			r.noteMeeting(e)
		}
	}
}

// enumerates reports whether the unit only announces what the next ones list:
// "met several times -".
func (r *reader) enumerates(u *unit) bool {
	return u.has("times") && u.To < len(u.s.Tokens) && u.s.Tokens[u.To-1].is("-")
}

// noteMeeting remembers the two states whose people met for "both states".
func (r *reader) noteMeeting(e *Event) {
	var states []string
	for _, a := range e.Actors {
		if s := r.stateOf(a.Entity, e.Span.Start); s != "" && !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	switch {
	case len(states) == 2:
		r.lastPair, r.lastStates = states, nil
	case len(states) > 2:
		r.lastStates = states
	}
}

// severally tells of one meeting with each: "met with A and with B, too".
func (r *reader) severally(c *clause, u *unit, anchor int, head *verb) bool {
	with := people(slices.Concat(c.pending, u.mentions), With)
	if len(with) < 2 || with[0].Group == with[len(with)-1].Group {
		return false
	}
	who := people(slices.Concat(c.pending, u.mentions), Bare)
	if len(who) == 0 {
		who = c.subject
	}
	for _, m := range with {
		e := r.event(c, u, vocab.Meeting, anchor, head)
		r.cast(e, vocab.Participant, who)
		r.cast(e, vocab.Participant, []*Mention{m})
		e.Places = placesOf(u, Place)
		r.settle(c, e)
		if len(e.Actors) > 1 && !e.Span.IsZero() {
			r.lastMeeting = r.add(e)
		}
	}
	return true
}

// castMeeting adds the sides: persons, or bodies where no two persons are told.
func (r *reader) castMeeting(c *clause, u *unit, e *Event) {
	for _, sides := range []func(*Mention) bool{
		(*Mention).isPerson,
		func(m *Mention) bool { return m.isPerson() || m.isBody() },
	} {
		ms := pick(u.mentions, sides, Bare, With, Of, Between, By)
		x := &Event{Span: e.Span}
		r.cast(x, vocab.Participant, ms)
		if len(pick(ms, sides, Bare, Of, By)) == 0 {
			r.cast(x, vocab.Participant, pick(c.subject, sides))
		}
		if len(x.Actors) < 2 {
			r.cast(x, vocab.Participant, pick(c.pending, sides, Bare, Of, With))
		}
		if len(x.Actors) < 2 && r.lastPerson != nil && len(pick(ms, sides, With)) > 0 {
			x.add(vocab.Participant, r.lastPerson)
			x.infer(vocab.Participant)
		}
		e.Actors, e.Inferred = x.Actors, append(e.Inferred, x.Inferred...)
		if len(e.Actors) >= 2 {
			return
		}
	}
}

// castMeetingFromContext lets the visitor and the host of the visit that is
// being told meet.
func (r *reader) castMeetingFromContext(c *clause, e *Event) {
	v := c.super
	if v == nil {
		v = r.lastVisit
	}
	if v == nil || c.super == nil && (r.sentenceNumber-v.order > 6 || !e.Span.IsZero() && !within(e.Span, v.Span)) {
		return
	}
	e.add(vocab.Participant, v.with(vocab.Visitor)...)
	if len(v.Places) > 0 && len(e.with(vocab.Participant)) == 1 {
		e.add(vocab.Participant, r.holder(vocab.HeadOfState, r.country(v.Places[0]), v.Span))
	}
	e.infer(vocab.Participant)
}
