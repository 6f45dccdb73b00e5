package value

import (
	"cmp"
	"math"
)

// utc gives when a date or a time begins, in seconds.
func (v *Value) utc() int64 { return v.num - int64(v.small)*60 }

// compareInstants compares when two dates or times begin; no timezone is UTC.
func compareInstants(a, b *Value) int {
	if c := cmp.Compare(a.utc(), b.utc()); c != 0 {
		return c
	}
	return cmp.Compare(a.frac, b.frac)
}

// relateTimes compares two dates or times of one kind.
func relateTimes(a, b *Value) relation {
	if a.zoned != b.zoned && a.kind != DateTime && a.kind != Time {
		if d := a.utc() - b.utc(); d >= -maxOffset*60 && d <= maxOffset*60 {
			return unrelated
		}
	}
	return relation(compareInstants(a, b))
}

// addTimes is a + b where one is not a number.
func addTimes(a, b Value) Value {
	switch {
	case a.isTime() && b.isDuration():
		return shift(a, b, 1)
	case a.isDuration() && b.isTime():
		return shift(b, a, 1)
	case a.isDuration() && b.isDuration():
		return addDurations(a, int64(b.small), span{b.num, b.frac}, b.kind)
	}
	return Value{}
}

// subtractTimes is a - b where one is not a number.
func subtractTimes(a, b Value) Value {
	switch {
	case a.isTime() && b.isDuration():
		return shift(a, b, -1)
	case a.kind == b.kind && (a.kind == DateTime || a.kind == Date || a.kind == Time):
		d := span{a.utc(), a.frac}.plus(span{b.utc(), b.frac}.negative())
		return ofDuration(DayTimeDuration, 0, d)
	case a.isDuration() && b.isDuration():
		return addDurations(a, -int64(b.small), span{b.num, b.frac}.negative(), b.kind)
	}
	return Value{}
}

// addDurations adds months and seconds to a duration; of two types the sum is an
// xsd:duration. XPath has this for two of one type, of months or of seconds.
func addDurations(a Value, months int64, s span, kind Kind) Value {
	if a.kind != kind {
		kind = Duration
	}
	return ofDuration(kind, int64(a.small)+months, span{a.num, a.frac}.plus(s))
}

// A span is a length of time: seconds, and parts of atto from 0 on.
type span struct{ seconds, frac int64 }

func (s span) plus(t span) span {
	sum := span{s.seconds + t.seconds, s.frac + t.frac}
	if sum.frac >= atto {
		sum.seconds, sum.frac = sum.seconds+1, sum.frac-atto
	}
	return sum
}

func (s span) negative() span {
	if s.frac == 0 {
		return span{-s.seconds, 0}
	}
	return span{-s.seconds - 1, atto - s.frac}
}

// maxSeconds bounds durations, so that sums of a few do not overflow.
const maxSeconds = 1 << 60

// shift moves a date, a time or a dateTime by a duration (XML Schema 1.1 part
// 2, appendix E.3.3). A date moves by whole days, a time goes round the clock.
func shift(t, d Value, sign int64) Value {
	by := span{d.num, d.frac}
	if sign < 0 {
		by = by.negative()
	}
	months := sign * int64(d.small)
	switch t.kind {
	case DateTime, Date:
	case Time:
		if months != 0 || d.kind == YearMonthDuration {
			return Value{}
		}
	default:
		return Value{}
	}
	days := floorDiv(t.num, secondsPerDay)
	clock := t.num - days*secondsPerDay
	if months != 0 {
		days = addMonths(days, months)
	}
	at := span{days*secondsPerDay + clock, t.frac}.plus(by)
	t.num, t.frac = at.seconds, at.frac
	switch t.kind {
	case Date:
		t.num, t.frac = floorDiv(at.seconds, secondsPerDay)*secondsPerDay, 0
	case Time:
		t.num = anyDay + at.seconds - floorDiv(at.seconds, secondsPerDay)*secondsPerDay
	}
	t.typ, t.str, t.id = plain, "", 0
	if year, _, _ := civil(floorDiv(t.num, secondsPerDay)); year > maxYear || year < -maxYear {
		return Value{}
	}
	return t
}

// ofDuration gives a duration if it is within bounds and of one sign.
func ofDuration(kind Kind, months int64, s span) Value {
	if months > math.MaxInt32 || months < -math.MaxInt32 || s.seconds > maxSeconds || s.seconds < -maxSeconds ||
		months > 0 && s.seconds < 0 || months < 0 && (s.seconds > 0 || s.seconds == 0 && s.frac > 0) {
		return Value{}
	}
	return Value{kind: kind, small: int32(months), num: s.seconds, frac: s.frac}
}
