package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// visitFrame: "X's state visit to Y", "X came to Y on a visit", "X arrived in
// Y", "X was in Y".
func visitFrame(r *reader, c *clause, u *unit, head *verb) {
	if r.prolong(u) {
		return
	}
	v, ok := r.visitTold(c, u, head)
	if !ok {
		return
	}
	for _, o := range c.occasions(u, v.at) {
		anchor := v.at
		if o != u {
			anchor = o.To
		}
		for _, span := range spansOf(o, anchor) {
			r.visit(c, o, u, v, anchor, span, head)
		}
	}
}

// A visitCue is what tells of a visit: its noun, a verb of motion, or "was in".
type visitCue struct {
	at, from int
	named    bool // by its noun
	owned    bool // the visitor is the noun's owner: "X's visit"
}

// visitTold finds the cue. A noun with a case that makes it a part of something
// else ("on the second day of the visit") tells of the visit told before.
func (r *reader) visitTold(c *clause, u *unit, head *verb) (visitCue, bool) {
	t, named := u.noun("Visit")
	move := u.after(u.From-1, "go", "visit")
	if move != nil && (move.Form.Tense == Verbal && !head.means("plan") || r.auxiliary(u, move)) {
		move = nil
	}
	invited := head.means("invite") && (move == nil || move.Form.Tense == Verbal) // an invitation is no visit yet
	whole := len(people(u.mentions, Bare, Of)) > 0 && len(placesOf(u, Place, Goal)) > 0
	switch {
	case named && (t.Form.Case == Of || t.Form.Case == Place && !whole) && u.after(t.At, "go") == nil:
		r.addStops(u)
	case invited:
	case named:
		return visitCue{t.At, t.From, true, move == nil && t.Form.Case != With}, true
	case move != nil:
		return visitCue{at: move.At, from: move.From}, true
	case r.stays(c, u):
		return visitCue{at: u.head().At, from: u.head().From}, true
	}
	return visitCue{}, false
}

// visit makes the event of one occasion; without a visitor or a place there is
// none.
func (r *reader) visit(c *clause, o, u *unit, v visitCue, anchor int, span Span, head *verb) {
	e := r.event(c, o, r.visitKind(o, u, v), anchor, head)
	if !span.IsZero() {
		e.Span = span
	}
	e.Super = nil
	r.castVisitor(c, e, o, u, v)
	r.placeVisit(c, e, o, u)
	if len(e.Places) == 0 || len(e.with(vocab.Visitor)) == 0 || e.Span.IsZero() && head == nil {
		return
	}
	r.invitation(u, e)
	c.extend(u, e)
	e.Status = r.status(c, u, e.Span, head)
	if (c.response || u.has("response")) && r.lastVisit != nil {
		e.Response = r.lastVisit
		e.infer(vocab.InResponseTo)
	}
	r.settleDate(c, e)
	e = r.add(e)
	r.lastVisit, r.calendar.visit = e, e.Span.Start
	r.notePair(e)
}

// extend moves the end of an event told with one day to what its duration gives.
func (c *clause) extend(u *unit, e *Event) {
	if d := c.duration(u); d > 1 && e.Span.Start == e.Span.End && e.Span.Start.IsDay() {
		e.Span.End = e.Span.Start.Add(d - 1)
		e.infer(vocab.SchemaEndDate)
	}
}

// stays reports whether the unit says no more than that somebody was in a place
// not of his own state: "X was in Dushanbe".
func (r *reader) stays(c *clause, u *unit) bool {
	v := u.head()
	purpose := u.after(u.From-1, "attend")
	if !v.means("stay") || v.From < v.At || len(u.triggers) > 0 && (purpose == nil || purpose.Form.Tense != Verbal) || len(u.whens) == 0 && c.when == nil {
		return false
	}
	places, who := placesOf(u, Place), people(u.mentions, Bare)
	if len(who) == 0 {
		who = people(c.subject, Bare)
	}
	if len(places) == 0 || len(who) == 0 {
		return false
	}
	if c.last != nil && Family(c.last.Class) == "visit" { // "came to the country and was in both cities"
		if r.samePlaces(c.last.Places, places) {
			c.last.Places = r.narrow(append(c.last.Places, places...))
			return false
		}
	}
	for _, e := range r.actors(who[0], Span{}) {
		return r.stateOf(e, r.calendar.last) != r.country(places[0])
	}
	return false
}

