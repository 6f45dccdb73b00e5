package value

import (
	"sort"

	"diplograph/graph/index"
)

// Ranges gives the ids of a store's terms t for which "t op constant" is true:
// all ids in sure, and of those in check the ones whose terms Compare finds so,
// one by one. Both are sorted; no other id satisfies it. It is false for NE, and
// for a constant that compares by its characters (strings) or not by value at
// all.
func Ranges(op Op, constant Value) (sure, check []index.Range, ok bool) {
	if op == NE {
		return nil, nil, false
	}
	anyValue := wholeTag(index.TagValue)
	switch c := constant; c.kind {
	case Boolean:
		return span1(op, index.TagBoolean, func(v Value) relation { return relate(&v, &c) }), nil, true
	case Integer, Decimal, Float, Double:
		if f := c.float(); f != f {
			return nil, nil, true
		}
		compare := func(v Value) relation { return relateNumbers(&v, &c) }
		sure = append(span1(op, index.TagInteger, compare), span1(op, index.TagDecimal, compare)...)
		return sure, anyValue, true
	case DateTime:
		sure = span1(op, index.TagDateTime, func(v Value) relation { return relation(compareInstants(&v, &c)) })
		return sure, anyValue, true
	case Date:
		sure, check = dayRanges(op, index.TagDate, c)
	case GYearMonth:
		sure, check = dayRanges(op, index.TagYearMonth, c)
	case GYear:
		sure, check = dayRanges(op, index.TagYear, c)
	case Time, Duration, YearMonthDuration, DayTimeDuration:
	case GMonth, GMonthDay, GDay:
		return nil, wholeTag(index.TagLiteral), true
	default:
		return nil, nil, false
	}
	return sure, append(anyValue, check...), true
}

// dayRanges leaves what begins within 14 hours of c to be checked: it compares
// only if both or neither have a timezone.
func dayRanges(op Op, tag index.Tag, c Value) (sure, check []index.Range) {
	early, late := c, c
	early.num -= maxOffset * 60
	late.num += maxOffset * 60
	before := span1(LT, tag, func(v Value) relation { return relation(compareInstants(&v, &early)) })
	after := span1(GT, tag, func(v Value) relation { return relation(compareInstants(&v, &late)) })
	first, last := index.MakeID(tag, 0), index.MakeID(tag, index.MaxPayload)
	if len(before) > 0 {
		first = before[0].Last + 1
	}
	if len(after) > 0 {
		last = after[0].First - 1
	}
	if first <= last {
		check = []index.Range{{First: first, Last: last}}
	}
	switch op {
	case LT, LE:
		sure = before
	case GT, GE:
		sure = after
	}
	return sure, check
}

// span1 gives the range of a tag's ids of which "value op constant" is true.
// compare gives how a value compares with the constant; it grows with the id.
func span1(op Op, tag index.Tag, compare func(Value) relation) []index.Range {
	limit := index.MaxPayload + 1
	if tag != index.TagInteger && tag != index.TagDecimal && tag != index.TagDateTime && tag != index.TagBoolean {
		limit = daysLimit
	}
	from := func(least relation) int {
		p := sort.Search(limit, func(p int) bool {
			return compare(FromID(index.MakeID(tag, uint64(p)))) >= least
		})
		if p == limit {
			return index.MaxPayload + 1
		}
		return p
	}
	low, high := 0, index.MaxPayload+1 // of ids, high not included
	switch op {
	case LT:
		high = from(0)
	case LE:
		high = from(1)
	case GT:
		low = from(1)
	case GE:
		low = from(0)
	case EQ:
		low, high = from(0), from(1)
	}
	if low >= high {
		return nil
	}
	return []index.Range{{First: index.MakeID(tag, uint64(low)), Last: index.MakeID(tag, uint64(high-1))}}
}

// daysLimit is beyond the payloads of all dates, months and years; the instants
// of much larger ones do not fit their type.
const daysLimit = 1 << 44

func wholeTag(tag index.Tag) []index.Range {
	return []index.Range{{First: index.MakeID(tag, 0), Last: index.MakeID(tag, index.MaxPayload)}}
}
