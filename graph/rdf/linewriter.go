package rdf

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A lineWriter writes N-Triples or N-Quads in their canonical layout.
type lineWriter struct {
	output
	f         Format
	canonical bool
}

func newLineWriter(w io.Writer, f Format, opts WriterOptions) *lineWriter {
	return &lineWriter{output: output{w: w}, f: f, canonical: opts.Canonical}
}

func (w *lineWriter) Write(q Quad) error {
	if w.err != nil {
		return w.err
	}
	if err := checkQuad(w.f, &q); err != nil {
		return err
	}
	if w.canonical {
		lowerLanguages(&q.Object)
	}
	w.buf = append(AppendQuad(w.buf, q), '\n')
	return w.full()
}

func (w *lineWriter) Close() error { return w.flush() }

func lowerLanguages(t *Term) {
	t.Language = strings.ToLower(t.Language)
	if t.Kind == KindTriple {
		triple := *t.Triple
		lowerLanguages(&triple.Object)
		t.Triple = &triple
	}
}

// AppendQuad appends q to dst as a line of canonical N-Quads without its line
// end.
func AppendQuad(dst []byte, q Quad) []byte {
	dst = append(AppendTerm(dst, q.Subject), ' ')
	dst = append(AppendTerm(dst, q.Predicate), ' ')
	dst = append(AppendTerm(dst, q.Object), ' ')
	if !q.Graph.IsZero() {
		dst = append(AppendTerm(dst, q.Graph), ' ')
	}
	return append(dst, '.')
}

// AppendTerm appends t to dst as N-Triples write it.
func AppendTerm(dst []byte, t Term) []byte {
	switch t.Kind {
	case KindIRI:
		dst = append(dst, '<')
		dst = append(dst, t.Value...)
		return append(dst, '>')
	case KindBlank:
		dst = append(dst, "_:"...)
		return append(dst, t.Value...)
	case KindLiteral:
		return appendLiteral(dst, t)
	case KindTriple:
		dst = append(AppendTerm(append(dst, "<<( "...), t.Triple.Subject), ' ')
		dst = append(AppendTerm(dst, t.Triple.Predicate), ' ')
		return append(AppendTerm(dst, t.Triple.Object), " )>>"...)
	}
	return dst
}

func appendLiteral(dst []byte, t Term) []byte {
	dst = appendQuoted(dst, t.Value)
	switch {
	case t.Language != "":
		dst = append(append(dst, '@'), t.Language...)
		if t.Direction != NoDirection {
			dst = append(append(dst, "--"...), t.Direction.String()...)
		}
	case t.Datatype != XSDString:
		dst = append(append(dst, "^^<"...), t.Datatype...)
		dst = append(dst, '>')
	}
	return dst
}

// echars holds the second character of the two-character escapes.
var echars = [256]byte{'\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r', '"': '"', '\\': '\\'}

// appendQuoted appends s in quotes, with the escapes of canonical N-Triples:
// the two-character ones, and \u for other controls, U+FFFE and U+FFFF.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7F && c != 0xEF {
			continue
		}
		if c == 0xEF && !strings.HasPrefix(s[i:], "\uFFFE") && !strings.HasPrefix(s[i:], "\uFFFF") {
			continue
		}
		dst = append(dst, s[start:i]...)
		if e := echars[c]; e != 0 {
			dst = append(dst, '\\', e)
		} else {
			r, n := utf8.DecodeRuneInString(s[i:])
			dst = fmt.Appendf(dst, `\u%04X`, r)
			i += n - 1
		}
		start = i + 1
	}
	return append(append(dst, s[start:]...), '"')
}
