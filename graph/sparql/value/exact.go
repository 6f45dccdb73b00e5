package value

import (
	"math/big"
	"strconv"

	"github.com/cockroachdb/apd/v3"
)

// MaxDigits is how many digits an integer or a decimal has at most, before and
// after the point together. A longer literal is as good as ill-typed, and
// arithmetic that gives more is a type error (overflow).
const MaxDigits = 4096

// maxScale is the largest scale of a decimal kept in num.
const maxScale = 18

var powers = func() (p [maxScale + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// parseExact reads an xsd:integer or an xsd:decimal.
func parseExact(kind Kind, s string) (Value, bool) {
	start := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		start = 1
	}
	point := -1
	for i := start; i < len(s); i++ {
		if s[i] == '.' && point < 0 && kind == Decimal {
			point = i
		} else if !isDigit(s[i]) {
			return Value{}, false
		}
	}
	digits, scale := len(s)-start, 0
	if point >= 0 {
		digits--
		scale = len(s) - point - 1
	}
	if digits == 0 || digits > MaxDigits {
		return Value{}, false
	}
	if digits > maxScale {
		return parseLong(kind, s)
	}
	var n int64
	for i := start; i < len(s); i++ {
		if i != point {
			n = n*10 + int64(s[i]-'0')
		}
	}
	if s[0] == '-' {
		n = -n
	}
	return Value{kind: kind, num: n, scale: uint8(scale)}, true
}

func parseLong(kind Kind, s string) (Value, bool) {
	d := new(apd.Decimal)
	if _, _, err := d.SetString(s); err != nil {
		return Value{}, false
	}
	v := fromExact(kind, d)
	return v, v.kind != None
}

// fromExact gives the value of d, which it keeps; none if it has too many
// digits.
func fromExact(kind Kind, d *apd.Decimal) Value {
	if d.Form != apd.Finite || d.NumDigits() > MaxDigits || d.Exponent > MaxDigits || d.Exponent < -MaxDigits {
		return Value{}
	}
	if d.Exponent > 0 {
		d.Coeff.Mul(&d.Coeff, new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(int64(d.Exponent)), nil))
		d.Exponent = 0
	}
	if d.IsZero() {
		return Value{kind: kind, scale: uint8(min(-d.Exponent, maxScale))}
	}
	if d.Coeff.IsInt64() && d.Exponent >= -maxScale {
		n := d.Coeff.Int64()
		if d.Negative {
			n = -n
		}
		return Value{kind: kind, num: n, scale: uint8(-d.Exponent)}
	}
	return Value{kind: kind, ext: &extension{number: *d}}
}

// exact gives the number of an integer or a decimal, in buf if it is small.
func (v *Value) exact(buf *apd.Decimal) *apd.Decimal {
	if v.ext != nil {
		return &v.ext.number
	}
	buf.SetFinite(v.num, -int32(v.scale))
	return buf
}

// exactly is exact of any number; false for NaN and the infinities.
func (v *Value) exactly(buf *apd.Decimal) (*apd.Decimal, bool) {
	if v.kind == Integer || v.kind == Decimal {
		return v.exact(buf), true
	}
	return buf, floatExactly(buf, v.float())
}

// floatExactly sets d to the value of f, digit by digit.
func floatExactly(d *apd.Decimal, f float64) bool {
	r := new(big.Rat).SetFloat64(f)
	if r == nil {
		return false
	}
	// The denominator is 2^k: k digits after the point are all that there are.
	k := r.Denom().BitLen() - 1
	scaled := new(big.Int).Mul(r.Num(), new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(k)), nil))
	d.Negative = scaled.Sign() < 0
	d.Coeff.SetMathBigInt(scaled.Abs(scaled))
	d.Exponent = -int32(k)
	d.Form = apd.Finite
	return true
}

// trimmed drops zeros at the end, down to one digit after the point.
func trimmed(n int64, scale uint8) (int64, uint8) {
	for scale > 1 && n%10 == 0 {
		n /= 10
		scale--
	}
	return n, scale
}

func (v *Value) appendExact(dst []byte) []byte {
	if v.ext != nil {
		return appendLong(dst, &v.ext.number)
	}
	n, scale := trimmed(v.num, v.scale)
	if scale == 0 {
		return strconv.AppendInt(dst, n, 10)
	}
	if n < 0 {
		dst = append(dst, '-')
	}
	magnitude, unit := uint64(n), uint64(powers[scale])
	if n < 0 {
		magnitude = -magnitude
	}
	dst = strconv.AppendUint(dst, magnitude/unit, 10)
	return appendPadded(append(dst, '.'), magnitude%unit, int(scale))
}

func appendLong(dst []byte, d *apd.Decimal) []byte {
	var r apd.Decimal
	if d.Exponent >= -1 {
		return d.Append(dst, 'f')
	}
	r.Reduce(d)
	if r.Exponent >= 0 { // integral, yet a decimal
		dst = r.Append(dst, 'f')
		return append(dst, ".0"...)
	}
	return r.Append(dst, 'f')
}

// appendPadded appends v with leading zeros to a width.
func appendPadded(dst []byte, v uint64, width int) []byte {
	for range width {
		dst = append(dst, '0')
	}
	for i := len(dst) - 1; v > 0; i-- {
		dst[i] += byte(v % 10)
		v /= 10
	}
	return dst
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
