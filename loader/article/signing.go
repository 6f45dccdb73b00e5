package article

import (
	"diplograph/graph/vocab"
)

// signingFrame: "an agreement was signed", "A and B signed a declaration", "the
// agreement of 10 January 1994". Each document is one signing.
func signingFrame(r *reader, c *clause, u *unit, head *verb) {
	sign := u.after(u.From-1, "sign")
	if sign != nil && sign.Form.Tense == Verbal && !head.means("plan") && !r.due(u) {
		sign = nil
	}
	if sign == nil && u.head() == nil && head.means("sign") { // the verb stands in a later unit
		sign = &verb{At: u.To, From: u.To, values: head.values, Form: head.Form}
	}
	for _, t := range r.documents(u) {
		dated := u.datedAttribute(t)
		signed := sign != nil && (t.At < sign.From || sign.Form.Tense == Participle && t.At > sign.At) &&
			(t.Form.Case == Goal || t.Form.Case == Object || t.Form.Case == Bare)
		if !signed && !dated {
			continue
		}
		r.sign(c, u, t, sign, head)
	}
}

// documents are the document nouns of the unit and what stands for one
// ("the same kind of document").
func (r *reader) documents(u *unit) []trigger {
	var found []trigger
	for _, t := range u.triggers {
		if t.class == "document" {
			found = append(found, t)
		}
	}
	// Nouns joined by commas and "and" share the case of the last one.
	for k := len(found) - 2; k >= 0; k-- {
		if found[k].Form.Case == Bare {
			copied := *found[k].Reading
			copied.Form.Case = found[k+1].Form.Case
			found[k].Reading = &copied
		}
	}
	return found
}

// datedAttribute reports whether the document is told by its date alone: "the
// agreement of 10 January 1994".
func (u *unit) datedAttribute(t trigger) bool {
	for _, w := range u.whens {
		if w.Attributed && w.To <= t.From && u.attributeOf(w, t.At) && w.Spans[0].Start.Year > 0 {
			return true
		}
	}
	return false
}

func (r *reader) sign(c *clause, u *unit, t trigger, sign, head *verb) {
	e := r.event(c, u, vocab.Signing, t.From, head)
	if w := u.whenFor(t.From); w == nil && sign != nil {
		if w = u.whenFor(sign.At); w != nil {
			e.setSpan(w.Spans[0], false)
			e.Status = r.status(c, u, e.Span, head)
		}
	}
	class := t.value
	if class == "Document" && r.sameAsLast(u, t) && r.lastDocument != "" {
		class = r.lastDocument
		e.infer(vocab.HasDocument)
	}
	first := r.titleStart(u, t)
	r.castSignatories(c, u, e, t, sign)
	r.settle(c, e)
	if e.Places = placesOf(u, Place); len(e.Places) == 0 {
		e.Places = c.shared
	}
	label := r.label(u, first, t)
	if class != t.value { // "such a document": named like the last one
		label = r.lastTitle
	}
	e.Document = r.document(label, vocab.DG+class, e)
	if class != "Document" {
		r.lastDocument, r.lastTitle = class, label
	}
	r.add(e)
}

// titleStart is where a document's title begins: after "between A and B" and
// "such a".
func (r *reader) titleStart(u *unit, t trigger) int {
	first := r.phraseStart(u, t.From)
	for i := first; i < t.From; i++ {
		if tok := &u.s.Tokens[i]; hasReading(tok, "relation", "between") || hasClass(tok, "samedocument") || hasClass(tok, "particle") {
			first = i + 1
		}
	}
	return first
}

// sameAsLast reports whether "such a" stands before the document's noun.
func (r *reader) sameAsLast(u *unit, t trigger) bool {
	for i := max(u.From, t.From-2); i < t.From; i++ {
		if hasClass(&u.s.Tokens[i], "samedocument") {
			return true
		}
	}
	return false
}

