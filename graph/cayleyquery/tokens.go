package cayleyquery

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTokens   = 5000 // of a script, besides strings and commas
	maxBrackets = 100  // that are open at once
	maxArrows   = 16   // "=>"; the parser reads what is before one twice
)

// checkTokens looks through a script before it is parsed. The parser calls
// itself for each thing inside another, reads some twice, and keeps a message
// for each of two labels of one name; this bounds how often. It refuses what
// would leave it unsure of where a string or comment ends.
func checkTokens(text string) error {
	t := tokenizer{text: text}
	for t.at < len(text) {
		if err := t.next(); err != nil {
			e := err.(*QueryError)
			e.Line, e.Column = position(text, t.at)
			return e
		}
	}
	return nil
}

type tokenizer struct {
	text string
	at   int

	last, beforeLast string // the last two tokens
	tokens           int
	open             int
	arrows           int
}

// next goes past one token, or what is between tokens.
func (t *tokenizer) next() error {
	rest := t.text[t.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == '\u2028' || r == '\u2029' || r == '\\' || r == '`' || r == utf8.RuneError && size == 1:
		return refused("%q outside of a string", r)
	case unicode.IsSpace(r) || r == '\ufeff':
		t.at += size
		return nil
	case strings.HasPrefix(rest, "<!--") || strings.HasPrefix(rest, "-->"):
		return refused("<!-- and -->")
	case strings.HasPrefix(rest, "//"):
		return t.skip(strings.IndexAny(rest+"\n", "\n\r\u2028\u2029"))
	case strings.HasPrefix(rest, "/*"):
		n := strings.Index(rest[2:], "*/")
		if n < 0 {
			return wrong("the comment does not end")
		}
		return t.skip(n + 4)
	case r == '"' || r == '\'':
		n := stringLength(rest)
		if n == 0 {
			return wrong("the string does not end on its line")
		}
		t.token(`""`)
		return t.skip(n)
	case r == '/':
		return t.slash(rest)
	case isNameRune(r):
		n := strings.IndexFunc(rest, func(r rune) bool { return !isNameRune(r) })
		if n < 0 {
			n = len(rest)
		}
		return t.counted(rest[:n])
	case strings.HasPrefix(rest, "=>"):
		if t.arrows++; t.arrows > maxArrows {
			return tooComplex("there are more than %d arrow functions; use function", maxArrows)
		}
		return t.counted("=>")
	}
	return t.counted(rest[:size])
}

func isNameRune(r rune) bool {
	return r == '$' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func (t *tokenizer) skip(n int) error {
	t.at += n
	return nil
}

func (t *tokenizer) token(s string) { t.beforeLast, t.last = t.last, s }

// counted goes past a token that counts.
func (t *tokenizer) counted(s string) error {
	switch s {
	case ",":
		t.tokens--
	case "(", "[", "{":
		if t.open++; t.open > maxBrackets {
			return tooComplex("more than %d brackets are open at once", maxBrackets)
		}
	case ")", "]", "}":
		t.open--
	case ":":
		if t.isLabel() {
			return refused("a label")
		}
	}
	if t.tokens++; t.tokens > maxTokens {
		return tooComplex("the script has more than %d words and signs, besides strings and commas", maxTokens)
	}
	t.token(s)
	return t.skip(len(s))
}

// isLabel reports whether a colon that comes now is a label's: what is before it
// is a name where a statement may begin. Inside a block it may be a property's.
func (t *tokenizer) isLabel() bool {
	first, _ := utf8.DecodeRuneInString(t.last)
	if !isNameRune(first) || unicode.IsDigit(first) || t.last == "default" {
		return false
	}
	switch t.beforeLast {
	case "", ";", "}", ")", ":", "else", "do":
		return true
	}
	return false
}

// slash goes past a division. After a bracket a slash may begin a regular
// expression, in which quotes and slashes mean nothing; so none may follow.
func (t *tokenizer) slash(rest string) error {
	first, _ := utf8.DecodeRuneInString(t.last)
	line := rest[1:]
	if n := strings.IndexAny(line, "\n\r"); n >= 0 {
		line = line[:n]
	}
	switch {
	case t.last == ")" || t.last == "]" || t.last == "}":
		if strings.ContainsAny(line, "\"'`/") {
			return refused("a division after a bracket, with quotes or slashes after it on its line,")
		}
	case !isNameRune(first) && t.last != `""`:
		return refused("a regular expression literal")
	case keywords[t.last]:
		return refused("a regular expression literal")
	}
	return t.counted("/")
}

// keywords may stand before a regular expression.
var keywords = map[string]bool{
	"return": true, "typeof": true, "case": true, "do": true, "else": true, "in": true, "of": true,
	"void": true, "delete": true, "throw": true, "new": true, "instanceof": true, "yield": true, "await": true,
}

// stringLength gives the length of the string literal that text begins with,
// and 0 if it does not end on its line.
func stringLength(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case text[0]:
			return i + 1
		case '\\':
			i++
		case '\n', '\r':
			return 0
		}
	}
	return 0
}

func refused(format string, args ...any) error {
	return tooComplex("%s may not be used in a Gizmo query", fmt.Sprintf(format, args...))
}
