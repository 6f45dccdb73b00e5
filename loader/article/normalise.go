package article

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

// A Text is the article as the later stages see it, letter by letter, with the
// way back to where each letter stood.
type Text struct {
	Runes    []rune  // normalised
	Position []int32 // Runes[i] began at code point Position[i] of the original; one more at the end
	Latin    bool    // the original was in Latin script
}

// original is the half-open range of code points of the original that
// normalised runes [from, to) came from.
func (t *Text) original(from, to int) (start, end int) {
	return int(t.Position[from]), int(t.Position[to-1]) + t.width(to-1)
}

// width is how many code points of the original made rune i and what was
// dropped after it inside the same word is not counted.
func (t *Text) width(i int) int {
	if next := t.Position[i+1]; next > t.Position[i] {
		return min(int(next-t.Position[i]), 2)
	}
	return 1
}

// A substitution rewrites letters of another script: from (lower case) to.
type substitution struct{ from, to []rune }

func readScript(fsys fs.FS, name string) ([]substitution, error) {
	var subs []substitution
	err := readTable(fsys, name, func(row []string) error {
		if len(row) != 2 || row[0] == "" {
			return fmt.Errorf("want letters from and to, got %q", row)
		}
		subs = append(subs, substitution{[]rune(row[0]), []rune(row[1])})
		return nil
	})
	slices.SortStableFunc(subs, func(a, b substitution) int { return len(b.from) - len(a.from) })
	return subs, err
}

// normalise brings the text into the lexicon's script and one spelling of
// signs: look-alike letters of another script inside a word, composed letters,
// dashes, quotes, apostrophes and blanks. Line ends stay: they part paragraphs.
func (l *Lexicon) normalise(s string) *Text {
	t := &Text{}
	position := int32(0)
	for _, r := range s {
		if r = plainSign(r); r != 0 {
			if prev := len(t.Runes) - 1; prev >= 0 && r >= '\u0300' && r <= '\u036f' {
				if c, ok := composed[[2]rune{unicode.ToLower(t.Runes[prev]), r}]; ok {
					t.Runes[prev] = matchCase(c, t.Runes[prev])
				}
			} else {
				t.Runes = append(t.Runes, r)
				t.Position = append(t.Position, position)
			}
		}
		position++
	}
	t.Position = append(t.Position, position)
	if t.Latin = mostlyLatin(t.Runes); t.Latin {
		l.transliterate(t)
	} else {
		mendLookAlikes(t.Runes)
	}
	return t
}

// plainSign maps a rune to the one form that later stages know; 0 drops it.
func plainSign(r rune) rune {
	if r >= 'Ѐ' && r <= 'ҹ' || r < 0x80 && r != '`' && r >= ' ' {
		return r
	}
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212':
		return '-'
	case '«', '»', '“', '”', '„', '‟', '″', '〝', '〞':
		return '"'
	case '’', '‘', 'ʻ', 'ʼ', '`', '´', 'ʹ', '′', '‛':
		return '\''
	case '\u00a0', '\u2007', '\u2009', '\u200a', '\u202f', '\t', '\v':
		return ' '
	case '\r', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return 0
	case 'Һ':
		return 'Ҳ'
	case 'һ':
		return 'ҳ'
	case 'ə':
		return 'ә'
	case 'Ə':
		return 'Ә'
	case 'ɵ':
		return 'ө'
	}
	return r
}

// composed are the letters that some keyboards write as a letter and a mark.
var composed = map[[2]rune]rune{
	{'и', '\u0306'}: 'й', {'у', '\u0306'}: 'ў', {'е', '\u0308'}: 'ё',
	{'a', '\u0301'}: 'á', {'g', '\u0301'}: 'ǵ', {'n', '\u0301'}: 'ń', {'o', '\u0301'}: 'ó', {'u', '\u0301'}: 'ú',
	{'i', '\u0301'}: 'í', {'ı', '\u0301'}: 'í',
}

func matchCase(lower, like rune) rune {
	if unicode.IsUpper(like) {
		return unicode.ToUpper(lower)
	}
	return lower
}

