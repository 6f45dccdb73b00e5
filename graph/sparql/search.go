package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/vocab"
)

// SearchIRI is dg:search, the predicate that stands for a search by name.
const SearchIRI = vocab.DG + "search"

// Names finds entities by their names.
type Names interface {
	// Find gives the entities with a name like the text, the best first.
	Find(ctx context.Context, text string) ([]rdf.Term, error)
}

// isSearch reports whether a pattern is ?entity dg:search "text".
func isSearch(p syntax.Predicate) bool {
	c, ok := p.(*syntax.Constant)
	return ok && c.Term == rdf.IRI(SearchIRI)
}

// search translates ?entity dg:search "text": what is found now stands in the
// query like VALUES, so that the planner knows how much it is.
func (t *translator) search(p syntax.TriplePattern, entity place) node {
	text, ok := p.Object.(*syntax.Constant)
	if !ok || !text.Term.IsLiteral() {
		t.failAt(p.Object.Position(), "dg:search: expected a string to look for")
		return &unitNode{}
	}
	if t.options.Names == nil {
		t.failAt(p.Position(), "dg:search: there is no index of names here")
		return &unitNode{}
	}
	found, err := t.options.Names.Find(t.ctx, text.Term.Value)
	if err != nil {
		t.fail(err)
		return &unitNode{}
	}
	n := &valuesNode{}
	if entity.slot != noSlot {
		n.slots = []slot{entity.slot}
	}
	for _, term := range found {
		switch id := t.term(term); {
		case entity.slot != noSlot:
			n.rows = append(n.rows, []index.ID{id})
		case id == entity.id:
			n.rows = append(n.rows, nil)
		}
	}
	return n
}
