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

// names are the first types of the kinds.
var names = [Other]string{
	String: rdf.XSDString, Boolean: rdf.XSDBoolean, Integer: rdf.XSDInteger, Decimal: rdf.XSDDecimal,
	Float: xsd + "float", Double: rdf.XSDDouble, DateTime: xsd + "dateTime", Date: xsd + "date", Time: xsd + "time",
	GYear: xsd + "gYear", GYearMonth: xsd + "gYearMonth", GMonth: xsd + "gMonth", GMonthDay: xsd + "gMonthDay",
	GDay: xsd + "gDay", Duration: xsd + "duration", YearMonthDuration: xsd + "yearMonthDuration",
	DayTimeDuration: xsd + "dayTimeDuration",
}

const xsd = rdf.XSDNamespace

// derivations are the derived types, by derived.
var derivations = []derivation{
	plain: {},
	derive("dateTimeStamp", DateTime, "", ""),
	derive("nonPositiveInteger", Integer, "", "0"),
	derive("negativeInteger", Integer, "", "-1"),
	derive("nonNegativeInteger", Integer, "0", ""),
	derive("positiveInteger", Integer, "1", ""),
	derive("long", Integer, "-9223372036854775808", "9223372036854775807"),
	derive("int", Integer, "-2147483648", "2147483647"),
	derive("short", Integer, "-32768", "32767"),
	derive("byte", Integer, "-128", "127"),
	derive("unsignedLong", Integer, "0", "18446744073709551615"),
	derive("unsignedInt", Integer, "0", "4294967295"),
	derive("unsignedShort", Integer, "0", "65535"),
	derive("unsignedByte", Integer, "0", "255"),
}

// A derivation is a derived type; of integers those within bounds, of which nil
// is none.
type derivation struct {
	iri       string
	kind      Kind
	low, high *apd.Decimal
}

func derive(name string, kind Kind, low, high string) derivation {
	d := derivation{iri: xsd + name, kind: kind}
	if low != "" {
		d.low, _, _ = apd.NewFromString(low)
	}
	if high != "" {
		d.high, _, _ = apd.NewFromString(high)
	}
	return d
}

// datatypes are the types that have values here, by IRI.
var datatypes = func() map[string]datatype {
	m := map[string]datatype{}
	for kind, iri := range names {
		if iri != "" {
			m[iri] = datatype{kind: Kind(kind)}
		}
	}
	for typ, d := range derivations {
		if derived(typ) != plain {
			m[d.iri] = datatype{d.kind, derived(typ)}
		}
	}
	return m
}()

// allows reports whether an integer is one of a derived type.
func (d derived) allows(v Value) bool {
	l := derivations[d]
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
		return derivations[v.typ].iri
	case v.isLiteral():
		return names[v.kind]
	}
	return ""
}
