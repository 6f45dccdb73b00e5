package syntax

import (
	"strings"
	"unicode/utf8"
)

// A lexer splits a text into tokens, the longest that match.
//
// Codepoint escapes (section 19.2) may stand for any character of a name, a
// keyword, a number or an operator, and in IRIs and strings for a character of
// the IRI or string: the escape of a quote never ends a string. (1.1 says that
// only characters legal at that point may be escaped, 1.2 says it like this.)
// The delimiters of IRIs, strings and comments are written as they are.
type lexer struct {
	text string
	pos  int // of what is read next
	mark Pos // a place before pos whose line and column are known

	// wordsUntil ends a run of name characters that no colon follows, so that
	// what is inside is words. It keeps true-true-true-... linear.
	wordsUntil int
}

// at gives the character at offset i and its length, codepoint escapes undone;
// -1, 0 at the end.
func (l *lexer) at(i int) (rune, int) {
	if i >= len(l.text) {
		return -1, 0
	}
	c := l.text[i]
	if c == '\\' {
		if r, n := codepointEscape(l.text[i:]); n > 0 {
			return r, n
		}
	}
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(l.text[i:])
}

// codepointEscape reads the \uXXXX or \UXXXXXXXX that s starts with; it gives
// length 0 for anything else, and for what is no character.
func codepointEscape(s string) (rune, int) {
	n := 6
	if strings.HasPrefix(s, `\U`) {
		n = 10
	} else if !strings.HasPrefix(s, `\u`) {
		return 0, 0
	}
	if len(s) < n {
		return 0, 0
	}
	r := rune(0)
	for _, c := range s[2:n] {
		if !isHexDigit(c) || r > 0x7FFFFFF {
			return 0, 0
		}
		r = r<<4 | hexValue(c)
	}
	if !utf8.ValidRune(r) {
		return 0, 0
	}
	return r, n
}

// place gives line and column of an offset that is not before the last one
// asked for.
func (l *lexer) place(offset int) Pos {
	between := l.text[l.mark.Offset:offset]
	if n := lineBreaks(between); n > 0 {
		l.mark.Line += n
		l.mark.Column = 1
		between = between[strings.LastIndexAny(between, "\r\n")+1:]
	}
	l.mark.Column += utf8.RuneCountInString(between)
	l.mark.Offset = offset
	return l.mark
}

// lineBreaks counts \n, \r and \r\n; no token starts inside the last.
func lineBreaks(s string) int {
	n := strings.Count(s, "\n")
	if strings.IndexByte(s, '\r') >= 0 {
		n += strings.Count(s, "\r") - strings.Count(s, "\r\n")
	}
	return n
}

// fail stops the parse with what is wrong at an offset.
func (l *lexer) fail(offset int, e *Error) {
	if offset < l.mark.Offset {
		l.mark = Pos{Line: 1, Column: 1}
	}
	e.Pos = l.place(offset)
	panic(e)
}

func (l *lexer) skipSpace() {
	for {
		r, n := l.at(l.pos)
		switch {
		case isSpace(r):
			l.pos += n
		case r == '#' && n == 1:
			end := strings.IndexAny(l.text[l.pos:], "\r\n")
			if end < 0 {
				end = len(l.text) - l.pos
			}
			l.pos += end
		default:
			return
		}
	}
}

// next reads a token.
func (l *lexer) next() token {
	l.skipSpace()
	t := token{Pos: l.place(l.pos)}
	r, n := l.at(l.pos)
	switch {
	case r < 0:
		t.kind = tokEOF
	case r == '<' && l.iri(&t):
	case (r == '"' || r == '\'') && n == 1:
		l.str(&t, l.text[l.pos])
	case r == '?' || r == '$':
		l.variable(&t, n)
	case r == '@':
		l.language(&t, n)
	case isDigit(r), r == '+', r == '-', r == '.':
		if !l.number(&t) {
			l.symbol(&t)
		}
	case r == '_':
		l.blank(&t, n)
	case r == ':' || isNameStart(r):
		l.name(&t)
	default:
		l.symbol(&t)
	}
	t.end = l.pos
	return t
}

// symbols are the operators and punctuation by their first character, the longer
// ones first.
var symbols = map[rune][]string{
	'<': {"<<(", "<<", "<=", "<"}, '>': {">>", ">=", ">"}, '(': {"("}, ')': {")>>", ")"},
	'{': {"{|", "{"}, '}': {"}"}, '|': {"||", "|}", "|"}, '&': {"&&"}, '!': {"!=", "!"},
	'^': {"^^", "^"}, '=': {"="}, '[': {"["}, ']': {"]"}, ';': {";"}, ',': {","}, '.': {"."},
	'+': {"+"}, '-': {"-"}, '*': {"*"}, '/': {"/"}, '?': {"?"}, '~': {"~"},
}

func (l *lexer) symbol(t *token) {
	t.kind = tokSymbol
	first, _ := l.at(l.pos)
	for _, s := range symbols[first] {
		if n := l.match(s); n > 0 {
			t.text = s
			l.pos += n
			return
		}
	}
	l.failUnknown()
}

// match gives the length of s at pos, 0 if something else is there.
func (l *lexer) match(s string) int {
	end := l.pos
	for _, want := range s {
		r, n := l.at(end)
		if r != want {
			return 0
		}
		end += n
	}
	return end - l.pos
}

func (l *lexer) failUnknown() {
	r, n := l.at(l.pos)
	e := &Error{Expected: "a term, keyword or operator", Found: quote(l.text[l.pos : l.pos+n])}
	switch {
	case r == '&':
		e.Hint = `"and" is written &&`
	case r == '\\':
		e.Hint = "a backslash is for escapes in strings, IRIs and local names; \\uXXXX must be a character and no surrogate"
	case strings.ContainsRune("\u201c\u201d\u2018\u2019\u00ab\u00bb", r):
		e.Hint = `typographic quotes do not delimit a string; use " or '`
	case r == '\u00a0':
		e.Hint = "this is a no-break space; use a plain one"
	}
	l.fail(l.pos, e)
}
