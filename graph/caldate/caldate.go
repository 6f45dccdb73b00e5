// Package caldate holds calendar dates of the precision that a text gives: a
// day (2017-03-22), a month (2017-03) or a year (2017). They are written as
// xsd:date, xsd:gYearMonth and xsd:gYear (XML Schema 1.1 part 2, 3.3.9-3.3.11),
// without a time zone, in the proleptic Gregorian calendar.
//
//	Date{2017, 3, 22}  "2017-03-22"  xsd:date        covers 1 day
//	Date{2017, 3, 0}   "2017-03"     xsd:gYearMonth  covers 31 days
//	Date{2017, 0, 0}   "2017"        xsd:gYear       covers 365 days
package caldate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// Date is a day, a month (Day 0) or a year (Month and Day 0) from year 1 to
// 9999. The zero Date is no date.
type Date struct{ Year, Month, Day int }

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d.Year == 0 }

// IsDay reports whether d is as precise as a day.
func (d Date) IsDay() bool { return d.Day != 0 }

// Precision is 1 for a year, 2 for a month, 3 for a day, 0 for no date.
func (d Date) Precision() int {
	switch {
	case d.Year == 0:
		return 0
	case d.Month == 0:
		return 1
	case d.Day == 0:
		return 2
	}
	return 3
}

// Valid reports whether d names a day, month or year of the calendar.
func (d Date) Valid() bool {
	switch d.Precision() {
	case 0:
		return false
	case 1:
		return d.Day == 0 && 1 <= d.Year && d.Year <= 9999
	}
	return 1 <= d.Year && d.Year <= 9999 && 1 <= d.Month && d.Month <= 12 && 0 <= d.Day && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Parse reads YYYY, YYYY-MM or YYYY-MM-DD.
func Parse(s string) (Date, error) {
	bad := fmt.Errorf("date: want YYYY, YYYY-MM or YYYY-MM-DD, got %q", s)
	var n [3]int
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return Date{}, bad
	}
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(p) != []int{4, 2, 2}[i] || v < 1 || p[0] == '+' {
			return Date{}, bad
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	if !d.Valid() {
		return Date{}, fmt.Errorf("date: %q is not in the calendar", s)
	}
	return d, nil
}

// String is the lexical form at d's precision, "" for no date.
func (d Date) String() string {
	switch d.Precision() {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("%04d", d.Year)
	case 2:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Term is d as an RDF literal of the datatype that fits its precision.
func (d Date) Term() rdf.Term {
	datatype := [...]string{vocab.XSDString, vocab.XSDGYear, vocab.XSDGYearMonth, vocab.XSDDate}
	return rdf.Literal(d.String(), datatype[d.Precision()])
}

// FromTerm reads a literal of one of the three datatypes; ok is false for
// anything else. A time zone is dropped.
func FromTerm(t rdf.Term) (d Date, ok bool) {
	switch t.Datatype {
	case vocab.XSDDate, vocab.XSDGYearMonth, vocab.XSDGYear:
	default:
		return Date{}, false
	}
	s := strings.TrimSuffix(t.Value, "Z")
	if n := len(s) - 6; n > 0 && (s[n] == '+' || s[n] == '-') && s[n+3] == ':' {
		s = s[:n]
	}
	d, err := Parse(s)
	return d, err == nil
}

// First is the first day that d covers.
func (d Date) First() Date {
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last is the last day that d covers.
func (d Date) Last() Date {
	switch d.Precision() {
	case 1:
		return Date{d.Year, 12, 31}
	case 2:
		return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
	}
	return d
}

// Compare orders by first day, then the more precise first.
func (d Date) Compare(e Date) int {
	a, b := d.First(), e.First()
	for _, c := range []int{a.Year - b.Year, a.Month - b.Month, a.Day - b.Day, e.Precision() - d.Precision()} {
		if c != 0 {
			return c
		}
	}
	return 0
}

// Covers reports whether every day of e is a day of d.
func (d Date) Covers(e Date) bool {
	return !d.IsZero() && !e.IsZero() && before(d.First(), e.First()) && before(e.Last(), d.Last())
}

// Overlaps reports whether d and e share a day.
func (d Date) Overlaps(e Date) bool {
	return !d.IsZero() && !e.IsZero() && before(d.First(), e.Last()) && before(e.First(), d.Last())
}

// before reports whether day a is not after day b.
func before(a, b Date) bool {
	return a.Year*10000+a.Month*100+a.Day <= b.Year*10000+b.Month*100+b.Day
}

// Add moves a day by n days; a month or a year comes back as it is.
func (d Date) Add(n int) Date {
	if !d.IsDay() {
		return d
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// AddMonths moves a month by n months, dropping the day.
func (d Date) AddMonths(n int) Date {
	if d.Month == 0 {
		return d
	}
	t := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	return Date{Year: t.Year(), Month: int(t.Month())}
}
