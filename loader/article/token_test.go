package article

import (
	"fmt"
	"strings"
	"testing"
)

// TestTokens shows words as w, numbers as n, signs as s; a + before a token says
// that no blank stands before it.
func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Президент келди.", "w:Президент w:келди +s:."},
		{"2017-жылы", "n:2017 +s:- +w:жылы"},
		{"22-23-март күнлери", "n:22 +s:- +n:23 +s:- +w:март w:күнлери"},
		{"Қасым-Жомарт Тоқаев", "w:Қасым +s:- +w:Жомарт w:Тоқаев"},
		{"Ма'мун 'сөз'", "w:Ма'мун s:' +w:сөз +s:'"},
		{`"Достық" (ШБШ)`, `s:" +w:Достық +s:" s:( +w:ШБШ +s:)`},
		{"3,5 млн. 200ден", "n:3 +s:, +n:5 w:млн +s:. n:200 +w:ден"},
		{"С5+1", "w:С +n:5 +s:+ +n:1"},
		{"😀өтти", "s:😀 +w:өтти"},
		{"", ""},
	} {
		var got []string
		for _, token := range tokenize([]rune(c.text), 0) {
			line := map[Kind]string{Word: "w:", Number: "n:", Sign: "s:"}[token.Kind] + token.Text
			if !token.Spaced {
				line = "+" + line
			}
			got = append(got, line)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q gives %s, want %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}

// TestTokenValues reads numbers and Roman numerals, the latter in letters of
// either script; one letter is none.
func TestTokenValues(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"22", 22}, {"007", 7}, {"999999999", 999999999}, {"9999999999", 0},
		{"IV", 4}, {"IX", 9}, {"XII", 12}, {"XXII", 22}, {"XLIV", 44}, {"ХХ", 20},
		{"I", 0}, {"V", 0}, {"xii", 0}, {"БМШ", 0}, {"Хийўа", 0},
	} {
		tokens := tokenize([]rune(c.text), 0)
		if len(tokens) != 1 || tokens[0].Value != c.want {
			t.Errorf("%q gives %+v, want one token of value %d", c.text, tokens, c.want)
		}
	}
}

// TestTokenCapitals counts the capitals that a word begins with.
func TestTokenCapitals(t *testing.T) {
	var got []string
	for _, token := range tokenize([]rune("БМШның Ташкент саммит ЎзА"), 0) {
		got = append(got, fmt.Sprintf("%s %v %d", token.Text, token.Capital, token.Upper))
	}
	check(t, "capitals", got, []string{"БМШның true 3", "Ташкент true 1", "саммит false 0", "ЎзА true 1"})
}

// TestTokenPositions wants every token where it stands.
func TestTokenPositions(t *testing.T) {
	rs := []rune("  2017-жылы  «Достық» форумы, 😀!")
	for _, token := range tokenize(rs, 100) {
		if got := string(rs[token.Start-100 : token.End-100]); got != token.Text {
			t.Errorf("at [%d, %d) stands %q, want %q", token.Start, token.End, got, token.Text)
		}
	}
}
