package generate

import (
	"strconv"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A day is counted from 1 January 1992.
type day int64

const (
	firstYear = 1992
	lastDay   = day(12600) // in July 2026: articles are not later
)

// civil gives year, month and day of month (Howard Hinnant's algorithm).
func (d day) civil() (year, month, dayOfMonth int64) {
	const since0000 = 727503 // days from 1 March 0000 to 1 January 1992
	z := int64(d) + since0000
	era := z / 146097
	doe := z % 146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	dayOfMonth = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, dayOfMonth
}

// A precision is how much of a date a text tells.
type precision uint8

const (
	toDay precision = iota
	toMonth
	toYear
)

var dateTypes = [...]string{toDay: vocab.XSDDate, toMonth: vocab.XSDGYearMonth, toYear: vocab.XSDGYear}

func appendDate(dst []byte, d day, p precision) []byte {
	y, m, dom := d.civil()
	dst = strconv.AppendInt(dst, y, 10)
	if p <= toMonth {
		dst = append(dst, '-', byte('0'+m/10), byte('0'+m%10))
	}
	if p == toDay {
		dst = append(dst, '-', byte('0'+dom/10), byte('0'+dom%10))
	}
	return dst
}

func dateTerm(d day, p precision) rdf.Term {
	return rdf.Literal(string(appendDate(make([]byte, 0, 10), d, p)), dateTypes[p])
}
