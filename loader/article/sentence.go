package article

import (
	"strings"
	"unicode"
)

// A Sentence is a range of normalised runes with its tokens.
type Sentence struct {
	Start, End int // normalised runes [Start, End)
	Paragraph  int // counted from 0
	Tokens     []Token
}

// sentences cuts the text at line ends and at full stops, exclamation and
// question marks that end a sentence: not after an initial ("Ш."), not before a
// small letter, a number's dot or an abbreviation's.
func sentences(t *Text) []Sentence {
	var found []Sentence
	paragraph, start := 0, 0
	add := func(end int) {
		from, to := trim(t.Runes, start, end)
		if start = end; from < to {
			found = append(found, Sentence{Start: from, End: to, Paragraph: paragraph})
		}
	}
	for i := 0; i < len(t.Runes); i++ {
		switch {
		case t.Runes[i] == '\n':
			add(i)
			paragraph++
		case strings.ContainsRune(".!?…", t.Runes[i]):
			end := afterMarks(t.Runes, i)
			if endsSentence(t.Runes, i, end) {
				add(end)
			}
			i = end - 1
		}
	}
	add(len(t.Runes))
	parts := make([]Sentence, 0, len(found))
	for _, s := range found {
		s.Tokens = tokenize(t.Runes[s.Start:s.End], s.Start)
		parts = s.appendParts(parts)
	}
	return parts
}

// maxTokens bounds a sentence, since later stages take time that grows with the
// square of its length. No sentence of a news text comes near it.
const maxTokens = 300

// appendParts appends the sentence, cut after every maxTokens tokens.
func (s Sentence) appendParts(parts []Sentence) []Sentence {
	for len(s.Tokens) > maxTokens {
		part := s
		part.Tokens, s.Tokens = s.Tokens[:maxTokens:maxTokens], s.Tokens[maxTokens:]
		part.End, s.Start = part.Tokens[maxTokens-1].End, s.Tokens[0].Start
		parts = append(parts, part)
	}
	return append(parts, s)
}

func trim(rs []rune, from, to int) (int, int) {
	for from < to && unicode.IsSpace(rs[from]) {
		from++
	}
	for from < to && unicode.IsSpace(rs[to-1]) {
		to--
	}
	return from, to
}

// afterMarks is where the run of marks, closing quotes and brackets ends that
// begins at i.
func afterMarks(rs []rune, i int) int {
	for i < len(rs) && strings.ContainsRune(`.!?…")`, rs[i]) {
		i++
	}
	return i
}

// endsSentence judges the marks in [i, next) by what stands around them.
func endsSentence(rs []rune, i, next int) bool {
	if next < len(rs) && !unicode.IsSpace(rs[next]) {
		return false
	}
	for next < len(rs) && unicode.IsSpace(rs[next]) && rs[next] != '\n' {
		next++
	}
	if next < len(rs) && unicode.IsLower(rs[next]) {
		return false
	}
	if rs[i] != '.' {
		return true
	}
	letters := 0
	for k := i - 1; k >= 0 && isLetter(rs[k]); k-- {
		letters++
	}
	// One capital letter and a dot is an initial; one after a number an abbreviation.
	if letters != 1 {
		return true
	}
	before := rs[max(i-2, 0)]
	return !unicode.IsUpper(rs[i-1]) && before != '-' && !unicode.IsDigit(before)
}
