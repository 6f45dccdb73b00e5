package quadstore

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// TestRangesLeaveNothingOut compares literals by value and expects those that
// pass to be in the ranges.
func TestRangesLeaveNothingOut(t *testing.T) {
	number := rapid.Custom(func(t *rapid.T) float64 {
		near := rapid.SampledFrom([]float64{0, 1 << 53, 1 << 59, -(1 << 59), math.MaxInt64, math.MinInt64, 72_057_594_037, -72_057_594_037, 1e300}).Draw(t, "near")
		return near + rapid.Float64Range(-3, 3).Draw(t, "off")
	})
	rapid.Check(t, func(t *rapid.T) {
		op := rapid.SampledFrom([]iterator.Operator{iterator.CompareLT, iterator.CompareLTE, iterator.CompareGT, iterator.CompareGTE}).Draw(t, "op")
		bound := number.Draw(t, "bound")
		var asked quad.Value = quad.Float(bound)
		if i := int64(bound); float64(i) == bound && i != math.MaxInt64 {
			asked = quad.Int(i)
		}
		value, ok := literalOf(number.Draw(t, "value"), rapid.Bool().Draw(t, "integer"))
		if !ok || !iterator.RunFloatOp(quad.Float(value.value), op, quad.Float(bound)) {
			return
		}
		if ranges, _ := Ranges(op, asked); !within(ranges, value.id) {
			t.Fatalf("%v %v %v, but %x is not in %x", value.term, op, asked, uint64(value.id), ranges)
		}
	})
}

type literal struct {
	term  rdf.Term
	value float64
	id    index.ID
}

// literalOf gives an integer or decimal near v, and its exact value if a float64
// can hold that.
func literalOf(v float64, integer bool) (l literal, ok bool) {
	if math.Abs(v) > 1e17 {
		return l, false
	}
	l.value = math.Round(v*8) / 8
	l.term = rdf.Literal(fmt.Sprintf("%.3f", l.value), rdf.XSDDecimal)
	if integer {
		l.value = math.Round(v)
		l.term = rdf.Literal(fmt.Sprintf("%.0f", l.value), rdf.XSDInteger)
	}
	if l.id, ok = index.Inline(l.term); !ok {
		l.id = index.MakeID(index.TagOf(l.term), 1)
	}
	return l, true
}

func TestRangesOfInstants(t *testing.T) {
	noon := time.Date(2024, 5, 1, 12, 0, 0, 5e8, time.UTC)
	for _, c := range []struct {
		lexical string
		less    bool // than noon and a half second
	}{
		{"2024-05-01T12:00:00Z", true}, {"2024-05-01T12:00:00.499Z", true}, {"2024-05-01T16:59:59+05:00", true},
		{"2024-05-01T12:00:00.501Z", false}, {"2024-05-01T12:00:01Z", false}, {"2024-05-01T11:00:01-01:00", false},
	} {
		id, ok := index.Inline(rdf.Literal(c.lexical, rdf.XSDNamespace+"dateTime"))
		if !ok {
			t.Fatalf("%s has no inline ID", c.lexical)
		}
		op := iterator.CompareGT
		if c.less {
			op = iterator.CompareLT
		}
		if ranges, _ := Ranges(op, quad.Time(noon)); !within(ranges, id) {
			t.Errorf("%s is not in %x", c.lexical, ranges)
		}
	}
	later, _ := Ranges(iterator.CompareGT, quad.Time(noon))
	if id, _ := index.Inline(rdf.Literal("2024-04-30T12:00:00Z", rdf.XSDNamespace+"dateTime")); within(later, id) {
		t.Error("a day earlier is among what is later")
	}
}

// TestRangesAreInOrder expects what a scan does.
func TestRangesAreInOrder(t *testing.T) {
	for _, v := range []quad.Value{
		quad.Int(0), quad.Int(math.MaxInt64), quad.Int(math.MinInt64), quad.Float(0.5), quad.Float(math.NaN()), quad.Float(math.Inf(1)), quad.Float(math.Inf(-1)),
		quad.String("x"), quad.IRI("x"), quad.BNode("x"), quad.LangString{Value: "x", Lang: "kaa"}, quad.Bool(true),
		quad.Time(time.Unix(0, 0)), quad.Time(time.Date(30000, 1, 1, 0, 0, 0, 0, time.UTC)), quad.TypedString{Value: "x", Type: "x:y"},
		cayleyvalue.Of(rdf.Literal("2024-01-01", rdf.XSDNamespace+"date")),
	} {
		for op := iterator.CompareLT; op <= iterator.CompareGTE; op++ {
			ranges, ok := Ranges(op, v)
			flat := []index.ID{}
			for _, r := range ranges {
				flat = append(flat, r.First, r.Last)
			}
			if !ok || len(flat) == 0 || !slices.IsSorted(flat) {
				t.Errorf("%v %v: %x", op, v, flat)
			}
		}
	}
}
