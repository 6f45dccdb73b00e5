package value

// Days are counted from 1970-01-01 in the Gregorian calendar, extended to all
// years; the year 0 is 1 BC.

const (
	secondsPerDay = 24 * 60 * 60
	days400       = 146097 // in 400 years
	epochDays     = 719468 // from 0000-03-01 to 1970-01-01
)

// dayNumber gives the number of a day.
func dayNumber(year int64, month, day int) int64 {
	if month <= 2 {
		year, month = year-1, month+12
	}
	era := floorDiv(year, 400)
	y := year - era*400
	return era*days400 + 365*y + y/4 - y/100 + int64(153*(month-3)+2)/5 + int64(day) - 1 - epochDays
}

// civil is the inverse of dayNumber.
func civil(n int64) (year int64, month, day int) {
	n += epochDays
	era := floorDiv(n, days400)
	n -= era * days400
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*y + y/4 - y/100
	m := (5*n + 2) / 153
	day = int(n-(153*m+2)/5) + 1
	year, month = era*400+y, int(m)+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

func daysIn(year int64, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// addMonths moves a day by months; the day of the month is cut to what the
// month has.
func addMonths(n, months int64) int64 {
	year, month, day := civil(n)
	m := year*12 + int64(month-1) + months
	year, month = floorDiv(m, 12), int(m-floorDiv(m, 12)*12)+1
	return dayNumber(year, month, min(day, daysIn(year, month)))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
