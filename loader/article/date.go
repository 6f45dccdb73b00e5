package article

import (
	"fmt"
	"io/fs"
	"strings"

	"diplograph/graph/caldate"
)

// A datePattern is one line of dates.tsv: a shape of tokens and what it gives.
//
//	Y -? year D - D -? M day?	Y M D1 .. Y M D2
//	2017-жыл 22-23-март күнлери	2017-03-22 .. 2017-03-23
type datePattern struct {
	parts []datePart
	specs []dateSpec // one date, the two ends of an interval, or two dates
	both  bool       // two dates, not an interval
}

type datePart struct {
	what     string // Y, D, M, LM (a month in the locative), O (an ordinal), a sign, or a value of class datepart
	optional bool
}

// A dateSpec says how to make a date: fields name the captured number (1, 2;
// 0 for none), anchor the day or year it is relative to.
type dateSpec struct {
	year, month, day int
	anchor           string
}

// anchors are the words that results in dates.tsv may begin with: relative to
// the article's own date or to the date told last.
var anchors = map[string]bool{"this": true, "last": true, "next": true, "today": true, "yesterday": true,
	"tomorrow": true, "dayafter": true, "month": true, "lastmonth": true, "nextmonth": true,
	"thatday": true, "thisday": true, "visitday": true, "nextday": true, "thatyear": true}

func readDatePatterns(fsys fs.FS, name string) ([]datePattern, error) {
	var patterns []datePattern
	err := readTable(fsys, name, func(row []string) error {
		if len(row) != 2 {
			return fmt.Errorf("want pattern and result, got %d columns", len(row))
		}
		var p datePattern
		for what := range strings.FieldsSeq(row[0]) {
			short, optional := strings.CutSuffix(what, "?")
			p.parts = append(p.parts, datePart{short, optional})
		}
		var err error
		switch left, right, interval := strings.Cut(row[1], " .. "); {
		case interval:
			err = p.addSpecs(left, right)
		case strings.Contains(row[1], " + "):
			left, right, p.both = strings.Cut(row[1], " + ")
			err = p.addSpecs(left, right)
		default:
			err = p.addSpecs(row[1])
		}
		patterns = append(patterns, p)
		return err
	})
	return patterns, err
}

func (p *datePattern) addSpecs(results ...string) error {
	for _, r := range results {
		var s dateSpec
		for word := range strings.FieldsSeq(r) {
			n := 1
			if strings.HasSuffix(word, "2") {
				n = 2
			}
			switch {
			case word[0] == 'Y':
				s.year = n
			case word[0] == 'M':
				s.month = n
			case word[0] == 'D':
				s.day = n
			case anchors[word]:
				s.anchor = word
			default:
				return fmt.Errorf("unknown word %q in a date's result", word)
			}
		}
		p.specs = append(p.specs, s)
	}
	return nil
}

// A When is a date expression: tokens [From, To) and what they say.
type When struct {
	From, To   int
	specs      []partialDate
	both       bool
	Attributed bool // "of 10 January", before a noun
	Since      bool // "since 1997"
	Aside      bool // "for 2026-2028": no date of an occasion
	Spans      []Span
	Relative   bool // made with the article's date or the one told before
}

// A Span is an interval of dates, both ends included; a single date is both.
type Span struct{ Start, End caldate.Date }

// IsZero reports whether s is no date at all.
func (s Span) IsZero() bool { return s.Start.IsZero() }

// A partialDate is a date as the text has it, parts left out being 0.
type partialDate struct {
	year, month, day int
	anchor           string
}

// whens finds the date expressions of a sentence: from left to right, the
// longest first.
func (l *Lexicon) whens(tokens []Token) []When {
	var found []When
	may := datesMayBegin(tokens)
	for i := 0; i < len(tokens); {
		best := When{To: i}
		if may[i] {
			for k := range l.dates {
				if w, ok := l.dates[k].match(tokens, i); ok && w.To > best.To {
					best = w
				}
			}
		}
		if best.To == i {
			i++
			continue
		}
		last := &tokens[best.To-1]
		for _, r := range last.Readings {
			if r.class == "month" || r.class == "datepart" {
				best.Attributed = best.Attributed || r.Form.Attributed
				best.Aside = best.Aside || r.Form.Case == Goal
			}
		}
		for k := best.To; k < min(best.To+2, len(tokens)); k++ {
			best.Since = best.Since || hasReading(&tokens[k], "relation", "since")
		}
		found = append(found, best)
		i = best.To
	}
	return found
}

