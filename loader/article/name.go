package article

import (
	"diplograph/graph/vocab"
	"slices"
	"strings"
	"unicode/utf8"
)

// beginsPost reports whether a post of several words begins at token i: "Prime
// Minister".
func (r *reader) beginsPost(s *Sentence, i int) bool {
	for j := i + 1; j < min(i+4, len(s.Tokens)); j++ {
		if c := reading(&s.Tokens[j], "post"); c != nil && c.From <= i {
			return true
		}
	}
	return false
}

// namesAfter are the persons named from token at on: one, or after a plural
// post several joined by commas and "and".
func (r *reader) namesAfter(s *Sentence, ms []Mention, at int, plural bool) []Mention {
	var found []Mention
	for {
		for at < len(s.Tokens) && (reading(&s.Tokens[at], "title") != nil || plural && s.Tokens[at].is("-")) {
			at++
		}
		m, ok := r.nameAt(s, ms, at)
		if !ok {
			return found
		}
		found = append(found, m)
		at = m.To
		if !plural || m.Case != Bare || at+1 >= len(s.Tokens) || !(s.Tokens[at].is(",") || hasClass(&s.Tokens[at], "conjunction")) {
			return found
		}
		at++
	}
}

// nameAt is the person whose name begins at token at: one of the gazetteer, or
// capitalised words that nothing else claims.
func (r *reader) nameAt(s *Sentence, ms []Mention, at int) (Mention, bool) {
	if k := startingAt(ms, at); k >= 0 {
		m := ms[k]
		return m, m.isPerson() && m.Entity != nil
	}
	end := at
	for end < len(s.Tokens) && end-at < 7 {
		t := &s.Tokens[end]
		switch {
		case covered(ms, end) && !(coveredByPerson(ms, end)), hasClass(t, "post"), r.beginsPost(s, end):
		case t.Kind == Word && t.Capital && (t.Upper == 1 || utf8.RuneCountInString(t.Text) <= 2):
			end++
			continue
		case end > at && t.Kind == Word && reading(t, "patronymic") != nil:
			end++
			continue
		case end > at && (t.is("-") && !t.Spaced || t.is(".") && utf8.RuneCountInString(s.Tokens[end-1].Text) <= 2) &&
			end+1 < len(s.Tokens) && s.Tokens[end+1].Capital:
			end++
			continue
		}
		break
	}
	if end == at || s.Tokens[end-1].Kind != Word {
		return Mention{}, false
	}
	if coveredByPerson(ms, end-1) { // initials or a first name before a known name
		for k := range ms {
			if ms[k].To == end && ms[k].isPerson() {
				m := ms[k]
				m.From = at
				return m, m.Entity != nil
			}
		}
	}
	stem, form := r.nameStem(s.Tokens[end-1].Text)
	if utf8.RuneCountInString(stem) < 2 || end == at+1 && !r.surnameLike(strings.ToLower(stem)) && r.personByName(stem) == nil {
		return Mention{}, false
	}
	label := strings.TrimSpace(r.text(s, at, end-1) + blankIf(s.Tokens[end-1].Spaced) + stem)
	e := r.personByName(label)
	if e == nil {
		e = r.newEntity("person", vocab.SchemaPerson, r.written(s, at, end, stem))
		r.learn(e, label)
	}
	return Mention{From: at, To: end, Entity: e, Case: form.Case, Form: form}, true
}

func blankIf(spaced bool) string {
	if spaced {
		return " "
	}
	return ""
}

func coveredByPerson(ms []Mention, i int) bool {
	return slices.ContainsFunc(ms, func(m Mention) bool { return m.From <= i && i < m.To && m.isPerson() && m.Entity != nil })
}

// nameStem takes the case ending off an unknown name. Where the name may also
// be read without an ending, one that ends like a surname keeps its letters.
func (r *reader) nameStem(word string) (string, Form) {
	lower := strings.ToLower(word)
	if r.surnameLike(lower) {
		return word, Form{}
	}
	var best string
	var form Form
	for n := len(lower) - 1; n > 0; n-- {
		if !utf8.RuneStart(lower[n]) || utf8.RuneCountInString(lower[:n]) < 3 {
			continue
		}
		r.lexicon.morphology.forms("n", lower[n:], func(f Form) {
			if f.Endings == 1 && f.Case != Bare && (best == "" || r.surnameLike(lower[:n])) {
				best, form = word[:n], f
			}
		})
		if best != "" && r.surnameLike(strings.ToLower(best)) {
			break
		}
	}
	if best == "" {
		return word, Form{}
	}
	return best, form
}

