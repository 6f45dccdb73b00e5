package value

import (
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// fixed is texts of which every match of a pattern has one, and which are
// quicker to look for than the pattern. Where the pattern is nothing more, they
// decide.
type fixed struct {
	texts []string
	fold  bool // whatever the case
	whole bool // the pattern is the texts alone, between the anchors
	start bool // anchored
	end   bool
}

// wordsFixed gives the words of a pattern that is nothing but "a|b|c".
func wordsFixed(pattern string, fold bool) (fixed, bool) {
	if pattern == "" || strings.ContainsAny(pattern, `\.?*+{}()[]^$`) {
		return fixed{}, false
	}
	f := fixed{texts: strings.Split(pattern, "|"), fold: fold, whole: true}
	if fold {
		for i, s := range f.texts {
			f.texts[i] = foldKey(s)
		}
	}
	return f, len(f.texts) <= maxWords
}

// maxWords is how many words are looked for one after another.
const maxWords = 8

// findFixed gives the longest fixed text of a pattern of Go's.
func findFixed(source string) fixed {
	re, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return fixed{}
	}
	parts := flatten(re.Simplify(), nil)
	var f fixed
	if len(parts) > 0 && parts[0].Op == syntax.OpBeginText {
		f.start, parts = true, parts[1:]
	}
	if n := len(parts); n > 0 && parts[n-1].Op == syntax.OpEndText {
		f.end, parts = true, parts[:n-1]
	}
	longest := ""
	for _, p := range parts {
		if p.Op == syntax.OpLiteral && len(string(p.Rune)) > len(longest) {
			longest, f.fold = string(p.Rune), p.Flags&syntax.FoldCase != 0
		}
	}
	f.whole = len(parts) == 1 && parts[0].Op == syntax.OpLiteral
	if f.fold {
		longest = foldKey(longest)
		f.whole = f.whole && !f.start && !f.end
	}
	f.texts = []string{longest}
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

// match reports whether one of the texts is in s, and if that is all there is to
// match.
func (f *fixed) match(s string) (found, sure bool) {
	for _, text := range f.texts {
		if f.one(s, text) {
			return true, f.whole
		}
	}
	return len(f.texts) == 0, f.whole
}

func (f *fixed) one(s, text string) bool {
	switch {
	case f.fold:
		return containsFold(s, text)
	case f.whole && f.start && f.end:
		return s == text
	case f.whole && f.start:
		return strings.HasPrefix(s, text)
	case f.whole && f.end:
		return strings.HasSuffix(s, text)
	}
	return strings.Contains(s, text)
}

// containsFold reports whether s has a part of the fold key.
func containsFold(s, key string) bool {
	if key == "" {
		return true
	}
	folds := smallFolds()
	first, size := utf8.DecodeRuneInString(key)
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		if c == first || folds.of(c) == first {
			if folds.prefix(s[i:], key[size:]) {
				return true
			}
		}
	}
	return false
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

// prefix reports whether s begins with the fold key.
func (t *foldTable) prefix(s, key string) bool {
	for _, want := range key {
		if s == "" {
			return false
		}
		c, n := utf8.DecodeRuneInString(s)
		if t.of(c) != want {
			return false
		}
		s = s[n:]
	}
	return true
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
