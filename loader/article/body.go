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
