package table

import (
	"regexp"
	"strconv"
	"strings"
)

// The lexical forms of XML Schema 1.1 part 2, for cells that are written in
// them. The groups of dates and times are checked against the calendar.
var (
	zone       = `(?P<zone>Z|[+-]\d\d:\d\d)?`
	day        = `(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))-(?P<month>\d\d)-(?P<day>\d\d)`
	timeOfDay  = `(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?P<fraction>\.\d+)?`
	duration   = `-?P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?`
	number     = `[+-]?(?:\d+(?:\.\d*)?|\.\d+)`
	nameStart  = `[\pL_]`
	nameChar   = `[\pL\pN\pM_.·-]`
	decimal    = full(number)
	double     = full(`(?:` + number + `(?:[eE][+-]?\d+)?|[+-]?INF|NaN)`)
	integer    = full(`[+-]?\d+`)
	xsdLexical = map[string]*regexp.Regexp{
		"boolean":           full(`true|false|1|0`),
		"date":              full(day + zone),
		"dateTime":          full(day + "T" + timeOfDay + zone),
		"dateTimeStamp":     full(day + "T" + timeOfDay + strings.TrimSuffix(zone, "?")),
		"time":              full(timeOfDay + zone),
		"gYear":             full(`-?(?:[1-9]\d{3,}|0\d{3})` + zone),
		"gYearMonth":        full(`-?(?:[1-9]\d{3,}|0\d{3})-(?P<month>\d\d)` + zone),
		"gMonth":            full(`--(?P<month>\d\d)` + zone),
		"gMonthDay":         full(`--(?P<month>\d\d)-(?P<day>\d\d)` + zone),
		"gDay":              full(`---(?P<day>\d\d)` + zone),
		"duration":          full(duration),
		"dayTimeDuration":   full(`-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?`),
		"yearMonthDuration": full(`-?P(?:\d+Y)?(?:\d+M)?`),
		"hexBinary":         full(`(?:[0-9a-fA-F]{2})*`),
		"base64Binary":      full(`(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}(?:[A-Za-z0-9+/] ?|= ?)=)?`),
		"language":          full(`[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*`),
		"Name":              full(`(?:` + nameStart + `|:)(?:` + nameChar + `|:)*`),
		"NMTOKEN":           full(`(?:` + nameChar + `|:)+`),
		"QName":             full(`(?:` + nameStart + nameChar + `*:)?` + nameStart + nameChar + `*`),
	}
)

func full(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)$`) }

// validLexical reports whether s is a lexical form of a datatype that is no
// number.
func validLexical(base, s string) bool {
	form := xsdLexical[base]
	if form == nil {
		return true
	}
	found := form.FindStringSubmatch(s)
	if found == nil {
		return false
	}
	switch base {
	case "duration", "dayTimeDuration", "yearMonthDuration":
		return s[len(s)-1] != 'P' && s[len(s)-1] != 'T'
	}
	group := func(name string) string {
		if i := form.SubexpIndex(name); i > 0 {
			return found[i]
		}
		return ""
	}
	return validDay(group("year"), group("month"), group("day")) && validZone(group("zone")) &&
		validTime(group("hour"), group("minute"), group("second"), group("fraction"))
}

// validDay checks what there is of a year, a month and a day.
func validDay(year, month, day string) bool {
	if month == "" && day == "" {
		return true
	}
	d, _ := strconv.Atoi(day)
	if month == "" {
		return 1 <= d && d <= 31
	}
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return false
	}
	if day == "" {
		return true
	}
	most := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if m == 2 && year != "" && !isLeap(year) {
		most = 28
	}
	return 1 <= d && d <= most
}

// isLeap judges years of any length by their last four digits.
func isLeap(year string) bool {
	n, _ := strconv.Atoi(year[len(year)-4:])
	return n%4 == 0 && (n%100 != 0 || n%400 == 0)
}

func validTime(hour, minute, second, fraction string) bool {
	switch {
	case hour == "":
		return true
	case hour == "24":
		return minute == "00" && second == "00" && strings.Trim(fraction, ".0") == ""
	}
	return hour < "24" && minute < "60" && second < "60"
}

// validZone checks "", Z and +hh:mm, which is at most 14 hours.
func validZone(zone string) bool {
	return len(zone) < 6 || zone[4:] < "60" && (zone[1:3] < "14" || zone[1:] == "14:00")
}
