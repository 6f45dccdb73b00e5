package value

import (
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// Diplograph's functions of dates that name a day, a month or a year (xsd:date,
// xsd:gYearMonth, xsd:gYear; of an xsd:dateTime its day). Timezones do not
// count.
func init() {
	defineDates("overlaps", caldate.Date.Overlaps) // the two share a day
	defineDates("covers", caldate.Date.Covers)     // all days of the second are of the first
	defineDates("before", func(a, b caldate.Date) bool { return a.Last().Compare(b.First()) < 0 })
	defineDates("after", func(a, b caldate.Date) bool { return b.Last().Compare(a.First()) < 0 })
}

func defineDates(name string, test func(a, b caldate.Date) bool) {
	define(vocab.DG+name, 2, 2, func(_ *Env, a []Value) Value {
		x, y := calendarDate(a[0]), calendarDate(a[1])
		if !x.Valid() || !y.Valid() {
			return Value{}
		}
		return OfBool(test(x, y))
	})
}

// calendarDate gives a date at the precision that v has.
func calendarDate(v Value) caldate.Date {
	year, month, day := civil(floorDiv(v.num, secondsPerDay))
	d := caldate.Date{Year: int(year)}
	switch v.kind {
	case GYear:
		return d
	case GYearMonth:
		d.Month = month
		return d
	case Date, DateTime:
		d.Month, d.Day = month, day
		return d
	}
	return caldate.Date{}
}
