package syntax

const wantAction = "INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY"

// update is productions 3 and 29: operations with semicolons between them, and
// perhaps one after the last.
func (p *parser) update() *Update {
	u := &Update{}
	for {
		p.parsePrologue()
		if p.tok.kind == tokEOF {
			return u
		}
		p.vars = varSet{}
		p.count()
		op := Operation{Pos: p.tok.Pos, Prologue: p.prologue}
		op.Action = p.action()
		u.Operations = append(u.Operations, op)
		if !p.accept(";") {
			break
		}
	}
	if p.tok.kind != tokEOF {
		p.expected(`";" or the end of the request`)
	}
	return u
}

// action is production 30, Update1.
func (p *parser) action() Action {
	if p.tok.kind != tokWord {
		p.expected(wantAction)
	}
	switch p.tok.text {
	case "INSERT":
		p.advance()
		if p.acceptWord("DATA") {
			p.blanks.data++
			return &InsertData{Quads: p.quadData(inInsertData)}
		}
		return p.modify(&Modify{}, true)
	case "DELETE":
		return p.delete()
	case "WITH":
		p.advance()
		m := &Modify{With: p.iri("the IRI of a graph")}
		if p.acceptWord("DELETE") {
			return p.modify(m, false)
		}
		if !p.acceptWord("INSERT") {
			p.expected("DELETE or INSERT")
		}
		return p.modify(m, true)
	}
	return p.graphAction()
}

// delete is DELETE DATA, DELETE WHERE or DELETE {...}.
func (p *parser) delete() Action {
	p.advance()
	if p.acceptWord("DATA") {
		return &DeleteData{Quads: p.quadData(inDeleteData)}
	}
	if p.acceptWord("WHERE") {
		return &DeleteWhere{Quads: p.quadPattern(inDelete)}
	}
	return p.modify(&Modify{}, false)
}

// modify is production 41, after the first of its keywords.
func (p *parser) modify(m *Modify, insert bool) Action {
	if !insert {
		if !p.is("{") {
			p.expected(`DATA, WHERE or a template in "{"`)
		}
		m.HasDelete, m.Delete = true, p.quadPattern(inDelete)
		insert = p.acceptWord("INSERT")
	}
	if insert {
		if !p.is("{") {
			p.expected(`DATA or a template in "{"`)
		}
		m.HasInsert, m.Insert = true, p.quadPattern(inTemplate)
	}
	p.dataset(&m.Using, "USING")
	if !p.acceptWord("WHERE") {
		p.expected("WHERE")
	}
	m.Where = p.group(true)
	return m
}

// graphAction is an operation on whole graphs (productions 31 to 37).
func (p *parser) graphAction() Action {
	word := p.tok.text
	switch word {
	case "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY":
	default:
		p.expected(wantAction)
	}
	p.advance()
	silent := p.acceptWord("SILENT")
	switch word {
	case "LOAD":
		return p.load(silent)
	case "CLEAR":
		return &Clear{Silent: silent, Target: p.graphTarget()}
	case "DROP":
		return &Drop{Silent: silent, Target: p.graphTarget()}
	case "CREATE":
		p.expectWord("GRAPH")
		return &Create{Silent: silent, Graph: p.iri("the IRI of a graph")}
	}
	from := p.graphOrDefault()
	p.expectWord("TO")
	to := p.graphOrDefault()
	switch word {
	case "ADD":
		return &Add{Silent: silent, From: from, To: to}
	case "MOVE":
		return &Move{Silent: silent, From: from, To: to}
	}
	return &Copy{Silent: silent, From: from, To: to}
}

func (p *parser) load(silent bool) Action {
	a := &Load{Silent: silent, Source: p.iri("the IRI of a document")}
	if p.acceptWord("INTO") {
		p.expectWord("GRAPH")
		a.Into = p.iri("the IRI of a graph")
	}
	return a
}

// graphTarget is production 47, GraphRefAll.
func (p *parser) graphTarget() GraphTarget {
	switch {
	case p.acceptWord("DEFAULT"):
		return GraphTarget{Scope: DefaultGraph}
	case p.acceptWord("NAMED"):
		return GraphTarget{Scope: NamedGraphs}
	case p.acceptWord("ALL"):
		return GraphTarget{Scope: AllGraphs}
	case p.acceptWord("GRAPH"):
		return GraphTarget{IRI: p.iri("the IRI of a graph")}
	}
	p.expected("GRAPH with an IRI, DEFAULT, NAMED or ALL")
	return GraphTarget{}
}

// graphOrDefault is production 45.
func (p *parser) graphOrDefault() GraphTarget {
	if p.acceptWord("DEFAULT") {
		return GraphTarget{Scope: DefaultGraph}
	}
	p.acceptWord("GRAPH")
	return GraphTarget{IRI: p.iri("DEFAULT or the IRI of a graph")}
}
