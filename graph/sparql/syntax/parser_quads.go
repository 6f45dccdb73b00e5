package syntax

import "diplograph/graph/rdf"

// quads is production 50 in braces: triples and GRAPH blocks. The context says
// which terms they may have.
func (p *parser) quads(in context, emit func(graph Node, s Node, verb Predicate, o Node)) {
	saved := p.in
	p.in = in
	p.openBrace()
	toGraph := func(graph Node) sink {
		return func(s Node, verb Predicate, o Node) { emit(graph, s, verb, o) }
	}
	p.triples(toGraph(nil))
	for p.acceptWord("GRAPH") {
		graph := p.quadsGraph()
		p.openBrace()
		p.triples(toGraph(graph))
		p.closeBrace("a triple")
		p.accept(".")
		p.triples(toGraph(nil))
	}
	p.closeBrace("a triple, GRAPH")
	p.in = saved
}

// quadsGraph is the name of a GRAPH block.
func (p *parser) quadsGraph() Node {
	if p.tok.kind == tokVar {
		return p.patternVariable() // which data does not allow
	}
	return p.iri("the IRI of a graph")
}

// quadPattern is production 48, quads with variables.
func (p *parser) quadPattern(in context) (list []QuadPattern) {
	p.quads(in, func(graph Node, s Node, verb Predicate, o Node) {
		list = append(list, QuadPattern{TriplePattern{Subject: s, Predicate: verb, Object: o}, graph})
	})
	return list
}

// quadData is production 49, quads without.
func (p *parser) quadData(in context) (list []rdf.Quad) {
	p.quads(in, func(graph Node, s Node, verb Predicate, o Node) {
		q := rdf.Quad{Subject: p.dataSubject(s), Predicate: verb.(*Constant).Term, Object: p.dataTerm(o)}
		if graph != nil {
			q.Graph = graph.(*Constant).Term
		}
		list = append(list, q)
	})
	return list
}

// dataSubject refuses what no quad can have for a subject.
func (p *parser) dataSubject(n Node) rdf.Term {
	t := p.dataTerm(n)
	if !t.IsIRI() && !t.IsBlank() {
		p.problem(n.Position(), "", "the subject of data must be an IRI or a blank node, not a literal or triple term")
	}
	return t
}

// dataTerm is the term of a node without variables.
func (p *parser) dataTerm(n Node) rdf.Term {
	switch n := n.(type) {
	case *Constant:
		return n.Term
	case *BlankNode:
		return rdf.Blank(n.Label)
	}
	t := n.(*TripleTerm)
	return rdf.TripleTerm(p.dataSubject(t.Subject), p.dataTerm(t.Predicate), p.dataTerm(t.Object))
}
