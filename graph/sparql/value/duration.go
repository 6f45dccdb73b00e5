package value

import (
	"cmp"
	"math"
	"strconv"

	"github.com/cockroachdb/apd/v3"
)

// parseDuration reads an xsd:duration, xsd:yearMonthDuration or
// xsd:dayTimeDuration (XML Schema 1.1 part 2, section 3.3.6).
func parseDuration(kind Kind, s string) (Value, bool) {
	negative := s != "" && s[0] == '-'
	if negative {
		s = s[1:]
	}
	if len(s) < 2 || s[0] != 'P' {
		return Value{}, false
	}
	p := durationParser{rest: s[1:]}
	if kind != DayTimeDuration {
		p.months = p.part('Y', 12) + p.part('M', 1)
	}
	if kind != YearMonthDuration {
		p.seconds = p.part('D', secondsPerDay)
		if p.rest != "" && p.rest[0] == 'T' {
			p.rest = p.rest[1:]
			p.failed = p.failed || p.rest == ""
			p.seconds += p.part('H', 3600) + p.part('M', 60) + p.secondsPart()
		}
	}
	if p.failed || p.rest != "" {
		return Value{}, false
	}
	length := span{p.seconds, p.frac}
	if negative {
		p.months, length = -p.months, length.negative()
	}
	v := ofDuration(kind, p.months, length)
	return v, v.kind != None
}

type durationParser struct {
	rest            string
	failed          bool
	months, seconds int64
	frac            int64
}

// digits gives how many digits the rest begins with.
func (p *durationParser) digits() int {
	n := 0
	for n < len(p.rest) && isDigit(p.rest[n]) {
		n++
	}
	return n
}

// part takes a number before a letter, times a unit; 0 if another letter comes.
func (p *durationParser) part(letter byte, unit int64) int64 {
	n := p.digits()
	if n == 0 || n == len(p.rest) || p.rest[n] != letter {
		return 0
	}
	v := p.number(n, unit)
	p.rest = p.rest[n+1:]
	return v
}

// maxPart keeps the sum of a duration's parts within 64 bits.
const maxPart = maxSeconds / 4

func (p *durationParser) number(digits int, unit int64) int64 {
	v, err := strconv.ParseInt(p.rest[:digits], 10, 64)
	if err != nil || v > maxPart/unit {
		p.failed = true
		return 0
	}
	return v * unit
}

// secondsPart takes "30S" or "30.5S".
func (p *durationParser) secondsPart() int64 {
	n := p.digits()
	if n == 0 || n == len(p.rest) {
		return 0
	}
	end := n
	if p.rest[n] == '.' {
		frac, length, ok := parseFraction(p.rest[n+1:])
		p.frac, p.failed = frac, p.failed || !ok
		end += 1 + length
	}
	if end == len(p.rest) || p.rest[end] != 'S' {
		return 0
	}
	v := p.number(n, 1)
	p.rest = p.rest[end+1:]
	return v
}

// appendDuration appends the canonical form: P1Y2M, P3DT4H, PT0S, P0M.
func (v Value) appendDuration(dst []byte) []byte {
	months, s := int64(v.small), span{v.num, v.frac}
	if months < 0 || s.seconds < 0 {
		dst, months, s = append(dst, '-'), -months, s.negative()
	}
	dst = append(dst, 'P')
	dst = appendPart(dst, months/12, 'Y')
	dst = appendPart(dst, months%12, 'M')
	dst = appendPart(dst, s.seconds/secondsPerDay, 'D')
	switch clock := s.seconds % secondsPerDay; {
	case clock > 0 || s.frac > 0:
		dst = append(dst, 'T')
		dst = appendPart(dst, clock/3600, 'H')
		dst = appendPart(dst, clock/60%60, 'M')
		if clock%60 > 0 || s.frac > 0 {
			dst = strconv.AppendInt(dst, clock%60, 10)
			dst = append(appendFraction(dst, s.frac), 'S')
		}
	case dst[len(dst)-1] == 'P' && v.kind == YearMonthDuration:
		dst = append(dst, "0M"...)
	case dst[len(dst)-1] == 'P':
		dst = append(dst, "T0S"...)
	}
	return dst
}

