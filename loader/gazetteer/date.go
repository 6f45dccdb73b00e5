package gazetteer

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"diplograph/graph/vocab"
)

// A Date is a day, a month (Day is 0) or a year (Month is 0 too). The zero Date
// is an open end.
type Date struct{ Year, Month, Day int }

var dateShape = regexp.MustCompile(`^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$`)

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	m := dateShape.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fmt.Errorf("want a date as YYYY, YYYY-MM or YYYY-MM-DD, got %q", s)
	}
	var d Date
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	if (m[2] != "" && (d.Month < 1 || d.Month > 12)) ||
		(m[3] != "" && (d.Day < 1 || d.Day > daysIn(d.Year, d.Month))) || d.Year == 0 {
		return Date{}, fmt.Errorf("no such date in the calendar: %q", s)
	}
	return d, nil
}

// IsZero tells an open end.
func (d Date) IsZero() bool { return d == Date{} }

// First is the first day of d as the number YYYYMMDD; 0 for the zero Date.
func (d Date) First() int {
	return d.Year*10000 + max(d.Month, min(d.Year, 1))*100 + max(d.Day, min(d.Year, 1))
}

// Last is the last day of d as the number YYYYMMDD; 99991231 for the zero Date.
func (d Date) Last() int {
	switch {
	case d.IsZero():
		return 99991231
	case d.Month == 0:
		return d.Year*10000 + 1231
	case d.Day == 0:
		return d.Year*10000 + d.Month*100 + daysIn(d.Year, d.Month)
	}
	return d.Year*10000 + d.Month*100 + d.Day
}

// String writes d at its precision, as ParseDate reads it; "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Datatype is the XSD datatype that has d's precision.
func (d Date) Datatype() string {
	switch {
	case d.Month == 0:
		return vocab.XSDGYear
	case d.Day == 0:
		return vocab.XSDGYearMonth
	}
	return vocab.XSDDate
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
