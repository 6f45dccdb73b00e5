package results

import (
	"fmt"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// A jsonEncoder writes SPARQL Query Results JSON, a row on a line.
type jsonEncoder struct {
	keys []string // `"s":`
	rows bool
}

func newJSONEncoder(vars []string) *jsonEncoder {
	e := &jsonEncoder{}
	for _, v := range vars {
		e.keys = append(e.keys, string(appendJSONString(nil, v))+":")
	}
	return e
}

func (e *jsonEncoder) head(dst []byte, vars []string) ([]byte, error) {
	dst = append(dst, `{"head":{"vars":[`...)
	for i, v := range vars {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendJSONString(dst, v)
	}
	return append(dst, `]},"results":{"bindings":[`...), nil
}

func (e *jsonEncoder) row(dst []byte, _ []string, row []rdf.Term) ([]byte, error) {
	if e.rows {
		dst = append(dst, ',')
	}
	e.rows = true
	dst = append(dst, "\n{"...)
	first := true
	for i := range row {
		if row[i].IsZero() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, e.keys[i]...)
		dst = appendJSONTerm(dst, &row[i])
	}
	return append(dst, '}'), nil
}

func (e *jsonEncoder) boolean(dst []byte, value bool) []byte {
	return fmt.Appendf(dst, `{"head":{},"boolean":%t`, value)
}

func (e *jsonEncoder) end(dst []byte, boolean bool) []byte {
	if boolean {
		return append(dst, "}\n"...)
	}
	return append(dst, "\n]}}\n"...)
}

func appendJSONTerm(dst []byte, t *rdf.Term) []byte {
	switch t.Kind {
	case rdf.KindIRI:
		dst = append(dst, `{"type":"uri","value":`...)
	case rdf.KindBlank:
		dst = append(dst, `{"type":"bnode","value":`...)
	case rdf.KindTriple:
		dst = append(dst, `{"type":"triple","value":{"subject":`...)
		dst = appendJSONTerm(dst, &t.Triple.Subject)
		dst = append(dst, `,"predicate":`...)
		dst = appendJSONTerm(dst, &t.Triple.Predicate)
		dst = append(dst, `,"object":`...)
		dst = appendJSONTerm(dst, &t.Triple.Object)
		return append(dst, "}}"...)
	default:
		dst = append(dst, `{"type":"literal"`...)
		if t.Language != "" {
			dst = appendJSONString(append(dst, `,"xml:lang":`...), t.Language)
			if t.Direction != rdf.NoDirection {
				dst = appendJSONString(append(dst, `,"its:dir":`...), t.Direction.String())
			}
		} else if t.Datatype != rdf.XSDString {
			dst = appendJSONString(append(dst, `,"datatype":`...), t.Datatype)
		}
		dst = append(dst, `,"value":`...)
	}
	return append(appendJSONString(dst, t.Value), '}')
}

// plainJSON are the bytes that stand for themselves in a string.
var plainJSON = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\'
	}
	return t
}()

// jsonEscapes holds the second character of the two-character escapes.
var jsonEscapes = [256]byte{'\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r', '"': '"', '\\': '\\'}

func appendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plainJSON[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if r == utf8.RuneError && n == 1 { // not UTF-8, so not text
				dst = append(append(dst, s[start:i-1]...), "\uFFFD"...)
				start = i
			}
			continue
		}
		dst = append(dst, s[start:i]...)
		if e := jsonEscapes[c]; e != 0 {
			dst = append(dst, '\\', e)
		} else {
			dst = fmt.Appendf(dst, `\u%04x`, c)
		}
		i++
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}
