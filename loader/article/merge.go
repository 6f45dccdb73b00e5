package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// same reports whether two tellings can be of one occurrence: one family, and
// nothing that both say differs.
func (r *reader) same(a, b *Event) bool {
	if Family(a.Class) != Family(b.Class) || a.Class != b.Class && a.Class != vocab.Visit && b.Class != vocab.Visit {
		return false
	}
	if a.Ordinal != 0 && b.Ordinal != 0 && a.Ordinal != b.Ordinal {
		return false
	}
	if !r.sameTime(a, b) || !r.samePlaces(a.Places, b.Places) {
		return false
	}
	switch Family(a.Class) {
	case "signing":
		return a.Document != nil && b.Document != nil && a.Document.Types[0] == b.Document.Types[0] &&
			sameActors(a, b) && !a.Span.IsZero() && a.order != b.order
	case "founding", "forum", "assembly", "summit", "initiative":
		if a.Body != nil && b.Body != nil && a.Body != b.Body {
			return false
		}
		return (a.Body == b.Body || a.order != b.order) && !(a.order == b.order && a.Span != b.Span)
	case "visit":
		return slices.Equal(a.with(vocab.Visitor), b.with(vocab.Visitor)) && len(a.with(vocab.Visitor)) > 0
	case "cultural-days":
		return sameActors(a, b)
	}
	if a.Ordinal != 0 || b.Ordinal != 0 || len(a.Actors) == 0 || len(b.Actors) == 0 {
		return a.Ordinal == b.Ordinal && a.Body == b.Body && a.Span == b.Span
	}
	return a.Body == b.Body && sameActors(a, b)
}

// sameTime reports whether the spans agree: equal, or one is the coarser
// telling of the other; a telling without a date agrees with any.
func (r *reader) sameTime(a, b *Event) bool {
	if a.Span.IsZero() || b.Span.IsZero() {
		return a.Span.IsZero() == b.Span.IsZero() || a.Status == b.Status
	}
	if a.Span == b.Span {
		return true
	}
	covers := func(x, y Span) bool {
		return x.Start == x.End && x.Start.Covers(y.Start) && x.Start.Covers(y.End) ||
			x.Start.IsDay() && y.Start.IsDay() && x.Start.Compare(y.Start) <= 0 && y.End.Compare(x.End) <= 0
	}
	return covers(a.Span, b.Span) || covers(b.Span, a.Span)
}

func (r *reader) samePlaces(a, b []*Entity) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x == y || r.country(x) == y.ID || r.country(y) == x.ID {
				return true
			}
		}
	}
	return false
}

// sameActors reports whether the actors of one telling are among the other's.
func sameActors(a, b *Event) bool {
	in := func(x, y *Event) bool {
		for _, actor := range x.Actors {
			if !slices.ContainsFunc(y.Actors, func(z Actor) bool { return z.Entity == actor.Entity }) {
				return false
			}
		}
		return true
	}
	return in(a, b) || in(b, a)
}

// merge adds to old what the new telling knows better.
func (r *reader) merge(old, e *Event) {
	if old.Class == vocab.Visit {
		old.Class = e.Class
	}
	if old.Span.IsZero() || finer(e.Span, old.Span) {
		old.Span = e.Span
	}
	if old.Status == vocab.Planned && e.Status != vocab.Planned && !old.Span.IsZero() && old.Span.Start.First().Compare(r.calendar.article) < 0 {
		old.Status = e.Status
	}
	old.Actors = append(old.Actors, slices.DeleteFunc(slices.Clone(e.Actors), func(a Actor) bool { return slices.Contains(old.Actors, a) })...)
	for _, p := range e.Places {
		if !slices.Contains(old.Places, p) {
			old.Places = append(old.Places, p)
		}
	}
	old.Places = r.narrow(old.Places)
	if old.Body == nil {
		old.Body = e.Body
	}
	if old.Ordinal == 0 {
		old.Ordinal = e.Ordinal
	}
	if old.Super == nil && e.Super != old {
		old.Super = e.Super
	}
	if old.Purpose == nil {
		old.Purpose = e.Purpose
	}
	if old.Response == nil && e.Response != old {
		old.Response = e.Response
	}
	for _, p := range e.Passages {
		if !slices.Contains(old.Passages, p) {
			old.Passages = append(old.Passages, p)
		}
	}
}

// finer reports whether a is the more precise telling of the same time.
func finer(a, b Span) bool {
	if a.IsZero() {
		return false
	}
	return a.Start.Precision() > b.Start.Precision()
}
