package rdf

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// checkJSON looks for what encoding/json would let through: it returns the
// offset of the first such place and what was expected there, or -1.
func checkJSON(text []byte, maxDepth int) (at int, expected string, err error) {
	if n := validPrefix(text); n < len(text) {
		return n, "UTF-8", nil
	}
	depth := 0
	inString := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			inString = !inString
		case inString && c == '\\':
			n := jsonEscape(text[i:])
			if n == 0 {
				return i, "a surrogate pair", nil
			}
			i += n - 1
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return i, fmt.Sprintf("values nested at most %d deep", maxDepth), ErrLimit
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return -1, "", nil
}

// jsonEscape measures the escape at the start of b; it is 0 for half a surrogate
// pair. Other faults are left to encoding/json.
func jsonEscape(b []byte) int {
	high := jsonUnit(b)
	if !utf16.IsSurrogate(high) {
		return 2
	}
	if high >= 0xDC00 || len(b) < 12 || utf16.DecodeRune(high, jsonUnit(b[6:])) == utf8.RuneError {
		return 0
	}
	return 12
}

// jsonUnit is the value of the \uXXXX at the start of b, or -1.
func jsonUnit(b []byte) rune {
	if len(b) < 6 || !bytes.HasPrefix(b, []byte(`\u`)) {
		return -1
	}
	r := rune(0)
	for _, c := range b[2:6] {
		if class[c]&hexDigit == 0 {
			return -1
		}
		r = r<<4 | rune(hexValue(c))
	}
	return r
}
