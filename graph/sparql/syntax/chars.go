package syntax

// isNameStart is PN_CHARS_BASE (production 164).
func isNameStart(r rune) bool {
	switch {
	case r < 0x80:
		return r|0x20 >= 'a' && r|0x20 <= 'z'
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

// isVarChar is what VARNAME may go on with (production 166).
func isVarChar(r rune) bool {
	return isNameStart(r) || r == '_' || isDigit(r) ||
		r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// isVarStart is what VARNAME, and the label of a blank node, may start with.
func isVarStart(r rune) bool { return isNameStart(r) || r == '_' || isDigit(r) }

// isNameChar is PN_CHARS (production 167).
func isNameChar(r rune) bool { return r == '-' || isVarChar(r) }

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
