package index

const (
	dayMinutes = 24 * 60
	dayMillis  = dayMinutes * 60_000
	maxOffset  = 14 * 60 // of a timezone, in minutes
	minYear    = 1
	maxYear    = 9999

	dayZoneBits  = 11
	timeZoneBits = 7
	quarter      = 15 // minutes

	// epochDay is 1970-01-01 counted from 0000-12-31.
	epochDay = 719163
)

// A zone is a timezone as it is written: noZone, zulu, or firstZone plus the
// minutes from -14:00.
type zone int

const (
	noZone zone = iota
	zulu
	firstZone
)

func (z zone) valid() bool { return z >= noZone && z <= firstZone+2*maxOffset }

func (z zone) offset() int {
	if z < firstZone {
		return 0
	}
	return int(z-firstZone) - maxOffset
}

// parseZone reads what follows a date or a time: "", "Z", "+05:00".
func parseZone(s string) (zone, bool) {
	switch {
	case s == "":
		return noZone, true
	case s == "Z":
		return zulu, true
	case len(s) != 6 || s[3] != ':' || s[0] != '+' && s[0] != '-':
		return 0, false
	}
	hour, ok := twoDigits(s[1:], 14)
	minute, ok2 := twoDigits(s[4:], 59)
	offset := hour*60 + minute
	if s[0] == '-' {
		offset = -offset
	}
	if !ok || !ok2 || offset < -maxOffset || offset > maxOffset || offset == 0 && s[0] == '-' {
		return 0, false
	}
	return firstZone + zone(offset+maxOffset), true
}

func (z zone) append(dst []byte) []byte {
	switch z {
	case noZone:
		return dst
	case zulu:
		return append(dst, 'Z')
	}
	offset, sign := z.offset(), byte('+')
	if offset < 0 {
		offset, sign = -offset, '-'
	}
	dst = appendPadded(append(dst, sign), int64(offset/60), 2)
	return appendPadded(append(dst, ':'), int64(offset%60), 2)
}

// inlineDay gives the ID of a gYear, a gYearMonth or a date.
func inlineDay(tag Tag, s string) (ID, bool) {
	day, rest, ok := parseDay(s, dayParts(tag))
	if !ok {
		return None, false
	}
	z, ok := parseZone(rest)
	if !ok {
		return None, false
	}
	start := day*dayMinutes - z.offset()
	return MakeID(tag, uint64(start)<<dayZoneBits|uint64(z)), true
}

// dayParts is the number of parts that a value of a tag names: year, month, day.
func dayParts(tag Tag) int { return int(tag-TagYear) + 1 }

func appendDay(dst []byte, id ID) ([]byte, bool) {
	z := zone(id.Payload() & (1<<dayZoneBits - 1))
	local := int(id.Payload()>>dayZoneBits) + z.offset()
	if !z.valid() || local%dayMinutes != 0 {
		return dst, false
	}
	out, ok := appendDate(dst, local/dayMinutes, dayParts(id.Tag()))
	if !ok {
		return dst, false
	}
	return z.append(out), true
}

// parseDay reads a date of one to three parts from the start of s, and gives
// the first day in it, counted from 0000-12-31.
func parseDay(s string, parts int) (day int, rest string, ok bool) {
	if len(s) < 4 {
		return 0, s, false
	}
	century, ok := twoDigits(s, 99)
	y, ok2 := twoDigits(s[2:], 99)
	year, month, dom := century*100+y, 1, 1
	if !ok || !ok2 || year < minYear {
		return 0, s, false
	}
	s = s[4:]
	if parts > 1 {
		if month, s, ok = dashed(s, 12); !ok {
			return 0, s, false
		}
	}
	if parts > 2 {
		if dom, s, ok = dashed(s, daysIn(year, month)); !ok {
			return 0, s, false
		}
	}
	return dayNumber(year, month, dom), s, true
}

// dashed reads "-05" from the start of s.
func dashed(s string, most int) (n int, rest string, ok bool) {
	if len(s) < 3 || s[0] != '-' {
		return 0, s, false
	}
	n, ok = twoDigits(s[1:], most)
	return n, s[3:], ok && n > 0
}

