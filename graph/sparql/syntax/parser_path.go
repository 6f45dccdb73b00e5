package syntax

// path is production 88: alternatives of sequences.
func (p *parser) path() Path {
	p.enter()
	defer p.leave()
	paths := []Path{p.pathSequence()}
	for p.accept("|") {
		paths = append(paths, p.pathSequence())
	}
	if len(paths) == 1 {
		return paths[0]
	}
	p.count()
	return &PathAlternative{Pos: paths[0].Position(), Paths: paths}
}

// pathSequence is production 90.
func (p *parser) pathSequence() Path {
	paths := []Path{p.pathEltOrInverse()}
	for p.accept("/") {
		paths = append(paths, p.pathEltOrInverse())
	}
	if len(paths) == 1 {
		return paths[0]
	}
	p.count()
	return &PathSequence{Pos: paths[0].Position(), Paths: paths}
}

// pathEltOrInverse is production 92.
func (p *parser) pathEltOrInverse() Path {
	pos := p.tok.Pos
	if p.accept("^") {
		p.count()
		return &PathInverse{Pos: pos, Path: p.pathElt()}
	}
	return p.pathElt()
}

// pathElt is production 91: a primary with ?, * or +, or none.
func (p *parser) pathElt() Path {
	primary := p.pathPrimary()
	for _, mod := range []PathMod{ZeroOrOne, ZeroOrMore, OneOrMore} {
		if p.accept(string(rune(mod))) {
			p.count()
			return &PathRepeat{Pos: primary.Position(), Path: primary, Mod: mod}
		}
	}
	return primary
}

// pathPrimary is production 94.
func (p *parser) pathPrimary() Path {
	switch {
	case p.isIRI():
		return p.iri("")
	case p.isWord("a"):
		return p.a()
	case p.is("!"):
		return p.pathNegated()
	case p.accept("("):
		path := p.path()
		p.expect(")")
		return path
	}
	p.expected(wantVerb)
	return nil
}

// pathNegated is production 95.
func (p *parser) pathNegated() Path {
	p.count()
	n := &PathNegated{Pos: p.tok.Pos}
	p.advance()
	if !p.accept("(") {
		n.Items = append(n.Items, p.negatedIRI())
		return n
	}
	if p.accept(")") {
		return n
	}
	for {
		n.Items = append(n.Items, p.negatedIRI())
		if !p.accept("|") {
			p.expect(")")
			return n
		}
	}
}

// negatedIRI is production 96.
func (p *parser) negatedIRI() NegatedIRI {
	inverse := p.accept("^")
	if p.isWord("a") {
		return NegatedIRI{IRI: p.a(), Inverse: inverse}
	}
	return NegatedIRI{IRI: p.iri(`an IRI, "a" or ^ with one of them`), Inverse: inverse}
}
