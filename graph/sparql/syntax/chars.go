package syntax

import "diplograph/graph/rdf"

// isNameStart is PN_CHARS_BASE (production 164).
func isNameStart(r rune) bool { return r != '_' && rdf.IsPNCharsU(r) }

// isVarChar is what VARNAME may go on with (production 166).
func isVarChar(r rune) bool { return r != '-' && rdf.IsPNChars(r) }

// isVarStart is what VARNAME, and the label of a blank node, may start with.
func isVarStart(r rune) bool { return rdf.IsPNCharsU(r) || isDigit(r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' && r < 0x80 }

func isHexDigit(r rune) bool {
	return isDigit(r) || r|0x20 >= 'a' && r|0x20 <= 'f' && r < 0x80
}

func hexValue(r rune) rune {
	if r <= '9' {
		return r - '0'
	}
	return r | 0x20 - 'a' + 10
}

// isIRIChar reports whether r may stand in an IRIREF (production 139).
func isIRIChar(r rune) bool {
	switch r {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\', -1:
		return false
	}
	return r > ' '
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// localEscapes are the characters of PN_LOCAL_ESC (production 173).
const localEscapes = `_~.-!$&'()*+,;=/?#@%`
