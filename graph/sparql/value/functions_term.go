package value

import (
	"encoding/hex"
	"strings"

	"diplograph/graph/rdf"
)

func init() {
	define1("STR", str)
	define1("LANG", lang)
	define1("DATATYPE", datatypeOf)
	define1("ISIRI", func(v Value) Value { return OfBool(v.kind == IRI) })
	define1("ISURI", func(v Value) Value { return OfBool(v.kind == IRI) })
	define1("ISBLANK", func(v Value) Value { return OfBool(v.kind == Blank) })
	define1("ISLITERAL", func(v Value) Value { return OfBool(v.isLiteral()) })
	define1("ISNUMERIC", func(v Value) Value { return OfBool(v.IsNumeric()) })
	define("SAMETERM", 2, 2, func(_ *Env, a []Value) Value { return OfBool(SameTerm(a[0], a[1])) })
	define("IRI", 1, 1, makeIRI)
	define("URI", 1, 1, makeIRI)
	define("BNODE", 0, 1, makeBlank).Volatile = true
	define("STRDT", 2, 2, func(_ *Env, a []Value) Value { return typed(a[0], a[1]) })
	define("STRLANG", 2, 2, func(_ *Env, a []Value) Value { return tagged(a[0], a[1], rdf.NoDirection) })
	define("UUID", 0, 0, func(e *Env, _ []Value) Value { return OfIRI("urn:uuid:" + e.uuid()) }).Volatile = true
	define("STRUUID", 0, 0, func(e *Env, _ []Value) Value { return OfString(e.uuid()) }).Volatile = true
	define("LANGMATCHES", 2, 2, func(_ *Env, a []Value) Value { return langMatches(a[0], a[1]) })

	define1("HASLANG", func(v Value) Value { return OfBool(v.kind == LangString) })
	define1("HASLANGDIR", func(v Value) Value { return OfBool(v.kind == LangString && v.small != 0) })
	define1("LANGDIR", func(v Value) Value {
		if !v.isLiteral() {
			return Value{}
		}
		if v.kind != LangString {
			return OfString("")
		}
		return OfString(rdf.Direction(v.small).String())
	})
	define("STRLANGDIR", 3, 3, func(_ *Env, a []Value) Value {
		for _, d := range []rdf.Direction{rdf.LTR, rdf.RTL} {
			if a[2].kind == String && a[2].str == d.String() {
				return tagged(a[0], a[1], d)
			}
		}
		return Value{}
	})
}

func str(v Value) Value {
	switch {
	case v.kind == IRI:
		return OfString(v.str)
	case v.isLiteral():
		return OfString(v.Lexical())
	}
	return Value{}
}

func lang(v Value) Value {
	switch {
	case v.kind == LangString:
		return OfString(v.aux)
	case v.isLiteral():
		return OfString("")
	}
	return Value{}
}

func datatypeOf(v Value) Value {
	if !v.isLiteral() {
		return Value{}
	}
	return OfIRI(v.Datatype())
}

func makeIRI(e *Env, a []Value) Value {
	switch a[0].kind {
	case IRI:
		return OfIRI(a[0].str)
	case String:
		iri := a[0].str
		if e.Base != "" {
			iri = rdf.ResolveIRI(e.Base, iri)
		}
		if isIRI(iri) {
			return OfIRI(iri)
		}
	}
	return Value{}
}

// isIRI reports whether s has a scheme and no character that an IRI in SPARQL
// cannot have.
func isIRI(s string) bool {
	colon := strings.IndexByte(s, ':')
	if colon <= 0 || !isLetter(s[0]) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || strings.IndexByte("<>\"{}|^`\\", c) >= 0:
			return false
		case i < colon && !isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.':
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func makeBlank(e *Env, a []Value) Value {
	if len(a) == 0 {
		return Value{kind: Blank, str: e.Blank()}
	}
	if a[0].kind != String {
		return Value{}
	}
	v, ok := e.labels[a[0].str]
	if !ok {
		v = Value{kind: Blank, str: e.Blank()}
		if e.labels == nil {
			e.labels = map[string]Value{}
		}
		e.labels[a[0].str] = v
	}
	return v
}

func typed(lexical, datatype Value) Value {
	if lexical.kind != String || datatype.kind != IRI ||
		datatype.str == rdf.RDFLangString || datatype.str == rdf.RDFDirLangString {
		return Value{}
	}
	return FromTerm(rdf.Literal(lexical.str, datatype.str))
}

func tagged(lexical, tag Value, d rdf.Direction) Value {
	if lexical.kind != String || tag.kind != String || !isLanguageTag(tag.str) {
		return Value{}
	}
	return Value{kind: LangString, str: lexical.str, aux: tag.str, small: int32(d)}
}

// isLanguageTag reports whether s can be written after "@": letters, then parts
// of letters and digits.
func isLanguageTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for j := range len(part) {
			if !isLetter(part[j]) && (i == 0 || !isDigit(part[j])) {
				return false
			}
		}
	}
	return true
}

// langMatches is basic filtering of RFC 4647 section 3.3.1.
func langMatches(tag, language Value) Value {
	if tag.kind != String || language.kind != String {
		return Value{}
	}
	t, r := tag.str, language.str
	if r == "*" {
		return OfBool(t != "")
	}
	if r == "" || len(t) < len(r) || !strings.EqualFold(t[:len(r)], r) {
		return OfBool(r == "" && t == "")
	}
	return OfBool(len(t) == len(r) || t[len(r)] == '-')
}

// uuid gives a random UUID (RFC 9562, version 4).
func (e *Env) uuid() string {
	var b [16]byte
	for i := range b {
		b[i] = byte(e.random().Uint32())
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
