package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// A unit is a stretch of a sentence that tells of one occurrence: a clause, an
// item of an enumeration, what stands before "during". Sentences are cut into
// units at commas and other signs, after verbs, and between dated items.
type unit struct {
	s        *Sentence
	From, To int // tokens
	whens    []*When
	mentions []*Mention
	triggers []trigger
	verbs    []verb
	quoted   []int // tokens in quotation marks
	aside    *When // "for 20-21 May": no date of an occasion in itself
	until    bool  // aside is followed by "until"
	during   bool  // ends in "during": the next unit happened in the course of this one
}

// A trigger is a noun that names a kind of event, document or body.
type trigger struct {
	*Reading
	At      int
	standIn bool // the noun told before is meant: "the fifth one", a further date
	next    bool // "the next one"
}

// A verb is a verb's form at a token with what it may mean (found, hold ...).
type verb struct {
	At, From int
	values   []string
	Form     Form
}

// means reports whether v, which may be nil, has one of the meanings.
func (v *verb) means(values ...string) bool {
	return v != nil && slices.ContainsFunc(v.values, func(x string) bool { return slices.Contains(values, x) })
}

// units cuts the sentence.
func (r *reader) units(s *Sentence, ms []Mention, whens []When) []*unit {
	keep := protected(s, ms, whens)
	counts := slices.ContainsFunc(s.Tokens, func(t Token) bool { return hasClass(&t, "times") })
	var units []*unit
	from := 0
	cut := func(to int) {
		if to > from {
			units = append(units, r.unit(s, ms, whens, from, to))
		}
		from = to
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case keep[i]:
		case t.Kind == Sign && (t.is(",") || t.is(";") || t.is(":")), t.is("-") && t.Spaced && i+1 < len(s.Tokens) && s.Tokens[i+1].Spaced:
			cut(i + 1)
		case hasClass(t, "conjunction") && i > from && (r.afterVerb(s, i) || betweenDates(whens, ms, from, i, counts)):
			cut(i + 1)
		case i+1 < len(s.Tokens) && isParticiple(t, "attend", "go") && personAt(ms, i+1):
			cut(i + 1)
		case duringAfterTrigger(s, i):
			cut(i + 1)
			units[len(units)-1].during = true
		}
	}
	cut(len(s.Tokens))
	return units
}

// isParticiple reports whether the token is the participle of a verb with one of
// the meanings.
func isParticiple(t *Token, values ...string) bool {
	for _, c := range t.Readings {
		if c.class == "verb" && c.Form.Tense == Participle && slices.Contains(values, c.value) {
			return true
		}
	}
	return false
}

func personAt(ms []Mention, at int) bool {
	k := startingAt(ms, at)
	return k >= 0 && ms[k].isPerson()
}

// protected marks tokens at which no unit ends: inside dates, names joined to
// each other, quotation marks and brackets.
func protected(s *Sentence, ms []Mention, whens []When) []bool {
	keep := make([]bool, len(s.Tokens))
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			keep[i] = true
		}
	}
	for _, w := range whens {
		mark(w.From, w.To)
	}
	for k, m := range ms {
		mark(m.From, m.To)
		if k+1 < len(ms) && ms[k+1].Group == m.Group && ms[k+1].From > m.To {
			mark(m.To, ms[k+1].From)
		}
		if k+1 < len(ms) && ms[k+1].From == m.To+1 && s.Tokens[m.To].is("-") && m.like(&ms[k+1]) {
			mark(m.To, m.To+1)
		}
	}
	open := -1
	for i := range s.Tokens {
		switch t := &s.Tokens[i]; {
		case t.is("\"") && open >= 0:
			mark(open, i+1)
			open = -1
		case t.is("\""):
			open = i
		}
	}
	return keep
}

// afterVerb reports whether the token before i is a verb that ends a clause.
func (r *reader) afterVerb(s *Sentence, i int) bool {
	for _, c := range s.Tokens[i-1].Readings {
		if c.class == "verb" && (c.Form.finite() || c.Form.Tense == Converb) {
			return true
		}
	}
	return false
}

// betweenDates reports whether a date stands on both sides of token i, the one
// before it with a place: items of an enumeration.
// Where the sentence counts occasions, dates alone are items.
func betweenDates(whens []When, ms []Mention, from, i int, counts bool) bool {
	before, after, place := false, false, counts
	for _, w := range whens {
		before = before || w.From >= from && w.To <= i
		after = after || w.From > i && w.From <= i+3
	}
	for _, m := range ms {
		place = place || m.isPlace() && m.From >= from && m.To <= i
	}
	return before && after && place
}

