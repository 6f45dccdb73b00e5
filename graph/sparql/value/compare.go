package value

import (
	"cmp"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// An Op is a comparison operator.
type Op uint8

const (
	EQ Op = iota
	NE
	LT
	LE
	GT
	GE
)

// String gives "=", "!=", "<", "<=", ">" or ">=".
func (op Op) String() string { return [...]string{"=", "!=", "<", "<=", ">", ">="}[op] }

// Compare is a op b (section 17.3).
func Compare(op Op, a, b Value) Truth {
	if a.kind == b.kind && a.scale == b.scale && (a.kind == Integer || a.kind == Decimal) && a.ext == nil && b.ext == nil {
		return TruthOf(op.holds(cmp.Compare(a.num, b.num)))
	}
	switch op {
	case EQ:
		return Equal(a, b)
	case NE:
		return Not(Equal(a, b))
	}
	switch c := relate(&a, &b); c {
	case unrelated:
		return Error
	case unordered:
		return False
	default:
		return TruthOf(op.holds(int(c)))
	}
}

// holds reports whether op is true of values of which the first compares c with
// the second.
func (op Op) holds(c int) bool {
	switch op {
	case EQ:
		return c == 0
	case NE:
		return c != 0
	case LT:
		return c < 0
	case LE:
		return c <= 0
	case GT:
		return c > 0
	}
	return c >= 0
}

// A relation is how two values compare: negative, zero or positive, or not.
type relation int8

const (
	unordered relation = 2 // NaN
	unrelated relation = 3 // a type error
)

// relate compares values of types that have an order.
func relate(a, b *Value) relation {
	switch {
	case a.IsNumeric() && b.IsNumeric():
		return relateNumbers(a, b)
	case a.isDuration() && b.isDuration():
		return relateDurations(a, b)
	case a.kind != b.kind:
		return unrelated
	case a.kind == String:
		return relation(strings.Compare(a.str, b.str))
	case a.kind == Boolean:
		return relation(cmp.Compare(a.num, b.num))
	case a.isTime():
		return relateTimes(a, b)
	}
	return unrelated
}

func relateNumbers(a, b *Value) relation {
	switch {
	case a.kind <= Decimal && b.kind <= Decimal:
		return relation(compareExact(a, b))
	case a.kind == Double || b.kind == Double:
		return relateFloats(a.float(), b.float())
	}
	return relateFloats(float64(a.float32()), float64(b.float32()))
}

func relateFloats(a, b float64) relation {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	}
	return unordered
}

func compareExact(a, b *Value) int {
	if a.ext == nil && b.ext == nil {
		if x, y, _, ok := align(a, b); ok {
			return cmp.Compare(x, y)
		}
	}
	var x, y apd.Decimal
	return a.exact(&x).Cmp(b.exact(&y))
}

// Equal is a = b.
func Equal(a, b Value) Truth {
	switch {
	case a.kind == None || b.kind == None:
		return Error
	case a.kind == Triple && b.kind == Triple:
		return equalTriples(&a, &b)
	case !a.isLiteral() || !b.isLiteral():
		return TruthOf(a.kind == b.kind && a.str == b.str)
	case a.kind == Other || b.kind == Other:
		if a.kind == b.kind && a.str == b.str && a.aux == b.aux {
			return True
		}
		if a.kind == LangString || b.kind == LangString {
			return False
		}
		return Error
	case a.kind == LangString && b.kind == LangString:
		return TruthOf(a.str == b.str && a.small == b.small && strings.EqualFold(a.aux, b.aux))
	case a.isDuration() && b.isDuration():
		return TruthOf(a.num == b.num && a.frac == b.frac && a.small == b.small)
	}
	if c := relate(&a, &b); c != unrelated {
		return TruthOf(c == 0)
	}
	if a.isTime() && a.kind == b.kind {
		return Error
	}
	return False // of different value spaces
}

func equalTriples(a, b *Value) Truth {
	s, t := a.ext.triple, b.ext.triple
	return And(And(
		Equal(FromTerm(s.Subject), FromTerm(t.Subject)),
		Equal(FromTerm(s.Predicate), FromTerm(t.Predicate))),
		Equal(FromTerm(s.Object), FromTerm(t.Object)))
}

// SameTerm reports whether a and b are the same term.
func SameTerm(a, b Value) bool {
	if a.kind != b.kind || a.typ != b.typ {
		return false
	}
	if a.id != 0 && b.id != 0 {
		return a.id == b.id
	}
	return a.Term().Equal(b.Term())
}
