package article

import "diplograph/graph/vocab"

// isSession reports whether a noun tells of a meeting in a series: a session, or
// a meeting that has an ordinal or is attended.
func (r *reader) isSession(u *unit, t trigger) bool {
	if t.class != "noun" || t.value == "Session" {
		return t.class == "noun"
	}
	attend := u.after(t.At, "attend")
	return t.value == "Meeting" && (r.ordinal(u, t.From) > 0 || attend != nil && (t.Form.Case == Place || t.Form.Case == Within))
}

// sessionFrame: a session of a standing body is a meeting with that body.
func sessionFrame(r *reader, c *clause, u *unit, head *verb) {
	for _, t := range u.triggers {
		if !r.isSession(u, t) || u.during || !r.sessionTold(c, u, t, head) {
			continue
		}
		for _, o := range c.occasions(u, t.At) {
			r.session(c, o, u, t, head)
		}
	}
}

// sessionTold reports whether the unit says that and when the session took or
// takes place.
func (r *reader) sessionTold(c *clause, u *unit, t trigger, head *verb) bool {
	ordinal := r.ordinal(u, t.From) > 0
	dated := u.whenFor(t.At) != nil || r.heading != nil || c.when != nil && (ordinal || u.attend(t.At) != nil)
	told := u.after(t.At, "hold", "stay", "attend", "begin", "end", "plan") != nil || head.means("hold", "plan")
	return dated && (told || ordinal)
}

func (r *reader) session(c *clause, o, u *unit, t trigger, head *verb) {
	e := r.event(c, o, vocab.Meeting, t.At, head)
	r.numberSession(e, u, t)
	attend := u.attend(t.At)
	r.placeSession(c, e, o, u, t, attend)
	if t.Form.Case == Object { // "X and Y chaired the session"
		r.cast(e, vocab.Participant, people(u.mentions, Bare, With))
	}
	r.cast(e, vocab.Participant, people(u.mentions, Presence))
	var visit *Event
	if attend != nil {
		x := &Event{Span: e.Span}
		r.castAttendees(c, u, x, attend)
		for _, a := range x.Actors {
			e.add(vocab.Participant, a.Entity)
		}
		visit = r.visitFor(c, u, e, placesOf(u, Goal), attend)
	} else {
		r.castStates(u, t, e)
	}
	e = r.add(e)
	if visit != nil {
		visit.Purpose = e
	}
	r.lastMeeting, r.lastGathering = e, e
}

// numberSession fills in which session of which body it is; "the next one", "its
// session" go on from the session told last.
func (r *reader) numberSession(e *Event, u *unit, t trigger) {
	last := r.lastMeeting
	if e.Ordinal = r.ordinal(u, t.From); e.Ordinal == 0 && t.next && last != nil && last.Ordinal > 0 {
		e.Ordinal = last.Ordinal + 1
		e.infer(vocab.Ordinal)
	}
	e.Body = r.bodyOf(u, t)
	if e.Body == nil && (t.standIn || t.Form.Possessed || t.From > u.From && hasClass(&u.s.Tokens[t.From-1], "next")) && last != nil && r.sentenceNumber-last.order <= 1 {
		e.Body = last.Body
		e.infer(vocab.Body)
	}
}

// placeSession fills in where: told here, where people came to attend it, told
// earlier in the sentence, or the place of the visit it is told under.
func (r *reader) placeSession(c *clause, e *Event, o, u *unit, t trigger, attend *verb) {
	e.Places = placesOf(o, Place)
	if at := r.placeInside(u, t); at != nil {
		e.Places = append(e.Places, at)
	}
	tries := [][]*Entity{placesOf(u, Place)}
	if attend != nil {
		tries = append(tries, placesOf(u, Goal), c.places)
	}
	tries = append(tries, c.stated, r.headingPlaces, r.hostCity(u))
	if x := r.context(); x != nil && Family(x.Class) == "visit" && x.paragraph == r.paragraph && within(e.Span, x.Span) {
		tries = append(tries, x.Places)
	}
	for k, try := range tries {
		if len(e.Places) == 0 && len(try) > 0 {
			e.Places = try
			if k > 0 {
				e.infer(vocab.SchemaLocation)
			}
		}
	}
}

// castStates adds the states that the noun phrase of a session names: those of
// "the Kazakh-Azerbaijani commission".
//
// A body whose name tells none has those that founded it, or the two states
// spoken of.
func (r *reader) castStates(u *unit, t trigger, e *Event) {
	if len(e.Actors) > 0 {
		return
	}
	first := r.phraseStart(u, t.From)
	bodies := pick(before(u.mentions, t.From), func(m *Mention) bool { return m.isBody() && m.From >= first && m.Entity != e.Body }, Between, With, Of)
	if len(bodies) > 1 {
		r.cast(e, vocab.Participant, bodies)
		if e.Body != nil {
			r.parties[e.Body] = e.with(vocab.Participant)
		}
		return
	}
	if ids := r.demonyms(u, first, t.From); len(ids) > 1 {
		for _, id := range ids {
			e.add(vocab.Participant, r.entityByID(id))
		}
		if e.Body != nil {
			r.parties[e.Body] = e.with(vocab.Participant)
		}
		return
	}
	if parties := r.parties[e.Body]; e.Body != nil && len(parties) > 0 {
		e.add(vocab.Participant, parties...)
		e.infer(vocab.Participant)
	} else if bilateral(e.Body) {
		r.castPair(e, vocab.Participant)
	}
}
