package value

import (
	"cmp"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Order compares values for ORDER BY (section 15.1): none, blank nodes, IRIs,
// literals, triple terms. Literals follow "<" wherever it is defined, and stand
// together where people look for them together: strings in any language by their
// characters, then booleans, numbers of any type, dates from years to dateTimes
// by when they begin (of two that begin together the more precise first), the
// rest by type. The order is total; 0 are values that neither "<" nor anything
// in the specification tells apart, such as 1 and 1.0, so that the next key
// decides, or their place before.
func Order(a, b Value) int {
	ra, rb := rank(a.kind), rank(b.kind)
	if ra != rb {
		return cmp.Compare(ra, rb)
	}
	switch {
	case a.kind == None:
		return 0
	case a.kind == Triple:
		return orderTriples(&a, &b)
	case a.IsNumeric():
		return orderNumbers(&a, &b)
	case a.kind == Boolean:
		return cmp.Compare(a.num, b.num)
	case a.isTime():
		if c := compareInstants(&a, &b); c != 0 {
			return c
		}
		return cmp.Compare(precision(b.kind), precision(a.kind))
	case a.isDuration():
		return orderDurations(&a, &b)
	}
	// Characters, then language or datatype, then direction.
	if c := strings.Compare(a.str, b.str); c != 0 {
		return c
	}
	if c := strings.Compare(a.aux, b.aux); c != 0 {
		return c
	}
	return cmp.Compare(a.small, b.small)
}

// rank numbers the groups that Order keeps together.
func rank(k Kind) int {
	switch k {
	case Blank:
		return 1
	case IRI:
		return 2
	case Triple:
		return 255
	case LangString:
		return int(String)
	case Decimal, Float, Double:
		return int(Integer)
	case Date, GYear, GYearMonth:
		return int(DateTime)
	case YearMonthDuration, DayTimeDuration:
		return int(Duration)
	}
	return int(k)
}

// precision is how many parts of a date a kind names.
func precision(k Kind) int {
	switch k {
	case GYear:
		return 1
	case GYearMonth:
		return 2
	case Date:
		return 3
	}
	return 4
}

// orderNumbers compares exactly, whatever the types: rounded to doubles, of
// three numbers the first could equal the second, the second the third, and not
// the first the third. NaN comes first.
func orderNumbers(a, b *Value) int {
	if a.kind <= Decimal && b.kind <= Decimal {
		return compareExact(a, b)
	}
	x, y := a.float(), b.float()
	if x != x || y != y || a.kind >= Float && b.kind >= Float {
		return cmp.Compare(x, y)
	}
	if c := cmp.Compare(x, y); c != 0 {
		return c
	}
	var p, q apd.Decimal
	m, ok := a.exactly(&p)
	n, ok2 := b.exactly(&q)
	if !ok || !ok2 { // infinite, and the other rounds to it
		return cmp.Compare(infinity(a), infinity(b))
	}
	return m.Cmp(n)
}

// infinity is the sign of an infinite number, else 0.
func infinity(v *Value) int {
	if v.kind < Float {
		return 0
	}
	return cmp.Compare(v.float(), 0)
}

// orderDurations compares by an average length of a month, then by months: it
// agrees with "<" where that is defined, on months alone or on seconds alone.
func orderDurations(a, b *Value) int {
	const month = 30*secondsPerDay + secondsPerDay/2
	if c := cmp.Compare(int64(a.small)*month+a.num, int64(b.small)*month+b.num); c != 0 {
		return c
	}
	if c := cmp.Compare(a.frac, b.frac); c != 0 {
		return c
	}
	return cmp.Compare(a.small, b.small)
}

func orderTriples(a, b *Value) int {
	s, t := a.ext.triple, b.ext.triple
	if c := Order(FromTerm(s.Subject), FromTerm(t.Subject)); c != 0 {
		return c
	}
	if c := Order(FromTerm(s.Predicate), FromTerm(t.Predicate)); c != 0 {
		return c
	}
	return Order(FromTerm(s.Object), FromTerm(t.Object))
}
