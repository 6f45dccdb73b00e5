package sparql

import (
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// tripleTerm translates a triple term of a pattern: a term if it has no
// variables, else a variable whose triple terms are matched after the pattern.
func (t *translator) tripleTerm(n *syntax.TripleTerm) (place, node) {
	if term, ok := groundTriple(n); ok {
		return constant(t.term(term)), nil
	}
	m := &tripleTermNode{term: t.scope.fresh()}
	var inner []*tripleTermNode
	for i, part := range []syntax.Node{n.Subject, n.Predicate, n.Object} {
		p, in := t.place(part)
		m.places[i] = p
		if in != nil {
			inner = append(inner, in.(*tripleTermNode))
		}
	}
	if len(inner) > 0 { // those inside are matched after this one
		last := inner[0]
		for last.input != nil {
			last = last.input.(*tripleTermNode)
		}
		last.input = m
		for _, x := range inner[1:] {
			end := x
			for end.input != nil {
				end = end.input.(*tripleTermNode)
			}
			end.input = inner[0]
			inner[0] = x
		}
		return variable(m.term), inner[0]
	}
	return variable(m.term), m
}

// match puts the innermost of m over n.
func match(n node, m *tripleTermNode) node {
	last := m
	for last.input != nil {
		last = last.input.(*tripleTermNode)
	}
	last.input = n
	return m
}

// groundTriple gives a triple term without variables as a term.
func groundTriple(n *syntax.TripleTerm) (rdf.Term, bool) {
	var parts [3]rdf.Term
	for i, part := range []syntax.Node{n.Subject, n.Predicate, n.Object} {
		switch p := part.(type) {
		case *syntax.Constant:
			parts[i] = p.Term
		case *syntax.TripleTerm:
			term, ok := groundTriple(p)
			if !ok {
				return rdf.Term{}, false
			}
			parts[i] = term
		default:
			return rdf.Term{}, false
		}
	}
	return rdf.TripleTerm(parts[0], parts[1], parts[2]), true
}
