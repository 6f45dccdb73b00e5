package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A template is a URI template (RFC 6570, all four levels) whose variables are
// cells. It is expanded in one pass and names no other template, so no template
// can grow without end.
type template struct {
	text  string
	parts []part
	id    int  // place in schema.templates
	fixed bool // without variables
	cell  bool // differs between the columns of a row
}

// A part is literal text, or an expression {...}.
type part struct {
	literal string // percent-encoded
	op      *operator
	vars    []variable
}

// A variable is the value of a column or, if that is -1, one of specials.
type variable struct {
	name    string
	column  int
	prefix  int // the first so many characters, 0 for all
	explode bool
}

// An operator is a line of the table of RFC 6570, appendix A.
type operator struct {
	first, separator string
	named            bool
	ifEmpty          string
	reserved         bool // reserved characters stay as they are
	optional         bool // it leaves no hole if the variable has no value
}

var operators = map[byte]*operator{
	0:   {"", ",", false, "", false, false},
	'+': {"", ",", false, "", true, false},
	'#': {"#", ",", false, "", true, true},
	'.': {".", ".", false, "", false, true},
	'/': {"/", "/", false, "", false, true},
	';': {";", ";", true, "", false, true},
	'?': {"?", "&", true, "=", false, true},
	'&': {"&", "&", true, "=", false, true},
}

// specials are the variables that are no columns (CSVW metadata, 5.1.3).
var specials = []string{"_column", "_sourceColumn", "_row", "_sourceRow", "_name"}

// parseTemplate reads a template. column finds the number of a column.
func parseTemplate(text string, column func(name string) (int, bool)) (*template, error) {
	t := &template{text: text, fixed: true}
	rest := expandPrefix(text)
	for rest != "" {
		literal, after, found := strings.Cut(rest, "{")
		if strings.Contains(literal, "}") {
			return nil, fmt.Errorf("expected a URI template, found } without { in %s", quote(text))
		}
		if literal != "" {
			t.parts = append(t.parts, part{literal: string(appendEncoded(nil, literal, true))})
		}
		if !found {
			break
		}
		expression, next, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("expected a URI template, found { without } in %s", quote(text))
		}
		p, err := parseExpression(expression, column)
		if err != nil {
			return nil, fmt.Errorf("%w in %s", err, quote(text))
		}
		t.add(p)
		rest = next
	}
	return t, nil
}

func (t *template) add(p part) {
	t.parts = append(t.parts, p)
	t.fixed = false
	for _, v := range p.vars {
		if v.column < 0 && v.name != "_row" && v.name != "_sourceRow" {
			t.cell = true
		}
	}
}

func parseExpression(text string, column func(string) (int, bool)) (part, error) {
	p := part{op: operators[0]}
	list := text
	if list != "" {
		if op := operators[list[0]]; op != nil {
			p.op, list = op, list[1:]
		}
	}
	for name := range strings.SplitSeq(list, ",") {
		v := variable{name: name, column: -1}
		if before, ok := strings.CutSuffix(name, "*"); ok {
			v.name, v.explode = before, true
		} else if before, length, ok := strings.Cut(name, ":"); ok {
			n, err := strconv.Atoi(length)
			if err != nil || n < 1 || n > 9999 || length[0] == '+' {
				return p, fmt.Errorf("expected a number from 1 to 9999 after the colon, found {%s}", text)
			}
			v.name, v.prefix = before, n
		}
		if n, ok := column(v.name); ok {
			v.column = n
		} else if !isSpecial(v.name) {
			return p, fmt.Errorf("expected the name of a column, found {%s}", text)
		}
		p.vars = append(p.vars, v)
	}
	return p, nil
}

func isSpecial(name string) bool {
	for _, s := range specials {
		if s == name {
			return true
		}
	}
	return false
}

// values are what the variables of a template stand for in one cell of a row.
type values interface {
	// column gives the values of a column, nil for none, and whether it is
	// one that may have several.
	column(n int) (v []string, several bool)
	special(name string) (string, bool)
}

// expand appends the template with its variables filled in. hole names a
// variable without a value that the result would need.
func (t *template) expand(b []byte, env values) (_ []byte, hole string) {
	for _, p := range t.parts {
		b = append(b, p.literal...)
		if p.op == nil {
			continue
		}
		start := len(b)
		for _, v := range p.vars {
			list, several := v.of(env)
			if len(list) == 0 {
				if !p.op.optional {
					return b, v.name
				}
				continue
			}
			if len(b) == start {
				b = append(b, p.op.first...)
			} else {
				b = append(b, p.op.separator...)
			}
			b = p.op.append(b, v, list, several)
			if len(b) > maxIRI {
				return b, ""
			}
		}
	}
	return b, ""
}

func (v *variable) of(env values) (list []string, several bool) {
	if v.column >= 0 {
		return env.column(v.column)
	}
	if s, ok := env.special(v.name); ok {
		return []string{s}, false
	}
	return nil, false
}

// append writes one variable as RFC 6570 section 3.2.1 says.
func (op *operator) append(b []byte, v variable, list []string, several bool) []byte {
	for i, s := range list {
		if i > 0 && v.explode {
			b = append(b, op.separator...)
		} else if i > 0 {
			b = append(b, ',')
		}
		if op.named && (i == 0 || v.explode) {
			b = append(b, v.name...)
			if s == "" && (len(list) == 1 || v.explode) {
				b = append(b, op.ifEmpty...)
				continue
			}
			b = append(b, '=')
		}
		if v.prefix > 0 && !several {
			s = firstRunes(s, v.prefix)
		}
		if b = appendEncoded(b, s, op.reserved); len(b) > maxIRI {
			break
		}
	}
	return b
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

const (
	unreservedChars = "-._~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	reservedChars   = ":/?#[]@!$&'()*+,;="
)

var unreserved, reserved = charSet(unreservedChars), charSet(unreservedChars + reservedChars)

func charSet(chars string) (set [256]bool) {
	for _, c := range []byte(chars) {
		set[c] = true
	}
	return set
}

// appendEncoded percent-encodes what is not unreserved (RFC 3986); keep lets
// reserved characters and what is encoded already stand.
func appendEncoded(b []byte, s string, keep bool) []byte {
	set := &unreserved
	if keep {
		set = &reserved
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if set[c] || keep && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			b = append(b, c)
			continue
		}
		b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
	}
	return b
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// percentDecoded undoes percent-encoding where the result is text.
func percentDecoded(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			b = append(b, byte(n))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}
