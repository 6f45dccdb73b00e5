package value

import (
	"math"

	"github.com/cockroachdb/apd/v3"
)

// quantize sets z to x with so many digits before (positive) or after
// (negative) the point. z and x may be the same.
func quantize(z, x *apd.Decimal, exponent int32, how apd.Rounder) {
	ctx := exactContext
	ctx.Rounding = how
	// As many digits as x can have after it.
	ctx.Precision = uint32(max(x.NumDigits()+int64(x.Exponent)-int64(exponent), 1)) + 1
	ctx.Traps = 0
	_, _ = ctx.Quantize(z, x, exponent) // without traps there is no error
}

// Abs is ABS.
func Abs(v Value) Value {
	switch v.kind {
	case Integer, Decimal:
		if v.isNegative() {
			return negateExact(v)
		}
		return v.computed()
	case Float, Double:
		return ofFloating(v.kind, math.Abs(v.float()))
	}
	return Value{}
}

func (v Value) isNegative() bool {
	if v.ext != nil {
		return v.ext.number.Negative
	}
	return v.num < 0
}

// Ceil is CEIL.
func Ceil(v Value) Value { return roundWith(v, apd.RoundCeiling, math.Ceil) }

// Floor is FLOOR.
func Floor(v Value) Value { return roundWith(v, apd.RoundFloor, math.Floor) }

// Round is ROUND: halves go up, to positive infinity.
func Round(v Value) Value {
	how := apd.RoundHalfUp
	if v.isNegative() {
		how = apd.RoundHalfDown
	}
	return roundWith(v, how, func(f float64) float64 {
		if f < 0 && f >= -0.5 {
			return math.Copysign(0, -1)
		}
		if r := math.Floor(f); f-r < 0.5 {
			return r
		}
		return math.Ceil(f)
	})
}

func roundWith(v Value, how apd.Rounder, float func(float64) float64) Value {
	switch v.kind {
	case Integer:
		return v.computed()
	case Decimal:
		var buf apd.Decimal
		d := new(apd.Decimal)
		quantize(d, v.exact(&buf), 0, how)
		return fromExact(Decimal, d)
	case Float, Double:
		return ofFloating(v.kind, float(v.float()))
	}
	return Value{}
}
