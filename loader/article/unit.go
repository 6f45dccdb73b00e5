package article

import (
	"slices"
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
