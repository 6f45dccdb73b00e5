package index

// Days are counted from 0000-12-31 in the Gregorian calendar, extended to the
// years before it: 0001-01-01 is day 1.

const (
	days400 = 146097 // in 400 years
	march   = 306    // 0000-03-01 is 305 days before day 0
)

// dayNumber gives the number of a day of a year from 0 on.
func dayNumber(year, month, dom int) int {
	if month <= 2 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + dom - march
}

// civil is the inverse of dayNumber.
func civil(day int) (year, month, dom int) {
	day += march - 1
	era := day / days400
	day %= days400
	y := (day - day/1460 + day/36524 - day/146096) / 365
	day -= 365*y + y/4 - y/100
	m := (5*day + 2) / 153
	dom = day - (153*m+2)/5 + 1
	year, month = era*400+y, m+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, dom
}

func daysIn(year, month int) int {
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
