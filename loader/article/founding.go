package article

import (
	"slices"
	"strings"

	"diplograph/graph/vocab"
)

// foundingFrame: "a commission was set up", "the forum was launched", "since
// 1997 the commission has worked", "the mechanism that X started in 2018".
func foundingFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, v := range u.verbs {
		if v.Form.Tense == Verbal {
			continue
		}
		by := pick(before(u.mentions, v.From), func(m *Mention) bool { return m.isPerson() || m.isCountry() || m.isBody() }, By)
		switch {
		case v.means("initiate") && len(by) > 0:
			r.initiate(c, u, v, by, head)
		case v.means("found"):
			r.found(c, u, v, head)
			r.foundBefore(c, u, v, head)
		case v.means("work") && hasSince(u):
			r.found(c, u, v, head)
		}
	}
	r.initiativeOf(c, u, head)
}

func hasSince(u *unit) bool {
	return slices.ContainsFunc(u.whens, func(w *When) bool { return w.Since })
}

// found tells the founding of the bodies that stand before the verb: subject
// of a passive, object of an active one.
func (r *reader) found(c *clause, u *unit, v verb, head *verb) {
	if u.whenFor(v.From) == nil && c.when == nil && r.heading == nil && c.super == nil && !(u.has("sides") && r.context() != nil) {
		return
	}
	for _, t := range u.triggers {
		if t.value == "Forum" && v.means("hold", "open") { // a forum that is "organized" or "opened" is held
			continue
		}
		if t.class != "body" || t.At >= v.From || t.Form.Case != Bare && t.Form.Case != Object || r.modifies(u, t.At, v.From) {
			continue
		}
		first := r.phraseStart(u, t.From)
		label := r.label(u, first, t)
		if u.triggersAt(t.At, "Session", "Visit") {
			continue
		}
		e := r.event(c, u, vocab.Founding, v.From, head)
		if last := r.lastBodies[t.value]; last != nil && !strings.Contains(label, " ") { // "this council"
			e.Body = last
			for _, p := range r.parties[last] {
				e.add(vocab.Party, p)
			}
		} else {
			e.Body = r.body(label, t.value)
		}
		r.settleDate(c, e)
		r.castFounders(c, u, e, v, first, t.At)
		r.lastBodies["any"] = e.Body
		r.add(e)
	}
	for _, m := range u.mentions {
		if m.isBody() && m.To <= v.From && (m.Case == Object || m.Case == Bare && v.Form.Passive && !r.modifies(u, m.To-1, v.From)) {
			e := r.event(c, u, vocab.Founding, v.From, head)
			e.Body = m.Entity
			r.castFounders(c, u, e, v, m.From, m.To)
			r.add(e)
		}
	}
}

// foundBefore tells of a founding in passing: "the commission set up in 2002".
func (r *reader) foundBefore(c *clause, u *unit, v verb, head *verb) {
	for _, w := range u.whens {
		if w.To != v.From || v.Form.Tense != Participle || v.Form.Case != Bare {
			continue
		}
		for _, t := range u.triggers {
			if t.class != "body" || t.At <= v.At || r.modifies(u, t.At, min(t.At+2, u.To)) && t.Form.Case == Bare {
				continue
			}
			first := max(r.phraseStart(u, t.From), v.At+1)
			e := r.event(c, u, vocab.Founding, v.From, head)
			e.setSpan(w.Spans[0], false)
			e.Status = vocab.Held
			e.Body = r.body(r.label(u, first, t), t.value)
			r.castFounders(c, u, e, v, first, t.At)
			e.Places = nil
			r.add(e)
			return
		}
	}
}

// castFounders fills in whose body it is, who set it up and where.
func (r *reader) castFounders(c *clause, u *unit, e *Event, v verb, first, at int) {
	states := func(m *Mention) bool { return m.isCountry() && m.From >= first && m.To <= at }
	owners := pick(u.mentions, states)
	bodies := pick(u.mentions, func(m *Mention) bool { return m.isBody() && m.From >= first && m.To <= at && m.Entity != e.Body })
	if by := pick(u.mentions, (*Mention).isCountry, By); len(by) > 0 {
		r.cast(e, vocab.Party, by)
	} else if in := pick(u.mentions, (*Mention).isBody, Place); len(in) > 0 { // "in the Parliament a commission was set up"
		r.cast(e, vocab.Party, in)
		e.infer(vocab.Party)
	} else if len(bodies) >= 2 {
		r.cast(e, vocab.Party, bodies)
	} else if u.has("sides") || len(pick(u.mentions, func(m *Mention) bool { return m.Post != nil && m.Post.Pair }, Bare)) > 0 {
		r.castPair(e, vocab.Party)
	} else if len(owners) >= 2 {
		r.cast(e, vocab.Party, owners)
	} else if parties := pick(u.mentions, func(m *Mention) bool { return m.isCountry() || m.isBody() }, Between); len(parties) > 1 {
		r.cast(e, vocab.Party, parties)
	} else if ids := r.demonyms(u, first, at); len(ids) > 1 {
		for _, id := range ids {
			e.add(vocab.Party, r.entityByID(id))
		}
	} else if r.joint(u, first, at) {
		r.castPair(e, vocab.Party)
	}
	e.Places = placesOf(u, Place)
	r.cast(e, vocab.Initiator, people(u.mentions, By))
	if len(e.with(vocab.Party)) == 0 && len(e.Places) == 0 && bilateral(e.Body) {
		r.castPair(e, vocab.Party)
	}
	if ps := e.with(vocab.Party); len(ps) > 0 && e.Body != nil {
		r.parties[e.Body] = ps
	}
}

