package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// iri reads <...>, or reports that the "<" is an operator.
func (l *lexer) iri(t *token) bool {
	if l.text[l.pos] != '<' {
		return false // an escape
	}
	start := l.pos + 1
	i := start
	for i < len(l.text) {
		r, n := l.at(i)
		if r == '>' && n == 1 {
			t.kind, t.text = tokIRI, l.decode(start, i)
			l.pos = i + 1
			return true
		}
		if !isIRIChar(r) {
			break
		}
		i += n
	}
	return false
}

// decode gives the text from..to with its codepoint escapes undone.
func (l *lexer) decode(from, to int) string {
	s := l.text[from:to]
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := from; i < to; {
		r, n := l.at(i)
		b = utf8.AppendRune(b, r)
		i += n
	}
	return string(b)
}

// str reads a string in one or three quotes.
func (l *lexer) str(t *token, quoteMark byte) {
	t.kind = tokString
	start := l.pos
	l.pos++
	three := strings.Repeat(string(quoteMark), 3)
	if strings.HasPrefix(l.text[start:], three) {
		t.long = true
		l.pos += 2
	}
	from := l.pos
	var b []byte // what is undone so far; nil: nothing was escaped
	for {
		i := l.stringStop(quoteMark, t.long)
		if i < 0 {
			l.failOpenString(start, t.long)
		}
		stop := l.pos + i
		switch c := l.text[stop]; {
		case c == '\\':
			b = append(b, l.text[from:stop]...)
			l.pos = stop
			b = l.stringEscape(b)
			from = l.pos
		case c != quoteMark:
			l.failOpenString(start, t.long)
		case t.long && !strings.HasPrefix(l.text[stop:], three):
			l.pos = stop + 1
		default:
			l.pos = stop + 1
			if t.long {
				l.pos += 2
			}
			if b == nil {
				t.text = l.text[from:stop]
			} else {
				t.text = string(append(b, l.text[from:stop]...))
			}
			return
		}
	}
}

