package value

import "strings"

const (
	atto       = 1_000_000_000_000_000_000 // parts of a second
	attoDigits = 18
	maxOffset  = 14 * 60     // of a timezone, in minutes
	maxYear    = 999_999_999 // before and after the year 0
	anyYear    = int64(1972) // of what names no year: a leap year
	anyMonth   = 12          // of what names no month: one of 31 days
)

// parseTime reads a date, a time or a part of one (XML Schema 1.1 part 2,
// sections 3.3.7 to 3.3.14), with years of up to nine digits and seconds of up
// to 18 after the point.
func parseTime(kind Kind, s string) (Value, bool) {
	p := timeParser{rest: s, year: anyYear, month: anyMonth, day: 1}
	switch kind {
	case DateTime:
		p.date()
		p.byte('T')
		p.clock()
	case Date:
		p.date()
	case Time:
		p.day = 31
		p.clock()
	case GYear:
		p.month = 1
		p.readYear()
	case GYearMonth:
		p.readYear()
		p.byte('-')
		p.month = p.two(1, 12)
	case GMonth:
		p.byte('-')
		p.byte('-')
		p.month = p.two(1, 12)
	case GMonthDay:
		p.byte('-')
		p.byte('-')
		p.month = p.two(1, 12)
		p.byte('-')
		p.day = p.two(1, 31)
	case GDay:
		p.byte('-')
		p.byte('-')
		p.byte('-')
		p.day = p.two(1, 31)
	}
	p.timezone()
	if p.failed || p.rest != "" || p.day > daysIn(p.year, p.month) {
		return Value{}, false
	}
	seconds := dayNumber(p.year, p.month, p.day)*secondsPerDay + p.seconds
	if kind == Time {
		seconds = anyDay + p.seconds%secondsPerDay
	}
	return Value{kind: kind, num: seconds, frac: p.frac, small: int32(p.offset), zoned: p.zoned}, true
}

// anyDay is the day of a time, as XPath has it: 1972-12-31.
var anyDay = dayNumber(anyYear, anyMonth, 31) * secondsPerDay

type timeParser struct {
	rest    string
	failed  bool
	year    int64
	month   int
	day     int
	seconds int64 // of the day
	frac    int64
	offset  int
	zoned   bool
}

// byte takes one character.
func (p *timeParser) byte(c byte) {
	if p.rest == "" || p.rest[0] != c {
		p.failed = true
		return
	}
	p.rest = p.rest[1:]
}

// two takes a number of two digits.
func (p *timeParser) two(low, high int) int {
	if len(p.rest) < 2 || !isDigit(p.rest[0]) || !isDigit(p.rest[1]) {
		p.failed = true
		return low
	}
	n := int(p.rest[0]-'0')*10 + int(p.rest[1]-'0')
	p.rest = p.rest[2:]
	if n < low || n > high {
		p.failed = true
		return low
	}
	return n
}

func (p *timeParser) date() {
	p.readYear()
	p.byte('-')
	p.month = p.two(1, 12)
	p.byte('-')
	p.day = p.two(1, 31)
}

// readYear takes four digits or more, without needless zeros.
func (p *timeParser) readYear() {
	negative := strings.HasPrefix(p.rest, "-")
	if negative {
		p.rest = p.rest[1:]
	}
	i := 0
	var year int64
	for i < len(p.rest) && isDigit(p.rest[i]) && i < 10 {
		year = year*10 + int64(p.rest[i]-'0')
		i++
	}
	if i < 4 || i > 4 && p.rest[0] == '0' || year > maxYear {
		p.failed = true
		return
	}
	if negative {
		year = -year
	}
	p.year, p.rest = year, p.rest[i:]
}

// clock takes hh:mm:ss with a fraction; 24:00:00 is the end of the day.
func (p *timeParser) clock() {
	hour := p.two(0, 24)
	p.byte(':')
	minute := p.two(0, 59)
	p.byte(':')
	second := p.two(0, 59)
	p.fraction()
	p.failed = p.failed || hour == 24 && (minute > 0 || second > 0 || p.frac > 0)
	p.seconds = int64(hour*3600 + minute*60 + second)
}

func (p *timeParser) fraction() {
	if !strings.HasPrefix(p.rest, ".") {
		return
	}
	var n int
	var ok bool
	p.frac, n, ok = parseFraction(p.rest[1:])
	p.failed = p.failed || !ok
	p.rest = p.rest[1+n:]
}

// parseFraction reads the digits after a point, as parts of atto. Zeros beyond
// the 18th are nothing, other digits cannot be kept.
func parseFraction(s string) (frac int64, length int, ok bool) {
	unit := int64(atto)
	for length < len(s) && isDigit(s[length]) {
		unit /= 10
		if unit == 0 && s[length] != '0' {
			return 0, length, false
		}
		frac += int64(s[length]-'0') * unit
		length++
	}
	return frac, length, length > 0
}

func (p *timeParser) timezone() {
	if p.rest == "" {
		return
	}
	p.zoned = true
	sign := p.rest[0]
	p.rest = p.rest[1:]
	switch sign {
	case 'Z':
		return
	case '+', '-':
	default:
		p.failed = true
		return
	}
	hour := p.two(0, 14)
	p.byte(':')
	p.offset = hour*60 + p.two(0, 59)
	p.failed = p.failed || p.offset > maxOffset
	if sign == '-' {
		p.offset = -p.offset
	}
}
