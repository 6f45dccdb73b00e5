package value

import (
	"math"
	"math/bits"

	"github.com/cockroachdb/apd/v3"
)

// Add is a + b of numbers, dates, times and durations.
func Add(a, b Value) Value {
	if a.kind == Integer && b.kind == Integer && a.ext == nil && b.ext == nil {
		if sum := a.num + b.num; (sum > a.num) == (b.num > 0) {
			return OfInt(sum)
		}
	}
	switch {
	case !a.IsNumeric() || !b.IsNumeric():
		return addTimes(a, b)
	case a.kind <= Decimal && b.kind <= Decimal:
		return addExact(a, b)
	case a.kind == Double || b.kind == Double:
		return OfDouble(a.float() + b.float())
	}
	return ofFloat(a.float32() + b.float32())
}

// Subtract is a - b of numbers, dates, times and durations.
func Subtract(a, b Value) Value {
	switch {
	case !a.IsNumeric() || !b.IsNumeric():
		return subtractTimes(a, b)
	case a.kind <= Decimal && b.kind <= Decimal:
		return addExact(a, negateExact(b))
	case a.kind == Double || b.kind == Double:
		return OfDouble(a.float() - b.float())
	}
	return ofFloat(a.float32() - b.float32())
}

// Multiply is a * b of numbers, and of a duration and a number.
func Multiply(a, b Value) Value {
	switch {
	case !a.IsNumeric() || !b.IsNumeric():
		return multiplyDuration(a, b)
	case a.kind <= Decimal && b.kind <= Decimal:
		return multiplyExact(a, b)
	case a.kind == Double || b.kind == Double:
		return OfDouble(a.float() * b.float())
	}
	return ofFloat(a.float32() * b.float32())
}

// Divide is a / b of numbers, of a duration and a number, and of two durations.
// Two integers give a decimal.
func Divide(a, b Value) Value {
	switch {
	case !a.IsNumeric() || !b.IsNumeric():
		return divideDuration(a, b)
	case a.kind <= Decimal && b.kind <= Decimal:
		return divideExact(a, b)
	case a.kind == Double || b.kind == Double:
		return OfDouble(a.float() / b.float())
	}
	return ofFloat(a.float32() / b.float32())
}

// Negate is -a.
func Negate(a Value) Value {
	switch a.kind {
	case Integer, Decimal:
		return negateExact(a)
	case Float, Double:
		return ofFloating(a.kind, -a.float())
	}
	return Value{}
}

// Plus is +a.
func Plus(a Value) Value {
	if !a.IsNumeric() {
		return Value{}
	}
	return a.computed()
}

// computed is a number as the result of an operation: of the first type of its
// kind, written canonically.
func (v Value) computed() Value {
	v.typ, v.str, v.id = plain, "", 0
	return v
}

func negateExact(a Value) Value {
	a = a.computed()
	if a.ext == nil && a.num != math.MinInt64 {
		a.num = -a.num
		return a
	}
	var buf apd.Decimal
	return fromExact(a.kind, new(apd.Decimal).Neg(a.exact(&buf)))
}

func addExact(a, b Value) Value {
	kind := max(a.kind, b.kind)
	if a.ext == nil && b.ext == nil {
		if x, y, scale, ok := align(&a, &b); ok {
			if sum := x + y; (sum > x) == (y > 0) {
				return Value{kind: kind, num: sum, scale: scale}
			}
		}
	}
	var x, y apd.Decimal
	sum := new(apd.Decimal)
	if _, err := exactContext.Add(sum, a.exact(&x), b.exact(&y)); err != nil {
		return Value{}
	}
	return fromExact(kind, sum)
}

// align gives the digits of two small numbers at the larger scale of the two.
func align(a, b *Value) (x, y int64, scale uint8, ok bool) {
	x, y = a.num, b.num
	switch {
	case a.scale == b.scale:
		return x, y, a.scale, true
	case a.scale < b.scale:
		x, ok = scaleUp(x, b.scale-a.scale)
		return x, y, b.scale, ok
	}
	y, ok = scaleUp(y, a.scale-b.scale)
	return x, y, a.scale, ok
}

func scaleUp(n int64, by uint8) (int64, bool) { return times(n, powers[by]) }

// times is a*b if that fits.
func times(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func multiplyExact(a, b Value) Value {
	kind := max(a.kind, b.kind)
	if a.ext == nil && b.ext == nil && a.scale+b.scale <= maxScale {
		if product, ok := times(a.num, b.num); ok {
			return Value{kind: kind, num: product, scale: a.scale + b.scale}
		}
	}
	var x, y apd.Decimal
	product := new(apd.Decimal)
	if _, err := exactContext.Mul(product, a.exact(&x), b.exact(&y)); err != nil {
		return Value{}
	}
	return fromExact(kind, product)
}

// exactContext rounds nothing.
var exactContext = apd.Context{MaxExponent: apd.MaxExponent, MinExponent: apd.MinExponent, Traps: apd.DefaultTraps}

// quotientDigits is how many significant digits a quotient has that does not
// end before, and fractionDigits how many after the point at least.
const (
	quotientDigits = 34
	fractionDigits = 18
)

func divideExact(a, b Value) Value {
	if b.num == 0 && b.ext == nil {
		return Value{}
	}
	if a.ext == nil && b.ext == nil {
		if v, ok := divideSmall(a, b); ok {
			return v
		}
	}
	var x, y apd.Decimal
	dividend, divisor := a.exact(&x), b.exact(&y)
	whole := dividend.NumDigits() + int64(dividend.Exponent) - divisor.NumDigits() - int64(divisor.Exponent) + 1
	ctx := exactContext
	ctx.Rounding = apd.RoundHalfEven
	ctx.Precision = uint32(max(quotientDigits, whole+fractionDigits))
	q := new(apd.Decimal)
	if _, err := ctx.Quo(q, dividend, divisor); err != nil {
		return Value{}
	}
	q.Reduce(q)
	if q.Exponent >= 0 { // as a decimal: 2.0
		q.Coeff.Mul(&q.Coeff, new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(int64(q.Exponent)+1), nil))
		q.Exponent = -1
	}
	return fromExact(Decimal, q)
}

// divideSmall divides where the quotient ends within a few digits.
func divideSmall(a, b Value) (Value, bool) {
	x, y, _, ok := align(&a, &b)
	if !ok || y == math.MinInt64 || x == math.MinInt64 {
		return Value{}, false
	}
	for scale := uint8(1); scale <= 6; scale++ {
		n, ok := scaleUp(x, scale)
		if !ok {
			return Value{}, false
		}
		if n%y == 0 {
			return Value{kind: Decimal, num: n / y, scale: scale}, true
		}
	}
	return Value{}, false
}
