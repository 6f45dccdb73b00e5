package sparql

import (
	"diplograph/graph/index"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

var comparisons = map[syntax.Operator]value.Op{
	syntax.OpEqual: value.EQ, syntax.OpNotEqual: value.NE,
	syntax.OpLess: value.LT, syntax.OpLessEqual: value.LE,
	syntax.OpGreater: value.GT, syntax.OpGreaterEqual: value.GE,
}

func compareValues(op syntax.Operator, a, b value.Value) value.Truth {
	return value.Compare(comparisons[op], a, b)
}

// compareIDs compares without values where ids tell enough: integers, and
// equality of IRIs, blank nodes and simple strings.
func compareIDs(op syntax.Operator, a, b index.ID) (value.Truth, bool) {
	if a.Tag() != b.Tag() {
		return value.Error, false
	}
	switch a.Tag() {
	case index.TagInteger:
		return value.TruthOf(holds(op, a, b)), true
	case index.TagIRI, index.TagBlank, index.TagString:
		if op == syntax.OpEqual || op == syntax.OpNotEqual {
			return value.TruthOf(holds(op, a, b)), true
		}
	}
	return value.Error, false
}

func holds(op syntax.Operator, a, b index.ID) bool {
	switch op {
	case syntax.OpEqual:
		return a == b
	case syntax.OpNotEqual:
		return a != b
	case syntax.OpLess:
		return a < b
	case syntax.OpLessEqual:
		return a <= b
	case syntax.OpGreater:
		return a > b
	}
	return a >= b
}
