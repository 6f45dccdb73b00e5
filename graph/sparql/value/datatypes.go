package value

import (
	"github.com/cockroachdb/apd/v3"

	"diplograph/graph/rdf"
)

// A derived says which type a value has that is not the first of its kind.
type derived uint8

const plain derived = 0

// A datatype is a type that has values here.
type datatype struct {
	kind Kind
	typ  derived
}

var (
	datatypes  = map[string]datatype{}
	names      = [Other]string{String: "string"} // of the first type of a kind
	derivedIRI []string                          // by derived
	limits     []limit                           // by derived
)

// A limit is the range of a type derived from xsd:integer.
type limit struct{ low, high *apd.Decimal }

func init() {
	for kind, name := range map[Kind]string{
		String: "string", Boolean: "boolean", Integer: "integer", Decimal: "decimal", Float: "float", Double: "double",
		DateTime: "dateTime", Date: "date", Time: "time", GYear: "gYear", GYearMonth: "gYearMonth", GMonth: "gMonth",
		GMonthDay: "gMonthDay", GDay: "gDay", Duration: "duration", YearMonthDuration: "yearMonthDuration",
		DayTimeDuration: "dayTimeDuration",
	} {
		names[kind] = rdf.XSDNamespace + name
		datatypes[names[kind]] = datatype{kind: kind}
	}
	derivedIRI, limits = []string{""}, []limit{{}}
	derive("dateTimeStamp", DateTime, "", "")
	derive("nonPositiveInteger", Integer, "", "0")
	derive("negativeInteger", Integer, "", "-1")
	derive("nonNegativeInteger", Integer, "0", "")
	derive("positiveInteger", Integer, "1", "")
	derive("long", Integer, "-9223372036854775808", "9223372036854775807")
	derive("int", Integer, "-2147483648", "2147483647")
	derive("short", Integer, "-32768", "32767")
	derive("byte", Integer, "-128", "127")
	derive("unsignedLong", Integer, "0", "18446744073709551615")
	derive("unsignedInt", Integer, "0", "4294967295")
	derive("unsignedShort", Integer, "0", "65535")
	derive("unsignedByte", Integer, "0", "255")
}

func derive(name string, kind Kind, low, high string) {
	iri := rdf.XSDNamespace + name
	datatypes[iri] = datatype{kind, derived(len(derivedIRI))}
	derivedIRI = append(derivedIRI, iri)
	var l limit
	if low != "" {
		l.low, _, _ = apd.NewFromString(low)
	}
	if high != "" {
		l.high, _, _ = apd.NewFromString(high)
	}
	limits = append(limits, l)
}

// allows reports whether an integer is one of a derived type.
func (d derived) allows(v Value) bool {
	l := limits[d]
	if l.low == nil && l.high == nil {
		return true
	}
	var buf apd.Decimal
	n := v.exact(&buf)
	return (l.low == nil || n.Cmp(l.low) >= 0) && (l.high == nil || n.Cmp(l.high) <= 0)
}

// Datatype gives the datatype IRI of a literal, else "".
func (v Value) Datatype() string {
	switch {
	case v.kind == LangString && v.small != 0:
		return rdf.RDFDirLangString
	case v.kind == LangString:
		return rdf.RDFLangString
	case v.kind == Other:
		return v.aux
	case v.typ != plain:
		return derivedIRI[v.typ]
	case v.isLiteral():
		return names[v.kind]
	}
	return ""
}
