package value

import (
	"cmp"

	"diplograph/graph/index"
)

// CompareIDs is Compare of the values of two ids where that takes no more than
// the ids; ok is false where it does.
func CompareIDs(op Op, a, b index.ID) (t Truth, ok bool) {
	tag := a.Tag()
	if tag != b.Tag() {
		return Error, false
	}
	switch tag {
	case index.TagIRI, index.TagBlank, index.TagString: // equal where they are the same
		return TruthOf((a == b) == (op == EQ)), op == EQ || op == NE
	case index.TagBoolean:
		return TruthOf(op.holds(cmp.Compare(a.Payload()>>1, b.Payload()>>1))), true
	case index.TagInteger:
		return TruthOf(op.holds(cmp.Compare(a, b))), true
	case index.TagDecimal:
		x, _ := a.Decimal()
		y, _ := b.Decimal()
		return TruthOf(op.holds(cmp.Compare(x, y))), true
	case index.TagYear, index.TagYearMonth, index.TagDate, index.TagDateTime:
		x, _, zonedX := a.Instant()
		y, _, zonedY := b.Instant()
		return TruthOf(op.holds(cmp.Compare(x, y))), zonedX == zonedY || tag == index.TagDateTime
	}
	return Error, false
}
