package value

// appendTime appends the canonical form of a date, a time or a part of one, in
// the timezone that it has.
func (v Value) appendTime(dst []byte) []byte {
	days := floorDiv(v.num, secondsPerDay)
	year, month, day := civil(days)
	clock := v.num - days*secondsPerDay
	if v.kind == DateTime || v.kind == Date || v.kind == GYear || v.kind == GYearMonth {
		dst = appendYear(dst, year)
	}
	switch v.kind {
	case DateTime, Date:
		dst = appendPair(append(dst, '-'), month)
		dst = appendPair(append(dst, '-'), day)
	case GYearMonth:
		dst = appendPair(append(dst, '-'), month)
	case GMonth:
		dst = appendPair(append(dst, "--"...), month)
	case GMonthDay:
		dst = appendPair(append(dst, "--"...), month)
		dst = appendPair(append(dst, '-'), day)
	case GDay:
		dst = appendPair(append(dst, "---"...), day)
	}
	if v.kind == DateTime {
		dst = append(dst, 'T')
	}
	if v.kind == DateTime || v.kind == Time {
		dst = appendPair(dst, int(clock/3600))
		dst = appendPair(append(dst, ':'), int(clock/60%60))
		dst = appendPair(append(dst, ':'), int(clock%60))
		dst = appendFraction(dst, v.frac)
	}
	if v.zoned {
		dst = appendOffset(dst, int(v.small))
	}
	return dst
}

func appendYear(dst []byte, year int64) []byte {
	if year < 0 {
		dst, year = append(dst, '-'), -year
	}
	width := 4
	for n := year / 10_000; n > 0; n /= 10 {
		width++
	}
	return appendPadded(dst, uint64(year), width)
}

func appendPair(dst []byte, n int) []byte { return appendPadded(dst, uint64(n), 2) }

// appendFraction appends ".5" for half a second and nothing for none.
func appendFraction(dst []byte, frac int64) []byte {
	if frac == 0 {
		return dst
	}
	width := attoDigits
	for frac%10 == 0 {
		frac /= 10
		width--
	}
	return appendPadded(append(dst, '.'), uint64(frac), width)
}

func appendOffset(dst []byte, minutes int) []byte {
	if minutes == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	dst = appendPair(append(dst, sign), minutes/60)
	return appendPair(append(dst, ':'), minutes%60)
}