// bilateral reports whether the body, which no gazetteer knows, is of the kind
// that two states set up together.
func bilateral(body *Entity) bool {
	return body != nil && body.New && (body.is(vocab.Commission) || body.is(vocab.Council))
}

// joint reports whether an adjective in tokens [from, to] says that the thing is
// of two sides: "intergovernmental".
func (r *reader) joint(u *unit, from, to int) bool {
	for i := from; i <= to; i++ {
		if hasClass(&u.s.Tokens[i], "joint") {
			return true
		}
	}
	return false
}

// demonyms are the states whose peoples' names stand in tokens [from, to]:
// "Uzbek-Kyrgyz fund".
func (r *reader) demonyms(u *unit, from, to int) (ids []string) {
	for i := from; i <= to; i++ {
		if c := reading(&u.s.Tokens[i], "demonym"); c != nil && !slices.Contains(ids, c.value) {
			ids = append(ids, c.value)
		} else if m := mentionOver(u, i); m != nil && m.isCountry() && !slices.Contains(ids, m.Entity.ID) {
			ids = append(ids, m.Entity.ID)
		}
	}
	return ids
}

// modifies reports whether the noun at token at belongs to another noun before
// token end.
func (r *reader) modifies(u *unit, at, end int) bool {
	for i := at + 1; i < end; i++ {
		t := &u.s.Tokens[i]
		if t.Kind == Sign || hasClass(t, "conjunction") || r.inWhen(u, i) || mentionOver(u, i) != nil {
			return false
		}
		if n := reading(t, "noun"); n != nil {
			return true
		}
		if n := reading(t, "document"); n != nil {
			return true
		}
		if n := reading(t, "body"); n != nil && n.Form.Case == Bare {
			return true
		}
		if reading(t, "relation") != nil {
			return true
		}
	}
	return false
}

func (u *unit) triggersAt(at int, values ...string) bool {
	return slices.ContainsFunc(u.triggers, func(t trigger) bool { return t.At == at && slices.Contains(values, t.value) })
}

// initiate tells of what somebody started: the body noun or named body after
// the participle, or before a finite verb.
func (r *reader) initiate(c *clause, u *unit, v verb, by []*Mention, head *verb) {
	e := r.event(c, u, vocab.Initiative, v.From, head)
	r.cast(e, vocab.Initiator, lastGroup(by))
	for _, t := range u.triggers {
		if t.class == "body" && t.At > v.At && e.Body == nil {
			if m := r.mentionBefore(u, t.From); m != nil && m.isBody() {
				e.Body = m.Entity
			} else {
				e.Body = r.body(r.label(u, v.At+1, t), t.value)
			}
		}
	}
	for _, m := range u.mentions {
		if m.isBody() && m.From > v.At && e.Body == nil {
			e.Body = m.Entity
		}
	}
	if !e.Span.IsZero() {
		r.add(e)
	}
}

func (r *reader) mentionBefore(u *unit, at int) *Mention {
	for _, m := range u.mentions {
		if m.To == at {
			return m
		}
	}
	return nil
}

// initiativeOf: "on X's initiative ... was set up": the founding has an
// initiator.
func (r *reader) initiativeOf(c *clause, u *unit, head *verb) {
	for i := u.From; i < u.To; i++ {
		n := reading(&u.s.Tokens[i], "initiative")
		if n == nil {
			continue
		}
		for _, e := range r.told {
			if e.Class == vocab.Founding && e.order == r.sentenceNumber {
				for _, m := range u.mentions {
					if (m.isPerson() || m.isBody()) && m.To == n.From {
						r.cast(e, vocab.Initiator, []*Mention{m})
					}
				}
			}
		}
	}
}
