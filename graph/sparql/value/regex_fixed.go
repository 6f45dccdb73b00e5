package value

import (
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// fixed is text that every match of a pattern has, which is quicker to look for
// than the pattern. Where the pattern is nothing more, it decides.
type fixed struct {
	any []fixedText // one of these, which is all there is to match
	all []fixedText // all of these, one after another

	// gaps says that between all there is nothing but ".*", and around them
	// nothing but anchors.
	gaps       bool
	dotAll     bool // ".*" goes over newlines
	start, end bool // anchored
}

// A fixedText is a text to find as it is, or a fold key whatever the case.
type fixedText struct {
	s    string
	fold bool
}

// maxWords is how many words are looked for one after another.
const maxWords = 8

// wordsFixed gives the words of a pattern that is nothing but "a|b|c".
func wordsFixed(pattern string, fold bool) (fixed, bool) {
	if pattern == "" || strings.ContainsAny(pattern, `\.?*+{}()[]^$`) {
		return fixed{}, false
	}
	words := strings.Split(pattern, "|")
	f := fixed{any: make([]fixedText, len(words))}
	for i, w := range words {
		f.any[i] = newFixedText(w, fold)
	}
	return f, len(words) <= maxWords
}

func newFixedText(s string, fold bool) fixedText {
	if fold {
		s = foldKey(s)
	}
	return fixedText{s, fold}
}

// sequenceFixed gives the texts that stand one after another in a pattern of
// Go's.
func sequenceFixed(source string) fixed {
	re, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return fixed{}
	}
	parts := flatten(re.Simplify(), nil)
	f := fixed{gaps: true}
	for i, p := range parts {
		switch {
		case p.Op == syntax.OpBeginText && i == 0:
			f.start = true
		case p.Op == syntax.OpEndText && i == len(parts)-1:
			f.end = true
		case p.Op == syntax.OpLiteral:
			// Neighbours that differ in folding are no gap apart.
			f.gaps = f.gaps && (i == 0 || parts[i-1].Op != syntax.OpLiteral)
			f.all = append(f.all, newFixedText(string(p.Rune), p.Flags&syntax.FoldCase != 0))
		case p.Op == syntax.OpStar && i > 0 && i < len(parts)-1 && parts[i-1].Op == syntax.OpLiteral && parts[i+1].Op == syntax.OpLiteral:
			dotAll := p.Sub[0].Op == syntax.OpAnyChar
			f.gaps = f.gaps && (dotAll || p.Sub[0].Op == syntax.OpAnyCharNotNL)
			f.dotAll = dotAll
		default:
			f.gaps = false
		}
	}
	f.gaps = f.gaps && len(f.all) > 0
	return f
}

// flatten gives the parts of a pattern that come one after another.
func flatten(re *syntax.Regexp, parts []*syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			parts = flatten(sub, parts)
		}
		return parts
	case syntax.OpCapture:
		return flatten(re.Sub[0], parts)
	case syntax.OpEmptyMatch:
		return parts
	}
	return append(parts, re)
}

// match reports whether the texts are in s, and if that is all there is to
// match.
func (f *fixed) match(s string) (found, sure bool) {
	for _, t := range f.any {
		if t.end(s) >= 0 {
			return true, true
		}
	}
	if len(f.any) > 0 {
		return false, true
	}
	if f.start || f.end {
		return f.matchAnchored(s)
	}
	at := 0
	for _, t := range f.all {
		n := t.end(s[at:])
		if n < 0 {
			return false, true
		}
		at += n
	}
	return true, f.gaps && (len(f.all) == 1 || f.dotAll || strings.IndexByte(s, '\n') < 0)
}

// matchAnchored is match of a pattern with ^ or $ at its ends: one text as it is
// decides, else every text has to be somewhere.
func (f *fixed) matchAnchored(s string) (found, sure bool) {
	if f.gaps && len(f.all) == 1 && !f.all[0].fold {
		text := f.all[0].s
		switch {
		case f.start && f.end:
			return s == text, true
		case f.start:
			return strings.HasPrefix(s, text), true
		}
		return strings.HasSuffix(s, text), true
	}
	for _, t := range f.all {
		if t.end(s) < 0 {
			return false, true
		}
	}
	return true, false
}

// end gives where the first t in s ends, -1 if there is none.
func (t fixedText) end(s string) int {
	if t.fold {
		return endFold(s, t.s)
	}
	i := strings.Index(s, t.s)
	if i < 0 {
		return -1
	}
	return i + len(t.s)
}

// endFold gives where the first part of s with a fold key ends, or -1.
func endFold(s, key string) int {
	if key == "" {
		return 0
	}
	folds := smallFolds()
	first, size := utf8.DecodeRuneInString(key)
	alone := first < utf8.RuneSelf && !isLetter(byte(first)) // it has no other case
	for i := 0; i < len(s); {
		if alone {
			skip := strings.IndexByte(s[i:], byte(first))
			if skip < 0 {
				return -1
			}
			i += skip
		}
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		if folds.of(c) != first {
			continue
		}
		if length := folds.prefix(s[i:], key[size:]); length >= 0 {
			return i + length
		}
	}
	return -1
}

// A foldTable gives the first of the characters that differ by case alone, of
// Latin, Greek, Cyrillic and Georgian.
type foldTable [0x2000]rune

func (t *foldTable) of(c rune) rune {
	if uint32(c) < uint32(len(t)) {
		return t[c]
	}
	return firstFold(c)
}

// prefix gives the length of the start of s with a fold key, or -1.
func (t *foldTable) prefix(s, key string) int {
	at := 0
	for _, want := range key {
		if at == len(s) {
			return -1
		}
		c, n := rune(s[at]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[at:])
		}
		if t.of(c) != want {
			return -1
		}
		at += n
	}
	return at
}

func foldKey(s string) string { return strings.Map(smallFolds().of, s) }

var smallFolds = sync.OnceValue(func() *foldTable {
	t := new(foldTable)
	for c := range t {
		t[c] = firstFold(rune(c))
	}
	return t
})

func firstFold(c rune) rune {
	first := c
	for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
		first = min(first, f)
	}
	return first
}
