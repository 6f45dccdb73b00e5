package article

import (
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// posts finds offices ("the President of X", "the Speaker of the Senate") with
// the name that follows them, if one does. A post without a name waits for the
// event's date to tell who held it.
func (r *reader) posts(s *Sentence, ms []Mention) []Mention {
	for i := 0; i < len(s.Tokens); i++ {
		c := postReading(s.Tokens, i)
		if c == nil || covered(ms, i) {
			continue
		}
		p := &Post{Plural: c.Form.Plural}
		m := Mention{From: c.From, To: i + 1, Case: c.Form.Case, Form: c.Form, Post: p}
		k := -1
		p.Owners, m.From, k = r.owners(s, ms, c.From)
		if c.From > 0 && k < 0 && len(p.Owners) == 0 && hasClass(&s.Tokens[c.From-1], "pair") { // "both presidents"
			p.Pair, p.Plural, m.Anaphoric, m.From = true, true, true, c.From-1
		}
		switch {
		case len(p.Owners) == 0 && c.Form.Ours:
			p.Owners = []string{r.lexicon.Home}
		case len(p.Owners) == 0 && c.Form.Plural && !p.Pair:
			p.Pair, p.Loose, m.Anaphoric = true, true, true
		case k < 0 && len(p.Owners) == 2:
			p.Pair, m.Anaphoric = true, true
		}
		chambers, from := r.chambers(s, ms, c.From)
		if len(chambers) > 0 {
			p.Owners, m.From, p.Pair, m.Anaphoric = chambers, from, false, true
		}
		p.Role = r.role(c.value, p.Owners)
		if len(p.Owners) == 1 && c.Form.Plural {
			p.Plural = false
		}
		ms = dropFrom(ms, m.From, m.To)
		if c.Form.Case == Bare {
			if names := r.namesAfter(s, ms, i+1, c.Form.Plural); len(names) > 0 && !r.otherwise(p, names[0].Entity) {
				ms = dropFrom(ms, i+1, names[len(names)-1].To)
				for n := range names {
					names[n].From = max(names[n].From, i+1)
					r.remember(p, names[n].Entity)
				}
				names[0].From = m.From
				ms = append(ms, names...)
				sortMentions(ms)
				continue
			}
		}
		if i+1 < len(s.Tokens) && (s.Tokens[i+1].is("-") && !s.Tokens[i+1].Spaced || hasClass(&s.Tokens[i+1], "as") || m.Case == Bare && c.Form.Plural && r.headsBody(s, i+1)) {
			continue // "vice-president", "as president", "the council of heads of state"
		}
		ms = append(ms, m)
		sortMentions(ms)
	}
	return ms
}

// headsBody reports whether token i is the possessed noun of a body.
func (r *reader) headsBody(s *Sentence, i int) bool {
	c := reading(&s.Tokens[i], "body")
	return c != nil && c.Form.Possessed
}

// otherwise reports whether the person is known to hold that role of another
// state and never of the post's: two people stand side by side.
func (r *reader) otherwise(p *Post, e *Entity) bool {
	if len(p.Owners) != 1 || e.New {
		return false
	}
	elsewhere := false
	for _, t := range r.gazetteer.Posts(e.ID, caldate.Date{}) {
		if t.Role == p.Role {
			if state := r.country(r.entityByID(t.Of)); t.Of == p.Owners[0] || state != "" && state == r.country(r.entityByID(p.Owners[0])) {
				return false
			}
			elsewhere = true
		}
	}
	return elsewhere
}

// postReading is the post whose last word is token i, unless it is part of a
// longer one.
func postReading(tokens []Token, i int) *Reading {
	c := reading(&tokens[i], "post")
	if c == nil {
		return nil
	}
	for j := i + 1; j < min(i+5, len(tokens)); j++ {
		if longer := reading(&tokens[j], "post"); longer != nil && longer.From <= c.From {
			return nil
		}
	}
	return c
}

// role is the IRI of a post; "head" and "chair" depend on what they are of.
func (r *reader) role(value string, owners []string) string {
	if value != "Chair" || len(owners) == 0 {
		return vocab.DG + value
	}
	switch e := r.entityByID(owners[0]); {
	case e == nil:
	case e.kind() == "country":
		return vocab.HeadOfState
	case e.is(vocab.UpperChamber), e.is(vocab.LowerChamber), e.is(vocab.Parliament):
		return vocab.Speaker
	case e.is(vocab.Government):
		return vocab.HeadOfGovernment
	case e.is(vocab.ForeignMinistry):
		return vocab.ForeignMinister
	}
	return vocab.Chair
}

// chambers are the two chambers that "both chambers of the parliament" before
// token at speaks of; a parliament without a state is that of the place told
// last.
func (r *reader) chambers(s *Sentence, ms []Mention, at int) (ids []string, from int) {
	if at < 2 || reading(&s.Tokens[at-1], "chamber") == nil || !hasClass(&s.Tokens[at-2], "pair") {
		return nil, at
	}
	from = at - 2
	state := ""
	if from > 0 {
		if k := endingAt(ms, from); k >= 0 && ms[k].isBody() {
			state, from = ms[k].Entity.ID, ms[k].From
		} else if reading(&s.Tokens[from-1], "organ") != nil {
			from--
		}
	}
	if state == "" {
		state = r.visited(ms, from)
	}
	for _, class := range []string{vocab.UpperChamber, vocab.LowerChamber} {
		if e := r.organOf(state, class); e != nil {
			ids = append(ids, e.ID)
		}
	}
	return ids, from
}

// visited is the state that the sentence's visit goes to: the last country, or
// country of a city, that stands before token at as a goal or a place.
func (r *reader) visited(ms []Mention, at int) string {
	state := ""
	for _, m := range ms {
		if m.To <= at && m.isPlace() && (m.Case == Goal || m.Case == Place) {
			state = r.country(m.Entity)
		}
	}
	return state
}

// country is the id of the country that a place or body is in, or its own.
func (r *reader) country(e *Entity) string {
	for hops := 0; e != nil && hops < 5; hops++ {
		if e.kind() == "country" {
			return e.ID
		}
		e = r.entityByID(e.In)
	}
	return ""
}

// remember notes who the article says holds a post, for posts whose holders no
// gazetteer knows.
func (r *reader) remember(p *Post, e *Entity) {
	if len(p.Owners) == 1 && e != nil {
		key := postKey{p.Role, p.Owners[0]}
		if _, known := r.holders[key]; !known {
			r.holders[key] = e
		}
		r.lastHolder[p.Role] = e
		if c := r.country(r.entityByID(p.Owners[0])); c != "" {
			r.home[e] = c
		}
	}
}

type postKey struct{ role, owner string }
