package rdf

import "strings"

// A Kind says what a Term is. The zero Kind is no term at all: the default
// graph in a Quad, anything in a pattern.
type Kind uint8

const (
	KindIRI Kind = iota + 1
	KindBlank
	KindLiteral
	KindTriple
)

// A Direction is the base direction of a language-tagged string (RDF 1.2).
type Direction uint8

const (
	NoDirection Direction = iota
	LTR
	RTL
)

// String gives "ltr", "rtl" or "".
func (d Direction) String() string { return [...]string{"", "ltr", "rtl"}[d] }

// Datatypes that the model itself needs.
const (
	RDFNamespace     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	RDFType          = RDFNamespace + "type"
	RDFLangString    = RDFNamespace + "langString"
	RDFDirLangString = RDFNamespace + "dirLangString"
	RDFReifies       = RDFNamespace + "reifies"
	RDFFirst         = RDFNamespace + "first"
	RDFRest          = RDFNamespace + "rest"
	RDFNil           = RDFNamespace + "nil"

	XSDNamespace = "http://www.w3.org/2001/XMLSchema#"
	XSDString    = XSDNamespace + "string"
	XSDBoolean   = XSDNamespace + "boolean"
	XSDInteger   = XSDNamespace + "integer"
	XSDDecimal   = XSDNamespace + "decimal"
	XSDDouble    = XSDNamespace + "double"
)

// A Term is an RDF term. It is a plain value; two terms are the same term if
// Equal says so (== compares triple terms by address).
type Term struct {
	Kind      Kind
	Direction Direction
	Value     string  // IRI, blank node label without "_:", or lexical form
	Datatype  string  // datatype IRI of a literal, always set
	Language  string  // language tag as written, or ""
	Triple    *Triple // of a triple term, or nil
}

// IRI is the term named iri.
func IRI(iri string) Term { return Term{Kind: KindIRI, Value: iri} }

// Blank is the blank node with a label, given without "_:".
func Blank(label string) Term { return Term{Kind: KindBlank, Value: label} }

// Literal is the literal of a lexical form and a datatype.
func Literal(lexical, datatypeIRI string) Term {
	return Term{Kind: KindLiteral, Value: lexical, Datatype: datatypeIRI}
}

// String is the literal s of type xsd:string.
func String(s string) Term { return Literal(s, XSDString) }

// LangString is the literal s in the language of a BCP 47 tag.
func LangString(s, tag string) Term {
	return Term{Kind: KindLiteral, Value: s, Datatype: RDFLangString, Language: tag}
}

// DirLangString is LangString with a base direction; with NoDirection it is
// LangString.
func DirLangString(s, tag string, d Direction) Term {
	t := LangString(s, tag)
	if d != NoDirection {
		t.Datatype, t.Direction = RDFDirLangString, d
	}
	return t
}

// TripleTerm is the term that denotes a triple (RDF 1.2).
func TripleTerm(s, p, o Term) Term {
	return Term{Kind: KindTriple, Triple: &Triple{s, p, o}}
}

// IsZero reports whether t is no term.
func (t Term) IsZero() bool { return t.Kind == 0 }

// IsIRI reports whether t is an IRI.
func (t Term) IsIRI() bool { return t.Kind == KindIRI }

// IsBlank reports whether t is a blank node.
func (t Term) IsBlank() bool { return t.Kind == KindBlank }

// IsLiteral reports whether t is a literal.
func (t Term) IsLiteral() bool { return t.Kind == KindLiteral }

// IsTriple reports whether t is a triple term.
func (t Term) IsTriple() bool { return t.Kind == KindTriple }

// String gives t as N-Triples write it, and "" for no term.
func (t Term) String() string { return string(AppendTerm(nil, t)) }

// Equal reports whether t and u are the same term: same kind, same characters.
func (t Term) Equal(u Term) bool {
	if t.Kind != KindTriple || u.Kind != KindTriple || t.Triple == nil || u.Triple == nil {
		return t == u
	}
	return t.Triple.Equal(*u.Triple)
}

// Compare orders terms: no term, IRIs, blank nodes, literals, triple terms,
// and within a kind by code points. It is a total order that agrees with Equal.
func (t Term) Compare(u Term) int {
	if t.Kind != u.Kind {
		return int(t.Kind) - int(u.Kind)
	}
	if t.Kind == KindTriple && t.Triple != nil && u.Triple != nil {
		return t.Triple.Compare(*u.Triple)
	}
	if c := strings.Compare(t.Value, u.Value); c != 0 {
		return c
	}
	if c := strings.Compare(t.Datatype, u.Datatype); c != 0 {
		return c
	}
	if c := strings.Compare(t.Language, u.Language); c != 0 {
		return c
	}
	return int(t.Direction) - int(u.Direction)
}
