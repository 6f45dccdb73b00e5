package rdf

import (
	"bytes"
	"unicode/utf8"
)

// blankLabelLength measures the label of a blank node at the start of b.
func blankLabelLength(b []byte) int {
	n := plainLength(b)
	if n < len(b) && (b[n] >= 0x80 || b[n] == '.') {
		return nameLength(b, n, false)
	}
	return n
}

// localLength measures the local name at the start of b, PN_LOCAL or nothing.
func localLength(b []byte) int {
	n := plainLength(b)
	if n < len(b) && (b[n] >= 0x80 || b[n] == '.' || b[n] == ':' || b[n] == '%' || b[n] == '\\') {
		return nameLength(b, n, true)
	}
	return n
}

// plainLength measures what is ASCII, without dots, colons and escapes, at the
// start of a name: all of most names.
func plainLength(b []byte) int {
	n := 0
	for n < len(b) && class[b[n]]&nameChar != 0 {
		n++
	}
	if n > 0 && b[0] == '-' {
		return 0
	}
	return n
}

// nameLength measures the name at the start of b whose first i bytes are plain:
// PN_CHARS_U or a digit, then PN_CHARS and dots, but no dot at its end. In a
// local name colons and escapes may stand everywhere too.
func nameLength(b []byte, i int, local bool) int {
	end := i
	for i < len(b) {
		c, n := b[i], 1
		switch {
		case class[c]&nameChar != 0 && (i > 0 || c != '-') || local && c == ':':
		case c == '.' && i > 0:
			i++
			continue
		case local && (c == '%' || c == '\\'):
			if n = localEscape(b[i:]); n == 0 {
				return end
			}
		case c >= 0x80:
			var r rune
			r, n = utf8.DecodeRune(b[i:])
			if i == 0 && !IsPNCharsU(r) || !IsPNChars(r) {
				return end
			}
		default:
			return end
		}
		i += n
		end = i
	}
	return end
}

// localEscape measures %hh or \c at the start of b; 0 is neither.
func localEscape(b []byte) int {
	if b[0] == '\\' {
		if len(b) > 1 && bytes.IndexByte([]byte("_~.-!$&'()*+,;=/?#@%"), b[1]) >= 0 {
			return 2
		}
		return 0
	}
	if len(b) > 2 && class[b[1]]&class[b[2]]&hexDigit != 0 {
		return 3
	}
	return 0
}
