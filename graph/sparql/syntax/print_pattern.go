package syntax

import (
	"slices"

	"diplograph/graph/rdf"
)

func (p *printer) group(g *Group) {
	p.braces(func() {
		for _, e := range g.Elements {
			p.element(e)
		}
	})
}

// element writes an element on lines of its own.
func (p *printer) element(e Element) {
	if t, ok := e.(*Triples); ok {
		p.triples(t.Patterns)
		return
	}
	p.newline()
	switch e := e.(type) {
	case *Group:
		p.group(e)
	case *Optional:
		p.text("OPTIONAL ")
		p.group(e.Group)
	case *Union:
		separated(p, e.Groups, " UNION ", p.group)
	case *Minus:
		p.text("MINUS ")
		p.group(e.Group)
	case *GraphPattern:
		p.named("GRAPH ", e.Name, e.Group)
	case *Service:
		if e.Silent {
			p.named("SERVICE SILENT ", e.Name, e.Group)
		} else {
			p.named("SERVICE ", e.Name, e.Group)
		}
	case *Filter:
		p.text("FILTER ")
		p.constraint(e.Expr)
	case *Bind:
		p.text("BIND(")
		p.expr(e.Expr, 0)
		p.text(" AS ?" + e.Var.Name + ")")
	case *Values:
		p.values(e)
	case *SubSelect:
		p.subSelect(e)
	}
}

func (p *printer) named(keyword string, name Node, g *Group) {
	p.text(keyword)
	p.node(name)
	p.text(" ")
	p.group(g)
}

// triples writes each subject on a line, its further predicates below it.
func (p *printer) triples(list []TriplePattern) {
	for i, t := range list {
		sameSubject := i > 0 && sameNode(list[i-1].Subject, t.Subject)
		switch {
		case sameSubject && samePredicate(list[i-1].Predicate, t.Predicate):
			p.text(", ")
		case sameSubject:
			p.text(" ;")
			p.indent++
			p.newline()
			p.indent--
			p.predicate(t.Predicate)
			p.text(" ")
		default:
			if i > 0 {
				p.text(" .")
			}
			p.newline()
			p.node(t.Subject)
			p.text(" ")
			p.predicate(t.Predicate)
			p.text(" ")
		}
		p.node(t.Object)
	}
	if len(list) > 0 {
		p.text(" .")
	}
}

// sameNode reports whether two nodes are written alike. Triple terms are alike
// only if they are one; others are written again.
func sameNode(a, b Node) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *Variable:
		b, ok := b.(*Variable)
		return ok && a.Name == b.Name
	case *BlankNode:
		b, ok := b.(*BlankNode)
		return ok && a.Label == b.Label
	case *Constant:
		b, ok := b.(*Constant)
		return ok && a.Term.Equal(b.Term)
	}
	return false
}

// samePredicate is sameNode for predicates; for paths, see triple terms.
func samePredicate(a, b Predicate) bool {
	if a == b {
		return true
	}
	an, ok := a.(Node)
	if !ok {
		return false
	}
	bn, ok := b.(Node)
	return ok && sameNode(an, bn)
}

// quads writes triples, those of a graph in a GRAPH block.
func (p *printer) quads(list []QuadPattern) {
	p.braces(func() {
		for len(list) > 0 {
			graph := list[0].Graph
			n := slices.IndexFunc(list, func(q QuadPattern) bool { return !sameGraph(q.Graph, graph) })
			if n < 0 {
				n = len(list)
			}
			triples := make([]TriplePattern, n)
			for i, q := range list[:n] {
				triples[i] = q.TriplePattern
			}
			if graph == nil {
				p.triples(triples)
			} else {
				p.line("GRAPH ")
				p.node(graph)
				p.text(" ")
				p.braces(func() { p.triples(triples) })
			}
			list = list[n:]
		}
	})
}

func sameGraph(a, b Node) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return sameNode(a, b)
}

