package syntax

import "diplograph/graph/rdf"

const wantData = "an IRI, a literal, a triple term or UNDEF"

// values is VALUES and its data block (productions 61 to 65), from the keyword.
func (p *parser) values() *Values {
	v := &Values{Pos: p.tok.Pos}
	p.advance()
	if p.tok.kind == tokVar {
		p.valuesVariable(v)
		p.expect("{")
		for !p.accept("}") {
			p.count()
			v.Rows = append(v.Rows, []rdf.Term{p.dataValue()})
		}
		return v
	}
	if !p.accept("(") {
		p.expected(`a variable or "(" with variables`)
	}
	for !p.accept(")") {
		p.valuesVariable(v)
	}
	p.expect("{")
	for !p.accept("}") {
		v.Rows = append(v.Rows, p.valuesRow(v))
	}
	return v
}

func (p *parser) valuesVariable(v *Values) {
	x := p.variable(`a variable or ")"`)
	for _, y := range v.Vars {
		p.count() // so that the search is paid for
		if x.Name == y.Name {
			p.problem(x.Pos, "", "VALUES names ?%s twice", clip(x.Name))
		}
	}
	v.Vars = append(v.Vars, x)
	p.vars[x.Name] = struct{}{}
}

func (p *parser) valuesRow(v *Values) []rdf.Term {
	pos := p.tok.Pos
	p.count()
	if !p.accept("(") {
		p.expected(`a row in parentheses or "}"`)
	}
	row := make([]rdf.Term, 0, len(v.Vars))
	for !p.accept(")") {
		p.count()
		row = append(row, p.dataValue())
	}
	if len(row) != len(v.Vars) {
		p.problem(pos, "write UNDEF where there is no value", "this row of VALUES has %d values for %d variables", len(row), len(v.Vars))
	}
	return row
}

// dataValue is production 65; UNDEF is the zero term.
func (p *parser) dataValue() rdf.Term {
	switch {
	case p.acceptWord("UNDEF"):
		return rdf.Term{}
	case p.is("<<("):
		return p.dataTriple()
	case p.isIRI():
		t := rdf.IRI(p.iriText())
		p.advance()
		return t
	case p.isLiteral():
		return p.literal().Term
	}
	p.expected(wantData)
	return rdf.Term{}
}

// dataTriple is a triple term without variables and blank nodes.
func (p *parser) dataTriple() rdf.Term {
	p.enter()
	defer p.leave()
	p.count()
	p.advance()
	s := p.iri("an IRI, the subject of a triple term of data").Term
	verb := rdf.IRI(rdf.RDFType)
	if !p.acceptWord("a") {
		verb = p.iri(`an IRI or "a", the predicate of a triple term`).Term
	}
	if p.isWord("UNDEF") {
		p.expected("an IRI, a literal or a triple term")
	}
	t := rdf.TripleTerm(s, verb, p.dataValue())
	p.expect(")>>")
	return t
}
