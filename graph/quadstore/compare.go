package quadstore

import (
	"math"
	"time"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// A RangeFilter is a value filter that knows where the nodes that pass it can
// be. OptimizeShape reads no others.
type RangeFilter interface {
	shape.ValueFilter
	// Ranges gives ranges of ids outside of which nothing passes, sorted, and
	// false if nodes can be anywhere.
	Ranges() ([]index.Range, bool)
}

// Ranges gives ranges of ids outside of which no value of the kind of bound is
// less (and so on) than it: numbers compare with numbers, instants with
// instants, all else with its own datatype or kind. What is in the ranges has
// yet to be compared: they hold all literals that have no inline id.
func Ranges(op iterator.Operator, bound quad.Value) ([]index.Range, bool) {
	switch v := cayleyvalue.Native(bound).(type) {
	case quad.IRI:
		return whole(index.TagIRI, index.TagIRI), true
	case quad.BNode:
		return whole(index.TagBlank, index.TagBlank), true
	case quad.String:
		return whole(index.TagString, index.TagString), true
	case quad.LangString:
		return whole(index.TagLangString, index.TagLangString), true
	case quad.Int:
		return numbers(op, float64(v)), true
	case quad.Float:
		return numbers(op, float64(v)), true
	case quad.Time:
		return instants(op, time.Time(v)), true
	}
	return whole(index.TagValue, index.TagDateTime), true
}

// rangesOf gives the ranges of a filter, if they are known.
func rangesOf(f shape.ValueFilter) ([]index.Range, bool) {
	switch f := f.(type) {
	case RangeFilter:
		return f.Ranges()
	case shape.Comparison:
		switch f.Val.(type) {
		case quad.IRI, quad.BNode, quad.String, quad.Int, quad.Float, quad.Time:
			return Ranges(f.Op, f.Val)
		}
		// Cayley compares others with any value, by their text.
	}
	return nil, false
}

// whole gives the ids of the tags from first to last.
func whole(first, last index.Tag) []index.Range {
	return []index.Range{{First: index.MakeID(first, 0), Last: index.MakeID(last, index.MaxPayload)}}
}

// with adds a range to those of literals without an inline id.
func with(more ...index.Range) []index.Range {
	return append(whole(index.TagValue, index.TagLiteral), more...)
}

// between gives the side of a tag's ids that op asks for: from low on, or up to
// high.
func between(op iterator.Operator, t index.Tag, low, high index.ID) index.Range {
	r := whole(t, t)[0]
	if op == iterator.CompareGT || op == iterator.CompareGTE {
		r.First = low
	} else {
		r.Last = high
	}
	return r
}

func numbers(op iterator.Operator, v float64) []index.Range {
	if math.IsNaN(v) {
		return with(whole(index.TagInteger, index.TagDecimal)[0])
	}
	// The neighbours of v take up what float64 has rounded.
	low, high := math.Floor(math.Nextafter(v, math.Inf(-1))), math.Ceil(math.Nextafter(v, math.Inf(1)))
	return with(
		between(op, index.TagInteger, integerID(low), integerID(high)),
		between(op, index.TagDecimal, leastDecimal(low), greatestDecimal(high)))
}

// integerID gives the ID of an integer, or that of the nearest that has one.
func integerID(v float64) index.ID {
	const most = 1 << 59
	if v >= most {
		id, _ := index.IntegerID(most - 1)
		return id
	}
	id, _ := index.IntegerID(int64(max(v, -most)))
	return id
}

// mostDecimal is a whole number within what inline decimals reach.
const mostDecimal = 72_057_594_036

// leastDecimal gives an ID that no decimal of v or more is below.
func leastDecimal(v float64) index.ID {
	if v < -mostDecimal {
		return index.MakeID(index.TagDecimal, 0)
	}
	id, _ := index.DecimalID(int64(min(v, mostDecimal))*1_000_000, 0)
	return id
}

// greatestDecimal gives an ID that no decimal of v or less is above.
func greatestDecimal(v float64) index.ID {
	if v > mostDecimal {
		return index.MakeID(index.TagDecimal, index.MaxPayload)
	}
	id, _ := index.DecimalID(int64(max(v, -mostDecimal))*1_000_000, 6)
	return id
}

func instants(op iterator.Operator, t time.Time) []index.Range {
	t = t.UTC()
	low, ok := secondID(t)
	high, ok2 := secondID(t.Add(time.Second))
	if !ok || !ok2 {
		return with(whole(index.TagDateTime, index.TagDateTime)...)
	}
	return with(between(op, index.TagDateTime, low, high))
}

// secondID gives the least ID of the second of t.
func secondID(t time.Time) (index.ID, bool) {
	return index.Inline(rdf.Literal(t.Format("2006-01-02T15:04:05"), rdf.XSDNamespace+"dateTime"))
}
