package rdf

import "bytes"

// prefixName gives the prefix that comes next, without its colon.
func (t *turtleReader) prefixName() ([]byte, bool) {
	n := t.token(0, prefixLength)
	if t.at(n) != ':' {
		return nil, false
	}
	return t.buf[t.pos : t.pos+n], true
}

// prefixLength measures the prefix at the start of b: PN_PREFIX, or nothing.
func prefixLength(b []byte) int {
	if len(b) == 0 || b[0] == '_' || class[b[0]]&digit != 0 {
		return 0
	}
	return blankLabelLength(b)
}

// prefixedName reads prefix:local; what is what may stand there.
func (t *turtleReader) prefixedName(o *Term, what string) error {
	prefix, ok := t.prefixName()
	if !ok {
		return t.cause("%s", what)
	}
	p := len(prefix)
	n := t.token(p+1, localLength)
	token := t.buf[t.pos : t.pos+p+1+n]
	e, ok := t.iris.find(token, ':')
	if !ok {
		if err := t.expand(e, token, p); err != nil {
			return err
		}
	}
	*o = IRI(e.iri)
	t.pos += len(token)
	return nil
}

// expand sets e to what token, whose prefix has p bytes, stands for.
func (t *turtleReader) expand(e *expansion, token []byte, p int) error {
	ns, ok := t.prefixes[string(token[:p])]
	if !ok {
		return t.undeclared(token[:p+1])
	}
	if err := t.within(len(token)); err != nil {
		return err
	}
	local := token[p+1:]
	iri := append(make([]byte, 0, 128), ns...)
	for {
		i := bytes.IndexByte(local, '\\')
		if i < 0 {
			break
		}
		iri = append(append(iri, local[:i]...), local[i+1])
		local = local[i+2:]
	}
	iri = append(iri, local...)
	t.iris.set(e, t.strings.string(token), ':', t.strings.string(iri))
	return nil
}

func (t *turtleReader) undeclared(prefix []byte) error {
	e := t.errorf("a prefix that is declared")
	e.Found = string(prefix)
	return e
}
