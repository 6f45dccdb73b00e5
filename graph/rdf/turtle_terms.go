package rdf

import "bytes"

// verb reads a predicate.
func (t *turtleReader) verb(p *Term) error {
	if t.next() == 'a' {
		if c := t.at(1); c != ':' && c != '.' && class[c]&(nameChar|nonASCII) == 0 {
			t.pos++
			*p = termType
			return nil
		}
	}
	if c := t.next(); c == '_' {
		return t.cause("a predicate (IRI or 'a')")
	}
	return t.node(p, "a predicate (IRI or 'a')")
}

// node reads an IRI or a labelled blank node; what is what may stand there.
func (t *turtleReader) node(n *Term, what string) error {
	switch c := t.next(); {
	case c == '<':
		if t.at(1) == '<' {
			return t.cause("%s", what)
		}
		return t.iriRef(n)
	case c == '_':
		return t.blankLabel(n)
	case c == ':' || class[c]&(alpha|nonASCII) != 0:
		return t.prefixedName(n, what)
	}
	return t.cause("%s", what)
}

const objectKinds = "an object (IRI, blank node, literal, [ ], ( ), <<( )>> or << >>)"

// object reads an object. For the non-empty constructs [ and ( it reads no
// further than that mark, returns it, and makes o the blank node they describe.
func (t *turtleReader) object(o *Term) (open byte, err error) {
	switch c := t.next(); c {
	case '[':
		t.pos++
		*o = t.blanks.fresh()
		if t.next() == ']' {
			t.pos++
			return 0, nil
		}
		return '[', nil
	case '(':
		t.pos++
		if t.next() == ')' {
			t.pos++
			*o = termNil
			return 0, nil
		}
		*o = t.blanks.fresh()
		return '(', nil
	case '<':
		if t.at(1) == '<' && t.at(2) != '(' {
			return 0, t.reifiedTriple(o)
		}
	}
	return 0, t.flatObject(o, objectKinds)
}

// flatObject reads an object that may stand in a triple term.
func (t *turtleReader) flatObject(o *Term, what string) error {
	switch c := t.next(); {
	case c == '"' || c == '\'':
		return t.literal(o)
	case class[c]&digit != 0 || c == '+' || c == '-' || c == '.':
		return t.number(o)
	case c == '<' && t.at(1) == '<' && t.at(2) == '(':
		return t.tripleTerm(o)
	case c == 't' || c == 'f':
		if t.boolean(o) {
			return nil
		}
	}
	return t.node(o, what)
}

func (t *turtleReader) boolean(o *Term) bool {
	for _, word := range [...]string{"true", "false"} {
		if !t.hasPrefix(word) {
			continue
		}
		c := t.at(len(word))
		if c == ':' || class[c]&(nameChar|nonASCII) != 0 {
			return false
		}
		if c == '.' { // "true.x:y" would be a prefixed name, "true." is not
			if d := t.at(len(word) + 1); class[d]&(nameChar|nonASCII) != 0 {
				return false
			}
		}
		t.pos += len(word)
		*o = Literal(word, XSDBoolean)
		return true
	}
	return false
}

// tripleTerm reads <<( s p o )>>.
func (t *turtleReader) tripleTerm(o *Term) error {
	t.pos += len("<<(")
	if t.depth++; t.depth > t.maxDepth {
		return t.tooDeep()
	}
	var triple Triple
	if err := t.node(&triple.Subject, "a triple term's subject (IRI or blank node)"); err != nil {
		return err
	}
	if err := t.verb(&triple.Predicate); err != nil {
		return err
	}
	if err := t.anonOrFlatObject(&triple.Object); err != nil {
		return err
	}
	t.next()
	if !t.hasPrefix(")>>") {
		return t.cause("')>>' at the end of the triple term")
	}
	t.pos += len(")>>")
	t.depth--
	*o = Term{Kind: KindTriple, Triple: &triple}
	return nil
}

// reifiedTriple reads << s p o >> or << s p o ~ r >>, states that the reifier
// reifies the triple, and makes o the reifier.
func (t *turtleReader) reifiedTriple(o *Term) error {
	t.pos += len("<<")
	if t.depth++; t.depth > t.maxDepth {
		return t.tooDeep()
	}
	var triple Triple
	if err := t.reifiedPart(&triple.Subject, t.anonOrNode); err != nil {
		return err
	}
	if err := t.verb(&triple.Predicate); err != nil {
		return err
	}
	if err := t.reifiedPart(&triple.Object, t.anonOrFlatObject); err != nil {
		return err
	}
	var err error
	if t.next() == '~' {
		t.pos++
		err = t.reifier(triple, o)
	} else {
		*o = t.blanks.fresh()
		t.emitReifies(o, triple)
	}
	if err != nil {
		return err
	}
	t.next()
	if !t.hasPrefix(">>") {
		return t.cause("'>>' at the end of the reified triple")
	}
	t.pos += len(">>")
	t.depth--
	return nil
}