// stringStop finds the next quote, backslash or (in a short string) line break
// from pos on.
func (l *lexer) stringStop(quoteMark byte, long bool) int {
	if long {
		return strings.IndexAny(l.text[l.pos:], string(quoteMark)+`\`)
	}
	return strings.IndexAny(l.text[l.pos:], string(quoteMark)+"\\\r\n")
}

func (l *lexer) failOpenString(start int, long bool) {
	if long {
		l.fail(start, &Error{Problem: "this string has no end", Hint: "three quotes end it"})
	}
	hint := `a string ends on the line where it starts; write one of several lines in """three quotes"""`
	if !strings.ContainsAny(l.text[start:], "\r\n") {
		hint = "the quote that ends it is missing"
	}
	l.fail(start, &Error{Problem: "this string has no end", Hint: hint})
}

// stringEscape appends what the escape at pos stands for.
func (l *lexer) stringEscape(b []byte) []byte {
	if r, n := codepointEscape(l.text[l.pos:]); n > 0 {
		l.pos += n
		return utf8.AppendRune(b, r)
	}
	if l.pos+1 < len(l.text) {
		if i := strings.IndexByte(`tbnrf"'\`, l.text[l.pos+1]); i >= 0 {
			l.pos += 2
			return append(b, "\t\b\n\r\f\"'\\"[i])
		}
	}
	found, hint := `\`, `write a backslash itself as \\`
	for _, r := range l.text[l.pos+1:] {
		found += string(r)
		if found[1] != 'u' && found[1] != 'U' || len(found) >= 6 && found[1] == 'u' || len(found) >= 10 {
			break
		}
	}
	if len(found) > 2 {
		hint = "four hexadecimal digits follow \\u and eight \\U, and surrogates (D800 to DFFF) are no characters"
	}
	l.fail(l.pos, &Error{Expected: `one of the escapes \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`, Found: quote(found), Hint: hint})
	return nil
}

// variable reads ?name or $name; a "?" alone is an operator.
func (l *lexer) variable(t *token, n int) {
	end := l.scan(l.pos+n, isVarStart, isVarChar)
	if end == l.pos+n {
		if r, _ := l.at(l.pos); r == '$' {
			l.fail(l.pos, &Error{Expected: "a variable", Found: `"$"`, Hint: "a name follows $ or ?"})
		}
		l.symbol(t)
		return
	}
	t.kind, t.text = tokVar, l.decode(l.pos+n, end)
	l.pos = end
}

// scan gives the end of the longest run that starts with a first character and
// goes on with rest characters.
func (l *lexer) scan(i int, first, rest func(rune) bool) int {
	r, n := l.at(i)
	if !first(r) {
		return i
	}
	for {
		i += n
		if r, n = l.at(i); !rest(r) {
			return i
		}
	}
}

// scanDotted is scan where dots may stand inside, not at the end.
func (l *lexer) scanDotted(i int, first, rest func(rune) bool) int {
	end := l.scan(i, first, rest)
	if end == i {
		return i
	}
	for i = end; ; {
		r, n := l.at(i)
		switch {
		case r == '.':
			i += n
		case rest(r):
			i = l.scan(i, rest, rest)
			end = i
		default:
			return end
		}
	}
}

func (l *lexer) language(t *token, n int) {
	start := l.pos + n
	end := l.scan(start, isLetter, isLetter)
	if end == start {
		l.fail(l.pos, &Error{Expected: "a language tag", Found: quote(l.text[l.pos:start]), Hint: "as in @en or @pt-BR"})
	}
	for {
		r, n := l.at(end)
		if r != '-' {
			break
		}
		part := end + n
		if r, n = l.at(part); r == '-' { // the base direction of 1.2
			after := l.scan(part+n, isLetter, isLetter)
			if after > part+n {
				end = after
			}
			break
		}
		after := l.scan(part, isLetterOrDigit, isLetterOrDigit)
		if after == part {
			break
		}
		end = after
	}
	t.kind, t.text = tokLang, l.decode(start, end)
	l.pos = end
}

func isLetterOrDigit(r rune) bool { return isLetter(r) || isDigit(r) }

// number reads an INTEGER, DECIMAL or DOUBLE with or without a sign, or reports
// that there is none.
func (l *lexer) number(t *token) bool {
	i := l.pos
	if r, n := l.at(i); r == '+' || r == '-' {
		i += n
	}
	whole := l.scan(i, isDigit, isDigit)
	end := whole
	t.kind = tokInteger
	if r, n := l.at(whole); r == '.' {
		fraction := l.scan(whole+n, isDigit, isDigit)
		if fraction > whole+n {
			t.kind, end = tokDecimal, fraction
		} else if whole == i {
			return false // a dot alone
		}
		if e := l.exponent(fraction); e > fraction {
			t.kind, end = tokDouble, e
		}
	} else if whole == i {
		return false // a sign alone
	} else if e := l.exponent(whole); e > whole {
		t.kind, end = tokDouble, e
	}
	t.text = l.decode(l.pos, end)
	l.pos = end
	return true
}

// exponent gives the end of [eE][+-]?[0-9]+ at i, i if there is none.
func (l *lexer) exponent(i int) int {
	r, n := l.at(i)
	if r != 'e' && r != 'E' {
		return i
	}
	digits := i + n
	if r, n = l.at(digits); r == '+' || r == '-' {
		digits += n
	}
	if end := l.scan(digits, isDigit, isDigit); end > digits {
		return end
	}
	return i
}

func (l *lexer) blank(t *token, n int) {
	colon, m := l.at(l.pos + n)
	start := l.pos + n + m
	end := l.scanDotted(start, isVarStart, rdf.IsPNChars)
	if colon != ':' || end == start {
		l.fail(l.pos, &Error{Expected: "a blank node", Found: quote(l.text[l.pos : l.pos+n]), Hint: "written _:label or []; names do not start with _"})
	}
	t.kind, t.text = tokBlank, l.decode(start, end)
	l.pos = end
}

// name reads a prefixed name or a word.
func (l *lexer) name(t *token) {
	if l.pos >= l.wordsUntil {
		end := l.scanDotted(l.pos, isNameStart, rdf.IsPNChars)
		if r, n := l.at(end); r == ':' {
			t.kind, t.prefix = tokName, l.decode(l.pos, end)
			l.pos = end + n
			t.text = l.local()
			return
		}
		l.wordsUntil = end
	}
	end := l.scan(l.pos, isNameStart, func(r rune) bool { return isLetterOrDigit(r) || r == '_' })
	t.kind, t.text = tokWord, upper(l.decode(l.pos, end))
	l.pos = end
}

// upper is the upper case of a keyword; other words stay as they are.
func upper(s string) string {
	if s == "a" { // the one keyword whose case matters
		return s
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return s
		}
	}
	return strings.ToUpper(s)
}

// local reads PN_LOCAL at pos, which may be empty, and undoes its escapes.
func (l *lexer) local() string {
	var b []byte // nil: nothing was escaped with a backslash
	from, end := l.pos, l.pos
	i := l.pos
	for {
		r, n := l.at(i)
		switch {
		case r == '.' && i > from || r == '.' && b != nil:
			i += n
			continue
		case r == '\\':
			if i+1 >= len(l.text) || strings.IndexByte(localEscapes, l.text[i+1]) < 0 {
				return l.localText(b, from, end)
			}
			b = append(b, l.decode(from, i)...)
			b = append(b, l.text[i+1])
			i += 2
			from = i
		case r == '%':
			n = l.percent(i)
			if n == 0 {
				return l.localText(b, from, end)
			}
			i += n
		case r == ':' || isVarStart(r) || i > l.pos && rdf.IsPNChars(r):
			i += n
		default:
			return l.localText(b, from, end)
		}
		end = i
	}
}

// localText ends a local name at end, which is where the last piece since from
// ends, too.
func (l *lexer) localText(b []byte, from, end int) string {
	l.pos = end
	if b == nil {
		return l.decode(from, end)
	}
	return string(append(b, l.decode(from, end)...))
}

// percent gives the length of %HH at i, or 0.
func (l *lexer) percent(i int) int {
	end := i
	for k := 0; k < 3; k++ {
		r, n := l.at(end)
		if k > 0 && !isHexDigit(r) {
			return 0
		}
		end += n
	}
	return end - i
}

// quote puts a clipped text in quotes, escaped if it cannot be shown as it is.
func quote(s string) string {
	s = clip(s)
	if strings.IndexFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) >= 0 {
		return strconv.Quote(s)
	}
	return `"` + s + `"`
}
