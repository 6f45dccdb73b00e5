package value

import (
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// FromTerm gives the value of a term.
func FromTerm(t rdf.Term) Value {
	switch t.Kind {
	case rdf.KindIRI:
		return Value{kind: IRI, str: t.Value}
	case rdf.KindBlank:
		return Value{kind: Blank, str: t.Value}
	case rdf.KindTriple:
		return Value{kind: Triple, ext: &extension{triple: t.Triple}}
	case rdf.KindLiteral:
		return fromLiteral(t)
	}
	return Value{}
}

func fromLiteral(t rdf.Term) Value {
	if t.Datatype == rdf.XSDString {
		return Value{kind: String, str: t.Value}
	}
	if t.Language != "" {
		return Value{kind: LangString, str: t.Value, aux: t.Language, small: int32(t.Direction)}
	}
	if d, ok := datatypes[t.Datatype]; ok {
		if v, ok := parse(d.kind, t.Value); ok && (d.typ == plain || d.holds(v)) {
			v.typ, v.str = d.typ, t.Value
			return v
		}
	}
	return Value{kind: Other, str: t.Value, aux: t.Datatype}
}

// holds reports whether a value of the kind of d is one of d.
func (d datatype) holds(v Value) bool {
	if d.kind == DateTime {
		return v.zoned // xsd:dateTimeStamp
	}
	return d.typ.allows(v)
}

// parse reads a lexical form of the first type of a kind.
func parse(kind Kind, s string) (Value, bool) {
	switch kind {
	case String:
		return OfString(s), true
	case Boolean:
		return parseBoolean(s)
	case Integer, Decimal:
		return parseExact(kind, s)
	case Float, Double:
		return parseFloat(kind, s)
	case Duration, YearMonthDuration, DayTimeDuration:
		return parseDuration(kind, s)
	}
	return parseTime(kind, s)
}

func parseBoolean(s string) (Value, bool) {
	switch s {
	case "true", "1":
		return OfBool(true), true
	case "false", "0":
		return OfBool(false), true
	}
	return Value{}, false
}

// FromID gives the value of an inline id, and none for every other.
func FromID(id index.ID) Value {
	switch id.Tag() {
	case index.TagBoolean:
		v := OfBool(id.Boolean())
		v.id = id
		return v
	case index.TagInteger:
		return Value{kind: Integer, num: id.Integer(), id: id}
	case index.TagDecimal:
		millionths, _ := id.Decimal()
		return Value{kind: Decimal, num: millionths, scale: 6, id: id}
	case index.TagYear:
		return fromInstant(GYear, id)
	case index.TagYearMonth:
		return fromInstant(GYearMonth, id)
	case index.TagDate:
		return fromInstant(Date, id)
	case index.TagDateTime:
		return fromInstant(DateTime, id)
	}
	return Value{}
}

func fromInstant(kind Kind, id index.ID) Value {
	millis, offset, zoned := id.Instant()
	v := Value{kind: kind, zoned: zoned, small: int32(offset), id: id}
	v.num = millis / 1000
	if millis %= 1000; millis < 0 {
		v.num--
		millis += 1000
	}
	v.num += int64(offset) * 60
	v.frac = millis * (atto / 1000)
	return v
}

// ID gives the inline id of v, if it has one.
func (v Value) ID() (index.ID, bool) {
	switch {
	case v.id != index.None:
		return v.id, true
	case v.typ != plain || v.ext != nil:
		return index.None, false
	}
	switch v.kind {
	case Boolean, Integer, Decimal:
		if v.str == "" {
			return v.numberID()
		}
	case DateTime, Date, GYear, GYearMonth:
	default:
		return index.None, false
	}
	return index.Inline(v.Term())
}

// numberID gives the id of a boolean or a number that was computed.
func (v *Value) numberID() (index.ID, bool) {
	switch v.kind {
	case Boolean:
		return index.BooleanID(v.num != 0), true
	case Integer:
		return index.IntegerID(v.num)
	}
	return v.decimalID()
}

// decimalID gives the id of a decimal that was computed.
func (v *Value) decimalID() (index.ID, bool) {
	n, scale := trimmed(v.num, v.scale)
	if scale > 6 {
		return index.None, false
	}
	limit := int64(1<<62) / powers[6-scale]
	if n > limit || n < -limit {
		return index.None, false
	}
	return index.DecimalID(n*powers[6-scale], int(scale))
}

// Term gives the term of v, the zero term for none.
func (v Value) Term() rdf.Term {
	switch v.kind {
	case None:
		return rdf.Term{}
	case IRI:
		return rdf.IRI(v.str)
	case Blank:
		return rdf.Blank(v.str)
	case Triple:
		return rdf.Term{Kind: rdf.KindTriple, Triple: v.ext.triple}
	case LangString:
		return rdf.DirLangString(v.str, v.aux, rdf.Direction(v.small))
	}
	return rdf.Literal(v.Lexical(), v.Datatype())
}

// Lexical gives the lexical form of a literal, as STR does.
func (v Value) Lexical() string {
	if v.str != "" || v.kind <= LangString || v.kind == Other {
		return v.str
	}
	var buf [64]byte
	return string(v.appendLexical(buf[:0]))
}

// appendLexical appends how a value without a written form is written.
func (v Value) appendLexical(dst []byte) []byte {
	if v.id != index.None {
		dst, _ = v.id.AppendLexical(dst)
		return dst
	}
	switch v.kind {
	case Boolean:
		if v.num != 0 {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case Integer, Decimal:
		return v.appendExact(dst)
	case Float, Double:
		return v.appendFloat(dst)
	case Duration, YearMonthDuration, DayTimeDuration:
		return v.appendDuration(dst)
	}
	return v.appendTime(dst)
}
