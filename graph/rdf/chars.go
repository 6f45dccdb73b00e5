package rdf

// Classes of bytes, for the inner loops. Bytes above 0x7F belong to a UTF-8
// sequence and are judged as runes.
const (
	inIRI     = 1 << iota // [^#x00-#x20<>"{}|^`\]: may stand in an IRIREF as it is
	inScheme              // ALPHA / DIGIT / "+" / "-" / "."
	alpha                 // a-z A-Z
	digit                 // 0-9
	hexDigit              // 0-9 a-f A-F
	nameStart             // ASCII part of PN_CHARS_U
	nameChar              // ASCII part of PN_CHARS
	nonASCII
)

var class = func() (t [256]uint8) {
	for i := range t {
		c := byte(i)
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		number := c >= '0' && c <= '9'
		if c > ' ' {
			t[i] |= inIRI
		}
		if letter || number || c == '+' || c == '-' || c == '.' {
			t[i] |= inScheme
		}
		if letter {
			t[i] |= alpha
		}
		if number {
			t[i] |= digit
		}
		if number || c|0x20 >= 'a' && c|0x20 <= 'f' {
			t[i] |= hexDigit
		}
		if letter || c == '_' {
			t[i] |= nameStart
		}
		if letter || number || c == '_' || c == '-' {
			t[i] |= nameChar
		}
		if c >= 0x80 {
			t[i] |= nonASCII
		}
	}
	for _, c := range "<>\"{}|^`\\" {
		t[c] &^= inIRI
	}
	return t
}()

// IsPNCharsU reports whether r is in PN_CHARS_U, which the grammars of Turtle,
// N-Triples and SPARQL have in common.
func IsPNCharsU(r rune) bool {
	if r < 0x80 {
		return r >= 0 && class[r]&nameStart != 0
	}
	switch {
	case r <= 0x2FF:
		return r >= 0xC0 && r != 0xD7 && r != 0xF7
	case r <= 0x1FFF:
		return r >= 0x370 && r != 0x37E
	case r <= 0x218F:
		return r == 0x200C || r == 0x200D || r >= 0x2070
	case r <= 0xD7FF:
		return r >= 0x2C00 && r <= 0x2FEF || r >= 0x3001
	case r <= 0xFFFD:
		return r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0
	}
	return r >= 0x10000 && r <= 0xEFFFF
}

// IsPNChars reports whether r is in PN_CHARS of these grammars.
func IsPNChars(r rune) bool {
	if r < 0x80 {
		return r >= 0 && class[r]&nameChar != 0
	}
	return IsPNCharsU(r) || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// schemeLength is the length of an IRI's scheme without its colon, or -1 if
// the IRI is relative.
func schemeLength[T string | []byte](iri T) int {
	if len(iri) == 0 || class[iri[0]]&alpha == 0 {
		return -1
	}
	for i := 1; i < len(iri); i++ {
		if iri[i] == ':' {
			return i
		}
		if class[iri[i]]&inScheme == 0 {
			return -1
		}
	}
	return -1
}