// datesMayBegin marks the tokens that a date can begin with: numbers, ordinals,
// months and the first words of phrases of class datepart.
func datesMayBegin(tokens []Token) []bool {
	may := make([]bool, len(tokens))
	for i := range tokens {
		may[i] = may[i] || tokens[i].Kind == Number
		for _, r := range tokens[i].Readings {
			if r.class == "datepart" || r.class == "month" || r.class == "ordinal" {
				may[r.From] = true
			}
		}
	}
	return may
}

func hasClass(t *Token, class string) bool {
	for _, r := range t.Readings {
		if r.class == class {
			return true
		}
	}
	return false
}

func hasReading(t *Token, class, value string) bool {
	for _, r := range t.Readings {
		if r.class == class && r.value == value {
			return true
		}
	}
	return false
}

func hasCase(t *Token, class string, c Case) bool {
	for _, r := range t.Readings {
		if r.class == class && r.Form.Case == c {
			return true
		}
	}
	return false
}

// match tries the pattern with its first part at tokens[i].
func (p *datePattern) match(tokens []Token, i int) (When, bool) {
	var years, months, days [2]int
	ny, nm, nd := 0, 0, 0
	at := i
	for _, part := range p.parts {
		n, ok := 0, false
		if at < len(tokens) {
			t := &tokens[at]
			switch part.what {
			case "Y":
				if ok = t.Kind == Number && t.Value >= 1000 && t.Value <= 2999 && len(t.Text) == 4; ok {
					years[min(ny, 1)], ny, n = t.Value, ny+1, 1
				}
			case "D":
				if ok = t.Kind == Number && t.Value >= 1 && t.Value <= 31 && len(t.Text) <= 2; ok {
					days[min(nd, 1)], nd, n = t.Value, nd+1, 1
				}
			case "M":
				if v := monthValue(t); v > 0 {
					months[min(nm, 1)], nm, n, ok = v, nm+1, 1, true
				}
			case "LM": // a month in the locative needs no "month" after it
				if v := monthValue(t); v > 0 && hasCase(t, "month", Place) {
					months[min(nm, 1)], nm, n, ok = v, nm+1, 1, true
				}
			case "O":
				if ord := reading(t, "ordinal"); ord != nil {
					days[min(nd, 1)], nd, n, ok = atoi(ord.value), nd+1, 1, true
				}
			default:
				n, ok = p.word(tokens, at, part.what)
			}
		}
		if ok {
			at += n
		} else if !part.optional {
			return When{}, false
		}
	}
	w := When{From: i, To: at, both: p.both}
	pick := func(values [2]int, n int) int {
		if n == 0 {
			return 0
		}
		return values[n-1]
	}
	for _, s := range p.specs {
		w.specs = append(w.specs, partialDate{pick(years, s.year), pick(months, s.month), pick(days, s.day), s.anchor})
	}
	return w, true
}

// word matches a sign or a phrase of class datepart that begins at tokens[at],
// and says how many tokens it takes.
func (p *datePattern) word(tokens []Token, at int, what string) (n int, ok bool) {
	if tokens[at].Kind == Sign {
		return 1, tokens[at].is(what)
	}
	for end := at; end < min(at+3, len(tokens)); end++ {
		for _, r := range tokens[end].Readings {
			if r.class == "datepart" && r.value == what && r.From == at {
				return end - at + 1, true
			}
		}
	}
	return 0, false
}

func monthValue(t *Token) int {
	for _, r := range t.Readings {
		if r.class == "month" {
			v := 0
			fmt.Sscanf(r.value, "%d", &v)
			return v
		}
	}
	return 0
}
