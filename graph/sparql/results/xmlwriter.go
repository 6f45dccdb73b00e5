package results

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

const (
	resultsNamespace = "http://www.w3.org/2005/sparql-results#"
	itsNamespace     = "http://www.w3.org/2005/11/its"
	xmlNamespace     = "http://www.w3.org/XML/1998/namespace"
)

// An xmlEncoder writes SPARQL Query Results XML, a row on a line.
type xmlEncoder struct {
	bindings []string // `<binding name="s">`
}

func newXMLEncoder(vars []string) *xmlEncoder {
	e := &xmlEncoder{}
	for _, v := range vars {
		name, _ := appendXML(nil, v)
		e.bindings = append(e.bindings, `<binding name="`+string(name)+`">`)
	}
	return e
}

const xmlStart = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<sparql xmlns="` + resultsNamespace + `"><head>`

func (e *xmlEncoder) head(dst []byte, vars []string) ([]byte, error) {
	dst = append(dst, xmlStart...)
	for _, v := range vars {
		dst = append(dst, `<variable name="`...)
		var err error
		if dst, err = appendXML(dst, v); err != nil {
			return dst, err
		}
		dst = append(dst, `"/>`...)
	}
	return append(dst, "</head><results>"...), nil
}

func (e *xmlEncoder) row(dst []byte, _ []string, row []rdf.Term) ([]byte, error) {
	dst = append(dst, "\n<result>"...)
	var err error
	for i := range row {
		if row[i].IsZero() {
			continue
		}
		dst = append(dst, e.bindings[i]...)
		if dst, err = appendXMLTerm(dst, &row[i]); err != nil {
			return dst, err
		}
		dst = append(dst, "</binding>"...)
	}
	return append(dst, "</result>"...), nil
}

func (e *xmlEncoder) boolean(dst []byte, value bool) []byte {
	return fmt.Appendf(append(dst, xmlStart...), "</head><boolean>%t</boolean>", value)
}

func (e *xmlEncoder) end(dst []byte, boolean bool) []byte {
	if !boolean {
		dst = append(dst, "\n</results>"...)
	}
	return append(dst, "</sparql>\n"...)
}

func appendXMLTerm(dst []byte, t *rdf.Term) ([]byte, error) {
	switch t.Kind {
	case rdf.KindIRI:
		return appendElement(append(dst, "<uri>"...), t.Value, "</uri>")
	case rdf.KindBlank:
		return appendElement(append(dst, "<bnode>"...), t.Value, "</bnode>")
	case rdf.KindTriple:
		return appendXMLTriple(dst, t.Triple)
	}
	dst = append(dst, "<literal"...)
	var err error
	switch {
	case t.Language != "":
		dst, err = appendElement(append(dst, ` xml:lang="`...), t.Language, `"`)
		if t.Direction != rdf.NoDirection {
			dst = fmt.Appendf(dst, ` xmlns:its="%s" its:version="2.0" its:dir="%s"`, itsNamespace, t.Direction)
		}
	case t.Datatype != rdf.XSDString:
		dst, err = appendElement(append(dst, ` datatype="`...), t.Datatype, `"`)
	}
	if err != nil {
		return dst, err
	}
	return appendElement(append(dst, '>'), t.Value, "</literal>")
}

func appendXMLTriple(dst []byte, t *rdf.Triple) ([]byte, error) {
	dst = append(dst, "<triple>"...)
	var err error
	for _, part := range []struct {
		name string
		term *rdf.Term
	}{{"subject", &t.Subject}, {"predicate", &t.Predicate}, {"object", &t.Object}} {
		dst = fmt.Appendf(dst, "<%s>", part.name)
		if dst, err = appendXMLTerm(dst, part.term); err != nil {
			return dst, err
		}
		dst = fmt.Appendf(dst, "</%s>", part.name)
	}
	return append(dst, "</triple>"...), nil
}

func appendElement(dst []byte, text, end string) ([]byte, error) {
	dst, err := appendXML(dst, text)
	return append(dst, end...), err
}

// xmlEscapes are what must not stand for itself in text or in an attribute:
// line ends and tabs because readers turn them into others there.
var xmlEscapes = [256]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\t': "&#9;", '\n': "&#10;", '\r': "&#13;",
}

func appendXML(dst []byte, s string) ([]byte, error) {
	if r, unsafe := xmlUnsafe(s); unsafe {
		return dst, fmt.Errorf("results: XML cannot hold the character %U; ask for JSON", r)
	}
	start := 0
	for i := 0; i < len(s); i++ {
		if escape := xmlEscapes[s[i]]; escape != "" {
			dst = append(append(dst, s[start:i]...), escape...)
			start = i + 1
		}
	}
	return append(dst, s[start:]...), nil
}

// xmlUnsafe reports whether s holds a character that XML 1.0 has no way to
// write.
func xmlUnsafe(s string) (rune, bool) {
	i := strings.IndexFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	})
	if i < 0 {
		return 0, false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r, true
}
