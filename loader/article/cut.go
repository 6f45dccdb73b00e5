package article

import "slices"

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
