package value

import (
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

func init() {
	define1("STRLEN", func(v Value) Value {
		if !v.isText() {
			return Value{}
		}
		return OfInt(int64(utf8.RuneCountInString(v.str)))
	})
	define("SUBSTR", 2, 3, func(_ *Env, a []Value) Value { return substring(a) })
	define("UCASE", 1, 1, func(e *Env, a []Value) Value { return e.changeCase(a[0], upper) })
	define("LCASE", 1, 1, func(e *Env, a []Value) Value { return e.changeCase(a[0], lower) })
	defineTest("STRSTARTS", strings.HasPrefix)
	defineTest("STRENDS", strings.HasSuffix)
	defineTest("CONTAINS", strings.Contains)
	define("STRBEFORE", 2, 2, func(_ *Env, a []Value) Value {
		return cut(a, func(before, _ string) string { return before })
	})
	define("STRAFTER", 2, 2, func(_ *Env, a []Value) Value {
		return cut(a, func(_, after string) string { return after })
	})
	define("ENCODE_FOR_URI", 1, 1, encodeForURI)
	define("CONCAT", 0, -1, concat)
}

// compatible reports whether b may be the second argument of a function of two
// strings (section 17.4.3.1.2).
func compatible(a, b Value) bool {
	if !a.isText() || !b.isText() {
		return false
	}
	return b.kind == String || a.kind == LangString && a.small == b.small && strings.EqualFold(a.aux, b.aux)
}

// partTests are the functions that look for a part in a string.
var partTests = map[string]func(s, part string) bool{}

func defineTest(name string, test func(s, part string) bool) {
	partTests[name] = test
	define(name, 2, 2, func(_ *Env, a []Value) Value {
		if !compatible(a[0], a[1]) {
			return Value{}
		}
		return OfBool(test(a[0].str, a[1].str))
	})
}

// with is the string s in the language of v, if it has one.
func (v Value) with(s string) Value {
	return Value{kind: v.kind, str: s, aux: v.aux, small: v.small}
}

// cut is STRBEFORE and STRAFTER: what is before and after the first place where
// the second argument is, or a simple empty literal if it is nowhere.
func cut(a []Value, choose func(before, after string) string) Value {
	if !compatible(a[0], a[1]) {
		return Value{}
	}
	before, after, found := strings.Cut(a[0].str, a[1].str)
	if !found {
		return OfString("")
	}
	return a[0].with(choose(before, after))
}

// substring is SUBSTR: the characters at the places p, counted from 1, with
// round(start) <= p < round(start) + round(length).
func substring(a []Value) Value {
	if !a[0].isText() || !a[1].IsNumeric() || len(a) > 2 && !a[2].IsNumeric() {
		return Value{}
	}
	start := round(a[1])
	from, to := start.float(), math.Inf(1)
	if len(a) > 2 {
		length := round(a[2])
		to = from + length.float()
	}
	s := a[0].str
	first, end, place := len(s), len(s), 0.0
	for i := range s {
		place++
		if place >= from && place < to {
			first = min(first, i)
		} else if first < len(s) {
			end = i
			break
		}
	}
	return a[0].with(s[first:end])
}

func (e *Env) changeCase(v Value, change func(string) string) Value {
	if !v.isText() {
		return Value{}
	}
	s := change(v.str)
	if !e.fits(len(s)) {
		return Value{}
	}
	return v.with(s)
}

func upper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	if u, ok := upperTable().change(s); ok {
		return u
	}
	return cases.Upper(language.Und).String(s)
}

func lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	if l, ok := lowerTable().change(s); ok {
		return l
	}
	return cases.Lower(language.Und).String(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// encodeForURI escapes all but the unreserved characters of RFC 3986.
func encodeForURI(e *Env, a []Value) Value {
	if !a[0].isText() || !e.fits(3*len(a[0].str)) {
		return Value{}
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(a[0].str) {
		if isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return OfString(b.String())
}

// concat is CONCAT: in a language if all arguments are in the same.
func concat(e *Env, a []Value) Value {
	n := 0
	for _, v := range a {
		if !v.isText() {
			return Value{}
		}
		n += len(v.str)
	}
	if !e.fits(n) {
		return Value{}
	}
	var b strings.Builder
	b.Grow(n)
	same := true
	for _, v := range a {
		b.WriteString(v.str)
		same = same && v.kind == a[0].kind && v.small == a[0].small && strings.EqualFold(v.aux, a[0].aux)
	}
	if len(a) > 0 && same {
		return a[0].with(b.String())
	}
	return OfString(b.String())
}
