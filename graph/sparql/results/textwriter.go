package results

import (
	"strconv"
	"strings"

	"diplograph/graph/rdf"
)

// A csvEncoder writes RFC 4180: plain strings, of which kinds of terms cannot be
// told.
type csvEncoder struct{}

func (csvEncoder) head(dst []byte, vars []string) ([]byte, error) {
	for i, v := range vars {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCSV(dst, v)
	}
	return append(dst, "\r\n"...), nil
}

func (csvEncoder) row(dst []byte, _ []string, row []rdf.Term) ([]byte, error) {
	for i := range row {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch t := &row[i]; t.Kind {
		case 0:
		case rdf.KindBlank:
			dst = append(append(dst, "_:"...), t.Value...)
		case rdf.KindTriple:
			dst = appendCSV(dst, t.String())
		default:
			dst = appendCSV(dst, t.Value)
		}
	}
	return append(dst, "\r\n"...), nil
}

func (csvEncoder) boolean(dst []byte, value bool) []byte { return strconv.AppendBool(dst, value) }

func (csvEncoder) end(dst []byte, boolean bool) []byte {
	if boolean {
		dst = append(dst, "\r\n"...)
	}
	return dst
}

// appendCSV quotes what must be, and the empty string, so that it can be told
// from an unbound variable.
func appendCSV(dst []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, "\",\r\n") {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}

// A tsvEncoder writes terms as Turtle has them, numbers in their short form.
type tsvEncoder struct{}

func (tsvEncoder) head(dst []byte, vars []string) ([]byte, error) {
	for i, v := range vars {
		if i > 0 {
			dst = append(dst, '\t')
		}
		dst = append(append(dst, '?'), v...)
	}
	return append(dst, '\n'), nil
}

func (tsvEncoder) row(dst []byte, _ []string, row []rdf.Term) ([]byte, error) {
	for i := range row {
		if i > 0 {
			dst = append(dst, '\t')
		}
		if t := &row[i]; t.IsLiteral() && t.Datatype != rdf.XSDString && numberType(t.Value) == t.Datatype {
			dst = append(dst, t.Value...)
		} else {
			dst = rdf.AppendTerm(dst, *t)
		}
	}
	return append(dst, '\n'), nil
}

func (tsvEncoder) boolean(dst []byte, value bool) []byte { return strconv.AppendBool(dst, value) }

func (tsvEncoder) end(dst []byte, boolean bool) []byte {
	if boolean {
		dst = append(dst, '\n')
	}
	return dst
}

// numberType gives the datatype that Turtle gives a number written so, "" if s
// is no number of Turtle's.
func numberType(s string) string {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	whole := digits(s[i:])
	i += whole
	fraction, dot := 0, false
	if i < len(s) && s[i] == '.' {
		dot = true
		fraction = digits(s[i+1:])
		i += 1 + fraction
	}
	if i == len(s) {
		switch {
		case dot && fraction > 0:
			return rdf.XSDDecimal
		case !dot && whole > 0:
			return rdf.XSDInteger
		}
		return ""
	}
	if whole+fraction == 0 || s[i]|0x20 != 'e' {
		return ""
	}
	if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	if n := digits(s[i:]); n == 0 || i+n != len(s) {
		return ""
	}
	return rdf.XSDDouble
}

func digits(s string) (n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
