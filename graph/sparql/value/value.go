package value

import (
	"github.com/cockroachdb/apd/v3"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A Kind is the kind of a Value: of a literal, its value space.
type Kind uint8

const (
	None Kind = iota // unbound, or a type error
	IRI
	Blank
	Triple
	String
	LangString // with or without a base direction
	Boolean
	Integer // xsd:integer and the types derived from it
	Decimal
	Float
	Double
	DateTime
	Date
	Time
	GYear
	GYearMonth
	GMonth
	GMonthDay
	GDay
	Duration
	YearMonthDuration
	DayTimeDuration
	Other // a literal of an unknown type, or ill-typed
)

// A Value is an RDF term, understood. The zero Value is none.
//
//	kind        num              frac          small      str         aux       ext
//	IRI                                                   the IRI
//	Blank                                                 label
//	Triple                                                                      the triple
//	String                                                the string
//	LangString                                 direction  the string  language
//	Boolean     0 or 1                                    as written
//	Integer     the value                                 as written            if too large for num
//	Decimal     value * 10^scale                          as written            if too large for num
//	Float       float64 bits                              as written
//	Double      float64 bits                              as written
//	DateTime.. GDay  local seconds  attoseconds  offset   as written
//	Duration..  seconds          attoseconds   months     as written
//	Other                                                 lexical     datatype
//
// What has an inline id keeps it in id; what is computed has neither id nor a
// written form, and is written canonically.
type Value struct {
	kind  Kind
	typ   derived // what xsd:integer or xsd:dateTime is derived to
	scale uint8
	zoned bool // has a timezone
	small int32
	num   int64
	frac  int64
	id    index.ID
	str   string
	aux   string
	ext   *extension
}

// An extension is what few values need.
type extension struct {
	number apd.Decimal
	triple *rdf.Triple
}

// Size gives the bytes of the strings that v keeps.
func (v Value) Size() int { return len(v.str) + len(v.aux) }

// Kind gives the kind of v.
func (v Value) Kind() Kind { return v.kind }

// IsNone reports whether v is no value: unbound, or a type error.
func (v Value) IsNone() bool { return v.kind == None }

// IsNumeric reports whether v is a number.
func (v Value) IsNumeric() bool { return v.kind >= Integer && v.kind <= Double }

// isLiteral reports whether v is a literal.
func (v Value) isLiteral() bool { return v.kind >= String }

// isText reports whether v is a string literal, with or without a language.
func (v Value) isText() bool { return v.kind == String || v.kind == LangString }

// isTime reports whether v is a date, a time or a part of one.
func (v Value) isTime() bool { return v.kind >= DateTime && v.kind <= GDay }

// isDuration reports whether v is a duration.
func (v Value) isDuration() bool { return v.kind >= Duration && v.kind <= DayTimeDuration }

// OfString is the simple literal s.
func OfString(s string) Value { return Value{kind: String, str: s} }

// OfBool is true or false.
func OfBool(b bool) Value {
	if b {
		return Value{kind: Boolean, num: 1}
	}
	return Value{kind: Boolean}
}

// OfInt is the xsd:integer n.
func OfInt(n int64) Value { return Value{kind: Integer, num: n} }

// OfDouble is the xsd:double f.
func OfDouble(f float64) Value { return Value{kind: Double, num: floatBits(f)} }

// OfIRI is the IRI.
func OfIRI(iri string) Value { return Value{kind: IRI, str: iri} }

// Int gives the value of an Integer that fits.
func (v Value) Int() (int64, bool) { return v.num, v.kind == Integer && v.ext == nil }