func (r *reader) surnameLike(lower string) bool {
	for _, e := range r.surnames {
		if strings.HasSuffix(lower, e) {
			return true
		}
	}
	return false
}

// learn makes a person that the article brings known by full name and surname
// in the rest of the article.
func (r *reader) learn(e *Entity, label string) {
	words := strings.Fields(label)
	r.known[fold(label)] = e
	if len(words) > 1 {
		surname := fold(words[len(words)-1])
		r.known[surname] = e
		r.known[string([]rune(label)[:1])+"."+surname] = e
	}
}

// personByName finds a person by full name: one that the article has named, or
// one of the gazetteer whose name differs only in letters that spellings of one
// name exchange.
func (r *reader) personByName(label string) *Entity {
	if e := r.known[fold(label)]; e != nil {
		return e
	}
	if g := r.matcher.named[skeleton(label)]; g != nil {
		return r.entity(g)
	}
	if strings.Contains(label, ".") {
		if g := r.matcher.named[initialed(label)]; g != nil {
			return r.entity(g)
		}
	}
	return nil
}

// surnames finds persons named by surname alone, or with initials, once the
// article has named them or where the gazetteer knows only one in office.
func (r *reader) shortNames(s *Sentence, ms []Mention) []Mention {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind != Word || !t.Capital || t.Upper > 1 || covered(ms, i) {
			continue
		}
		if m, ok := r.bareName(s, ms, i); ok {
			ms = append(ms, m)
			sortMentions(ms)
			continue
		}
		e, form := r.bySurname("", t.Lower)
		if e == nil {
			continue
		}
		from := i
		for from > 1 && s.Tokens[from-1].is(".") && s.Tokens[from-2].Capital && utf8.RuneCountInString(s.Tokens[from-2].Text) <= 2 {
			from -= 2
		}
		if from < i {
			if x, f := r.bySurname(string([]rune(s.Tokens[from].Text)[:1])+".", t.Lower); x != nil {
				e, form = x, f
			}
		}
		if from == i && i > 0 && s.Tokens[i-1].Capital && !covered(ms, i-1) && s.Tokens[i-1].Kind == Word && i > 1 && len(s.Tokens[i-1].Readings) == 0 {
			continue // another person's first name stands before it
		}
		ms = append(ms, Mention{From: from, To: i + 1, Entity: e, Case: form.Case, Form: form})
		sortMentions(ms)
	}
	return ms
}

// bareName is a first name and a surname without a post before them, ending at
// token i: two capitalised words that nothing else claims, the second one like a
// surname or the two together a name of the gazetteer under another spelling.
func (r *reader) bareName(s *Sentence, ms []Mention, i int) (Mention, bool) {
	if i == 0 || i > 1 && s.Tokens[i-2].Capital && s.Tokens[i-2].Kind == Word && !covered(ms, i-2) {
		return Mention{}, false
	}
	first, t := &s.Tokens[i-1], &s.Tokens[i]
	if first.Kind != Word || !first.Capital || first.Upper > 1 || len(first.Text) < 4 || covered(ms, i-1) || hasClass(first, "post") {
		return Mention{}, false
	}
	stem, form := r.nameStem(t.Text)
	label := first.Text + " " + stem
	if e := r.personByName(label); e != nil {
		return Mention{From: i - 1, To: i + 1, Entity: e, Case: form.Case, Form: form}, true
	}
	if len(first.Readings) > 0 || len(t.Readings) > 0 || !r.surnameLike(strings.ToLower(stem)) {
		return Mention{}, false
	}
	e := r.newEntity("person", vocab.SchemaPerson, r.written(s, i-1, i+1, stem))
	r.learn(e, label)
	return Mention{From: i - 1, To: i + 1, Entity: e, Case: form.Case, Form: form}, true
}

// bySurname finds a person that the article has named by the surname that the
// word is, with its endings; initial ("Sh.") tells namesakes apart.
func (r *reader) bySurname(initial, lower string) (*Entity, Form) {
	if e := r.known[initial+lower]; e != nil {
		return e, Form{}
	}
	var found *Entity
	var form Form
	for n := len(lower) - 1; n > 4; n-- {
		if !utf8.RuneStart(lower[n]) {
			continue
		}
		if e := r.known[initial+lower[:n]]; e != nil && found == nil {
			r.lexicon.morphology.forms("n", lower[n:], func(f Form) { found, form = e, f })
		}
	}
	return found, form
}
