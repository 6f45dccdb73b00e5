package value

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// A caseTable gives what most letters of the small alphabets become in another
// case, whatever stands beside them; special for the others.
type caseTable [0x2000]rune

const special = -1

func newCaseTable(change cases.Caser) *caseTable {
	t := new(caseTable)
	for c := range rune(len(t)) {
		t[c] = special
		s := change.String(string(c))
		if r, size := utf8.DecodeRuneInString(s); size == len(s) && c != 'Σ' { // which has another form at the end of a word
			t[c] = r
		}
	}
	return t
}

var (
	lowerTable = sync.OnceValue(func() *caseTable { return newCaseTable(cases.Lower(language.Und)) })
	upperTable = sync.OnceValue(func() *caseTable { return newCaseTable(cases.Upper(language.Und)) })
)

// change gives s in the other case; false if a letter of it is special.
func (t *caseTable) change(s string) (string, bool) {
	var b strings.Builder
	done := 0 // of s, in b
	for i, c := range s {
		if uint32(c) >= uint32(len(t)) || t[c] == special {
			return "", false
		}
		to := t[c]
		if to == c {
			continue
		}
		if done == 0 {
			b.Grow(len(s) + utf8.UTFMax)
		}
		b.WriteString(s[done:i])
		b.WriteRune(to)
		done = i + utf8.RuneLen(c)
	}
	if done == 0 {
		return s, true
	}
	b.WriteString(s[done:])
	return b.String(), true
}