// duringAfterTrigger reports whether token i is "during" right after the noun
// of a visit or gathering.
func duringAfterTrigger(s *Sentence, i int) bool {
	c := reading(&s.Tokens[i], "relation")
	if c == nil || c.value != "during" || c.From == 0 {
		return false
	}
	n := reading(&s.Tokens[c.From-1], "noun")
	return n != nil && n.value != "Relations"
}

// unit gathers what stands in tokens [from, to).
func (r *reader) unit(s *Sentence, ms []Mention, whens []When, from, to int) *unit {
	u := &unit{s: s, From: from, To: to}
	for k := range whens {
		if w := &whens[k]; w.From >= from && w.To <= to && len(w.Spans) > 0 && !w.Aside {
			u.whens = append(u.whens, w)
		} else if w.From >= from && w.To <= to && w.Aside {
			u.aside = w
			u.until = w.To < to && hasReading(&s.Tokens[w.To], "relation", "until")
		}
	}
	for k := range ms {
		if m := &ms[k]; m.From >= from && m.To <= to {
			u.mentions = append(u.mentions, m)
		}
	}
	quoted := false
	for i := from; i < to; i++ {
		t := &s.Tokens[i]
		if t.is("\"") {
			quoted = !quoted
		} else if quoted {
			u.quoted = append(u.quoted, i)
		}
		if v, ok := verbAt(t, i); ok && v.From >= from {
			u.verbs = slices.DeleteFunc(u.verbs, func(x verb) bool { return x.At >= v.From }) // part of a longer phrase
			u.verbs = append(u.verbs, v)
		}
		if quoted && !(i+1 < to && s.Tokens[i+1].is("\"") && reading(t, "document") != nil) || r.inName(u, i) {
			continue
		}
		for _, class := range []string{"noun", "document", "body"} {
			if c := reading(t, class); c != nil && c.From >= from {
				u.triggers = append(u.triggers, trigger{Reading: c, At: i})
			}
		}
		for _, class := range []string{"ordinal", "next"} { // "the fifth one"
			if c := reading(t, class); c != nil && c.Form.Possessed && r.lastTrigger.Reading != nil {
				u.triggers = append(u.triggers, trigger{r.standIn(c), i, true, class == "next"})
			}
		}
	}
	for _, t := range u.triggers {
		if t.class == "noun" && t.value != "Visit" && t.value != "Audience" {
			r.lastTrigger, r.lastTriggerAt, r.lastOrdinal = t, r.sentenceNumber, r.ordinal(u, t.From)
		}
	}
	if r.continues(u) {
		c := *r.lastTrigger.Reading
		c.From, c.Form = u.From, Form{}
		u.triggers = append(u.triggers, trigger{Reading: &c, At: u.whens[len(u.whens)-1].To - 1, standIn: true})
	}
	return u
}

// continues reports whether the unit is a further date and place of what the
// sentence has told: "summits were held in 2021 in A, in 2022 in B".
func (r *reader) continues(u *unit) bool {
	if len(u.triggers) > 0 || len(u.whens) == 0 || r.lastTrigger.Reading == nil || r.lastTriggerAt != r.sentenceNumber || r.lastTrigger.class != "noun" {
		return false
	}
	if v := u.head(); v != nil && !v.means("hold", "plan", "establish", "stay", "attend") || len(people(u.mentions)) > 0 {
		return false
	}
	return len(placesOf(u, Place)) > 0 || len(pick(u.mentions, (*Mention).isCountry, Between)) > 1
}

// noun is the unit's noun of one kind of event.
func (u *unit) noun(value string) (trigger, bool) {
	for k := len(u.triggers) - 1; k >= 0; k-- {
		if t := u.triggers[k]; t.class == "noun" && t.value == value {
			return t, true
		}
	}
	return trigger{}, false
}

// standIn is the noun told last, for an ordinal that stands in its place.
func (r *reader) standIn(ordinal *Reading) *Reading {
	c := *r.lastTrigger.Reading
	c.From, c.Form = ordinal.From, ordinal.Form
	return &c
}

// inName reports whether token i is inside a mention.
func (r *reader) inName(u *unit, i int) bool {
	return slices.ContainsFunc(u.mentions, func(m *Mention) bool { return m.From <= i && i < m.To })
}

