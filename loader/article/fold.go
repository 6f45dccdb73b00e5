package article

import (
	"strings"
	"unicode"
)

// isLetter is unicode.IsLetter with a short way for Cyrillic.
func isLetter(r rune) bool {
	return r >= 'Ѐ' && r <= 'ҁ' || r >= 'Ҋ' && r <= 'ԯ' || unicode.IsLetter(r)
}

// isLatin reports whether r is a letter of the Latin script.
func isLatin(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return r < 'Ͱ' && unicode.Is(unicode.Latin, r)
}

// lower is unicode.ToLower with a short way for Cyrillic.
func lower(r rune) rune {
	switch {
	case r >= 'А' && r <= 'Я':
		return r + ('а' - 'А')
	case r >= 'а' && r <= 'я':
		return r
	}
	return unicode.ToLower(r)
}

// fold is the shape in which words are compared: small letters, without the
// signs and letters that Latin script has no letters for.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	soft := false // an "й" waits to see whether "е" follows
	for _, r := range s {
		r = lower(r)
		switch r {
		case 'ь', 'ъ':
			continue
		case 'э', 'ё':
			r = 'е'
		case 'щ':
			r = 'ш'
		}
		if soft && r != 'е' {
			b.WriteRune('й')
		}
		if soft = r == 'й'; !soft {
			b.WriteRune(r)
		}
	}
	if soft {
		b.WriteRune('й')
	}
	return b.String()
}
