package index

import "diplograph/graph/rdf"

// Inline gives the ID that holds t, if there is one. The zero term has the ID
// DefaultGraph. Payloads, the most significant bits first:
//
//	boolean     0 "false"  1 "0"  2 "true"  3 "1"
//	integer     value + 2^59
//	decimal     57: millionths + 2^56       3: fraction digits, 0-6
//	gYear, gYearMonth, date
//	            49: start in minutes        11: zone
//	dateTime    51: start in milliseconds   7: zone   2: fraction digits, 0-3
//
// Starts are counted in UTC from 0000-12-31T00:00Z; no timezone counts as UTC.
// A zone is 0 for none, 1 for Z, else 2 plus the offset counted from -14:00, in
// minutes, or in a dateTime in quarters of an hour.
//
// A lexical form that does not follow from these ("+5", "007", "-0.0",
// "24:00:00", "-00:00", the year 12026) has no inline ID.
func Inline(t rdf.Term) (ID, bool) {
	if t.Kind != rdf.KindLiteral {
		return DefaultGraph, t.IsZero()
	}
	const ns = len(rdf.XSDNamespace)
	if len(t.Datatype) <= ns || t.Datatype[:ns] != rdf.XSDNamespace || t.Language != "" || t.Direction != 0 || t.Triple != nil {
		return None, false
	}
	switch t.Datatype[ns:] {
	case "boolean":
		return inlineBoolean(t.Value)
	case "integer":
		return inlineInteger(t.Value)
	case "decimal":
		return inlineDecimal(t.Value)
	case "gYear":
		return inlineDay(TagYear, t.Value)
	case "gYearMonth":
		return inlineDay(TagYearMonth, t.Value)
	case "date":
		return inlineDay(TagDate, t.Value)
	case "dateTime":
		return inlineDateTime(t.Value)
	}
	return None, false
}

// Term gives the term that an inline id holds.
func (id ID) Term() (rdf.Term, bool) {
	if id == DefaultGraph {
		return rdf.Term{}, true
	}
	if id.Tag() == TagBoolean {
		if id.Payload() >= uint64(len(booleans)) {
			return rdf.Term{}, false
		}
		return rdf.Literal(booleans[id.Payload()], rdf.XSDBoolean), true
	}
	var buf [32]byte
	lexical, ok := id.AppendLexical(buf[:0])
	if !ok {
		return rdf.Term{}, false
	}
	return rdf.Literal(string(lexical), id.Datatype()), true
}

// AppendLexical appends the lexical form of the literal that an inline id holds.
// No literal is held by other ids, and by those that Inline never gives.
func (id ID) AppendLexical(dst []byte) ([]byte, bool) {
	switch id.Tag() {
	case TagBoolean:
		if id.Payload() < uint64(len(booleans)) {
			return append(dst, booleans[id.Payload()]...), true
		}
	case TagInteger:
		return appendInteger(dst, id), true
	case TagDecimal:
		return appendDecimal(dst, id)
	case TagYear, TagYearMonth, TagDate:
		return appendDay(dst, id)
	case TagDateTime:
		return appendDateTime(dst, id)
	}
	return dst, false
}

// Datatype gives the datatype of the literal that an inline id holds, else "".
func (id ID) Datatype() string {
	switch id.Tag() {
	case TagBoolean:
		return rdf.XSDBoolean
	case TagInteger:
		return rdf.XSDInteger
	case TagDecimal:
		return rdf.XSDDecimal
	case TagYear:
		return rdf.XSDNamespace + "gYear"
	case TagYearMonth:
		return rdf.XSDNamespace + "gYearMonth"
	case TagDate:
		return rdf.XSDNamespace + "date"
	case TagDateTime:
		return rdf.XSDNamespace + "dateTime"
	}
	return ""
}
