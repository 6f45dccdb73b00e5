package syntax

import (
	"math"
	"strconv"
)

// query is productions 1 and 2.
func (p *parser) query() *Query {
	p.vars = varSet{}
	p.parsePrologue()
	q := &Query{Pos: p.tok.Pos, Prologue: p.prologue}
	switch {
	case p.isWord("SELECT"):
		q.Form = Select
		p.selectQuery(q)
	case p.acceptWord("CONSTRUCT"):
		q.Form = Construct
		p.construct(q)
	case p.acceptWord("DESCRIBE"):
		q.Form = Describe
		p.describe(q)
	case p.acceptWord("ASK"):
		q.Form = Ask
		p.dataset(&q.Dataset, "FROM")
		q.Where = p.where()
		q.Modifiers, q.Values = p.tail()
	default:
		p.expected("SELECT, CONSTRUCT, DESCRIBE or ASK (or BASE, PREFIX before it)")
	}
	if p.tok.kind != tokEOF {
		p.expected("the end of the query")
	}
	return q
}

// selectQuery is production 7.
func (p *parser) selectQuery(q *Query) {
	pos := p.tok.Pos
	q.Projection = p.projection()
	p.dataset(&q.Dataset, "FROM")
	q.Where = p.where()
	q.Modifiers, q.Values = p.tail()
	p.checkSelect(pos, q.Projection, q.Modifiers, q.Values)
}

// subSelect is production 8.
func (p *parser) subSelect() *SubSelect {
	s := &SubSelect{Pos: p.tok.Pos, Projection: p.projection()}
	s.Where = p.where()
	s.Modifiers, s.Values = p.tail()
	p.checkSelect(s.Pos, s.Projection, s.Modifiers, s.Values)
	if !s.Projection.All() {
		p.vars = varSet{}
		for _, it := range s.Projection.Items {
			p.vars[it.Var.Name] = struct{}{}
		}
	}
	return s
}

// projection is production 9, from the keyword.
func (p *parser) projection() (s Projection) {
	p.advance()
	s.Distinct = p.acceptWord("DISTINCT")
	if !s.Distinct {
		s.Reduced = p.acceptWord("REDUCED")
	}
	if p.accept("*") {
		return s
	}
	for p.tok.kind == tokVar || p.is("(") {
		s.Items = append(s.Items, p.projectionItem())
	}
	if len(s.Items) == 0 {
		p.expected(`a variable, "(" with an expression, or "*"`)
	}
	return s
}

func (p *parser) projectionItem() ProjectionItem {
	if p.tok.kind == tokVar {
		return ProjectionItem{Var: p.variable("")}
	}
	p.advance()
	e := p.withAggregates(p.expression)
	p.expectWord("AS")
	it := ProjectionItem{Expr: e, Var: p.variable("a variable after AS")}
	p.expect(")")
	return it
}

// withAggregates parses where aggregates are allowed.
func (p *parser) withAggregates(parse func() Expr) Expr {
	saved := p.aggregates
	p.aggregates = aggregatesAllowed
	e := parse()
	p.aggregates = saved
	return e
}

// dataset reads clauses of FROM or USING (productions 13 to 16 and 44).
func (p *parser) dataset(d *Dataset, keyword string) {
	for p.acceptWord(keyword) {
		if p.acceptWord("NAMED") {
			d.Named = append(d.Named, p.iri("the IRI of a graph"))
		} else {
			d.Default = append(d.Default, p.iri("the IRI of a graph, or NAMED"))
		}
	}
}

// where is production 17.
func (p *parser) where() *Group {
	if !p.acceptWord("WHERE") && !p.is("{") {
		p.expected(`WHERE or "{"`)
	}
	return p.group(true)
}

// construct is production 10, after the keyword.
func (p *parser) construct(q *Query) {
	if p.is("{") {
		p.in = inTemplate
		q.Template = p.template()
		p.in = inPattern
		p.dataset(&q.Dataset, "FROM")
		q.Where = p.where()
	} else {
		p.dataset(&q.Dataset, "FROM")
		if !p.isWord("WHERE") {
			p.expected(`a template in "{" or WHERE`)
		}
		p.advance()
		p.constructWhere(q)
	}
	q.Modifiers, q.Values = p.tail()
}

