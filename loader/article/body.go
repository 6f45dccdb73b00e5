package article

import (
	"strings"

	"diplograph/graph/vocab"
)

// bodyMention is the named body that token at belongs to: one that ends there
// or stands right before it.
func (r *reader) bodyMention(u *unit, at int) *Mention {
	for _, m := range u.mentions {
		if m.isBody() && m.From <= at && at < m.To {
			return m
		}
	}
	return nil
}

// namesBody reports whether the noun at token at is part of a body's name: of a
// named one, or of the noun phrase of a body noun right after it.
func (r *reader) namesBody(u *unit, at int) bool {
	if r.bodyMention(u, at) != nil {
		return true
	}
	for _, t := range u.triggers {
		if t.class == "body" && t.From == at+1 && t.value != "Forum" {
			return true
		}
	}
	return false
}

// bodyOf is the standing body of a session, forum or gathering whose noun is t:
// a named body before the noun, a body noun before it ("of the commission"), or
// for a forum the noun phrase itself; a body alluded to by an ordinal or an
// abbreviation alone is the one told last.
func (r *reader) bodyOf(u *unit, t trigger) *Entity {
	first := r.phraseStart(u, t.From)
	for k := len(u.mentions) - 1; k >= 0; k-- {
		m := u.mentions[k]
		if m.isBody() && m.To <= t.From && m.From >= first-1 && (m.Case == Bare || m.Case == Of) {
			return m.Entity
		}
	}
	for k := len(u.triggers) - 1; k >= 0; k-- {
		b := u.triggers[k]
		if b.class == "body" && b.At < t.From && b.At >= first && b.value != "Forum" {
			return r.bodyNamed(u, b)
		}
	}
	label := r.label(u, first, t)
	if t.value == "Session" && r.alludes(u, t) {
		return r.lastBody
	}
	if strings.Count(label, " ") == 0 {
		if last := r.lastBodies[t.value]; last != nil {
			return last
		}
		return nil
	}
	if t.value != "Forum" && t.value != "Assembly" {
		return nil
	}
	return r.body(label, t.value)
}

// bodyNamed is the body whose noun is b: a new one by its noun phrase, or, where
// the noun stands alone, the last one of its kind.
func (r *reader) bodyNamed(u *unit, b trigger) *Entity {
	label := r.label(u, r.phraseStart(u, b.From), b)
	if strings.Count(label, " ") == 0 {
		return r.lastBodies[b.value]
	}
	return r.body(label, b.value)
}

// body is the organization with that label; kind is its noun's value.
func (r *reader) body(label, kind string) *Entity {
	if g := r.matcher.named[fold(label)]; g != nil {
		r.lastBodies[kind] = r.entity(g)
		return r.entity(g)
	}
	e := r.newEntity("organization", vocab.SchemaOrg, label)
	switch kind {
	case "Commission", "Council", "Mechanism":
		if len(e.Types) == 1 {
			e.Types = append(e.Types, vocab.DG+kind)
		}
	}
	r.lastBodies[kind] = e
	if kind != "Summit" && kind != "Assembly" {
		r.lastBody = e
	}
	return e
}

// alludes reports whether a session's body is only alluded to: "its session", or
// by an abbreviation that nothing explains.
func (r *reader) alludes(u *unit, t trigger) bool {
	for i := range t.From {
		tok := &u.s.Tokens[i]
		if hasReading(tok, "pronoun", "of") || tok.Upper > 1 && tok.Value == 0 && len(tok.Readings) == 0 {
			return true
		}
	}
	return false
}

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

// ordinal is the number of a session or forum told before its noun: "22-",
// "fourth", "XXII"; 0 if there is none.
func (r *reader) ordinal(u *unit, at int) int {
	if n := ordinalAt(u.s.Tokens, at); n > 0 {
		return n
	}
	steps := 0
	for i := at - 1; i >= u.From && steps < 6; i-- {
		t := &u.s.Tokens[i]
		if t.is("\"") { // a name in quotation marks is one step
			for i--; i > u.From && !u.s.Tokens[i].is("\""); i-- {
			}
			continue
		}
		steps++
		if r.inWhen(u, i) {
			break
		}
		if n := ordinalAt(u.s.Tokens, i); n > 0 {
			return n
		}
		if t.Kind == Number && i+1 < u.To && u.s.Tokens[i+1].is("-") && !u.s.Tokens[i+1].Spaced {
			return t.Value
		}
		if t.Kind == Word && t.Value > 0 {
			return t.Value
		}
	}
	return 0
}

// ordinalAt is the ordinal in words whose last word is token i: "fourth",
// "twenty-fourth"; 0 if it is none.
func ordinalAt(tokens []Token, i int) int {
	c := reading(&tokens[i], "ordinal")
	if c == nil {
		return 0
	}
	n := atoi(c.value)
	if n < 10 && c.From > 0 {
		if tens := reading(&tokens[c.From-1], "number"); tens != nil && atoi(tens.value) >= 10 && atoi(tens.value) < 100 {
			n += atoi(tens.value)
		}
	}
	return n
}

// ordinalLen is how many tokens an ordinal takes that begins at token i.
func (r *reader) ordinalLen(u *unit, i int) int {
	t := &u.s.Tokens[i]
	switch {
	case reading(t, "ordinal") != nil, t.Kind == Word && t.Value > 0:
		return 1
	case t.Kind == Number && i+1 < u.To && u.s.Tokens[i+1].is("-") && !u.s.Tokens[i+1].Spaced:
		if i+2 < u.To && hasClass(&u.s.Tokens[i+2], "ordinalsuffix") {
			return 3
		}
		return 2
	}
	return 0
}

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
