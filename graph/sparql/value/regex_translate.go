package value

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A translator reads a pattern of XPath and writes one of Go's that matches the
// same. Where the two read the same characters differently (class subtraction,
// \i, \w, case folding of a class) a class is written out as ranges.
type translator struct {
	rest     string
	pos      int // characters read
	flags    regexFlags
	out      strings.Builder
	size     int  // steps so far
	groups   int  // opened
	anchored bool // has a ^
}

const (
	anchor  = `(?:^)`
	nothing = `[^\x{0}-\x{10FFFF}]`
)

func (t *translator) translate() error {
	if t.flags.literal {
		t.size = utf8.RuneCountInString(t.rest)
		t.out.WriteString(regexp.QuoteMeta(t.rest))
		return nil
	}
	if t.flags.spaced {
		t.rest = unspaced(t.rest)
	}
	size, err := t.alternatives(0)
	if err == nil && t.rest != "" {
		err = t.wrong(`"|", a piece or the end`)
	}
	t.size = size
	return err
}

// unspaced drops whitespace outside classes.
func unspaced(s string) string {
	var b strings.Builder
	depth, escaped := 0, false
	for _, c := range s {
		if depth == 0 && strings.ContainsRune(" \t\r\n", c) {
			continue
		}
		b.WriteRune(c)
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		}
	}
	return b.String()
}

// wrong says what was expected where the rest begins.
func (t *translator) wrong(expected string) error {
	found := "the end"
	if t.rest != "" {
		c, _ := utf8.DecodeRuneInString(t.rest)
		found = strconv.QuoteRune(c)
	}
	return fmt.Errorf("%w: expected %s, found %s at character %d", ErrPattern, expected, found, t.pos+1)
}

// next takes a character.
func (t *translator) next() rune {
	c, size := utf8.DecodeRuneInString(t.rest)
	t.rest = t.rest[size:]
	t.pos++
	return c
}

// take takes s if the rest begins with it.
func (t *translator) take(s string) bool {
	if !strings.HasPrefix(t.rest, s) {
		return false
	}
	t.rest = t.rest[len(s):]
	t.pos += len(s)
	return true
}

// alternatives takes branches up to a ")" or the end, and gives their steps.
func (t *translator) alternatives(depth int) (int, error) {
	if depth > maxDepth {
		return 0, fmt.Errorf("%w: a regular expression with groups in groups, more than %d", ErrLimit, maxDepth)
	}
	size := 0
	for {
		for t.rest != "" && t.rest[0] != '|' && t.rest[0] != ')' {
			n, err := t.piece(depth)
			if err != nil {
				return 0, err
			}
			if size += n; size > maxProgram || t.out.Len() > maxSource {
				return 0, fmt.Errorf("%w: a regular expression of more than %d steps with its repetitions written out, or of many classes", ErrLimit, maxProgram)
			}
		}
		if !t.take("|") {
			return size, nil
		}
		size++
		t.out.WriteByte('|')
	}
}

// piece takes an atom and how often it comes.
func (t *translator) piece(depth int) (int, error) {
	size, err := t.atom(depth)
	if err != nil || t.rest == "" {
		return size, err
	}
	switch t.rest[0] {
	case '*', '+', '?':
		t.out.WriteRune(t.next())
		size++
	case '{':
		n, err := t.repeat()
		if err != nil {
			return 0, err
		}
		size *= n
	default:
		return size, nil
	}
	if t.take("?") {
		t.out.WriteByte('?')
	}
	return size + 1, nil
}

// repeat takes "{2}", "{2,}" or "{2,5}", and gives how many copies it makes.
func (t *translator) repeat() (int, error) {
	t.take("{")
	low, err := t.number()
	if err != nil {
		return 0, err
	}
	high, open := low, false
	if t.take(",") {
		if open = strings.HasPrefix(t.rest, "}"); !open {
			if high, err = t.number(); err != nil {
				return 0, err
			}
		}
	}
	if !t.take("}") {
		return 0, t.wrong(`"}"`)
	}
	if high < low {
		return 0, fmt.Errorf("%w: {%d,%d} counts down", ErrPattern, low, high)
	}
	switch {
	case open:
		fmt.Fprintf(&t.out, "{%d,}", low)
		return low + 1, nil
	case low == high:
		fmt.Fprintf(&t.out, "{%d}", low)
	default:
		fmt.Fprintf(&t.out, "{%d,%d}", low, high)
	}
	return max(high, 1), nil
}

func (t *translator) number() (int, error) {
	digits := 0
	for digits < len(t.rest) && isDigit(t.rest[digits]) {
		digits++
	}
	if digits == 0 {
		return 0, t.wrong("a number")
	}
	n, err := strconv.Atoi(t.rest[:digits])
	if err != nil || n > maxRepeat {
		return 0, fmt.Errorf("%w: a repetition of %s times in a regular expression, allowed are %d", ErrLimit, t.rest[:min(digits, 12)], maxRepeat)
	}
	t.take(t.rest[:digits])
	return n, nil
}

func (t *translator) atom(depth int) (int, error) {
	switch t.rest[0] {
	case '(':
		return t.group(depth)
	case '[':
		set, err := t.class(depth)
		if err != nil {
			return 0, err
		}
		t.writeSet(set)
		return 1, nil
	case '\\':
		return 1, t.escape()
	case '.':
		t.next()
		t.out.WriteByte('.')
		return 1, nil
	case '^':
		t.next()
		t.anchored = true
		t.out.WriteString(anchor)
		return 1, nil
	case '$':
		t.next()
		t.out.WriteString(`(?:$)`)
		return 1, nil
	case '*', '+', '?', '{', '}', ']':
		return 0, t.wrong("a character, a class or a group (others are written with \\)")
	}
	t.out.WriteString(regexp.QuoteMeta(string(t.next())))
	return 1, nil
}

func (t *translator) group(depth int) (int, error) {
	t.take("(")
	switch {
	case t.take("?:"):
		t.out.WriteString("(?:")
	case strings.HasPrefix(t.rest, "?"):
		return 0, t.wrong(`"(?:" or a group without "?"`)
	default:
		t.groups++
		t.out.WriteByte('(')
	}
	size, err := t.alternatives(depth + 1)
	if err != nil {
		return 0, err
	}
	if !t.take(")") {
		return 0, t.wrong(`")"`)
	}
	t.out.WriteByte(')')
	return size + 2, nil
}

// escape takes "\n", "\d", "\p{Lu}" and so on, outside a class.
func (t *translator) escape() error {
	if len(t.rest) > 1 && isDigit(t.rest[1]) {
		return fmt.Errorf("%w: the back-reference %s at character %d", ErrUnsupported, t.rest[:2], t.pos+1)
	}
	c, set, err := t.escaped()
	switch {
	case err != nil:
		return err
	case set != nil:
		t.writeSet(set)
	default:
		t.out.WriteString(regexp.QuoteMeta(string(c)))
	}
	return nil
}

// writeSet writes a class as it is, whatever the flags.
func (t *translator) writeSet(set runeSet) {
	if t.flags.fold {
		t.out.WriteString("(?-i:")
		defer t.out.WriteByte(')')
	}
	set.write(&t.out)
}
