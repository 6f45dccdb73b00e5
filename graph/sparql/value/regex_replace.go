package value

import (
	"fmt"
	"strings"
)

func replaceRegex(e *Env, a []Value) Value {
	r, ok := e.pattern(a, 3)
	if !ok || a[2].kind != String {
		return Value{}
	}
	parts := []part{{text: a[2].str}}
	if !r.plain {
		if parts, ok = parseReplacement(a[2].str, r.re.NumSubexp()); !ok {
			return Value{}
		}
	}
	if r.re.MatchString("") {
		return Value{} // err:FORX0003
	}
	out, err := r.replace(e, a[0].str, parts)
	if err != nil {
		return e.fail(err)
	}
	if len(out) > e.MaxString && !e.fits(len(out)) {
		return Value{}
	}
	return a[0].with(out)
}

// A part of a replacement is text, or a group of the match.
type part struct {
	text  string
	group int // 0 for the whole match; text if isGroup is false
	isRef bool
}

// parseReplacement reads "$1", "\$" and "\\". A number beyond the groups ends
// where it still names one.
func parseReplacement(s string, groups int) ([]part, bool) {
	var parts []part
	var text strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			if i+1 == len(s) || s[i+1] != '\\' && s[i+1] != '$' {
				return nil, false
			}
			i++
			text.WriteByte(s[i])
		case s[i] == '$':
			if i+1 == len(s) || !isDigit(s[i+1]) {
				return nil, false
			}
			i++
			group := int(s[i] - '0')
			for i+1 < len(s) && isDigit(s[i+1]) && group*10+int(s[i+1]-'0') <= groups {
				i++
				group = group*10 + int(s[i]-'0')
			}
			parts = append(parts, part{text: text.String()}, part{group: group, isRef: true})
			text.Reset()
		default:
			text.WriteByte(s[i])
		}
	}
	return append(parts, part{text: text.String()}), true
}

// maxLineReplace bounds the text in which ^ is replaced after every newline,
// which cannot be stopped once begun.
const maxLineReplace = 1 << 16

// replace gives text with every match replaced.
func (r *Regex) replace(e *Env, text string, parts []part) (string, error) {
	if found, _ := r.fixed.match(text); !found {
		return text, nil
	}
	if r.lines {
		return r.replaceLines(e, text, parts)
	}
	var b strings.Builder
	re, rest := r.re, text
	for rest != "" {
		m, err := r.find(e.Context, re, rest)
		if err != nil {
			return "", err
		}
		if err := e.Context.Err(); err != nil {
			return "", err
		}
		if m == nil || m[1] == 0 {
			break
		}
		b.WriteString(rest[:m[0]])
		if err := e.expand(&b, rest, m, parts); err != nil {
			return "", err
		}
		rest, re = rest[m[1]:], r.rest
	}
	b.WriteString(rest)
	return b.String(), nil
}

func (r *Regex) replaceLines(e *Env, text string, parts []part) (string, error) {
	if len(text) > maxLineReplace {
		return "", fmt.Errorf("%w: REPLACE with ^ and the flag m in a text of %d bytes, allowed are %d", ErrLimit, len(text), maxLineReplace)
	}
	var b strings.Builder
	end := 0
	for _, m := range r.re.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[end:m[0]])
		if err := e.expand(&b, text, m, parts); err != nil {
			return "", err
		}
		end = m[1]
	}
	b.WriteString(text[end:])
	return b.String(), nil
}

// expand appends the replacement of a match.
func (e *Env) expand(b *strings.Builder, text string, m []int, parts []part) error {
	for _, p := range parts {
		switch {
		case !p.isRef:
			b.WriteString(p.text)
		case 2*p.group+1 < len(m) && m[2*p.group] >= 0:
			b.WriteString(text[m[2*p.group]:m[2*p.group+1]])
		}
	}
	if b.Len() > e.MaxString {
		return fmt.Errorf("%w: REPLACE gives a string of more than %d bytes", ErrLimit, e.MaxString)
	}
	return nil
}