func appendPart(dst []byte, n int64, letter byte) []byte {
	if n == 0 {
		return dst
	}
	return append(strconv.AppendInt(dst, n, 10), letter)
}

// relateDurations compares durations that are both of months or both of
// seconds; others have no order.
func relateDurations(a, b *Value) relation {
	switch {
	case a.small == b.small:
		if c := cmp.Compare(a.num, b.num); c != 0 {
			return relation(c)
		}
		return relation(cmp.Compare(a.frac, b.frac))
	case a.num == b.num && a.frac == b.frac:
		return relation(cmp.Compare(a.small, b.small))
	}
	return unrelated
}

// amount gives a duration as a number of months or of seconds.
func (v *Value) amount() *apd.Decimal {
	if v.kind == YearMonthDuration {
		return apd.New(int64(v.small), 0)
	}
	d := new(apd.Decimal)
	_, _ = exactContext.Add(d, apd.New(v.num, 0), apd.New(v.frac, -attoDigits)) // both are finite
	return d
}

// ofAmount is the inverse of amount: months are rounded to whole ones, seconds
// to parts of atto.
func ofAmount(kind Kind, d *apd.Decimal) Value {
	var rounded apd.Decimal
	digits := int32(0)
	if kind == DayTimeDuration {
		digits = attoDigits
	}
	quantize(&rounded, d, -digits, apd.RoundHalfUp)
	if rounded.NumDigits()+int64(rounded.Exponent) > 18 {
		return Value{}
	}
	if kind == YearMonthDuration {
		months, err := rounded.Int64()
		if err != nil {
			return Value{}
		}
		return ofDuration(kind, months, span{})
	}
	var whole, fraction apd.Decimal
	rounded.Modf(&whole, &fraction)
	seconds, err := whole.Int64()
	if err != nil {
		return Value{}
	}
	s := span{seconds: seconds}
	quantize(&fraction, &fraction, -attoDigits, apd.RoundDown)
	frac := fraction.Coeff.Int64()
	if fraction.Negative && frac > 0 {
		s.seconds, frac = s.seconds-1, atto-frac
	}
	s.frac = frac
	return ofDuration(kind, 0, s)
}

func multiplyDuration(a, b Value) Value {
	if a.IsNumeric() {
		a, b = b, a
	}
	var buf apd.Decimal
	factor, ok := b.factor(&buf)
	if !ok || a.kind != YearMonthDuration && a.kind != DayTimeDuration {
		return Value{}
	}
	product := new(apd.Decimal)
	if _, err := exactContext.Mul(product, a.amount(), factor); err != nil {
		return Value{}
	}
	return ofAmount(a.kind, product)
}

func divideDuration(a, b Value) Value {
	if a.kind != YearMonthDuration && a.kind != DayTimeDuration {
		return Value{}
	}
	if a.kind == b.kind {
		return divideExact(fromExact(Decimal, a.amount()), fromExact(Decimal, b.amount()))
	}
	if b.IsNumeric() && math.IsInf(b.float(), 0) {
		return ofDuration(a.kind, 0, span{})
	}
	var buf apd.Decimal
	divisor, ok := b.factor(&buf)
	if !ok || divisor.IsZero() {
		return Value{}
	}
	ctx := exactContext
	ctx.Precision = 60
	ctx.Rounding = apd.RoundHalfEven
	quotient := new(apd.Decimal)
	if _, err := ctx.Quo(quotient, a.amount(), divisor); err != nil {
		return Value{}
	}
	return ofAmount(a.kind, quotient)
}

// factor gives a number that a duration is multiplied with. Of a float it is the
// shortest decimal that rounds to it, as 2.1e0 is meant to be 2.1.
func (v *Value) factor(buf *apd.Decimal) (*apd.Decimal, bool) {
	switch v.kind {
	case Integer, Decimal:
		return v.exact(buf), true
	case Float, Double:
		_, _, err := buf.SetString(string(v.appendFloat(nil)))
		return buf, err == nil && buf.Form == apd.Finite
	}
	return nil, false
}
