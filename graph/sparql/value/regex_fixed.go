package value

import (
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// fixed is characters that every match of a pattern has, which are quicker to
// look for than the pattern. Where the pattern is nothing more, they decide.
type fixed struct {
	text  string
	fold  bool // whatever the case
	whole bool // the pattern is text alone, between the anchors
	start bool // anchored
	end   bool
}

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
	for _, p := range parts {
		if p.Op == syntax.OpLiteral && len(string(p.Rune)) > len(f.text) {
			f.text, f.fold = string(p.Rune), p.Flags&syntax.FoldCase != 0
		}
	}
	f.whole = len(parts) == 1 && parts[0].Op == syntax.OpLiteral
	if f.fold {
		f.text = foldKey(f.text)
		f.whole = f.whole && !f.start && !f.end
	}
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

// match reports whether the fixed text is in s, and if that is all there is to
// match.
func (f fixed) match(s string) (found, sure bool) {
	switch {
	case f.fold:
		return containsFold(s, f.text), f.whole
	case !f.whole:
		return strings.Contains(s, f.text), false
	case f.start && f.end:
		return s == f.text, true
	case f.start:
		return strings.HasPrefix(s, f.text), true
	case f.end:
		return strings.HasSuffix(s, f.text), true
	}
	return strings.Contains(s, f.text), true
}

// containsFold reports whether s has a part of the fold key.
func containsFold(s, key string) bool {
	if key == "" {
		return true
	}
	first, size := utf8.DecodeRuneInString(key)
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		if foldRune(c) == first && prefixFold(s[i:], key[size:]) {
			return true
		}
	}
	return false
}

func prefixFold(s, key string) bool {
	for _, want := range key {
		if s == "" {
			return false
		}
		c, n := utf8.DecodeRuneInString(s)
		if foldRune(c) != want {
			return false
		}
		s = s[n:]
	}
	return true
}

func foldKey(s string) string { return strings.Map(foldRune, s) }

// foldRune gives the first of the characters that differ from c by case alone.
func foldRune(c rune) rune {
	if uint32(c) < uint32(len(smallFolds())) {
		return smallFolds()[c]
	}
	return firstFold(c)
}

// smallFolds is foldRune of Latin, Greek, Cyrillic and Georgian.
var smallFolds = sync.OnceValue(func() []rune {
	folds := make([]rune, 0x2000)
	for c := range folds {
		folds[c] = firstFold(rune(c))
	}
	return folds
})

func firstFold(c rune) rune {
	first := c
	for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
		first = min(first, f)
	}
	return first
}
