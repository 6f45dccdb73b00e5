package rdf

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// jsonNumber gives the lexical form of a JSON number and its natural datatype
// (JSON-LD 1.1 API, section 8.6): xsd:integer for a whole number below 10^21,
// else xsd:double. Whole numbers keep all their digits.
func jsonNumber(n json.Number, datatype string) (lexical, natural string) {
	if datatype != XSDDouble {
		if s, ok := wholeNumber(string(n)); ok {
			return s, XSDInteger
		}
	}
	f, _ := n.Float64()
	s := strconv.FormatFloat(f, 'E', 15, 64)
	mantissa, exponent, _ := strings.Cut(s, "E")
	mantissa = strings.TrimRight(mantissa, "0")
	if strings.HasSuffix(mantissa, ".") {
		mantissa += "0"
	}
	e, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(e), XSDDouble
}

// wholeNumber gives the digits of a number without a fraction, if they are at
// most 21.
func wholeNumber(s string) (string, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f >= 1e21 || f <= -1e21 || f != float64(int64(f)) && f > -1e15 && f < 1e15 {
		return "", false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok || !r.IsInt() {
		return "", false
	}
	return r.Num().String(), true
}

// appendCanonicalJSON appends a value as RFC 8785 has it.
func appendCanonicalJSON(dst []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendJSONString(dst, v)
	case json.Number:
		f, _ := v.Float64()
		b, err := json.Marshal(f) // as ECMAScript does
		if err != nil {
			return append(dst, v...)
		}
		if string(b) == "-0" {
			b = b[1:]
		}
		return append(dst, b...)
	case []any:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendCanonicalJSON(dst, e)
		}
		return append(dst, ']')
	case map[string]any:
		dst = append(dst, '{')
		for i, k := range slices.SortedFunc(maps.Keys(v), compareUTF16) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendJSONString(dst, k), ':')
			dst = appendCanonicalJSON(dst, v[k])
		}
		return append(dst, '}')
	case bool:
		return strconv.AppendBool(dst, v)
	}
	return append(dst, "null"...)
}

func compareUTF16(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// appendJSONString appends s in quotes with the escapes of RFC 8785: as few as
// JSON allows.
func appendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\' || c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r':
			dst = append(dst, '\\', echars[c])
		case c < ' ':
			dst = append(dst, `\u00`...)
			dst = append(dst, "01"[c>>4], "0123456789abcdef"[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
