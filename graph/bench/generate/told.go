package generate

import (
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A relation is a triple of IRIs.
type relation struct{ subject, predicate, object string }

// told is what an article has said already, so that it says nothing twice.
type told struct {
	relations map[relation]struct{}
	entities  map[reference]struct{}
	events    map[int64]struct{}
}

// A reference is an entity: its kind and rank.
type reference struct {
	kind, rank int64
}

func newTold() told {
	return told{map[relation]struct{}{}, map[reference]struct{}{}, map[int64]struct{}{}}
}

func (t *told) clear() {
	clear(t.relations)
	clear(t.entities)
	clear(t.events)
}

// addOnce adds a relation unless the article has it.
func (g *Graph) addOnce(r relation, graph rdf.Term) {
	if _, again := g.told.relations[r]; again {
		return
	}
	g.told.relations[r] = struct{}{}
	g.add(rdf.IRI(r.subject), r.predicate, rdf.IRI(r.object), graph)
}

// mention gives an entity, and adds its type, and in some articles its label,
// where the article names it first.
func (t *telling) mention(kind, rank int64) rdf.Term {
	var term rdf.Term
	switch kind {
	case ofPerson:
		term = rdf.IRI(Person(rank))
	case ofCity:
		term = rdf.IRI(City(rank))
	case ofCountry:
		term = rdf.IRI(Country(rank))
	default:
		term = rdf.IRI(Body(rank))
	}
	ref := reference{kind, rank}
	if _, again := t.g.told.entities[ref]; again {
		return term
	}
	t.g.told.entities[ref] = struct{}{}
	t.add(term, vocab.RDFType, rdf.IRI(classes[kind]))
	if t.labels {
		t.add(term, vocab.RDFSLabel, t.nameOf(kind, rank))
	}
	return term
}

var classes = [...]string{ofPerson: vocab.SchemaPerson, ofCity: vocab.SchemaCity, ofCountry: vocab.SchemaCountry, ofBody: vocab.SchemaOrg}

// nameOf is an entity's label in the article's language.
func (t *telling) nameOf(kind, rank int64) rdf.Term {
	switch kind {
	case ofPerson:
		return t.g.personLabel(rank, t.language)
	case ofCity:
		return t.g.cityLabel(rank, t.language)
	case ofCountry:
		return t.g.countryLabel(rank, t.language)
	}
	return t.g.bodyLabel(rank, t.language)
}
