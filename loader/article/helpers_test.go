package article

import (
	"strings"
	"testing"

	"diplograph/graph/caldate"

	"github.com/google/go-cmp/cmp"
)

// today is the day on which the texts of these tests are written.
var today = caldate.Date{Year: 2025, Month: 11, Day: 14}

func karakalpak(t testing.TB) *Lexicon {
	t.Helper()
	l, err := OpenLexicon("kaa")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A parsed sentence is what the stages before the frames make of it: words,
// mentions and dates.
type parsed struct {
	*Sentence
	reader   *reader
	mentions []Mention
	whens    []When
}

// parse runs those stages over a text of any length.
func parse(t testing.TB, day caldate.Date, text string) []parsed {
	t.Helper()
	l := karakalpak(t)
	r, err := newReader(l, Options{Date: day})
	if err != nil {
		t.Fatal(err)
	}
	r.text0, r.original, r.calendar.last = l.normalise(text), []rune(text), day
	ss := sentences(r.text0)
	var all []parsed
	for i := range ss {
		s := &ss[i]
		if s.Paragraph != r.paragraph {
			r.paragraph, r.calendar.year = s.Paragraph, 0
		}
		r.sentenceNumber = i
		r.matcher.read(s.Tokens)
		ms, whens := r.mentions(s)
		all = append(all, parsed{s, r, ms, whens})
	}
	return all
}

// words are the tokens of a text with their readings.
func words(t testing.TB, text string) []Token {
	t.Helper()
	var tokens []Token
	for _, p := range parse(t, today, text) {
		tokens = append(tokens, p.Tokens...)
	}
	return tokens
}

// written gives tokens [from, to) of the sentence as normalised.
func (p parsed) written(from, to int) string { return p.reader.text(p.Sentence, from, to) }

// check compares what was got with what is wanted, both given as lines.
func check(t testing.TB, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(got, "\n")); diff != "" {
		t.Errorf("%s\n(-want +got)\n%s", what, diff)
	}
}

// lines are the lines of a block of text, without the blanks around them.
func lines(block string) []string {
	var found []string
	for line := range strings.Lines(block) {
		if line = strings.TrimSpace(line); line != "" {
			found = append(found, line)
		}
	}
	return found
}

// unless fails the test unless ok. A gap says what the reader does not do yet:
// then the case is skipped, for the summary of the tests to count, until it is
// met; the gap is struck with it.
func unless(t *testing.T, ok bool, gap, format string, args ...any) {
	t.Helper()
	switch {
	case ok && gap != "":
		t.Errorf("this is met now: strike its gap (%s)", gap)
	case !ok && gap != "":
		t.Skipf("not yet: %s. "+format, append([]any{gap}, args...)...)
	case !ok:
		t.Errorf(format, args...)
	}
}
