package explore

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// variants brings the spellings of a word in different scripts and romanizations
// to the same rough phonetic skeleton:
//
//	Тоқаев  Toqaev  Tokayev  Tokaev  Tokaïev  Токаев    -> tokaev
//	Мирзиёев  Mirziyoyev  Mirzioev  Мирзияев            -> mirzoev, mirzaev
//	Хийўа  Xiywa  Khiva  Xiva  Хива                     -> hiva
//	Қасым-Жомарт  Kassym-Jomart  Qasym-Zhomart          -> kasim jomart
//
// Cyrillic letters (Russian, Kazakh, Uzbek, Karakalpak and their neighbours) are
// transliterated, diacritics and apostrophes dropped, and then letters that
// romanizations confuse made one: q k c; w v; x kh h; y i; zh j; sh s; ph f;
// doubled letters are single, and an i next to another vowel, which is a glide
// that spellings come and go with, is dropped. Letters of other scripts stay as
// they are. ў is w in Karakalpak and o in Uzbek: a word with it has two
// skeletons.
func variants(word string) []string {
	first := skeleton(word, 'v')
	if first == "" {
		return nil
	}
	if second := skeleton(word, 'o'); second != first {
		return []string{first, second}
	}
	return []string{first}
}

// maxWords and maxWordLength bound what one label or query can cost.
const (
	maxWords      = 32
	maxWordLength = 64
)

// splitWords lower-cases s and splits it at what is neither letter, mark, digit
// nor apostrophe.
func splitWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !isApostrophe(r)
	})
	return words[:min(len(words), maxWords)]
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'`´‘’ʻʼʹ′ʾʿ", r) }

// skeleton folds one lower-case word; ў reads as the given letter.
func skeleton(word string, shortU rune) string {
	var latin strings.Builder
	for i, r := range word {
		if i >= maxWordLength*2 {
			break
		}
		latin.WriteString(romanize(r, shortU))
	}
	return phonetic(latin.String())
}

// romanize writes one lower-case letter in ASCII, or as it is if it has no
// place in the tables; marks and apostrophes vanish.
func romanize(r rune, shortU rune) string {
	if r == 'ў' {
		return string(shortU)
	}
	if s, ok := letters[r]; ok {
		return s
	}
	if isApostrophe(r) || unicode.IsMark(r) {
		return ""
	}
	if r < unicode.MaxASCII {
		return string(r)
	}
	var base strings.Builder
	for _, d := range norm.NFD.String(string(r)) {
		if unicode.IsMark(d) {
			continue
		}
		if s, ok := letters[d]; ok {
			base.WriteString(s)
		} else {
			base.WriteRune(d)
		}
	}
	return base.String()
}

var letters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "io", 'ж': "j", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "h", 'ц': "ts", 'ч': "ch", 'ш': "s", 'щ': "s", 'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
	// Kazakh, Uzbek, Karakalpak, Kyrgyz, Turkmen, Tajik, Tatar
	'ә': "a", 'ғ': "g", 'қ': "k", 'ң': "n", 'ө': "o", 'ұ': "u", 'ү': "u", 'ҳ': "h", 'һ': "h", 'і': "i", 'ї': "i",
	'є': "e", 'ґ': "g", 'җ': "j", 'ҷ': "j", 'ӣ': "i", 'ӯ': "u", 'ҥ': "n", 'ҫ': "s", 'ӊ': "n",
	// Latin letters that do not decompose
	'ı': "i", 'ə': "a", 'ø': "o", 'đ': "d", 'ł': "l", 'æ': "a", 'œ': "o", 'ß': "s", 'þ': "t", 'ð': "d", 'ŋ': "n",
	'ş': "s", 'š': "s", 'ś': "s", 'ș': "s", 'ž': "j", 'ź': "z", 'ç': "ch", 'č': "ch", 'ć': "ch",
}

// digraphs are read before single letters, the longer first.
var digraphs = strings.NewReplacer(
	"shch", "s", "sch", "s", "sh", "s", "tch", "c", "ch", "c", "zh", "j", "dj", "j", "dzh", "j",
	"kh", "h", "gh", "g", "ph", "f", "th", "t", "ck", "k",
	"q", "k", "w", "v", "x", "h", "y", "i",
)

// phonetic makes one of the letters that romanizations confuse.
func phonetic(s string) string {
	in := []rune(digraphs.Replace(s))
	out := make([]rune, 0, len(in))
	for i, r := range in {
		if r == 'i' && (i > 0 && isOpenVowel(in[i-1]) || nextOpenVowel(in[i:])) {
			continue
		}
		if len(out) > 0 && out[len(out)-1] == r && !unicode.IsDigit(r) {
			continue
		}
		out = append(out, r)
	}
	return string(out[:min(len(out), maxWordLength)])
}

func isOpenVowel(r rune) bool { return r == 'a' || r == 'e' || r == 'o' || r == 'u' }

// nextOpenVowel reports whether a run of i leads to another vowel.
func nextOpenVowel(s []rune) bool {
	for _, r := range s {
		if r != 'i' {
			return isOpenVowel(r)
		}
	}
	return false
}
