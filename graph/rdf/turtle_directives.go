package rdf

import "strings"

// atDirective reads @prefix, @base or @version and the dot after it.
func (t *turtleReader) atDirective() error {
	word := t.word(1)
	run, ok := map[string]func() error{
		"prefix": t.prefixDirective, "base": t.baseDirective, "version": t.versionDirective,
	}[word]
	if !ok {
		return t.cause("@prefix, @base or @version")
	}
	t.pos += 1 + len(word)
	if err := run(); err != nil {
		return err
	}
	if t.next() != '.' {
		return t.cause("'.' after the directive")
	}
	t.pos++
	return nil
}

// keyword reads a directive of SPARQL's kind, in any case, or GRAPH. It returns
// false if what comes is none: the start of a prefixed name.
func (t *turtleReader) keyword() (done bool, err error) {
	word := t.word(0)
	if c := t.at(len(word)); c == ':' || class[c]&(nameChar|nonASCII) != 0 || c == '.' {
		return false, nil
	}
	switch upper := strings.ToUpper(word); {
	case upper == "PREFIX":
		t.pos += len(word)
		return true, t.prefixDirective()
	case upper == "BASE":
		t.pos += len(word)
		return true, t.baseDirective()
	case upper == "VERSION":
		t.pos += len(word)
		return true, t.versionDirective()
	case upper == "GRAPH" && t.trig:
		t.pos += len(word)
		return true, t.graphBlock()
	}
	return false, nil
}

// word gives the letters that begin i bytes after pos, up to seven of them: no
// keyword is longer.
func (t *turtleReader) word(i int) string {
	n := 0
	for n < len("version") && class[t.at(i+n)]&alpha != 0 {
		n++
	}
	return string(t.buf[t.pos+i : t.pos+i+n])
}

// maxPrefixes bounds how many prefixes are kept.
const maxPrefixes = 1 << 16

func (t *turtleReader) prefixDirective() error {
	t.next()
	name, ok := t.prefixName()
	if !ok {
		return t.cause("a prefix and ':'")
	}
	prefix := string(name)
	t.pos += len(name) + 1
	var ns Term
	if t.next() != '<' {
		return t.cause("the prefix's namespace in < >")
	}
	if err := t.iriRef(&ns); err != nil {
		return err
	}
	if len(t.prefixes) >= maxPrefixes {
		e := t.errorf("at most %d prefixes", maxPrefixes)
		e.Found, e.Err = "more", ErrLimit
		return e
	}
	t.prefixes[prefix] = strings.Clone(ns.Value)
	t.iris.forget()
	return t.namespaceWithin(len(ns.Value))
}

func (t *turtleReader) baseDirective() error {
	var base Term
	if t.next() != '<' {
		return t.cause("the base IRI in < >")
	}
	if err := t.iriRef(&base); err != nil {
		return err
	}
	t.base = strings.Clone(base.Value)
	t.iris.forget()
	return t.namespaceWithin(len(t.base))
}

// versionDirective reads the version, which changes nothing: documents of all
// versions are read alike.
func (t *turtleReader) versionDirective() error {
	c := t.next()
	if c != '"' && c != '\'' || t.at(1) == c && t.at(2) == c {
		return t.cause("a version in single quotation marks or apostrophes")
	}
	_, err := t.quoted()
	return err
}

// graphBlock reads the graph's name after GRAPH, and {.
func (t *turtleReader) graphBlock() error {
	var name Term
	if t.next() == '[' {
		t.pos++
		if t.next() != ']' {
			return t.cause("']': a graph's name has no properties")
		}
		t.pos++
		name = t.blanks.fresh()
	} else if err := t.node(&name, "the graph's name (IRI or blank node)"); err != nil {
		return err
	}
	if t.next() != '{' {
		return t.cause("'{' after the graph's name")
	}
	return t.openGraph(name)
}
