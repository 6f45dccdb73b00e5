package rdf

import "bytes"

// literal reads a string in quotes with its language tag or datatype.
func (t *turtleReader) literal(o *Term) error {
	value, err := t.quoted()
	if err != nil {
		return err
	}
	switch t.next() {
	case '@':
		return t.language(o, value)
	case '^':
		if t.at(1) != '^' {
			return t.cause("'^^' and a datatype")
		}
		t.pos += 2
		var datatype Term
		if t.next() == '_' {
			return t.cause("a datatype (IRI)")
		}
		if err := t.node(&datatype, "a datatype (IRI)"); err != nil {
			return err
		}
		if needsLanguage(datatype.Value) {
			return t.cause("a datatype other than rdf:langString and rdf:dirLangString, which only a language tag gives")
		}
		*o = Literal(value, datatype.Value)
	default:
		*o = String(value)
	}
	return nil
}

// language reads @tag or @tag--direction.
func (t *turtleReader) language(o *Term, value string) error {
	t.pos++
	// A tag's subtags have at most 8 characters; what follows is looked at far
	// enough by asking for the whole run of letters, digits and hyphens.
	t.token(0, tagRunLength)
	n, direction := languageLength(t.buf[t.pos:])
	if n == 0 {
		return t.cause("a language tag such as kaa or uz-Cyrl")
	}
	tag := t.buf[t.pos : t.pos+n]
	e, ok := t.iris.find(tag, '@')
	if !ok {
		s := t.strings.string(tag)
		t.iris.set(e, s, '@', s)
	}
	*o = LangString(value, e.iri)
	t.pos += n
	switch {
	case direction == 0:
		return nil
	case t.hasPrefix("--ltr") && direction == 5:
		o.Direction = LTR
	case t.hasPrefix("--rtl") && direction == 5:
		o.Direction = RTL
	default:
		return t.cause("a base direction, --ltr or --rtl")
	}
	o.Datatype = RDFDirLangString
	t.pos += direction
	return nil
}

func tagRunLength(b []byte) int {
	n := 0
	for n < len(b) && (class[b[n]]&(alpha|digit) != 0 || b[n] == '-') {
		n++
	}
	return n
}

// quoted reads a string in one of the four kinds of quotes.
func (t *turtleReader) quoted() (string, error) {
	quote := t.buf[t.pos]
	if t.at(1) == quote && t.at(2) == quote {
		return t.longString(quote)
	}
	n, escaped := 1, false
	for {
		w := t.buf[t.pos:]
		for n < len(w) && w[n] != quote && w[n] != '\\' && w[n] != '\n' && w[n] != '\r' {
			n++
		}
		switch {
		case n >= len(w):
			if !t.more() {
				t.pos = len(t.buf)
				return "", t.cause("%q at the end of the string", quote)
			}
		case w[n] == quote:
			return t.stringValue(1, n, 1, escaped)
		case w[n] == '\\':
			escaped = true
			n += 2
		default:
			t.pos += n
			return "", t.cause("%q before the end of the line; only strings in three quotes may span lines", quote)
		}
	}
}

// longString reads a string in three quotes.
func (t *turtleReader) longString(quote byte) (string, error) {
	end := []byte{quote, quote, quote}
	n, escaped := 3, false
	for {
		w := t.buf[t.pos:]
		for n < len(w) && w[n] != quote && w[n] != '\\' {
			n++
		}
		switch {
		case n+2 >= len(w):
			if !t.more() {
				t.pos = len(t.buf)
				return "", t.cause("%q at the end of the string", end)
			}
		case w[n] == '\\':
			escaped = true
			n += 2
		case bytes.HasPrefix(w[n:], end):
			return t.stringValue(3, n, 3, escaped)
		default:
			n++
		}
	}
}

// stringValue takes buf[pos+from:pos+to] as the string's text, and skips the
// closing quotes.
func (t *turtleReader) stringValue(from, to, quotes int, escaped bool) (string, error) {
	if err := t.within(to); err != nil {
		return "", err
	}
	raw := t.buf[t.pos+from : t.pos+to]
	if !escaped {
		t.pos += to + quotes
		return t.strings.string(raw), nil
	}
	plain, bad := unescape(nil, raw, true)
	if bad >= 0 {
		t.pos += from + bad
		return "", t.cause(`a valid escape such as \n, \" or \u0416`)
	}
	t.pos += to + quotes
	return string(plain), nil
}

// number reads an integer, a decimal or a double.
func (t *turtleReader) number(o *Term) error {
	n := t.token(0, numberRunLength)
	n, datatype := numberLength(t.buf[t.pos : t.pos+n])
	if n == 0 {
		return t.cause("%s", objectKinds)
	}
	*o = Literal(t.strings.string(t.buf[t.pos:t.pos+n]), datatype)
	t.pos += n
	return nil
}

func numberRunLength(b []byte) int {
	n := 0
	for n < len(b) && (class[b[n]]&digit != 0 || b[n] == '+' || b[n] == '-' || b[n] == '.' || b[n]|0x20 == 'e') {
		n++
	}
	return n
}

// numberLength measures the INTEGER, DECIMAL or DOUBLE at the start of b.
func numberLength(b []byte) (n int, datatype string) {
	digits := func(i int) int {
		for i < len(b) && class[b[i]]&digit != 0 {
			i++
		}
		return i
	}
	start := 0
	if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		start = 1
	}
	i := digits(start)
	whole := i - start
	fraction := 0
	n = i
	if i < len(b) && b[i] == '.' {
		j := digits(i + 1)
		fraction = j - i - 1
		if fraction > 0 {
			n = j
		}
		i = j
	}
	if whole+fraction == 0 {
		return 0, ""
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		j := i + 1
		if j < len(b) && (b[j] == '+' || b[j] == '-') {
			j++
		}
		if k := digits(j); k > j {
			return k, XSDDouble
		}
	}
	if fraction > 0 {
		return n, XSDDecimal
	}
	return n, XSDInteger
}