func mostlyLatin(rs []rune) bool {
	latin, other := 0, 0
	for _, r := range rs {
		switch {
		case isLatin(r):
			latin++
		case isLetter(r):
			other++
		}
	}
	return latin > other
}

// lookAlike are Latin letters that stand in for Cyrillic ones.
var lookAlike = func() map[rune]rune {
	m := map[rune]rune{}
	latin, cyrillic := []rune("aceopxykhmtbABCEHIKMOPTXYy"), []rune("асеорхукһмтвАВСЕНІКМОРТХУу")
	for i, r := range latin {
		m[r] = cyrillic[i]
	}
	m['h'] = 'ҳ'
	return m
}()

// mendLookAlikes replaces Latin letters in words that have Cyrillic ones too.
func mendLookAlikes(rs []rune) {
	for i := 0; i < len(rs); {
		if !isLetter(rs[i]) {
			i++
			continue
		}
		j, mixed := i, [2]bool{}
		for ; j < len(rs) && isLetter(rs[j]); j++ {
			if isLatin(rs[j]) {
				mixed[0] = true
			} else {
				mixed[1] = true
			}
		}
		if mixed[0] && mixed[1] {
			for k := i; k < j; k++ {
				if c, ok := lookAlike[rs[k]]; ok {
					rs[k] = c
				}
			}
		}
		i = j
	}
}

// transliterate rewrites Latin letters with the script table. Roman numerals
// stay.
func (l *Lexicon) transliterate(t *Text) {
	byFirst := map[rune][]substitution{}
	for _, s := range l.script {
		byFirst[s.from[0]] = append(byFirst[s.from[0]], s)
	}
	out := Text{Latin: true, Runes: make([]rune, 0, len(t.Runes)), Position: make([]int32, 0, len(t.Position))}
	for i := 0; i < len(t.Runes); {
		if n := romanNumeral(t.Runes, i); n > 0 {
			out.Runes = append(out.Runes, t.Runes[i:i+n]...)
			out.Position = append(out.Position, t.Position[i:i+n]...)
			i += n
			continue
		}
		to, n := t.Runes[i:i+1], 1
		for _, s := range byFirst[unicode.ToLower(t.Runes[i])] {
			if hasFold(t.Runes[i:], s.from) {
				to, n = s.to, len(s.from)
				break
			}
		}
		for k, r := range to {
			if k == 0 {
				r = matchCase(r, t.Runes[i])
			}
			out.Runes = append(out.Runes, r)
			out.Position = append(out.Position, t.Position[i])
		}
		i += n
	}
	out.Position = append(out.Position, t.Position[len(t.Runes)])
	*t = out
}

// hasFold reports whether rs begins with the lower-case prefix, whatever its case.
func hasFold(rs, prefix []rune) bool {
	if len(rs) < len(prefix) {
		return false
	}
	for i, p := range prefix {
		if unicode.ToLower(rs[i]) != p {
			return false
		}
	}
	return true
}

// romanNumeral is the length of a numeral of two or more letters that is a
// word of its own at rs[i], or 0.
func romanNumeral(rs []rune, i int) int {
	if i > 0 && isLetter(rs[i-1]) {
		return 0
	}
	n := 0
	for i+n < len(rs) && strings.ContainsRune("IVXLC", rs[i+n]) {
		n++
	}
	if n < 2 || i+n < len(rs) && isLetter(rs[i+n]) {
		return 0
	}
	return n
}

// check refuses what is not a text in the lexicon's language.
func (l *Lexicon) check(t *Text) error {
	letters, own, foreign := 0, 0, 0
	for _, r := range t.Runes {
		if !isLetter(r) {
			continue
		}
		letters++
		if r = lower(r); l.letters[r] {
			own++
		} else if l.foreign[r] {
			foreign++
		}
	}
	switch {
	case letters == 0:
		return ErrEmpty
	case own*100 < letters*2 || foreign*5 > own:
		return fmt.Errorf("%w: it does not read as %s (%d of %d letters are particular to it, %d foreign to it); say which language it is in",
			ErrLanguage, l.Name, own, letters, foreign)
	}
	return nil
}