// castSignatories: those between whom it was signed, who signed it, by whom; or
// "the sides": the two states of the visit or the text.
func (r *reader) castSignatories(c *clause, u *unit, e *Event, t trigger, sign *verb) {
	sides := func(m *Mention) bool { return m.isPerson() || m.isBody() || m.isState() }
	if ms := pick(u.mentions, sides, Between); len(ms) > 0 {
		if len(ms) == 1 {
			ms = pick(u.mentions, sides, With, Between) // "between A and B" as "A with B between"
		}
		if len(ms) > 1 {
			r.cast(e, vocab.Signatory, ms)
			return
		}
	}
	if a, b := r.bodiesBetween(u); a != nil {
		e.add(vocab.Signatory, a, b)
		return
	}
	if c.last != nil && c.last.Class == vocab.Signing && c.last.order == r.sentenceNumber && len(people(u.mentions)) == 0 && !u.has("sides") && len(u.whens) == 0 {
		e.add(vocab.Signatory, c.last.with(vocab.Signatory)...)
		return
	}
	ms := pick(u.mentions, func(m *Mention) bool { return m.isPerson() || m.isBody() }, Bare, By)
	if persons := people(ms); len(persons) > 0 {
		ms = persons
	}
	if states := pick(u.mentions, (*Mention).isCountry, Bare); sign != nil && !sign.Form.Passive && len(ms) == 0 && len(states) > 1 {
		ms = lastGroup(states)
	}
	if sign != nil && !sign.Form.Passive && len(ms) == 0 && !u.has("sides") {
		ms = c.subject
	}
	if sign == nil {
		ms = nil
	} else if len(ms) > 0 && !sign.Form.Passive {
		ms = append(ms, people(u.mentions, With)...)
	} else if with := people(u.mentions, With); len(with) > 0 && !sign.Form.Passive {
		ms = append(with, c.subject...)
	}
	r.cast(e, vocab.Signatory, ms)
	if len(e.with(vocab.Signatory)) == 0 {
		if ms := pick(c.pending, sides, Between); len(ms) > 1 {
			r.cast(e, vocab.Signatory, ms)
			return
		}
		r.castPair(e, vocab.Signatory)
	}
}

// bodiesBetween are the two bodies, unknown so far, of "between the Ministry of
// Energy of X and the corporation Y".
func (r *reader) bodiesBetween(u *unit) (a, b *Entity) {
	for i := u.From; i < u.To; i++ {
		if !hasReading(&u.s.Tokens[i], "relation", "between") {
			continue
		}
		and := i - 1
		for and > u.From && !hasClass(&u.s.Tokens[and], "conjunction") && !hasReading(&u.s.Tokens[and], "relation", "with") {
			and--
		}
		left, okLeft := r.bodyEnding(u, and)
		right, okRight := r.bodyEnding(u, i)
		if okLeft && okRight && and > u.From {
			return r.body(left, "Body"), r.body(right, "Body")
		}
	}
	return nil, nil
}

// bodyEnding is the label of the body whose noun stands right before token end.
func (r *reader) bodyEnding(u *unit, end int) (string, bool) {
	if end <= u.From {
		return "", false
	}
	c := reading(&u.s.Tokens[end-1], "body")
	if c == nil || !c.Form.Possessed {
		return "", false
	}
	first := end - 1
	for first > u.From && !hasClass(&u.s.Tokens[first-1], "conjunction") && !hasReading(&u.s.Tokens[first-1], "relation", "with") && !r.inWhen(u, first-1) && u.s.Tokens[first-1].Kind == Word {
		first--
	}
	return r.label(u, first, trigger{Reading: c, At: end - 1}), first < end-1
}

// document is the entity for what was signed; its name tells it from others by
// the signing's date.
func (r *reader) document(label, class string, e *Event) *Entity {
	d := r.newEntity("document", class, label+blankIf(!e.Span.IsZero())+e.Span.Start.String())
	d.Labels[r.lexicon.Code] = []string{label}
	return d
}