// verbAt is the verb that ends at the token: the longest phrase, with all that
// it may mean. A stem without a verb's ending is no verb.
func verbAt(t *Token, i int) (verb, bool) {
	v := verb{At: i, From: i + 1}
	if hasClass(t, "topic") {
		return v, false
	}
	for _, c := range t.Readings {
		if c.class != "verb" || c.Form.Tense == NoTense || c.From > v.From {
			continue
		}
		if c.From < v.From {
			v = verb{At: i, From: c.From}
		}
		v.values = append(v.values, c.value)
		if v.Form.Tense == NoTense || c.Form.Endings < v.Form.Endings {
			v.Form = c.Form
		}
	}
	return v, len(v.values) > 0
}

// head is the verb that the unit ends on, nil if it has none: the last one that
// is neither a noun nor before a noun of its own.
func (u *unit) head() *verb {
	for k := len(u.verbs) - 1; k >= 0; k-- {
		v := &u.verbs[k]
		if v.Form.Tense == Verbal || v.Form.Tense == Conditional {
			continue
		}
		return v
	}
	return nil
}

// after is the first verb after token at that means one of values.
func (u *unit) after(at int, values ...string) *verb {
	for k := range u.verbs {
		if v := &u.verbs[k]; v.At > at && v.means(values...) {
			return v
		}
	}
	return nil
}

func (u *unit) has(class string) bool {
	for i := u.From; i < u.To; i++ {
		if hasClass(&u.s.Tokens[i], class) {
			return true
		}
	}
	return false
}

// whenFor is the date of what token at names: an attribute right before it, the
// nearest date before it, or else the first after it.
func (u *unit) whenFor(at int) *When {
	var best *When
	for _, w := range u.whens {
		if w.Attributed && w.To != at && !u.attributeOf(w, at) || u.claimed(w, at) {
			continue
		}
		if w.To <= at || best == nil {
			best = w
		}
	}
	for _, w := range u.whens { // "after the election of 7 February ... on 19 February"
		if best != nil && best.Attributed && best.To != at && !w.Attributed && !u.claimed(w, at) {
			best = w
		}
	}
	for _, w := range u.whens { // "last year's forum ... in November"
		if best != nil && w != best && !u.claimed(w, at) && best.Spans[0].Start.Precision() < w.Spans[0].Start.Precision() && best.Spans[0].Start.Covers(w.Spans[0].Start) {
			best = w
		}
	}
	return best
}

// claimed reports whether the date belongs to a participle that stands right
// after it, "the commission set up in 2002", and not to what token at names.
func (u *unit) claimed(w *When, at int) bool {
	for k := range u.verbs {
		v := &u.verbs[k]
		if v.From == w.To && v.Form.Tense == Participle && v.At+1 < u.To && u.s.Tokens[v.At+1].Kind == Word && v.means("found", "initiate") && v.From != at && v.At != at {
			return true
		}
	}
	return false
}

// attributeOf reports whether an attributed date belongs to the noun at token
// at: no other trigger stands between.
func (u *unit) attributeOf(w *When, at int) bool {
	for _, t := range u.triggers {
		if t.At >= w.To && t.At < at {
			return false
		}
	}
	return w.To <= at
}

// tells reports whether the verb says that something took place or will: it can
// carry an undated sentence's event.
func (v *verb) tells() bool {
	return v != nil && (v.Form.Tense == Past || v.Form.Tense == Participle || v.means("plan"))
}

// carries reports whether the verb can carry an undated sentence's event: it
// tells of the past, or of the future where a planned occasion is spoken of.
func (r *reader) carries(v *verb) bool {
	if v.tells() {
		return true
	}
	x := r.context()
	return v != nil && (v.Form.Tense == NonPast || v.Form.Tense == Future) && x != nil && x.Status == vocab.Planned
}

// verbFrom is the verb whose first token is at.
func (u *unit) verbFrom(at int) *verb {
	for k := range u.verbs {
		if u.verbs[k].From == at {
			return &u.verbs[k]
		}
	}
	return nil
}

// isToBe reports whether "the holding of it" after token at is planned.
func (u *unit) isToBe(at int) bool {
	v := u.after(at, "hold", "stay")
	return v != nil && v.Form.Tense == Verbal && u.after(v.At, "plan") != nil
}