// patterns makes patterns of data, to write it.
func patterns(list []rdf.Quad) []QuadPattern {
	out := make([]QuadPattern, len(list))
	for i, q := range list {
		out[i].TriplePattern = TriplePattern{Subject: nodeOf(q.Subject), Predicate: &Constant{Term: q.Predicate}, Object: nodeOf(q.Object)}
		if !q.Graph.IsZero() {
			out[i].Graph = nodeOf(q.Graph)
		}
	}
	return out
}

func nodeOf(t rdf.Term) Node {
	switch t.Kind {
	case rdf.KindBlank:
		return &BlankNode{Label: t.Value}
	case rdf.KindTriple:
		return &TripleTerm{Subject: nodeOf(t.Triple.Subject), Predicate: nodeOf(t.Triple.Predicate), Object: nodeOf(t.Triple.Object)}
	}
	return &Constant{Term: t}
}

func (p *printer) values(v *Values) {
	p.text("VALUES ")
	one := len(v.Vars) == 1
	if one {
		p.text("?" + v.Vars[0].Name)
	} else {
		p.text("(")
		separated(p, v.Vars, " ", func(x *Variable) { p.text("?" + x.Name) })
		p.text(")")
	}
	p.text(" ")
	p.braces(func() {
		for _, row := range v.Rows {
			p.newline()
			p.row(row, one)
		}
	})
}

func (p *printer) row(row []rdf.Term, one bool) {
	if !one {
		p.text("(")
	}
	separated(p, row, " ", func(t rdf.Term) {
		if t.IsZero() {
			p.text("UNDEF")
		} else {
			p.node(nodeOf(t))
		}
	})
	if !one {
		p.text(")")
	}
}

func (p *printer) action(a Action) {
	switch a := a.(type) {
	case *Load:
		p.text("LOAD " + silent(a.Silent))
		p.term(a.Source.Term)
		if a.Into != nil {
			p.text(" INTO GRAPH ")
			p.term(a.Into.Term)
		}
	case *Clear:
		p.text("CLEAR " + silent(a.Silent))
		p.target(a.Target)
	case *Drop:
		p.text("DROP " + silent(a.Silent))
		p.target(a.Target)
	case *Create:
		p.text("CREATE " + silent(a.Silent) + "GRAPH ")
		p.term(a.Graph.Term)
	case *Add:
		p.transfer("ADD ", a.Silent, a.From, a.To)
	case *Move:
		p.transfer("MOVE ", a.Silent, a.From, a.To)
	case *Copy:
		p.transfer("COPY ", a.Silent, a.From, a.To)
	case *InsertData:
		p.text("INSERT DATA ")
		p.quads(patterns(a.Quads))
	case *DeleteData:
		p.text("DELETE DATA ")
		p.quads(patterns(a.Quads))
	case *DeleteWhere:
		p.text("DELETE WHERE ")
		p.quads(a.Quads)
	case *Modify:
		p.modify(a)
	}
}

func silent(s bool) string {
	if s {
		return "SILENT "
	}
	return ""
}

func (p *printer) transfer(keyword string, s bool, from, to GraphTarget) {
	p.text(keyword + silent(s))
	p.target(from)
	p.text(" TO ")
	p.target(to)
}

func (p *printer) target(t GraphTarget) {
	if t.Scope == OneGraph {
		p.text("GRAPH ")
		p.term(t.IRI.Term)
		return
	}
	p.text([...]string{DefaultGraph: "DEFAULT", NamedGraphs: "NAMED", AllGraphs: "ALL"}[t.Scope])
}

func (p *printer) modify(m *Modify) {
	if m.With != nil {
		p.text("WITH ")
		p.term(m.With.Term)
		p.newline()
	}
	if m.HasDelete {
		p.text("DELETE ")
		p.quads(m.Delete)
		if m.HasInsert {
			p.newline()
		}
	}
	if m.HasInsert {
		p.text("INSERT ")
		p.quads(m.Insert)
	}
	p.dataset("USING", m.Using)
	p.line("WHERE ")
	p.group(m.Where)
}
