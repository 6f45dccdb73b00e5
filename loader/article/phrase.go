package article

import "strings"

// phraseStart is where the noun phrase begins whose head stands at token at:
// back over adjectives and nouns up to a verb, a date, a sign, a person or a
// phrase with a case of its own.
func (r *reader) phraseStart(u *unit, at int) int {
	i := at
	for i > u.From {
		t := &u.s.Tokens[i-1]
		if t.Kind == Sign && !t.is("\"") && !(t.is("-") && (!t.Spaced || i > u.From+1 && mentionOver(u, i) != nil && mentionOver(u, i-2) != nil)) || isFinite(t) || hasClass(t, "topic") || hasClass(t, "pair") && !r.adjective(u, i) || hasClass(t, "sides") || i > u.From+1 && r.endsPhrase(u, i-1) {
			break
		}
		if c := reading(t, "relation"); c != nil && c.value != "about" && c.value != "between" && c.value != "with" {
			break
		}
		if r.inWhen(u, i-1) {
			break
		}
		if m := mentionOver(u, i-1); m != nil {
			if m.isPerson() || m.Case != Bare && m.Case != Of && m.Case != Between && m.Case != With {
				break
			}
			i = m.From
			continue
		}
		i--
	}
	return max(i, u.From)
}

// adjective reports whether an adjective of two words ends at token i: "two-sided".
func (r *reader) adjective(u *unit, i int) bool {
	c := reading(&u.s.Tokens[i], "joint")
	return c != nil && c.From < i
}

// endsPhrase reports whether token i is "and" after a noun that has a case of its
// own: what follows is another phrase.
func (r *reader) endsPhrase(u *unit, i int) bool {
	if !hasClass(&u.s.Tokens[i], "conjunction") {
		return false
	}
	for _, c := range u.s.Tokens[i-1].Readings {
		if (c.class == "document" || c.class == "noun" || c.class == "body") && c.Form.Case != Bare && c.Form.Case != Of {
			return true
		}
	}
	return false
}

func isFinite(t *Token) bool {
	for _, c := range t.Readings {
		if c.class == "verb" && c.Form.Tense != NoTense && c.Form.Tense != Verbal {
			return true
		}
	}
	return false
}

func (r *reader) inWhen(u *unit, i int) bool {
	for _, w := range u.whens {
		if w.From <= i && i < w.To {
			return true
		}
	}
	return false
}

func mentionOver(u *unit, i int) *Mention {
	for _, m := range u.mentions {
		if m.From <= i && i < m.To {
			return m
		}
	}
	return nil
}

// label is the noun phrase from token first to the trigger, its head without a
// case ending, its ordinal left out.
func (r *reader) label(u *unit, first int, t trigger) string {
	for first < t.From {
		n := r.ordinalLen(u, first)
		if n == 0 && !hasClass(&u.s.Tokens[first], "next") && !hasClass(&u.s.Tokens[first], "conjunction") {
			break
		}
		first += max(n, 1)
	}
	head := &u.s.Tokens[t.At]
	var words []string
	for i := first; i < t.At; {
		if n := r.ordinalLen(u, i); n > 0 && i+n <= t.At {
			i += n
			continue
		}
		end := i + 1
		for end < t.At && r.ordinalLen(u, end) == 0 {
			end++
		}
		words = append(words, r.text(u.s, i, end))
		i = end
	}
	label := strings.Join(words, " ") + blankIf(head.Spaced && len(words) > 0) + r.nominative(head, t.Form)
	return strings.Trim(label, `" `)
}

// nominative is the token without its case ending; the possessive, which is part
// of a name, stays.
func (r *reader) nominative(t *Token, f Form) string {
	if f.Case == Bare {
		return t.Text
	}
	text := t.Text
	for n := len(text) - 1; n > 0; n-- {
		rest := strings.ToLower(text[n:])
		if !startsRune(text[n]) {
			continue
		}
		for _, state := range []string{"poss3", "n"} {
			ok := false
			r.lexicon.morphology.forms(state, rest, func(g Form) {
				ok = ok || g.Endings == 1 && g.Case == f.Case && !g.Possessed
			})
			if ok && (state == "n") != f.Possessed {
				return text[:n]
			}
		}
	}
	return text
}

func startsRune(b byte) bool { return b < 0x80 || b >= 0xC0 }

// quotedNames are the bodies named in quotation marks right before the noun: two
// where two are joined.
func (r *reader) quotedNames(u *unit, t trigger) []*Entity {
	var names []*Entity
	i := t.From - 1
	for i > u.From && u.s.Tokens[i].is("\"") {
		open := i - 1
		for open >= u.From && !u.s.Tokens[open].is("\"") {
			open--
		}
		if open < u.From {
			break
		}
		label := r.text(u.s, open+1, i)
		names = append([]*Entity{r.body(label, t.value)}, names...)
		i = open - 1
		if i > u.From && (hasClass(&u.s.Tokens[i], "conjunction") || u.s.Tokens[i].is(",")) {
			i--
		}
	}
	return names
}