// constructWhere reads { triples } that are template and pattern in one.
func (p *parser) constructWhere(q *Query) {
	pos := p.tok.Pos
	p.in = inShort
	p.blanks.startPattern()
	q.Template = p.template()
	p.in = inPattern
	q.Where = &Group{Pos: pos}
	if len(q.Template) > 0 {
		q.Where.Elements = []Element{&Triples{Pos: q.Template[0].Position(), Patterns: q.Template}}
	}
}

// template is production 73, { triples }.
func (p *parser) template() (list []TriplePattern) {
	p.openBrace()
	p.triples(func(s Node, verb Predicate, o Node) {
		list = append(list, TriplePattern{Subject: s, Predicate: verb, Object: o})
	})
	p.closeBrace("a triple")
	return list
}

// describe is production 11, after the keyword.
func (p *parser) describe(q *Query) {
	if !p.accept("*") {
		for p.tok.kind == tokVar || p.isIRI() {
			q.Targets = append(q.Targets, p.varOrIRI())
		}
		if len(q.Targets) == 0 {
			p.expected(`a variable, an IRI or "*"`)
		}
	}
	p.dataset(&q.Dataset, "FROM")
	if p.isWord("WHERE") || p.is("{") {
		q.Where = p.where()
	}
	q.Modifiers, q.Values = p.tail()
}

// tail reads the modifiers (production 18) and VALUES (production 28).
func (p *parser) tail() (m Modifiers, v *Values) {
	if p.acceptWord("GROUP") {
		p.expectWord("BY")
		m.GroupBy = p.groupBy()
	}
	if p.acceptWord("HAVING") {
		m.Having = append(m.Having, p.withAggregates(p.constraint))
		for p.startsConstraint() {
			m.Having = append(m.Having, p.withAggregates(p.constraint))
		}
	}
	if p.acceptWord("ORDER") {
		p.expectWord("BY")
		m.OrderBy = p.orderBy()
	}
	p.limitOffset(&m)
	if p.isWord("VALUES") {
		v = p.values()
	}
	return m, v
}

// groupBy is productions 19 and 20, after the keywords.
func (p *parser) groupBy() (list []GroupCondition) {
	for p.tok.kind == tokVar || p.startsConstraint() {
		list = append(list, p.groupCondition())
	}
	if len(list) == 0 {
		p.expected(`a variable, a function call or "("`)
	}
	return list
}

func (p *parser) groupCondition() (c GroupCondition) {
	if p.tok.kind == tokVar {
		c.Expr = p.variable("")
		return c
	}
	if !p.is("(") {
		c.Expr = p.constraint()
		return c
	}
	p.enter()
	defer p.leave()
	p.advance()
	c.Expr = p.expression()
	if p.acceptWord("AS") {
		c.Var = p.variable("a variable after AS")
		if p.vars.has(c.Var.Name) {
			p.problem(c.Var.Pos, "choose a new name", "GROUP BY cannot give ?%s a value: it is in scope already", clip(c.Var.Name))
		}
		p.vars[c.Var.Name] = struct{}{}
	}
	p.expect(")")
	return c
}

// orderBy is productions 23 and 24, after the keywords.
func (p *parser) orderBy() (list []OrderCondition) {
	for {
		switch {
		case p.isWord("ASC") || p.isWord("DESC"):
			c := OrderCondition{Descending: p.isWord("DESC")}
			p.advance()
			c.Expr = p.withAggregates(p.bracketted)
			list = append(list, c)
		case p.tok.kind == tokVar:
			list = append(list, OrderCondition{Expr: p.variable("")})
		case p.startsConstraint():
			list = append(list, OrderCondition{Expr: p.withAggregates(p.constraint)})
		case len(list) == 0:
			p.expected(`a variable, ASC, DESC, a function call or "("`)
		default:
			return list
		}
	}
}

// limitOffset is productions 25 to 27: each once, in either order.
func (p *parser) limitOffset(m *Modifiers) {
	offset := false
	for {
		switch {
		case m.Limit == nil && p.acceptWord("LIMIT"):
			n := p.integer()
			m.Limit = &n
		case !offset && p.acceptWord("OFFSET"):
			m.Offset, offset = p.integer(), true
		default:
			return
		}
	}
}

// integer reads an INTEGER without sign; more than fits is as good as the most
// that does.
func (p *parser) integer() int64 {
	if p.tok.kind != tokInteger || !isDigit(rune(p.tok.text[0])) {
		p.expected("a whole number of 0 or more")
	}
	n, err := strconv.ParseInt(p.tok.text, 10, 64)
	if err != nil {
		n = math.MaxInt64
	}
	p.advance()
	return n
}
