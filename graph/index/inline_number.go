package index

import "strconv"

var booleans = [...]string{"false", "0", "true", "1"}

func inlineBoolean(s string) (ID, bool) {
	for i, form := range booleans {
		if s == form {
			return MakeID(TagBoolean, uint64(i)), true
		}
	}
	return None, false
}

// BooleanID gives the ID of "true" or "false".
func BooleanID(b bool) ID {
	if b {
		return MakeID(TagBoolean, 2)
	}
	return MakeID(TagBoolean, 0)
}

// Boolean gives the value of an id of TagBoolean.
func (id ID) Boolean() bool { return id.Payload() >= 2 }

const integerZero = 1 << 59

func inlineInteger(s string) (ID, bool) {
	v, rest, ok := leadingInteger(s)
	if !ok || rest != "" || v == 0 && s[0] == '-' {
		return None, false
	}
	return IntegerID(v)
}

// IntegerID gives the ID of the integer v as it is canonically written, if v is
// within -2^59 .. 2^59-1.
func IntegerID(v int64) (ID, bool) {
	if v < -integerZero || v >= integerZero {
		return None, false
	}
	return MakeID(TagInteger, uint64(v+integerZero)), true
}

// Integer gives the value of an id of TagInteger.
func (id ID) Integer() int64 { return int64(id.Payload()) - integerZero }

func appendInteger(dst []byte, id ID) []byte { return strconv.AppendInt(dst, id.Integer(), 10) }

// leadingInteger reads an integer of up to 18 digits without leading zeros from
// the start of s.
func leadingInteger(s string) (v int64, rest string, ok bool) {
	i := 0
	negative := s != "" && s[0] == '-'
	if negative {
		i++
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		if i-start == 18 {
			return 0, s, false
		}
		v = v*10 + int64(s[i]-'0')
		i++
	}
	if i == start || s[start] == '0' && i > start+1 {
		return 0, s, false
	}
	if negative {
		v = -v
	}
	return v, s[i:], true
}

const (
	decimalZero   = 1 << 56
	decimalDigits = 6 // after the point
	million       = 1_000_000
)

// powersOfTen are 10^0 to 10^6.
var powersOfTen = [...]int64{1, 10, 100, 1000, 10_000, 100_000, million}

func inlineDecimal(s string) (ID, bool) {
	whole, fraction, ok := leadingInteger(s)
	if !ok || whole < -decimalZero/million || whole > decimalZero/million {
		return None, false
	}
	var digits int
	var part int64
	if fraction != "" {
		digits = len(fraction) - 1
		if fraction[0] != '.' || digits < 1 || digits > decimalDigits {
			return None, false
		}
		for i := 1; i < len(fraction); i++ {
			if !isDigit(fraction[i]) {
				return None, false
			}
			part = part*10 + int64(fraction[i]-'0')
		}
		part *= powersOfTen[decimalDigits-digits]
	}
	negative := s[0] == '-'
	if negative {
		if whole == 0 && part == 0 {
			return None, false
		}
		part = -part
	}
	return DecimalID(whole*million+part, digits)
}

// DecimalID gives the ID of a decimal of so many millionths, written with a
// number of digits after the point (none: without a point), if there is one.
func DecimalID(millionths int64, digits int) (ID, bool) {
	if millionths <= -decimalZero || millionths >= decimalZero || digits < 0 || digits > decimalDigits ||
		millionths%powersOfTen[decimalDigits-digits] != 0 {
		return None, false
	}
	return MakeID(TagDecimal, uint64(millionths+decimalZero)<<3|uint64(digits)), true
}

// Decimal gives the value of an id of TagDecimal, in millionths, and the number
// of digits that are written after the point.
func (id ID) Decimal() (millionths int64, digits int) {
	return int64(id.Payload()>>3) - decimalZero, int(id.Payload() & 7)
}

func appendDecimal(dst []byte, id ID) ([]byte, bool) {
	v, digits := id.Decimal()
	if again, ok := DecimalID(v, digits); !ok || again != id {
		return dst, false
	}
	if v < 0 {
		dst, v = append(dst, '-'), -v
	}
	dst = strconv.AppendInt(dst, v/million, 10)
	if digits == 0 {
		return dst, true
	}
	dst = append(dst, '.')
	return appendPadded(dst, v%million/powersOfTen[decimalDigits-digits], digits), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// appendPadded appends v with leading zeros to a width.
func appendPadded(dst []byte, v int64, width int) []byte {
	for range width {
		dst = append(dst, '0')
	}
	for i := len(dst) - 1; v > 0; i-- {
		dst[i] += byte(v % 10)
		v /= 10
	}
	return dst
}