// prolong dates the visit told last: "it lasts until 28 November", "the visit is
// scheduled for 20-21 May".
func (r *reader) prolong(u *unit) bool {
	v := r.lastOf("visit")
	if back := u.after(u.From-1, "return"); back != nil && v != nil && v.order == r.sentenceNumber && len(u.whens) > 0 {
		if end := u.whens[0].Spans[0].End; end.IsDay() && v.Span.Start.Compare(end) < 0 && v.Span.Start == v.Span.End {
			v.Span.End = end
			v.Status = r.status(nil, u, v.Span, u.head())
		}
		return true
	}
	if v == nil || u.aside == nil || len(u.aside.Spans) == 0 {
		return false
	}
	span := u.aside.Spans[0]
	_, visit := u.noun("Visit")
	switch {
	case u.until && u.after(u.From-1, "last", "end") != nil && span.End.IsDay() && v.Span.Start.Compare(span.End) < 0:
		v.Span.End = span.End
	case visit && len(u.whens) == 0 && len(people(u.mentions)) == 0 && len(placesOf(u, Goal)) == 0 && u.after(u.From-1, "plan") != nil:
		v.Span = span
	default:
		return false
	}
	v.Status = r.status(nil, u, v.Span, u.head())
	return true
}

// addStops adds the cities of "the second day of his visit was spent in A" to
// the visit told last.
func (r *reader) addStops(u *unit) {
	v := r.lastOf("visit")
	stops := placesOf(u, Place)
	if v == nil || len(stops) == 0 || u.after(u.From-1, "hold", "stay") == nil || len(u.triggers) > 1 {
		return
	}
	for _, p := range stops {
		if r.country(p) == r.country(v.Places[0]) && !slices.Contains(v.Places, p) {
			v.Places = r.narrow(append(v.Places, p))
		}
	}
}

// auxiliary reports whether a verb of motion only helps the converb before it:
// "has been working".
func (r *reader) auxiliary(u *unit, v *verb) bool {
	if v.From <= u.From || v.From != v.At {
		return false
	}
	prev := &u.s.Tokens[v.From-1]
	if prev.Kind != Word || hasVerb(prev, "go") {
		return false
	}
	return mentionOver(u, v.From-1) == nil && r.lexicon.morphology.endsIn(prev.Lower, "conv")
}

func (r *reader) placeVisit(c *clause, e *Event, o, u *unit) {
	e.Places = placesOf(o, Goal)
	if len(e.Places) == 0 && o != u {
		e.Places = placesOf(o, Goal, Place)
	}
	if len(e.Places) == 0 {
		e.Places = placesOf(u, Goal)
	}
	for _, t := range u.triggers { // "came to the forum in Samarkand"
		if at := r.placeInside(u, t); len(e.Places) == 0 && at != nil && t.Form.Case == Goal {
			e.Places = []*Entity{at}
		}
	}
	if len(e.Places) == 0 {
		e.Places = placesOf(u, Place)
	}
	if len(e.Places) == 0 {
		e.Places = placesIn(c.pending, Goal)
	}
	if len(e.Places) > 0 {
		return
	}
	e.infer(vocab.SchemaLocation)
	if x := r.context(); (c.there || u.has("there")) && len(u.whens) == 0 && x != nil && len(x.Places) > 0 {
		e.Places = x.Places
		return
	}
	if x := r.context(); x != nil && len(x.Places) > 0 && within(x.Span, e.Span) { // a visit about what was just told
		if v := e.with(vocab.Visitor); len(v) > 0 && r.stateOf(v[0], e.Span.Start) != r.country(x.Places[0]) {
			e.Places = x.Places
			return
		}
	}
	// A foreign guest's visit without a goal, in the press of a state, is one to
	// that state; with two states spoken of, to the other of the two.
	for _, v := range e.with(vocab.Visitor) {
		state := r.stateOf(v, e.Span.Start)
		if pair := r.pair(); len(pair) == 2 && state != "" && slices.Contains(pair, state) && !e.Span.IsZero() {
			if pair[0] == state {
				pair = pair[1:]
			}
			e.Places = []*Entity{r.entityByID(pair[0])}
			return
		}
	}
}

