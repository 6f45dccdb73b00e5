package article

import (
	"strings"
	"unicode"
)

// romanLetters write Cyrillic with ASCII letters, for the names of things no
// gazetteer knows: one table for the languages the reader is made for, after
// the Latin alphabets of Karakalpak (2016), Uzbek and Kazakh without their
// marks.
var romanLetters = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "j", 'з': "z",
	'и': "i", 'й': "y", 'к': "k", 'қ': "q", 'л': "l", 'м': "m", 'н': "n", 'ң': "n", 'о': "o", 'ө': "o", 'п': "p",
	'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ү': "u", 'ұ': "u", 'ў': "w", 'ф': "f", 'х': "x", 'ҳ': "h", 'һ': "h",
	'ц': "c", 'ч': "ch", 'ш': "sh", 'щ': "sh", 'ъ': "", 'ы': "i", 'і': "i", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'á': "a", 'ǵ': "g", 'ı': "i", 'ń': "n", 'ó': "o", 'ú': "u", 'ç': "ch", 'ş': "sh", 'ğ': "g", 'ö': "o", 'ü': "u",
}

// Slug makes the last part of a name: lower-case ASCII letters and digits,
// words joined by hyphens.
//
//	"Өзбекстан ҳәм Қазақстан аймақлары форумы" -> "ozbekstan-ham-qazaqstan-aymaqlari-forumi"
func Slug(label string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(label) {
		s, known := romanLetters[r]
		if !known && r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			s, known = string(r), true
		}
		switch {
		case known && s != "":
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteString(s)
			hyphen = false
		case !known && r != '\'' && !unicode.Is(unicode.Mn, r):
			hyphen = true
		}
	}
	return b.String()
}
