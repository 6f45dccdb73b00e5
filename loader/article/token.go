package article

import (
	"strconv"
	"unicode"
)

// A Kind tells words, numbers and signs apart.
type Kind uint8

// Kinds of tokens.
const (
	Word Kind = iota + 1
	Number
	Sign
)

// A Token is a word, a number or one sign. "2017-жылы" is three tokens.
type Token struct {
	Start, End int    // normalised runes [Start, End)
	Text       string // as normalised
	Lower      string // folded, to compare
	Kind       Kind
	Value      int       // of a Number below 10^9; of a Roman numeral too
	Capital    bool      // the first letter is a capital
	Upper      int       // how many capitals it begins with
	Spaced     bool      // a blank stands before it
	Readings   []Reading // what the lexicon knows of it, as the last word of a phrase
}

// is reports whether the token is this sign or (lower-case) word.
func (t *Token) is(s string) bool { return t.Lower == s }

// tokenize cuts runes into tokens; offset is added to their positions.
func tokenize(rs []rune, offset int) []Token {
	tokens := make([]Token, 0, len(rs)/6+1)
	for i := 0; i < len(rs); {
		r := rs[i]
		if unicode.IsSpace(r) {
			i++
			continue
		}
		j, t := i+1, Token{Spaced: i == 0 || unicode.IsSpace(rs[i-1])}
		switch {
		case unicode.IsDigit(r):
			for j < len(rs) && unicode.IsDigit(rs[j]) {
				j++
			}
			t.Kind = Number
		case isLetter(r):
			for j < len(rs) && (isLetter(rs[j]) || unicode.Is(unicode.Mn, rs[j]) || inWord(rs, j)) {
				j++
			}
			t.Kind = Word
			t.Capital = unicode.IsUpper(r)
			for t.Upper < j-i && unicode.IsUpper(rs[i+t.Upper]) {
				t.Upper++
			}
		default:
			t.Kind = Sign
		}
		t.Start, t.End = offset+i, offset+j
		t.Text = string(rs[i:j])
		t.Lower = fold(t.Text)
		switch {
		case t.Kind == Number && j-i <= 9:
			t.Value, _ = strconv.Atoi(t.Text)
		case t.Upper == j-i:
			t.Value = romanValue(t.Text)
		}
		tokens = append(tokens, t)
		i = j
	}
	return tokens
}

// inWord reports whether rs[j] is an apostrophe between letters.
func inWord(rs []rune, j int) bool {
	return rs[j] == '\'' && j+1 < len(rs) && isLetter(rs[j+1])
}

var romanDigits = map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100,
	'І': 1, 'Х': 10, 'С': 100} // and Cyrillic look-alikes

// romanValue is the value of a Roman numeral, 0 if s is none.
func romanValue(s string) int {
	total, last := 0, 0
	for _, r := range s {
		v := romanDigits[r]
		if v == 0 {
			return 0
		}
		if v > last {
			total -= 2 * last
		}
		total += v
		last = v
	}
	if len([]rune(s)) < 2 {
		return 0
	}
	return total
}