func appendDate(dst []byte, day, parts int) ([]byte, bool) {
	year, month, dom := civil(day)
	if day < 1 || year > maxYear || parts < 3 && dom != 1 || parts < 2 && month != 1 {
		return dst, false
	}
	dst = appendPadded(dst, int64(year), 4)
	if parts > 1 {
		dst = appendPadded(append(dst, '-'), int64(month), 2)
	}
	if parts > 2 {
		dst = appendPadded(append(dst, '-'), int64(dom), 2)
	}
	return dst, true
}

func inlineDateTime(s string) (ID, bool) {
	day, clock, ok := parseDay(s, 3)
	if !ok || len(clock) < 9 || clock[0] != 'T' || clock[3] != ':' || clock[6] != ':' {
		return None, false
	}
	hour, ok := twoDigits(clock[1:], 23)
	minute, ok2 := twoDigits(clock[4:], 59)
	second, ok3 := twoDigits(clock[7:], 59)
	millis, digits, rest, ok4 := parseMillis(clock[9:])
	z, ok5 := parseZone(rest)
	code := z
	if z >= firstZone {
		code = firstZone + (z-firstZone)/quarter
	}
	if !ok || !ok2 || !ok3 || !ok4 || !ok5 || z.offset()%quarter != 0 {
		return None, false
	}
	minutes := day*dayMinutes + hour*60 + minute - z.offset()
	start := uint64(minutes*60_000 + second*1000 + millis)
	return MakeID(TagDateTime, (start<<timeZoneBits|uint64(code))<<2|uint64(digits)), true
}

// parseMillis reads a fraction of a second of up to three digits, or nothing,
// from the start of s.
func parseMillis(s string) (millis, digits int, rest string, ok bool) {
	if s == "" || s[0] != '.' {
		return 0, 0, s, true
	}
	for digits < 4 && digits+1 < len(s) && isDigit(s[digits+1]) {
		millis = millis*10 + int(s[digits+1]-'0')
		digits++
	}
	if digits == 0 || digits > 3 {
		return 0, 0, s, false
	}
	return millis * int(powersOfTen[3-digits]), digits, s[digits+1:], true
}

// dateTimeFields takes an id of TagDateTime apart.
func dateTimeFields(id ID) (start int, z zone, digits int) {
	p := id.Payload()
	z = zone(p >> 2 & (1<<timeZoneBits - 1))
	if z >= firstZone {
		z = firstZone + (z-firstZone)*quarter
	}
	return int(p >> (2 + timeZoneBits)), z, int(p & 3)
}

func appendDateTime(dst []byte, id ID) ([]byte, bool) {
	start, z, digits := dateTimeFields(id)
	local := start + z.offset()*60_000
	if !z.valid() || local < 0 || start%int(powersOfTen[3-digits]) != 0 {
		return dst, false
	}
	out, ok := appendDate(dst, local/dayMillis, 3)
	if !ok {
		return dst, false
	}
	clock := int64(local % dayMillis)
	out = appendPadded(append(out, 'T'), clock/3_600_000, 2)
	out = appendPadded(append(out, ':'), clock/60_000%60, 2)
	out = appendPadded(append(out, ':'), clock/1000%60, 2)
	if digits > 0 {
		out = appendPadded(append(out, '.'), clock%1000/powersOfTen[3-digits], digits)
	}
	return z.append(out), true
}

// Instant gives when the value of an id of TagYear, TagYearMonth, TagDate or
// TagDateTime begins, in milliseconds from 1970-01-01T00:00:00Z, and the offset
// of its timezone in minutes. Without a timezone it is read as if in UTC.
func (id ID) Instant() (millis int64, offset int, zoned bool) {
	var start int
	var z zone
	if id.Tag() == TagDateTime {
		start, z, _ = dateTimeFields(id)
	} else {
		z = zone(id.Payload() & (1<<dayZoneBits - 1))
		start = int(id.Payload()>>dayZoneBits) * 60_000
	}
	return int64(start) - epochDay*dayMillis, z.offset(), z != noZone
}

// twoDigits reads a number of two digits from the start of s.
func twoDigits(s string, most int) (int, bool) {
	if len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, false
	}
	n := int(s[0]-'0')*10 + int(s[1]-'0')
	return n, n <= most
}
