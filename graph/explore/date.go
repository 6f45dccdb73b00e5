package explore

import (
	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A Date is a calendar date that is written in JSON at its own precision:
// "2025-05-17", "2025-05" or "2025".
type Date struct{ caldate.Date }

// MarshalText gives the lexical form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the lexical form; the empty one is no date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	d.Date, err = caldate.Parse(string(text))
	return err
}

// dateOf reads a date literal, or the day of an xsd:dateTime.
func dateOf(t rdf.Term) (Date, bool) {
	if t.Datatype == vocab.XSDDateTime && len(t.Value) > len("2006-01-02") {
		t = rdf.Literal(t.Value[:len("2006-01-02")], vocab.XSDDate)
	}
	d, ok := caldate.FromTerm(t)
	return Date{d}, ok
}

// A Span is the time from the first day of Start to the last day of End. With
// one of the two known it is as long as that one; with none it has no place in
// time.
type Span struct{ Start, End Date }

// IsZero reports whether neither end is known.
func (s Span) IsZero() bool { return s.Start.IsZero() && s.End.IsZero() }

// days gives the first and the last day. An end before the start is ignored.
func (s Span) days() (first, last caldate.Date) {
	start, end := s.Start, s.End
	if start.IsZero() {
		start = end
	}
	if end.IsZero() || end.Last().Compare(start.First()) < 0 {
		end = start
	}
	return start.First(), end.Last()
}

// Overlaps reports whether s shares a day with the time from the first day of
// from to the last day of to; a zero date leaves that side open. A span with no
// place in time overlaps only the time that is open on both sides.
func (s Span) Overlaps(from, to caldate.Date) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	if s.IsZero() {
		return false
	}
	first, last := s.days()
	return (from.IsZero() || from.First().Compare(last) <= 0) && (to.IsZero() || first.Compare(to.Last()) <= 0)
}

// holds reports whether s, a term of office whose missing ends are open, shares
// a day with the time from the first day of from to the last day of to.
func (s Span) holds(from, to caldate.Date) bool {
	return (s.End.IsZero() || from.IsZero() || from.First().Compare(s.End.Last()) <= 0) &&
		(s.Start.IsZero() || to.IsZero() || s.Start.First().Compare(to.Last()) <= 0)
}

// during reports whether s, a term of office, shares a day with an event. What
// has no date shares one with everything.
func (s Span) during(event Span) bool {
	if event.IsZero() {
		return true
	}
	return s.holds(event.days())
}

// Compare orders by first day, then by last day; what has no place in time
// comes last.
func (s Span) Compare(t Span) int {
	switch {
	case s.IsZero() && t.IsZero():
		return 0
	case s.IsZero():
		return 1
	case t.IsZero():
		return -1
	}
	sFirst, sLast := s.days()
	tFirst, tLast := t.days()
	if c := sFirst.Compare(tFirst); c != 0 {
		return c
	}
	return sLast.Compare(tLast)
}
