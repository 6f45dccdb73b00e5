package rdf

import "bytes"

// iri parses <...> at i; what says what may stand there, for the message.
func (p *lineParser) iri(t *Term, what string) bool {
	start := p.i + 1
	n := bytes.IndexByte(p.b[start:], '>')
	if n < 0 {
		n = len(p.b) - start
	}
	raw := p.b[start : start+n]
	t.Kind = KindIRI
	slot, ok := p.iris.find(raw)
	if ok && n > 0 && start+n < len(p.b) {
		t.Value = *slot
		p.i = start + n + 1
		return true
	}
	escaped := false
	for i, c := range raw {
		if class[c]&inIRI == 0 {
			if c == '<' && i == 0 {
				return p.fail("%s", what)
			}
			if p.i = start + i; c != '\\' {
				return p.fail("a character that an IRI may hold, or '>'")
			}
			escaped = true
			break
		}
	}
	if start+n == len(p.b) {
		p.i = len(p.b)
		return p.fail("'>' at the end of the IRI")
	}
	if escaped && !p.unescapeIRI(&raw, start) {
		return false
	}
	if schemeLength(raw) < 0 {
		p.i = start - 1
		return p.fail("an absolute IRI")
	}
	t.Value = p.strings.string(raw)
	if !escaped {
		*slot = t.Value
	}
	p.i = start + n + 1
	return true
}

// unescapeIRI decodes the escapes in the IRI that starts at start.
func (p *lineParser) unescapeIRI(raw *[]byte, start int) bool {
	plain, bad := unescape(nil, *raw, false)
	if bad >= 0 {
		p.i = start + bad
		return p.fail(`\u or \U and the digits of a character`)
	}
	for _, c := range plain {
		if class[c]&inIRI == 0 {
			return p.fail("the escape of a character that an IRI may hold")
		}
	}
	*raw = plain
	return true
}

// blank parses _:label at i.
func (p *lineParser) blank(t *Term) bool {
	if p.i++; p.peek() != ':' {
		return p.fail("':' after '_'")
	}
	p.i++
	n := blankLabelLength(p.b[p.i:])
	if n == 0 {
		return p.fail("a blank node label")
	}
	t.Kind = KindBlank
	t.Value = p.intern(p.b[p.i : p.i+n])
	p.i += n
	return true
}

func (p *lineParser) intern(b []byte) string {
	slot, ok := p.words.find(b)
	if !ok {
		*slot = p.strings.string(b)
	}
	return *slot
}

// literal parses "..." at i with its language tag or datatype.
func (p *lineParser) literal(t *Term) bool {
	start := p.i + 1
	end, escaped := start, false
	for {
		n := bytes.IndexByte(p.b[end:], '"')
		if n < 0 {
			p.i = len(p.b)
			return p.fail(`'"' at the end of the literal`)
		}
		part := p.b[end : end+n]
		end += n
		if bytes.IndexByte(part, '\\') < 0 {
			break
		}
		escaped = true
		if !endsInEscape(part) {
			break
		}
		end++
	}
	raw := p.b[start:end]
	t.Kind = KindLiteral
	if escaped {
		plain, bad := unescape(nil, raw, true)
		if bad >= 0 {
			p.i = start + bad
			return p.fail(`a valid escape such as \n, \" or \u0416`)
		}
		t.Value = string(plain)
	} else {
		t.Value = p.strings.string(raw)
	}
	p.i = end + 1
	return p.literalType(t)
}

// endsInEscape reports whether the quote after b is escaped: whether b ends in
// an odd number of backslashes.
func endsInEscape(b []byte) bool {
	n := len(b)
	for n > 0 && b[n-1] == '\\' {
		n--
	}
	return (len(b)-n)%2 == 1
}

// literalType parses what follows the closing quote.
func (p *lineParser) literalType(t *Term) bool {
	end := p.i
	p.space()
	switch p.peek() {
	case '@':
		return p.language(t)
	case '^':
		if !bytes.HasPrefix(p.b[p.i:], []byte("^^")) {
			return p.fail("'^^' and a datatype")
		}
		p.i += 2
		p.space()
		at := p.i
		var datatype Term
		if p.peek() != '<' || !p.iri(&datatype, "a datatype (IRI)") {
			return p.err == nil && p.fail("a datatype (IRI)") // the IRI's own error, if any
		}
		if needsLanguage(datatype.Value) {
			p.i = at
			return p.fail("a datatype other than rdf:langString and rdf:dirLangString, which only a language tag gives")
		}
		t.Datatype = datatype.Value
		return true
	}
	p.i = end
	t.Datatype = XSDString
	return true
}

func needsLanguage(datatype string) bool {
	return datatype == RDFLangString || datatype == RDFDirLangString
}

// language parses @tag or @tag--direction at i.
func (p *lineParser) language(t *Term) bool {
	p.i++
	tag, direction := languageLength(p.b[p.i:])
	if tag == 0 {
		return p.fail("a language tag such as kaa or uz-Cyrl")
	}
	t.Language, t.Datatype = p.intern(p.b[p.i:p.i+tag]), RDFLangString
	p.i += tag
	if direction == 0 {
		return true
	}
	switch string(p.b[p.i+2 : p.i+direction]) {
	case "ltr":
		t.Direction = LTR
	case "rtl":
		t.Direction = RTL
	default:
		return p.fail("a base direction, --ltr or --rtl")
	}
	t.Datatype = RDFDirLangString
	p.i += direction
	return true
}

// languageLength measures the language tag at the start of b and the base
// direction after it, "--" included; 0 is none. The tag is 0 too if one of its
// parts is longer than the 8 characters that BCP 47 allows.
func languageLength(b []byte) (tag, direction int) {
	i := 0
	for i < len(b) && class[b[i]]&alpha != 0 {
		i++
	}
	if i == 0 || i > 8 {
		return 0, 0
	}
	for i+1 < len(b) && b[i] == '-' && class[b[i+1]]&(alpha|digit) != 0 {
		start := i + 1
		for i = start; i < len(b) && class[b[i]]&(alpha|digit) != 0; i++ {
		}
		if i-start > 8 {
			return 0, 0
		}
	}
	if i+1 < len(b) && b[i] == '-' && b[i+1] == '-' {
		j := i + 2
		for j < len(b) && class[b[j]]&alpha != 0 {
			j++
		}
		return i, j - i
	}
	return i, 0
}
