package value

import (
	"math"

	"github.com/cockroachdb/apd/v3"
)

// quantize sets z to x with so many digits before (positive) or after
// (negative) the point. z and x may be the same.
//
// how is not to be RoundCeiling or RoundFloor, which Quantize does not heed for
// numbers that are nearly zero.
func quantize(z, x *apd.Decimal, exponent int32, how apd.Rounder) {
	ctx := exactContext
	ctx.Rounding = how
	// As many digits as x can have after it.
	ctx.Precision = uint32(max(x.NumDigits()+int64(x.Exponent)-int64(exponent), 1)) + 1
	ctx.Traps = 0
	_, _ = ctx.Quantize(z, x, exponent) // without traps there is no error
}

// absolute is ABS.
func absolute(v Value) Value {
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

func (v *Value) isNegative() bool {
	if v.ext != nil {
		return v.ext.number.Negative
	}
	return v.num < 0
}

// ceiling is CEIL.
func ceiling(v Value) Value {
	if v.kind != Decimal {
		return roundFloat(v, math.Ceil)
	}
	return negateExact(floorExact(negateExact(v)))
}

// floor is FLOOR.
func floor(v Value) Value {
	if v.kind != Decimal {
		return roundFloat(v, math.Floor)
	}
	return floorExact(v)
}

// round is ROUND: halves go up, to positive infinity.
func round(v Value) Value {
	if v.kind == Decimal {
		return floorExact(addExact(v, Value{kind: Decimal, num: 5, scale: 1}))
	}
	return roundFloat(v, func(f float64) float64 {
		if f < 0 && f >= -0.5 {
			return math.Copysign(0, -1)
		}
		if r := math.Floor(f); f-r < 0.5 {
			return r
		}
		return math.Ceil(f)
	})
}

func roundFloat(v Value, round func(float64) float64) Value {
	switch v.kind {
	case Integer:
		return v.computed()
	case Float, Double:
		return ofFloating(v.kind, round(v.float()))
	}
	return Value{}
}

// floorExact is the largest whole number that is not above a decimal.
func floorExact(v Value) Value {
	if v.ext == nil {
		return Value{kind: v.kind, num: floorDiv(v.num, powers[v.scale])}
	}
	d := new(apd.Decimal)
	if _, err := exactContext.Floor(d, &v.ext.number); err != nil {
		return Value{}
	}
	return fromExact(v.kind, d)
}
