package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// A datePattern is a date format of UAX 35 as far as CSVW asks for it (data
// model, 6.4.4), in any order of the fields.
type datePattern struct {
	fields []dateField
}

// A dateField is one of the letters below with how often it stands, or literal
// text.
//
//	y year, M month, d day, H hour, m minute, s second, S part of a second,
//	X time zone with Z, x without
type dateField struct {
	letter  byte // 0 for literal text
	n       int
	literal string
}

// dateLetters says how often each letter may stand.
var dateLetters = map[byte]struct{ min, max int }{
	'y': {4, 4}, 'M': {1, 2}, 'd': {1, 2}, 'H': {2, 2}, 'm': {2, 2}, 's': {2, 2}, 'S': {1, 9}, 'X': {1, 3}, 'x': {1, 3},
}

// dateShapes says which fields a datatype may have. A date may be less precise
// than a day: it is a month or a year then.
var dateShapes = map[string][]string{
	"date":          {"yMd", "yM", "y"},
	"gYearMonth":    {"yM"},
	"gYear":         {"y"},
	"time":          {"Hm", "Hms", "HmsS"},
	"dateTime":      {"yMdHm", "yMdHms", "yMdHmsS"},
	"dateTimeStamp": {"yMdHm", "yMdHms", "yMdHmsS"},
}

// parseDateFormat reads formats separated by |, tried in this order.
func parseDateFormat(base, format string) ([]datePattern, error) {
	var out []datePattern
	for text := range strings.SplitSeq(format, "|") {
		p, err := parseDatePattern(text)
		if err != nil {
			return nil, err
		}
		if !p.fits(base) {
			return nil, fmt.Errorf("expected a format that makes a %s (%s), found %s", base, strings.Join(dateShapes[base], ", "), quote(text))
		}
		out = append(out, p)
	}
	return out, nil
}

func parseDatePattern(text string) (p datePattern, err error) {
	seen := map[byte]bool{}
	for i := 0; i < len(text); {
		c := text[i]
		n := 1
		for i+n < len(text) && text[i+n] == c {
			n++
		}
		if limits, ok := dateLetters[c]; ok {
			if n < limits.min || n > limits.max || seen[c] {
				return p, fmt.Errorf("expected a date format such as dd.MM.yyyy, yyyy-MM or yyyy-MM-ddTHH:mm:ss.SSSXXX, found %s", quote(text))
			}
			seen[c] = true
			p.fields = append(p.fields, dateField{letter: c, n: n})
		} else if letter := c|0x20 >= 'a' && c|0x20 <= 'z'; letter && c != 'T' {
			return p, fmt.Errorf("expected a date format of the letters y M d H m s S X x T, found %s", quote(text))
		} else {
			p.fields = append(p.fields, dateField{literal: text[i : i+n]})
		}
		i += n
	}
	if seen['X'] && seen['x'] {
		return p, fmt.Errorf("expected one time zone, found two in %s", quote(text))
	}
	return p, nil
}

// fits reports whether the fields are those of a datatype, the time zone put
// aside, without which there is no dateTimeStamp.
func (p datePattern) fits(base string) bool {
	for _, shape := range dateShapes[base] {
		n, zone := 0, false
		for _, f := range p.fields {
			switch {
			case f.letter == 'X' || f.letter == 'x':
				zone = true
			case f.letter != 0 && strings.IndexByte(shape, f.letter) >= 0:
				n++
			case f.letter != 0:
				n = -len(shape)
			}
		}
		if n == len(shape) && (zone || base != "dateTimeStamp") {
			return true
		}
	}
	return false
}

// dateParts are the fields of one text, as they are written in XML Schema.
type dateParts struct {
	date           caldate.Date
	hour, min, sec int
	fraction, zone string
	hasTime        bool
}

// parse reads all of s.
func (p datePattern) parse(s string) (d dateParts, ok bool) {
	for _, f := range p.fields {
		switch f.letter {
		case 0:
			s, ok = strings.CutPrefix(s, f.literal)
		case 'X', 'x':
			d.zone, s, ok = cutZone(s, f)
		case 'S':
			d.fraction, s, ok = cutDigits(s, 1, f.n)
		default:
			s, ok = d.cut(s, f)
		}
		if !ok {
			return d, false
		}
	}
	return d, s == "" && d.valid()
}

// cut takes a number from the beginning of s.
func (d *dateParts) cut(s string, f dateField) (rest string, ok bool) {
	digits, rest, ok := cutDigits(s, f.n, max(f.n, 2))
	if !ok {
		return s, false
	}
	n, _ := strconv.Atoi(digits)
	switch f.letter {
	case 'y':
		d.date.Year = n
		ok = n > 0
	case 'M':
		d.date.Month = n
		ok = n > 0
	case 'd':
		d.date.Day = n
		ok = n > 0
	case 'H':
		d.hour, d.hasTime = n, true
	case 'm':
		d.min = n
	case 's':
		d.sec = n
	}
	return rest, ok
}

func cutDigits(s string, least, most int) (digits, rest string, ok bool) {
	n := 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:], n >= least
}

var zoneForms = map[int]*regexp.Regexp{
	1: regexp.MustCompile(`^[+-]\d\d(?:\d\d)?`),
	2: regexp.MustCompile(`^[+-]\d\d\d\d`),
	3: regexp.MustCompile(`^[+-]\d\d:\d\d`),
}

// cutZone takes a time zone and gives it as XML Schema has it, +05:00.
func cutZone(s string, f dateField) (zone, rest string, ok bool) {
	if rest, ok := strings.CutPrefix(s, "Z"); ok && f.letter == 'X' {
		return "Z", rest, true
	}
	zone = zoneForms[f.n].FindString(s)
	if zone == "" {
		return "", s, false
	}
	rest = s[len(zone):]
	digits := strings.ReplaceAll(zone[1:], ":", "")
	if len(digits) == 2 {
		digits += "00"
	}
	zone = zone[:1] + digits[:2] + ":" + digits[2:]
	return zone, rest, validZone(zone)
}

func (d *dateParts) valid() bool {
	if d.date != (caldate.Date{}) && !d.date.Valid() {
		return false
	}
	endOfDay := d.hour == 24 && d.min == 0 && d.sec == 0 && strings.Trim(d.fraction, "0") == ""
	return (d.hour < 24 || endOfDay) && d.min < 60 && d.sec < 60
}

// lexical gives the literal in the notation and the datatype of its precision.
func (d *dateParts) lexical() (value, datatype string) {
	if !d.hasTime {
		t := d.date.Term()
		return t.Value + d.zone, t.Datatype
	}
	value = fmt.Sprintf("%02d:%02d:%02d", d.hour, d.min, d.sec)
	if d.fraction != "" {
		value += "." + d.fraction
	}
	datatype = vocab.XSD + "time"
	if !d.date.IsZero() {
		value, datatype = d.date.String()+"T"+value, vocab.XSDDateTime
	}
	return value + d.zone, datatype
}
