package syntax

import "diplograph/graph/rdf"

// tripleTerm is <<( s p o )>> of SPARQL 1.2.
func (p *parser) tripleTerm() *TripleTerm {
	p.enter()
	defer p.leave()
	p.count()
	t := &TripleTerm{Pos: p.tok.Pos}
	p.advance()
	t.Subject = p.innerTerm()
	t.Predicate = p.simpleVerb()
	t.Object = p.innerTerm()
	p.expect(")>>")
	return t
}

// innerTerm is a term inside a triple term: no list, no property list.
func (p *parser) innerTerm() Node {
	switch {
	case p.is("["):
		pos := p.tok.Pos
		p.advance()
		if !p.is("]") {
			p.expected(`"]" (a triple term holds no property list)`)
		}
		p.advance()
		return p.newBlank(pos)
	case p.is("(") || p.is("<<"):
		p.expected("a term (variable, IRI, literal, blank node, triple term)")
	}
	n, _ := p.term(nil)
	return n
}

// reifiedTriple is << s p o ~ reifier >>; it gives the reifier.
func (p *parser) reifiedTriple(emit sink) Node {
	p.enter()
	defer p.leave()
	p.count()
	t := &TripleTerm{Pos: p.tok.Pos}
	p.advance()
	t.Subject = p.reifiedPart(emit)
	t.Predicate = p.simpleVerb()
	t.Object = p.reifiedPart(emit)
	var r Node
	if p.is("~") {
		r = p.reifier()
	} else {
		r = p.newBlank(t.Pos)
	}
	p.expect(">>")
	p.reify(r, t, emit)
	return r
}

// reifiedPart is a subject or object of a reified triple.
func (p *parser) reifiedPart(emit sink) Node {
	if p.is("<<") {
		return p.reifiedTriple(emit)
	}
	return p.innerTerm()
}

// reifier is ~ with a variable, an IRI, a blank node or nothing.
func (p *parser) reifier() Node {
	pos := p.tok.Pos
	p.advance()
	switch {
	case p.tok.kind == tokVar:
		return p.patternVariable()
	case p.isIRI():
		return p.iri("")
	case p.tok.kind == tokBlank:
		return p.blankNode()
	case p.is("["):
		n := p.newBlank(p.tok.Pos)
		p.advance()
		p.expect("]")
		return n
	}
	return p.newBlank(pos)
}

func (p *parser) reify(r Node, t *TripleTerm, emit sink) {
	emit(r, p.constant(t.Pos, rdf.RDFReifies), t)
}

// annotations are the reifiers and {| |} blocks after an object. A block is
// about the reifier just before it, or about a new one.
func (p *parser) annotations(s Node, verb Predicate, o Node, emit sink) {
	if !p.is("~") && !p.is("{|") {
		return
	}
	predicate, simple := verb.(Node)
	if !simple {
		p.problem(p.tok.Pos, "annotate a triple with one predicate", "a property path is no triple, so it cannot be annotated")
	}
	for {
		var r Node
		switch {
		case p.is("~"):
			r = p.reifier()
		case p.is("{|"):
			r = p.newBlank(p.tok.Pos)
		default:
			return
		}
		p.count()
		p.payShared(s)
		p.payShared(o)
		p.reify(r, &TripleTerm{Pos: s.Position(), Subject: s, Predicate: predicate, Object: o}, emit)
		if p.is("{|") {
			p.annotation(r, emit)
		}
	}
}

func (p *parser) annotation(r Node, emit sink) {
	p.enter()
	defer p.leave()
	p.advance()
	p.propertyList(r, emit)
	p.expect("|}")
}
