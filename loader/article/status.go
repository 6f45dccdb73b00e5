package article

import "diplograph/graph/vocab"

// event begins an event that token at of the unit tells: its date, status and
// passage. ok is false when nothing says that it took or takes place.
func (r *reader) event(c *clause, u *unit, class string, at int, head *verb) *Event {
	e := &Event{Class: class, order: r.sentenceNumber, paragraph: r.paragraph}
	switch w := u.whenFor(at); {
	case w != nil:
		e.setSpan(w.Spans[0], w.Since)
	case c.super != nil:
		e.setSpan(c.super.Span, true)
	case c.when != nil && len(c.when.Spans) > 0:
		e.setSpan(c.when.Spans[0], c.last != nil)
	case r.heading != nil:
		e.setSpan(r.heading.Spans[0], false)
	}
	start, end := r.text0.original(c.s.Start, c.s.End)
	e.Passages = []Passage{{start, end}}
	e.Super = c.super
	e.Status = r.status(c, u, e.Span, head)
	return e
}

// status tells what was held from what is planned or under way, as of the
// article's date.
func (r *reader) status(c *clause, u *unit, span Span, head *verb) string {
	today := r.calendar.article
	planned := u.has("upcoming") || r.due(u)
	if head != nil {
		planned = planned || head.means("plan") || head.Form.Tense == Future || head.Form.Tense == NonPast
	}
	switch {
	case !span.IsZero() && span.End.Last().Compare(today) < 0:
		return vocab.Held
	case !span.IsZero() && span.Start.First().Compare(today) > 0:
		return vocab.Planned
	case span.Start.IsDay() && span.Start != span.End && !(planned && span.Start == today):
		return vocab.Ongoing
	case planned:
		return vocab.Planned
	case head != nil && head.Form.Tense == Progressive:
		return vocab.Ongoing
	}
	return vocab.Held
}

// add keeps the event, or folds it into one that was told before.
func (r *reader) add(e *Event) *Event {
	e.Places = r.narrow(e.Places)
	if e.Body != nil && !gathering[e.Class] {
		r.lastBody = e.Body
	}
	for _, old := range r.byYear[eventKind{Family(e.Class), e.Span.Start.Year}] {
		if r.same(old, e) {
			r.merge(old, e)
			r.told = append(r.told, old)
			return old
		}
	}
	for _, old := range r.recent() {
		if (e.Span.IsZero() || old.Span.IsZero()) && r.same(old, e) {
			r.merge(old, e)
			r.told = append(r.told, old)
			return old
		}
	}
	r.events = append(r.events, e)
	key := eventKind{Family(e.Class), e.Span.Start.Year}
	r.byYear[key] = append(r.byYear[key], e)
	r.told = append(r.told, e)
	return e
}
