package syntax

// group is production 53: a sub-query or a group graph pattern in braces. The
// variables it brings into scope are merged into those of the group around it
// if visible is set.
func (p *parser) group(visible bool) *Group {
	p.enter()
	defer p.leave()
	p.count()
	outer, outerBlanks, aggregates := p.vars, p.blanks.pattern, p.aggregates
	in := p.in
	p.vars, p.aggregates, p.in = varSet{}, noAggregates, inPattern
	p.blanks.startPattern()

	g := &Group{Pos: p.tok.Pos}
	p.openBrace()
	if p.isWord("SELECT") {
		g.Elements = []Element{p.subSelect()}
	} else {
		p.elements(g)
	}
	p.closeBrace("a graph pattern")

	inner := p.vars
	p.vars, p.blanks.pattern, p.aggregates, p.in = outer, outerBlanks, aggregates, in
	if visible {
		p.vars = union(outer, inner)
	}
	return g
}

// elements is production 54. Filters do not end a basic graph pattern, all
// else but triples does.
func (p *parser) elements(g *Group) {
	p.triplesBlock(g)
	for !p.is("}") {
		e := p.element()
		if e == nil {
			return
		}
		g.Elements = append(g.Elements, e)
		if _, filter := e.(*Filter); !filter {
			p.blanks.startPattern()
		}
		p.accept(".")
		p.triplesBlock(g)
	}
}

func (p *parser) triplesBlock(g *Group) {
	if !p.startsTriples() {
		return
	}
	t := &Triples{Pos: p.tok.Pos}
	p.triples(func(s Node, verb Predicate, o Node) {
		t.Patterns = append(t.Patterns, TriplePattern{Subject: s, Predicate: verb, Object: o})
	})
	g.Elements = append(g.Elements, t)
}

// element is production 56, GraphPatternNotTriples; nil if none is in sight.
func (p *parser) element() Element {
	pos := p.tok.Pos
	switch {
	case p.is("{"):
		return p.groupOrUnion()
	case p.tok.kind != tokWord:
		return nil
	}
	switch p.tok.text {
	case "OPTIONAL":
		p.advance()
		return &Optional{Pos: pos, Group: p.group(true)}
	case "MINUS":
		p.advance()
		return &Minus{Pos: pos, Group: p.group(false)}
	case "GRAPH":
		p.advance()
		e := &GraphPattern{Pos: pos, Name: p.graphName()}
		e.Group = p.group(true)
		return e
	case "SERVICE":
		p.advance()
		e := &Service{Pos: pos, Silent: p.acceptWord("SILENT"), Name: p.graphName()}
		e.Group = p.group(true)
		return e
	case "FILTER":
		p.advance()
		return &Filter{Pos: pos, Expr: p.constraint()}
	case "BIND":
		return p.bind()
	case "VALUES":
		return p.values()
	}
	return nil
}

// graphName is the name of GRAPH or SERVICE, which is in scope if a variable.
func (p *parser) graphName() Node {
	n := p.varOrIRI()
	if v, ok := n.(*Variable); ok {
		p.vars[v.Name] = struct{}{}
	}
	return n
}

// groupOrUnion is production 67.
func (p *parser) groupOrUnion() Element {
	pos := p.tok.Pos
	groups := []*Group{p.group(true)}
	for p.acceptWord("UNION") {
		groups = append(groups, p.group(true))
	}
	if len(groups) == 1 {
		return groups[0]
	}
	return &Union{Pos: pos, Groups: groups}
}

// bind is production 60.
func (p *parser) bind() Element {
	b := &Bind{Pos: p.tok.Pos}
	p.advance()
	p.expect("(")
	b.Expr = p.expression()
	p.expectWord("AS")
	b.Var = p.variable(`a variable after AS`)
	if p.vars.has(b.Var.Name) {
		p.problem(b.Var.Pos, "bind to a new name, or put BIND before the patterns that use it", "BIND cannot give ?%s a value: it is in scope already, from the patterns before", clip(b.Var.Name))
	}
	p.vars[b.Var.Name] = struct{}{}
	p.expect(")")
	return b
}
