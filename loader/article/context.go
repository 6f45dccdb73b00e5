package article

import (
	"diplograph/graph/vocab"
	"slices"
)

// recall is the occasion in whose course the rest of the sentence happened: told
// by the unit itself, or alluded to ("during the visit").
func (r *reader) recall(u *unit, told []*Event) *Event {
	if len(told) > 0 {
		return told[len(told)-1]
	}
	if len(u.triggers) == 0 {
		return nil
	}
	t := u.triggers[len(u.triggers)-1]
	family := Family(vocab.DG + t.value)
	if n := r.ordinal(u, t.From); n > 0 && family == "visit" { // "during the second visit"
		for _, e := range r.recent() {
			if e.paragraph == r.paragraph && Family(e.Class) == family {
				if n--; n == 0 {
					return e
				}
			}
		}
	}
	if len(u.whens) > 0 { // "during the visit of July 2022"
		when := u.whens[len(u.whens)-1].Spans[0]
		for _, e := range slices.Backward(r.recent()) {
			if Family(e.Class) == family && !e.Span.IsZero() && (within(e.Span, when) || within(when, e.Span)) {
				return e
			}
		}
	}
	return r.lastOf(family)
}

// lastOf is the event of a family that "the visit" or "the summit" speaks of:
// the last of the paragraph, else of the article's own days, else the last.
func (r *reader) lastOf(family string) *Event {
	if e := r.context(); e != nil && Family(e.Class) == family {
		return e
	}
	var last *Event
	for _, e := range slices.Backward(r.recent()) {
		if Family(e.Class) != family || e.Span.IsZero() {
			continue
		}
		if e.paragraph == r.paragraph || r.topical(e) {
			return e
		}
		if last == nil && r.sentenceNumber-e.order <= 8 {
			last = e
		}
	}
	return last
}

// due reports whether "must" says what is scheduled: "is to be signed", of an
// occasion that is to come.
func (r *reader) due(u *unit) bool {
	e := r.context()
	return u.has("wish") && e != nil && e.Status == vocab.Planned && u.after(u.From-1, "sign", "hold") != nil
}

// context is the occasion that a sentence without a date goes on telling of: the
// last one of its paragraph, else the last one about the article's own days,
// else the last one.
func (r *reader) context() *Event {
	for k := len(r.events) - 1; k >= 0 && r.events[k].paragraph == r.paragraph; k-- {
		if e := r.events[k]; !e.Span.IsZero() {
			return e
		}
	}
	for _, e := range slices.Backward(r.recent()) {
		if r.topical(e) {
			return e
		}
	}
	if n := len(r.events); n > 0 && r.sentenceNumber-r.events[n-1].order <= 6 {
		return r.events[n-1]
	}
	return nil
}

// recent are the events that a later sentence may allude to: the last ones told,
// so that the length of a text does not multiply the work.
func (r *reader) recent() []*Event { return r.events[max(0, len(r.events)-allusions):] }

const allusions = 200

// topical reports whether the event is of the article's own days.
func (r *reader) topical(e *Event) bool {
	today := r.calendar.article
	return e.Span.Start.IsDay() && today.Add(-10).Compare(e.Span.End) <= 0 && e.Span.Start.Compare(today.Add(10)) <= 0
}

// eventKind groups the events that one telling may be another telling of.
type eventKind struct {
	family string
	year   int
}
