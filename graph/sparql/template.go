package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// A template is the quads that each solution makes, with variables and with
// blank nodes that are new for each.
type template struct {
	run   *run
	quads []templateQuad
	slots []slot
}

type templateQuad [4]templateTerm

// A templateTerm is a term, a variable, a blank node, or a triple term of such.
type templateTerm struct {
	term   rdf.Term
	slot   slot
	blank  string
	triple *[3]templateTerm
}

// template translates quads; without graph they are in a given graph.
func (t *translator) template(r *run, quads []syntax.QuadPattern, graph rdf.Term) *template {
	tm := &template{run: r}
	for _, q := range quads {
		tq := templateQuad{t.templateTerm(q.Subject), t.templateTerm(q.Predicate.(syntax.Node)), t.templateTerm(q.Object), {term: graph, slot: noSlot}}
		if q.Graph != nil {
			tq[3] = t.templateTerm(q.Graph)
		}
		tm.quads = append(tm.quads, tq)
		for _, x := range tq {
			tm.slots = append(tm.slots, x.slots()...)
		}
	}
	return tm
}

func (t *translator) templateTerm(n syntax.Node) templateTerm {
	switch n := n.(type) {
	case *syntax.Variable:
		return templateTerm{slot: t.scope.slot(n.Name)}
	case *syntax.BlankNode:
		return templateTerm{slot: noSlot, blank: n.Label}
	case *syntax.Constant:
		return templateTerm{slot: noSlot, term: n.Term}
	case *syntax.TripleTerm:
		parts := [3]templateTerm{t.templateTerm(n.Subject), t.templateTerm(n.Predicate), t.templateTerm(n.Object)}
		return templateTerm{slot: noSlot, triple: &parts}
	}
	return templateTerm{slot: noSlot}
}

func (x templateTerm) slots() []slot {
	if x.triple != nil {
		var all []slot
		for _, p := range x.triple {
			all = append(all, p.slots()...)
		}
		return all
	}
	if x.slot == noSlot {
		return nil
	}
	return []slot{x.slot}
}

// quadPatterns makes quads of triples.
func quadPatterns(triples []syntax.TriplePattern) []syntax.QuadPattern {
	var quads []syntax.QuadPattern
	for _, p := range triples {
		quads = append(quads, syntax.QuadPattern{TriplePattern: p})
	}
	return quads
}

// templateSlots gives the variables of a template.
func (t *translator) templateSlots(triples []syntax.TriplePattern) []slot {
	return slotsOf(t.template(nil, quadPatterns(triples), rdf.Term{}).slots...).list()
}

// make calls each with the quads of a row; those that lack a term or are no RDF
// are left out.
func (tm *template) make(ctx context.Context, b *batch, row int, each func(rdf.Quad) error) error {
	blanks := map[string]rdf.Term{}
	for _, q := range tm.quads {
		var terms [4]rdf.Term
		complete := true
		for i, x := range q {
			t, err := tm.value(ctx, x, b, row, blanks)
			if err != nil {
				return err
			}
			terms[i] = t
			complete = complete && (!t.IsZero() || i == 3 && x.slot == noSlot)
		}
		quad := rdf.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Graph: terms[3]}
		if !complete || !isRDF(quad) {
			continue
		}
		if err := each(quad); err != nil {
			return err
		}
	}
	return nil
}

func isRDF(q rdf.Quad) bool {
	return (q.Subject.IsIRI() || q.Subject.IsBlank()) && q.Predicate.IsIRI() &&
		(q.Graph.IsZero() || q.Graph.IsIRI() || q.Graph.IsBlank())
}

func (tm *template) value(ctx context.Context, x templateTerm, b *batch, row int, blanks map[string]rdf.Term) (rdf.Term, error) {
	switch {
	case x.slot != noSlot:
		return tm.run.dict.term(ctx, b.at(x.slot, row))
	case x.blank != "":
		t, ok := blanks[x.blank]
		if !ok {
			t = rdf.Blank(tm.run.values.Blank())
			blanks[x.blank] = t
		}
		return t, nil
	case x.triple != nil:
		var parts [3]rdf.Term
		for i, p := range x.triple {
			t, err := tm.value(ctx, p, b, row, blanks)
			if t.IsZero() || err != nil {
				return rdf.Term{}, err
			}
			parts[i] = t
		}
		return rdf.TripleTerm(parts[0], parts[1], parts[2]), nil
	}
	return x.term, nil
}

// load decodes the columns that a template reads.
func (tm *template) load(ctx context.Context, b *batch) error {
	var columns [][]index.ID
	for _, s := range tm.slots {
		if b.cols[s] != nil {
			columns = append(columns, b.cols[s])
		}
	}
	return tm.run.dict.load(ctx, columns...)
}
