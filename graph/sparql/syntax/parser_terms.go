package syntax

import (
	"strings"

	"diplograph/graph/rdf"
)

// isIRI reports whether an IRI or prefixed name is in sight (production 136).
func (p *parser) isIRI() bool { return p.tok.kind == tokIRI || p.tok.kind == tokName }

// iri is production 136; what says what should stand here.
func (p *parser) iri(what string) *Constant {
	if !p.isIRI() {
		p.expected(what)
	}
	p.count()
	c := &Constant{Pos: p.tok.Pos, Term: rdf.IRI(p.iriText())}
	p.advance()
	return c
}

// iriText makes the token in sight an absolute IRI.
func (p *parser) iriText() string {
	if p.tok.kind == tokIRI {
		return p.resolve(p.tok.text)
	}
	i, ok := p.prefixes[p.tok.prefix]
	if !ok {
		p.problem(p.tok.Pos, prefixHint(p.tok.prefix), "the prefix %q is not declared", p.tok.prefix+":")
	}
	return p.expand(p.prologue.Prefixes[i].Namespace + p.tok.text)
}

// a is the keyword for rdf:type.
func (p *parser) a() *Constant {
	p.count()
	c := &Constant{Pos: p.tok.Pos, Term: rdf.IRI(rdf.RDFType)}
	p.advance()
	return c
}

// variable is production 108; what says what should stand here.
func (p *parser) variable(what string) *Variable {
	if p.tok.kind != tokVar {
		p.expected(what)
	}
	p.count()
	v := &Variable{Pos: p.tok.Pos, Name: p.tok.text}
	p.advance()
	return v
}

// varOrIRI is production 107.
func (p *parser) varOrIRI() Node {
	if p.tok.kind == tokVar {
		return p.variable("")
	}
	return p.iri("a variable or an IRI")
}

// isLiteral reports whether a literal is in sight.
func (p *parser) isLiteral() bool {
	switch p.tok.kind {
	case tokString, tokInteger, tokDecimal, tokDouble:
		return true
	}
	return p.isWord("TRUE") || p.isWord("FALSE")
}

// literal reads an RDF, numeric or boolean literal (productions 129 to 134).
func (p *parser) literal() *Constant {
	p.count()
	c := &Constant{Pos: p.tok.Pos}
	t := p.tok
	p.advance()
	switch t.kind {
	case tokString:
		c.Term = p.stringLiteral(t.text)
	case tokInteger:
		c.Term = rdf.Literal(t.text, rdf.XSDInteger)
	case tokDecimal:
		c.Term = rdf.Literal(t.text, rdf.XSDDecimal)
	case tokDouble:
		c.Term = rdf.Literal(t.text, rdf.XSDDouble)
	default:
		c.Term = rdf.Literal(strings.ToLower(t.text), rdf.XSDBoolean)
	}
	return c
}

// stringLiteral reads what follows a string: a language tag, a datatype or
// nothing.
func (p *parser) stringLiteral(s string) rdf.Term {
	if p.accept("^^") {
		if !p.isIRI() {
			p.expected("the IRI of a datatype")
		}
		t := rdf.Literal(s, p.iriText())
		p.advance()
		return t
	}
	if p.tok.kind != tokLang {
		return rdf.String(s)
	}
	tag, direction, _ := strings.Cut(p.tok.text, "--")
	t := rdf.LangString(s, tag)
	switch direction {
	case "":
	case "ltr":
		t = rdf.DirLangString(s, tag, rdf.LTR)
	case "rtl":
		t = rdf.DirLangString(s, tag, rdf.RTL)
	default:
		p.expected("the base direction --ltr or --rtl")
	}
	p.advance()
	return t
}

// blankNode reads _:label.
func (p *parser) blankNode() *BlankNode {
	label, pos := p.tok.text, p.tok.Pos
	p.checkBlank(pos)
	switch p.in {
	case inPattern, inShort:
		if at, used := p.blanks.inPatterns[label]; used && at != p.blanks.pattern {
			p.problem(pos, "use a variable instead", "the blank node _:%s is in another basic graph pattern already, and means nothing outside it", clip(label))
		}
		p.blanks.inPatterns[label] = p.blanks.pattern
	case inInsertData:
		if at, used := p.blanks.inData[label]; used && at != p.blanks.data {
			p.problem(pos, "put the triples in one INSERT DATA, or use an IRI", "the blank node _:%s is in another INSERT DATA of the request already", clip(label))
		}
		p.blanks.inData[label] = p.blanks.data
	}
	p.count()
	p.advance()
	return &BlankNode{Pos: pos, Label: label}
}

// newBlank is the node of [], a list or a reifier without a name.
func (p *parser) newBlank(pos Pos) *BlankNode {
	p.checkBlank(pos)
	p.count()
	return &BlankNode{Pos: pos, Label: p.blanks.fresh()}
}

// checkBlank refuses blank nodes where triples are deleted: a new one would
// match nothing.
func (p *parser) checkBlank(pos Pos) {
	if p.in == inDelete || p.in == inDeleteData {
		p.problem(pos, "use DELETE with a variable and WHERE", "a blank node cannot name what to delete")
	}
}

// patternVariable is a variable of a triple, which it brings into scope.
func (p *parser) patternVariable() *Variable {
	if p.in.isData() {
		p.problem(p.tok.Pos, "INSERT DATA and DELETE DATA hold facts; use INSERT or DELETE with WHERE", "the variable %s stands in data", clip(p.source(p.tok)))
	}
	v := p.variable("a variable")
	if p.in.isPattern() {
		p.vars[v.Name] = struct{}{}
	}
	return v
}