func (r *reader) castVisitor(c *clause, e *Event, o, u *unit, v visitCue) {
	if who := people(o.mentions, Bare, Of); o != u && len(who) > 0 {
		r.cast(e, vocab.Visitor, lastGroup(who))
		return
	}
	ahead := pick(before(u.mentions, v.from), func(m *Mention) bool { return m.isPerson() && !r.invites(u, m) })
	if came := u.after(v.from-1, "go", "visit"); came != nil && came.Form.Tense == Participle { // "X, who came on a visit"
		if k := startingAt(c.mentions, came.At+1); k >= 0 && c.mentions[k].isPerson() {
			r.cast(e, vocab.Visitor, []*Mention{&c.mentions[k]})
			return
		}
	}
	tries := [][]*Mention{people(ahead, HeadedBy), people(ahead, Bare), people(ahead, Of)}
	if v.owned {
		tries[1], tries[2] = tries[2], tries[1]
	}
	tries = append(tries, people(u.mentions, Bare), people(c.pending, Of, Bare), people(c.subject))
	for _, who := range tries {
		if len(who) > 0 {
			r.cast(e, vocab.Visitor, lastGroup(who))
			return
		}
	}
	if guest := r.guest(u); guest != nil {
		e.add(vocab.Visitor, guest)
		e.infer(vocab.Visitor)
	}
}

// guest is whom "the guest" stands for: who came, or was received, last.
func (r *reader) guest(u *unit) *Entity {
	if !u.has("guest") {
		return nil
	}
	for k := len(r.events) - 1; k >= max(0, len(r.events)-6); k-- {
		e := r.events[k]
		if who := e.with(vocab.Visitor); len(who) > 0 {
			return who[0]
		}
		if e.Class == vocab.Audience {
			if who := e.with(vocab.Participant); len(who) > 0 {
				return who[0]
			}
		}
	}
	return nil
}

// visitKind is the class that the adjectives before the noun, or in the item of
// an enumeration, give a visit.
func (r *reader) visitKind(o, u *unit, v visitCue) string {
	if o != u {
		for i := o.From; i < o.To; i++ {
			if k := reading(&o.s.Tokens[i], "kind"); k != nil {
				return vocab.DG + k.value
			}
		}
	}
	if !v.named {
		return vocab.Visit
	}
	for i := v.from - 1; i >= max(u.From, v.from-3); i-- {
		if k := reading(&u.s.Tokens[i], "kind"); k != nil {
			return vocab.DG + k.value
		}
	}
	return vocab.Visit
}

// duration is the number of days in "three-day" or, in the unit after, "it
// lasts three days"; 0 if none is told.
func (c *clause) duration(u *unit) int {
	for i := u.From + 1; i < u.To; i++ {
		if hasClass(&u.s.Tokens[i], "duration") {
			return numberBefore(u.s.Tokens, i, u.From)
		}
	}
	for _, next := range c.units {
		if v := next.after(next.From-1, "last"); next.From >= u.From && v != nil {
			for i := v.From - 1; i > next.From; i-- {
				if hasReading(&next.s.Tokens[i], "datepart", "day") {
					return numberBefore(next.s.Tokens, i, next.From)
				}
			}
		}
	}
	return 0
}

func numberBefore(tokens []Token, i, from int) int {
	if i--; i > from && tokens[i].is("-") {
		i--
	}
	if i < from {
		return 0
	}
	return numberAt(&tokens[i])
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

// invites reports whether the mention is of whose invitation is spoken.
func (r *reader) invites(u *unit, m *Mention) bool {
	return m.To < u.To && reading(&u.s.Tokens[m.To], "invitation") != nil
}

// invitation adds the host at whose invitation the visitor came.
func (r *reader) invitation(u *unit, e *Event) {
	for _, m := range u.mentions {
		if m.isPerson() && r.invites(u, m) {
			r.cast(e, vocab.Host, []*Mention{m})
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
		r.lastPair, r.lastStates = []string{a, b}, nil
	}
}
