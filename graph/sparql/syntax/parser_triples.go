package syntax

import "diplograph/graph/rdf"

// A sink takes triples as they are read.
type sink func(s Node, p Predicate, o Node)

const (
	wantTerm = "a term (variable, IRI, literal, blank node, list)"
	wantVerb = `a predicate (variable, IRI, "a", property path)`
)

// startsTriples reports whether a subject is in sight.
func (p *parser) startsTriples() bool {
	switch p.tok.kind {
	case tokVar, tokIRI, tokName, tokBlank:
		return true
	case tokSymbol:
		return p.is("[") || p.is("(") || p.is("<<") || p.is("<<(")
	}
	return p.isLiteral()
}

// triples reads triples separated by dots (productions 52 and 55), with a last
// dot or without. It reports whether there was one.
func (p *parser) triples(emit sink) (dot bool) {
	for p.startsTriples() {
		p.sameSubject(emit)
		if dot = p.accept("."); !dot {
			return false
		}
	}
	return dot
}

// sameSubject is production 75 or 81: a subject and its predicates. A list, a
// property list or a reified triple may stand alone.
func (p *parser) sameSubject(emit sink) {
	p.separator = ""
	s, complete := p.term(emit)
	if !complete || p.startsVerb() {
		p.propertyList(s, emit)
	}
}

// term reads a subject or object; complete says that it brought triples with
// it, so that it may stand without predicates.
func (p *parser) term(emit sink) (n Node, complete bool) {
	switch {
	case p.tok.kind == tokVar:
		return p.patternVariable(), false
	case p.isIRI():
		return p.iri(""), false
	case p.isLiteral():
		return p.literal(), false
	case p.tok.kind == tokBlank:
		return p.blankNode(), false
	case p.is("["):
		return p.propertyBlank(emit)
	case p.is("("):
		return p.collection(emit)
	case p.is("<<("):
		return p.tripleTerm(), false
	case p.is("<<"):
		return p.reifiedTriple(emit), true
	}
	p.expected(wantTerm)
	return nil, false
}

// propertyBlank is [] or [ predicates ] (productions 99 and 138).
func (p *parser) propertyBlank(emit sink) (Node, bool) {
	p.enter()
	defer p.leave()
	n := p.newBlank(p.tok.Pos)
	p.advance()
	if p.accept("]") {
		return n, false
	}
	p.propertyList(n, emit)
	p.expect("]")
	return n, true
}

// collection is () or ( terms ) (productions 102 and 161).
func (p *parser) collection(emit sink) (Node, bool) {
	p.enter()
	defer p.leave()
	pos := p.tok.Pos
	p.advance()
	if p.accept(")") {
		return p.constant(pos, rdf.RDFNil), false
	}
	head := p.newBlank(pos)
	for cell := head; ; {
		item, _ := p.term(emit)
		emit(cell, p.constant(item.Position(), rdf.RDFFirst), item)
		rest := p.constant(item.Position(), rdf.RDFRest)
		if p.accept(")") {
			emit(cell, rest, p.constant(pos, rdf.RDFNil))
			return head, true
		}
		next := p.newBlank(p.tok.Pos)
		emit(cell, rest, next)
		cell = next
	}
}

func (p *parser) constant(pos Pos, iri string) *Constant {
	p.count()
	return &Constant{Pos: pos, Term: rdf.IRI(iri)}
}

// startsVerb reports whether a predicate is in sight.
func (p *parser) startsVerb() bool {
	return p.tok.kind == tokVar || p.isIRI() || p.isWord("a") ||
		p.is("^") || p.is("!") || p.is("(")
}

// propertyList is production 77 or 83: predicates and objects with ; and ,
func (p *parser) propertyList(s Node, emit sink) {
	p.verbObjects(s, emit)
	for p.accept(";") {
		p.separator = ";"
		if p.startsVerb() {
			p.verbObjects(s, emit)
		}
	}
}

func (p *parser) verbObjects(s Node, emit sink) {
	verb := p.verb()
	for {
		p.payShared(s)
		p.payShared(verb)
		o, _ := p.term(emit)
		emit(s, verb, o)
		p.annotations(s, verb, o, emit)
		if !p.accept(",") {
			return
		}
		p.separator = ","
	}
}

// verb is a predicate; in a pattern it may be a path.
func (p *parser) verb() Predicate {
	if p.in == inPattern && p.tok.kind != tokVar {
		return p.path()
	}
	n := p.simpleVerb()
	if v, ok := n.(*Variable); ok {
		return v
	}
	return n.(*Constant)
}

// simpleVerb is production 78: a variable, an IRI or "a".
func (p *parser) simpleVerb() Node {
	switch {
	case p.tok.kind == tokVar:
		return p.patternVariable()
	case p.isWord("a"):
		return p.a()
	case p.isIRI():
		return p.iri("")
	}
	p.expected(`a predicate (variable, IRI or "a")`)
	return nil
}