// reifiedPart reads a nested reified triple, or else a term.
func (t *turtleReader) reifiedPart(o *Term, term func(*Term) error) error {
	if t.next() == '<' && t.at(1) == '<' && t.at(2) != '(' {
		return t.reifiedTriple(o)
	}
	return term(o)
}

// anonEnd reads [ ], which must be empty here, and makes a blank node.
func (t *turtleReader) anon(o *Term) (bool, error) {
	if t.next() != '[' {
		return false, nil
	}
	t.pos++
	if t.next() != ']' {
		return true, t.cause("']': no properties may stand here")
	}
	t.pos++
	*o = t.blanks.fresh()
	return true, nil
}

func (t *turtleReader) anonOrNode(o *Term) error {
	if done, err := t.anon(o); done {
		return err
	}
	return t.node(o, "a subject (IRI, blank node or << >>)")
}

func (t *turtleReader) anonOrFlatObject(o *Term) error {
	if done, err := t.anon(o); done {
		return err
	}
	return t.flatObject(o, "an object (IRI, blank node, literal or <<( )>>)")
}

// reifier reads what follows ~: an IRI, a blank node or nothing, which is a new
// blank node. It states that r reifies the triple.
func (t *turtleReader) reifier(triple Triple, r *Term) error {
	c := t.next()
	switch done, err := t.anon(r); {
	case err != nil:
		return err
	case done:
	case c == '<' || c == '_' || c == ':' || class[c]&(alpha|nonASCII) != 0:
		if err := t.node(r, "a reifier (IRI or blank node)"); err != nil {
			return err
		}
	default:
		*r = t.blanks.fresh()
	}
	t.emitReifies(r, triple)
	return nil
}

func (t *turtleReader) emitReifies(r *Term, triple Triple) {
	t.emit(r, &termReifies, &Term{Kind: KindTriple, Triple: &triple})
}

// iriRef reads <...> and resolves it.
func (t *turtleReader) iriRef(o *Term) error {
	n := 1
	for {
		if i := bytes.IndexByte(t.buf[t.pos+n:], '>'); i >= 0 {
			n += i
			break
		}
		n = len(t.buf) - t.pos
		if bytes.IndexByte(t.buf[t.pos:], '\n') >= 0 || !t.more() {
			break
		}
	}
	raw := t.buf[t.pos+1 : t.pos+n]
	e, ok := t.iris.find(raw, '<')
	if ok && t.at(n) == '>' {
		*o = IRI(e.iri)
		t.pos += n + 1
		return nil
	}
	return t.newIRI(o, raw, e)
}

// newIRI checks and resolves the IRI at pos, and remembers it in e.
func (t *turtleReader) newIRI(o *Term, raw []byte, e *expansion) error {
	if err := t.within(len(raw)); err != nil {
		return err
	}
	text := raw
	for i, c := range raw {
		if class[c]&inIRI != 0 {
			continue
		}
		if c != '\\' {
			t.pos += 1 + i
			return t.cause("a character that an IRI may hold, or '>'")
		}
		plain, bad := unescape(nil, raw, false)
		if bad >= 0 {
			t.pos += 1 + bad
			return t.cause(`\u or \U and the digits of a character`)
		}
		for _, c := range plain {
			if class[c]&inIRI == 0 {
				return t.cause("no escapes of characters that IRIs may not hold")
			}
		}
		text = plain
		break
	}
	if t.at(1+len(raw)) != '>' {
		t.pos += 1 + len(raw)
		return t.cause("'>' at the end of the IRI")
	}
	iri := t.strings.string(text)
	if schemeLength(iri) < 0 {
		if t.base == "" {
			return t.cause("an absolute IRI, since there is no base")
		}
		iri = ResolveIRI(t.base, iri)
	}
	t.iris.set(e, t.strings.string(raw), '<', iri)
	*o = IRI(iri)
	t.pos += len(raw) + 2
	return nil
}

// blankLabel reads _:label.
func (t *turtleReader) blankLabel(o *Term) error {
	if t.at(1) != ':' {
		return t.cause("a blank node such as _:b")
	}
	n := t.token(2, blankLabelLength)
	if n == 0 {
		t.pos += 2
		return t.cause("a blank node label")
	}
	label := t.buf[t.pos+2 : t.pos+2+n]
	e, ok := t.iris.find(label, '_')
	if !ok {
		if err := t.within(n); err != nil {
			return err
		}
		name := t.strings.string(label)
		t.iris.set(e, name, '_', documentLabel(name))
	}
	*o = Blank(e.iri)
	t.pos += 2 + n
	return nil
}

// token measures the token that begins i bytes after pos with a function that
// gives its length in a slice. It makes sure that the window did not cut the
// token: that what follows is seen as well, beyond dots ("a.b" is one name) and
// for the length of an escape such as %41.
func (t *turtleReader) token(i int, length func([]byte) int) int {
	t.at(i)
	for {
		n := length(t.buf[t.pos+i:])
		end := t.pos + i + n
		for end < len(t.buf) && t.buf[end] == '.' {
			end++
		}
		if end+len("%41") <= len(t.buf) || !t.more() {
			return n
		}
	}
}
