package results

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
)

// A termParser reads one term of Turtle: what TSV has in a field.
type termParser struct {
	s     string
	depth int
}

// parseTerm reads a field of TSV, nothing for an unbound variable.
func parseTerm(s string, depth int) (rdf.Term, error) {
	s = strings.Trim(s, " ")
	if s == "" {
		return rdf.Term{}, nil
	}
	p := &termParser{s, depth}
	t, err := p.term()
	if err == nil && p.s != "" {
		err = p.fail("the end of the term")
	}
	return t, err
}

func (p *termParser) fail(expected string) error {
	found := "the end of the field"
	if p.s != "" {
		found = strconv.Quote(p.s[:min(len(p.s), 40)])
	}
	return &SyntaxError{Expected: expected, Found: found}
}

func (p *termParser) skip(s string) bool {
	rest, ok := strings.CutPrefix(p.s, s)
	if ok {
		p.s = rest
	}
	return ok
}

// take gives what stands before the first of some characters.
func (p *termParser) take(stop string) string {
	n := strings.IndexAny(p.s, stop)
	if n < 0 {
		n = len(p.s)
	}
	taken := p.s[:n]
	p.s = p.s[n:]
	return taken
}

func (p *termParser) term() (rdf.Term, error) {
	switch {
	case p.skip("<<("):
		return p.triple()
	case p.skip("<"):
		iri, err := p.iri()
		return rdf.IRI(iri), err
	case p.skip("_:"):
		return rdf.Blank(p.take(" \t")), nil
	case strings.HasPrefix(p.s, `"`), strings.HasPrefix(p.s, "'"):
		return p.literal()
	}
	before := p.s
	word := p.take(" ")
	if word == "true" || word == "false" {
		return rdf.Literal(word, rdf.XSDBoolean), nil
	}
	if datatype := numberType(word); datatype != "" {
		return rdf.Literal(word, datatype), nil
	}
	p.s = before
	return rdf.Term{}, p.fail("a term of Turtle")
}

func (p *termParser) triple() (rdf.Term, error) {
	if p.depth--; p.depth < 0 {
		return rdf.Term{}, limit("triple terms less deep")
	}
	var parts [3]rdf.Term
	for i := range parts {
		p.s = strings.TrimLeft(p.s, " ")
		var err error
		if parts[i], err = p.term(); err != nil {
			return rdf.Term{}, err
		}
	}
	p.s = strings.TrimLeft(p.s, " ")
	if !p.skip(")>>") {
		return rdf.Term{}, p.fail("')>>' at the end of the triple term")
	}
	p.depth++
	return rdf.TripleTerm(parts[0], parts[1], parts[2]), nil
}

// iri reads as far as '>' and past it.
func (p *termParser) iri() (string, error) {
	iri, err := p.unescaped(p.take(">"), false)
	if err == nil && !p.skip(">") {
		err = p.fail("'>' at the end of the IRI")
	}
	return iri, err
}

func (p *termParser) literal() (t rdf.Term, err error) {
	quote := p.s[:1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(p.s, long) {
		quote = long
	}
	p.s = p.s[len(quote):]
	end := 0
	for !strings.HasPrefix(p.s[end:], quote) {
		switch {
		case end == len(p.s), p.s[end] == '\\' && end+1 == len(p.s):
			return t, p.fail("a quote at the end of the literal")
		case p.s[end] == '\\':
			end++
		}
		end++
	}
	text, err := p.unescaped(p.s[:end], true)
	if err != nil {
		return t, err
	}
	switch p.s = p.s[end+len(quote):]; {
	case p.skip("@"):
		tag, direction, _ := strings.Cut(p.take(" "), "--")
		if tag == "" {
			return t, p.fail("a language tag")
		}
		return literal(text, tag, direction, "")
	case p.skip("^^<"):
		datatype, err := p.iri()
		return rdf.Literal(text, datatype), err
	}
	return rdf.String(text), nil
}

// unescaped decodes \u and \U, and with chars \t and so on.
func (p *termParser) unescaped(s string, chars bool) (string, error) {
	if !strings.Contains(s, `\`) {
		return s, nil
	}
	var b strings.Builder
	for {
		plain, rest, found := strings.Cut(s, `\`)
		b.WriteString(plain)
		if !found {
			return b.String(), nil
		}
		n := 0
		switch {
		case rest == "":
		case rest[0] == 'u' && len(rest) >= 5:
			n = 5
		case rest[0] == 'U' && len(rest) >= 9:
			n = 9
		default:
			if i := strings.IndexByte(`tbnrf"'\`, rest[0]); chars && i >= 0 {
				b.WriteByte("\t\b\n\r\f\"'\\"[i])
				s = rest[1:]
				continue
			}
		}
		code, err := strconv.ParseUint(rest[min(1, n):n], 16, 32)
		if err != nil || !utf8.ValidRune(rune(code)) || code > utf8.MaxRune {
			p.s = `\` + rest
			return "", p.fail("an escape of Turtle")
		}
		b.WriteRune(rune(code))
		s = rest[n:]
	}
}
