package rdf

import (
	"bytes"
	"unicode/utf8"
)

// unescape appends src to dst with its \uXXXX, \UXXXXXXXX and, if echar is
// set, \t \b \n \r \f \" \' \\ replaced by what they stand for. If it meets an
// escape that is none of these it returns that escape's offset in src, else -1.
func unescape(dst, src []byte, echar bool) ([]byte, int) {
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], '\\')
		if n < 0 {
			return append(dst, src[i:]...), -1
		}
		dst = append(dst, src[i:i+n]...)
		i += n
		size := 0
		if dst, size = appendEscape(dst, src[i:], echar); size == 0 {
			return dst, i
		}
		i += size
	}
}

// appendEscape appends what the escape at the start of src stands for and
// returns the escape's length, 0 if it is not a valid one.
func appendEscape(dst, src []byte, echar bool) ([]byte, int) {
	if len(src) < 2 {
		return dst, 0
	}
	digits := 0
	switch src[1] {
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		i := bytes.IndexByte([]byte(`tbnrf"'\`), src[1])
		if !echar || i < 0 {
			return dst, 0
		}
		return append(dst, "\t\b\n\r\f\"'\\"[i]), 2
	}
	if len(src) < 2+digits {
		return dst, 0
	}
	r := rune(0)
	for _, c := range src[2 : 2+digits] {
		if class[c]&hexDigit == 0 || r > 0x7FFFFFF {
			return dst, 0
		}
		r = r<<4 | rune(hexValue(c))
	}
	if !utf8.ValidRune(r) { // a surrogate, or above U+10FFFF
		return dst, 0
	}
	return utf8.AppendRune(dst, r), 2 + digits
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// writtenEscape gives the escape at the start of b as it is written, be it valid
// or not, for an error message.
func writtenEscape(b []byte) []byte {
	if len(b) < 2 {
		return b
	}
	most := 0 // digits
	switch b[1] {
	case 'u':
		most = 4
	case 'U':
		most = 8
	default:
		_, n := utf8.DecodeRune(b[1:])
		return b[:1+n]
	}
	n := 2
	for n < len(b) && n < 2+most && class[b[n]]&hexDigit != 0 {
		n++
	}
	return b[:n]
}
