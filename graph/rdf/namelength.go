package rdf

import (
	"bytes"
	"unicode/utf8"
)

// blankLabelLength measures the label of a blank node at the start of b.
func blankLabelLength(b []byte) int { return nameLength(b, false) }

// localLength measures the local name at the start of b, PN_LOCAL or nothing.
func localLength(b []byte) int { return nameLength(b, true) }

// nameLength measures the name at the start of b: PN_CHARS_U or a digit, then
// PN_CHARS and dots, but no dot at its end. In a local name colons and escapes
// may stand everywhere too.
func nameLength(b []byte, local bool) int {
	i := 0
	for i < len(b) && class[b[i]]&nameChar != 0 && (i > 0 || b[i] != '-') { // all of most names
		i++
	}
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
			if i == 0 && !isNameStart(r) || !isNameChar(r) {
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
