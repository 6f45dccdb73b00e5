package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// A clause is what the units of one sentence hand on to each other: who it
// speaks of, when, where, and the dated items of an enumeration whose noun is
// still to come.
type clause struct {
	s        *Sentence
	units    []*unit
	mentions []Mention  // all of the sentence
	pending  []*Mention // of units that told nothing by themselves
	subject  []*Mention // persons and bodies the sentence speaks of
	when     *When
	places   []*Entity
	shared   []*Entity // of those, what the verb at the end has in common with a converb before it
	stated   []*Entity // of them, those that the occasion is said to be in
	super    *Event    // the visit or gathering in whose course the rest happened
	items    []*unit   // dated items of an enumeration so far
	response bool      // "in answer to it"
	there    bool      // "at it", "to it"
	last     *Event
}

// read tells the events of one sentence.
func (r *reader) read(s *Sentence) {
	ms, whens := r.mentions(s)
	r.noteStates(s, ms)
	if r.isHeading(s, ms, whens) || r.concludes(s) {
		return
	}
	c := &clause{s: s, mentions: ms, units: r.units(s, ms, whens)}
	for k, u := range c.units {
		r.tell(c, u, k)
	}
	r.facts(s, ms)
	r.traceSentence(s, ms, whens, c.units)
}

// enumerated reports whether the sentence counts occasions: "three times -".
func (c *clause) enumerated() bool {
	return slices.ContainsFunc(c.units, func(u *unit) bool { return u.has("times") })
}

// concludes notes that the visit being told of is over: "the visit ended".
func (r *reader) concludes(s *Sentence) bool {
	visit, ended := false, false
	for i := range s.Tokens {
		visit = visit || hasReading(&s.Tokens[i], "noun", "Visit")
		if v, ok := verbAt(&s.Tokens[i], i); ok && v.means("end") && v.Form.Tense == Past {
			ended = visit
		}
	}
	e := r.lastOf("visit")
	if ended && e != nil && e.Status == vocab.Ongoing {
		e.Status = vocab.Held
		return true
	}
	return false
}

// isHeading reports whether the sentence is but a date, or a place after such a
// one: it dates and places what the rest of its paragraph tells.
func (r *reader) isHeading(s *Sentence, ms []Mention, whens []When) bool {
	last := len(s.Tokens)
	for last > 0 && s.Tokens[last-1].Kind == Sign {
		last--
	}
	switch {
	case len(whens) > 0 && whens[0].From == 0 && whens[0].To >= last && len(whens[0].Spans) > 0:
		r.heading, r.headingPlaces = &whens[0], nil
		return true
	case r.heading != nil && len(ms) > 0 && ms[0].From == 0 && ms[0].isPlace() && ms[len(ms)-1].To >= last && ms[0].Group == ms[len(ms)-1].Group:
		for _, m := range ms {
			r.headingPlaces = append(r.headingPlaces, m.Entity)
		}
		return true
	}
	return false
}

// tell runs the frames over one unit.
func (r *reader) tell(c *clause, u *unit, k int) {
	c.response = c.response || u.has("response")
	c.there = c.there || u.has("there")
	if t, ok := u.noun("Visit"); ok && t.Form.Case == Place && len(placesOf(u, Goal)) == 0 && len(u.whens) == 0 && len(people(u.mentions, Bare)) == 0 { // "on this visit"
		c.super = r.lastOf("visit")
	}
	r.lasts(c, u)
	head := r.headFrom(c, k)
	before := len(r.told)
	if !r.idle(u, head) {
		for _, frame := range frames {
			frame(r, c, u, head)
		}
	}
	told := r.told[before:]
	r.hand(c, u, told)
	if len(told) > 0 {
		c.last = told[len(told)-1]
		c.items, c.pending = nil, nil
	} else if len(u.whens) > 0 && u.head() == nil && (len(placesOf(u, Place, Goal)) > 0 || len(people(u.mentions, Bare)) > 0 || u.has("kind") || c.enumerated()) {
		c.items = append(c.items, u)
	}
	if u.during {
		c.super = r.recall(u, told)
	}
}

