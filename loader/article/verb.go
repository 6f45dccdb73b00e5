package article

import (
	"diplograph/graph/vocab"
	"slices"
)

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
