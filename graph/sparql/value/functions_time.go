package value

import "strings"

func init() {
	define("NOW", 0, 0, func(e *Env, _ []Value) Value { return e.Now })
	definePart("YEAR", func(k Kind) bool { return k == DateTime || k == Date || k == GYear || k == GYearMonth },
		func(v Value) int64 { y, _, _ := civil(floorDiv(v.num, secondsPerDay)); return y })
	definePart("MONTH", func(k Kind) bool {
		return k == DateTime || k == Date || k == GYearMonth || k == GMonth || k == GMonthDay
	},
		func(v Value) int64 { _, m, _ := civil(floorDiv(v.num, secondsPerDay)); return int64(m) })
	definePart("DAY", func(k Kind) bool { return k == DateTime || k == Date || k == GMonthDay || k == GDay },
		func(v Value) int64 { _, _, d := civil(floorDiv(v.num, secondsPerDay)); return int64(d) })
	definePart("HOURS", hasClock, func(v Value) int64 { return v.clock() / 3600 })
	definePart("MINUTES", hasClock, func(v Value) int64 { return v.clock() / 60 % 60 })
	define1("SECONDS", func(v Value) Value {
		if !hasClock(v.kind) {
			return Value{}
		}
		return v.seconds()
	})
	define1("TIMEZONE", timezone)
	define1("TZ", tz)
}

// definePart defines a function of the dates and times of some kinds. SPARQL
// has them for xsd:dateTime; the other kinds are those of XPath's functions.
func definePart(name string, has func(Kind) bool, part func(Value) int64) {
	define1(name, func(v Value) Value {
		if !has(v.kind) {
			return Value{}
		}
		return OfInt(part(v))
	})
}

func hasClock(k Kind) bool { return k == DateTime || k == Time }

// clock gives the seconds of the day, without their fraction.
func (v Value) clock() int64 { return v.num - floorDiv(v.num, secondsPerDay)*secondsPerDay }

// seconds gives the seconds of the minute as a decimal.
func (v Value) seconds() Value {
	whole := Value{kind: Decimal, num: v.clock() % 60}
	if v.frac == 0 {
		return whole
	}
	return addExact(whole, Value{kind: Decimal, num: v.frac, scale: attoDigits})
}

func timezone(v Value) Value {
	if !v.isTime() || !v.zoned {
		return Value{}
	}
	return Value{kind: DayTimeDuration, num: int64(v.small) * 60}
}

// tz gives the timezone as it is written, of which "+00:00" is another than
// "Z".
func tz(v Value) Value {
	switch {
	case !v.isTime():
		return Value{}
	case !v.zoned:
		return OfString("")
	case v.small == 0 && !strings.HasSuffix(v.Lexical(), "Z"):
		s := v.Lexical()
		return OfString(s[len(s)-len("+00:00"):])
	}
	return OfString(string(appendOffset(nil, int(v.small))))
}
