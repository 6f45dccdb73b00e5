package value

import (
	"math"
	"strconv"
)

func floatBits(f float64) int64 { return int64(math.Float64bits(f)) }

// float gives a number as a double, correctly rounded.
func (v *Value) float() float64 {
	if v.kind == Float || v.kind == Double {
		return math.Float64frombits(uint64(v.num))
	}
	if v.ext == nil {
		if v.scale == 0 {
			return float64(v.num)
		}
		if v.num < 1<<53 && v.num > -1<<53 {
			return float64(v.num) / float64(powers[v.scale]) // both are exact
		}
	}
	return v.rounded(64)
}

// float32 gives a number as a float, correctly rounded.
func (v *Value) float32() float32 {
	switch {
	case v.kind == Float || v.kind == Double:
		return float32(v.float())
	case v.ext == nil && v.scale == 0:
		return float32(v.num)
	}
	return float32(v.rounded(32))
}

// rounded goes through text, which strconv rounds once.
func (v *Value) rounded(bits int) float64 {
	var buf [64]byte
	f, _ := strconv.ParseFloat(string(v.appendExact(buf[:0])), bits) // out of range is infinite, as it should be
	return f
}

// ofFloat is the xsd:float f.
func ofFloat(f float32) Value { return Value{kind: Float, num: floatBits(float64(f))} }

// ofFloating is f as a Float or a Double.
func ofFloating(kind Kind, f float64) Value {
	if kind == Float {
		return ofFloat(float32(f))
	}
	return OfDouble(f)
}

// parseFloat reads an xsd:float or xsd:double.
func parseFloat(kind Kind, s string) (Value, bool) {
	switch s {
	case "INF", "+INF":
		return ofFloating(kind, math.Inf(1)), true
	case "-INF":
		return ofFloating(kind, math.Inf(-1)), true
	case "NaN":
		return ofFloating(kind, math.NaN()), true
	}
	if !isFloat(s) {
		return Value{}, false
	}
	bits := 64
	if kind == Float {
		bits = 32
	}
	f, _ := strconv.ParseFloat(s, bits)
	return ofFloating(kind, f), true
}

// isFloat reports whether s is digits with a point and an exponent, as
// strconv.ParseFloat takes many forms more.
func isFloat(s string) bool {
	if len(s) > MaxDigits {
		return false
	}
	i, mantissa, point := 0, 0, false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		i++
	}
	for ; i < len(s) && (isDigit(s[i]) || s[i] == '.' && !point); i++ {
		if s[i] == '.' {
			point = true
		} else {
			mantissa++
		}
	}
	if mantissa == 0 || i == len(s) {
		return mantissa > 0
	}
	if s[i] != 'e' && s[i] != 'E' {
		return false
	}
	i++
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i == len(s) && i > start
}

// appendFloat appends the canonical form: 1.5E0, 1.0E-7, INF.
func (v *Value) appendFloat(dst []byte) []byte {
	f, bits := v.float(), 64
	if v.kind == Float {
		bits = 32
	}
	switch {
	case math.IsInf(f, 1):
		return append(dst, "INF"...)
	case math.IsInf(f, -1):
		return append(dst, "-INF"...)
	case f != f:
		return append(dst, "NaN"...)
	}
	var buf [32]byte
	s := strconv.AppendFloat(buf[:0], f, 'E', -1, bits)
	e := len(s) - 1
	for s[e] != 'E' {
		e--
	}
	dst = append(dst, s[:e]...)
	if !containsByte(s[:e], '.') {
		dst = append(dst, ".0"...)
	}
	exponent, _ := strconv.Atoi(string(s[e+1:]))
	return strconv.AppendInt(append(dst, 'E'), int64(exponent), 10)
}

func containsByte(s []byte, c byte) bool {
	for _, b := range s {
		if b == c {
			return true
		}
	}
	return false
}

// plainFloat writes a number as XPath casts it to a string: without an exponent
// from a millionth to a million.
func (v *Value) plainFloat() string {
	f, bits := v.float(), 64
	if v.kind == Float {
		bits = 32
	}
	if a := math.Abs(f); a == 0 || a >= 1e-6 && a < 1e6 {
		return strconv.FormatFloat(f, 'f', -1, bits)
	}
	return string(v.appendFloat(nil))
}