// lasts gives an event of the sentence before the days that "it lasts four days"
// tells.
func (r *reader) lasts(c *clause, u *unit) {
	if len(r.events) == 0 || u.after(u.From-1, "last") == nil || len(u.whens) > 0 {
		return
	}
	e := r.events[len(r.events)-1]
	if d := c.duration(u); d > 1 && e.order == r.sentenceNumber-1 && e.Span.Start.IsDay() && e.Span.Start == e.Span.End {
		e.Span.End = e.Span.Start.Add(d - 1)
		e.infer(vocab.SchemaEndDate)
		e.Status = r.status(c, u, e.Span, nil)
	}
}

// hand notes what the rest of the sentence may lack.
func (r *reader) hand(c *clause, u *unit, told []*Event) {
	var subject []*Mention
	for _, m := range u.mentions {
		if m.Case == Bare && (m.isPerson() || m.isBody()) && !m.hosts(u) {
			subject = append(subject, m)
		}
	}
	if len(subject) > 0 {
		c.subject = subject
		for _, e := range r.actors(subject[len(subject)-1], Span{}) {
			if e.kind() == "person" {
				r.lastPerson = e
			}
		}
	} else if len(told) > 0 && len(c.subject) == 0 {
		for _, m := range u.mentions {
			if m.isPerson() && m.Case == Of {
				c.subject = append(c.subject, m)
			}
		}
	}
	if len(told) == 0 {
		c.pending = append(c.pending, u.mentions...)
	}
	if len(u.whens) > 0 {
		c.when = u.whens[len(u.whens)-1]
	}
	if ps := placesOf(u, Place, Goal); len(ps) > 0 {
		c.places = ps
	}
	visit := slices.ContainsFunc(told, func(e *Event) bool { return Family(e.Class) == "visit" })
	if ps := placesOf(u, Place); len(ps) > 0 && !visit && (u.after(u.From-1, "go", "stay") == nil || u.after(u.From-1, "hold", "Meeting") != nil) {
		c.stated = ps
		if v := u.head(); v == nil || v.Form.Tense == Converb {
			c.shared = ps
		}
	}
	for _, p := range c.places {
		if p.kind() == "city" {
			r.lastCity = p
		}
	}
}

// hosts reports whether the mention stands right before the noun of an
// audience, whose host it names.
func (m *Mention) hosts(u *unit) bool {
	for _, t := range u.triggers {
		if t.class == "noun" && t.value == "Audience" && m.To == t.From {
			return true
		}
	}
	return false
}

// headFrom is the verb that unit k ends on; an item of an enumeration borrows
// that of a later unit.
func (r *reader) headFrom(c *clause, k int) *verb {
	for _, u := range c.units[k:] {
		if v := u.head(); v != nil {
			return v
		}
	}
	return nil
}

// idle reports whether the unit tells of nothing that occurred or will: a
// denial, a wish, a condition, a habit.
func (r *reader) idle(u *unit, head *verb) bool {
	if u.has("habit") || u.has("wish") && !r.due(u) {
		return true
	}
	contrast := len(u.whens) > 0 && head != nil && head.Form.finite() && !u.has("wish")
	for _, v := range u.verbs {
		if v.Form.Negative || v.Form.Tense == Conditional && !contrast {
			return true
		}
	}
	return head != nil && head.Form.Negative
}

// placesOf are the places that the unit names in one of the cases. A country
// gives way to its cities named beside it.
func placesOf(u *unit, cases ...Case) []*Entity { return placesIn(u.mentions, cases...) }

func placesIn(ms []*Mention, cases ...Case) []*Entity {
	var es []*Entity
	for _, m := range ms {
		if m.isPlace() && slices.Contains(cases, m.Case) && !m.Form.Attributed && !slices.Contains(es, m.Entity) {
			es = append(es, m.Entity)
		}
	}
	return es
}

func distinct(es []*Entity) []*Entity {
	var out []*Entity
	for _, e := range es {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// narrow drops countries and regions when the list has a city in them.
func (r *reader) narrow(es []*Entity) []*Entity {
	return slices.DeleteFunc(distinct(es), func(e *Entity) bool {
		if e.kind() == "region" && len(es) > 1 {
			return true
		}
		return e.kind() == "country" && slices.ContainsFunc(es, func(x *Entity) bool {
			return x.kind() == "city" && (r.country(x) == e.ID || x.In == "")
		})
	})
}

func hasVerb(t *Token, value string) bool {
	for _, c := range t.Readings {
		if c.class == "verb" && c.value == value && c.Form.Tense != NoTense {
			return true
		}
	}
	return false
}
