package value

import (
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Casts are functions named by the datatype (section 17.5). SPARQL has those to
// boolean, integer, decimal, float, double, string and dateTime; the others
// follow XPath.
func init() {
	for iri, d := range datatypes {
		define1(iri, func(v Value) Value { return cast(d, v) })
	}
}

// cast gives v as a value of the type d.
func cast(d datatype, v Value) Value {
	var out Value
	switch {
	case d.kind == String:
		return castString(v)
	case v.kind == String:
		out, _ = parse(d.kind, strings.Trim(v.str, " \t\r\n"))
		if d.kind == Decimal {
			out = asDecimal(out)
		}
	case v.IsNumeric() || v.kind == Boolean:
		out = castNumber(d.kind, v)
	case v.isTime():
		out = castTime(d.kind, v)
	case v.isDuration():
		out = castDuration(d.kind, v)
	}
	if out.kind == None || d.typ != plain && !d.holds(out) {
		return Value{}
	}
	out.typ = d.typ
	return out
}

// castString gives the canonical form of v, in which integral decimals have no
// point.
func castString(v Value) Value {
	switch {
	case v.kind == IRI || v.isText():
		return OfString(v.str) // a language is dropped, as everybody does
	case v.kind == Decimal:
		return OfString(v.plainExact())
	case v.kind == Float || v.kind == Double:
		return OfString(v.plainFloat())
	case v.kind < Boolean || v.kind == Other:
		return Value{}
	}
	return OfString(string(v.computed().appendLexical(nil)))
}

// plainExact writes a decimal as XPath casts it to a string.
func (v *Value) plainExact() string {
	s := string(v.appendExact(nil))
	if strings.IndexByte(s, '.') >= 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func castNumber(kind Kind, v Value) Value {
	switch kind {
	case Boolean:
		return EBV(v).Value()
	case Integer:
		return castInteger(v)
	case Decimal:
		if v.kind < Float {
			v = v.computed()
			v.kind = Decimal
			return asDecimal(v)
		}
		d := new(apd.Decimal)
		if !floatExactly(d, v.float()) {
			return Value{}
		}
		return asDecimal(fromExact(Decimal, d))
	case Float:
		return ofFloat(v.float32())
	case Double:
		return OfDouble(v.float())
	}
	return Value{}
}

func castInteger(v Value) Value {
	if v.kind < Decimal {
		return Value{kind: Integer, num: v.num, ext: v.ext}
	}
	var buf apd.Decimal
	number, ok := v.exactly(&buf)
	if !ok {
		return Value{}
	}
	d := new(apd.Decimal)
	quantize(d, number, 0, apd.RoundDown)
	return fromExact(Integer, d)
}

// asDecimal gives a decimal that is written with a point.
func asDecimal(v Value) Value {
	if v.kind == None || v.scale > 0 || v.ext != nil && v.ext.number.Exponent < 0 {
		return v
	}
	if n, ok := times(v.num, 10); ok && v.ext == nil {
		return Value{kind: Decimal, num: n, scale: 1}
	}
	var buf apd.Decimal
	d := new(apd.Decimal)
	if _, err := exactContext.Mul(d, v.exact(&buf), apd.New(10, -1)); err != nil {
		return Value{}
	}
	return fromExact(Decimal, d)
}

// castTime gives the part of a date or a time that kind names, and of a date
// the dateTime of its beginning (XPath and XQuery Functions 3.1, section
// 19.1.5).
func castTime(kind Kind, v Value) Value {
	if kind == v.kind {
		return v.computed()
	}
	if v.kind != DateTime && v.kind != Date || kind < DateTime || kind > GDay || v.kind == Date && kind == Time {
		return Value{}
	}
	out := Value{kind: kind, zoned: v.zoned, small: v.small}
	days := floorDiv(v.num, secondsPerDay)
	year, month, day := civil(days)
	switch kind {
	case DateTime:
		out.num, out.frac = v.num, v.frac
		return out
	case Time:
		out.num, out.frac = anyDay+v.clock(), v.frac
		return out
	case GYear:
		month, day = 1, 1
	case GYearMonth:
		day = 1
	case GMonth:
		year, day = anyYear, 1
	case GMonthDay:
		year = anyYear
	case GDay:
		year, month = anyYear, anyMonth
	}
	out.num = dayNumber(year, month, day) * secondsPerDay
	return out
}

func castDuration(kind Kind, v Value) Value {
	switch kind {
	case Duration:
		return ofDuration(kind, int64(v.small), span{v.num, v.frac})
	case YearMonthDuration:
		return ofDuration(kind, int64(v.small), span{})
	case DayTimeDuration:
		return ofDuration(kind, 0, span{v.num, v.frac})
	}
	return Value{}
}
