package gazetteer

import (
	"slices"
	"strings"

	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// Languages are the tags that labels come in. All but kaa-Latn are columns of
// the entity files.
var Languages = []string{"en", "ru", "uz", "uz-Cyrl", "kk", "kaa", "kaa-Latn"}

// An Entity is a country, region, city, body or person.
type Entity struct {
	ID     string              // what follows res: in its IRI: "city/khiva"
	Types  []string            // IRIs of its classes
	In     string              // id of what it is part of, or ""
	Labels map[string][]string // by language tag, the preferred one first
}

// IRI is the name of e in the graph.
func (e *Entity) IRI() string { return IRI(e.ID) }

// Is reports whether class (an IRI) is one of e's own types.
func (e *Entity) Is(class string) bool {
	return slices.Contains(e.Types, class)
}

// Label is e's preferred label in the language, or "".
func (e *Entity) Label(language string) string {
	if ls := e.Labels[language]; len(ls) > 0 {
		return ls[0]
	}
	return ""
}

// A TermOfOffice says that a person held a post, the first and the last day
// included. A zero To means: still in office.
type TermOfOffice struct {
	Person   string // id
	Role     string // IRI: vocab.HeadOfState and the like
	Of       string // id of a country or body
	From, To caldate.Date
}

// During reports whether the post may have been held on some day of d: a year
// or month given without a day counts whole, and the zero Date is any time.
func (t TermOfOffice) During(d caldate.Date) bool {
	if d.IsZero() {
		return true
	}
	return t.From.First().Compare(d.Last()) <= 0 &&
		(t.To.IsZero() || d.First().Compare(t.To.Last()) <= 0)
}

// A Member says that a state belongs or belonged to a body. From may be zero
// (not known), and To (still a member).
type Member struct {
	Member, Organization string // ids
	From, To             caldate.Date
}

// A Gazetteer is what Load read.
type Gazetteer struct {
	entities []*Entity
	byID     map[string]*Entity
	terms    []TermOfOffice
	byPost   map[post][]TermOfOffice
	byPerson map[string][]TermOfOffice
	members  []Member
}

type post struct{ role, of string }

// Entity looks an entity up by its id.
func (g *Gazetteer) Entity(id string) (*Entity, bool) {
	e, ok := g.byID[id]
	return e, ok
}

// Entities are all entities in the order of the files. Not to be changed.
func (g *Gazetteer) Entities() []*Entity { return g.entities }

// Terms are all terms of office in the order of the file. Not to be changed.
func (g *Gazetteer) Terms() []TermOfOffice { return g.terms }

// Members are all memberships in the order of the file. Not to be changed.
func (g *Gazetteer) Members() []Member { return g.members }

// Holders are the terms of office in which the role (an IRI) in a country or
// body (an id) was held on some day of d, in the order of the file: two at a
// hand-over, or where d is wider than a term. A zero d gives all of them.
func (g *Gazetteer) Holders(role, of string, d caldate.Date) []TermOfOffice {
	return during(g.byPost[post{role, of}], d)
}

// Posts are the terms of office of a person (an id) on some day of d.
func (g *Gazetteer) Posts(person string, d caldate.Date) []TermOfOffice {
	return during(g.byPerson[person], d)
}

func during(terms []TermOfOffice, d caldate.Date) []TermOfOffice {
	var found []TermOfOffice
	for _, t := range terms {
		if t.During(d) {
			found = append(found, t)
		}
	}
	return found
}

// IRI is the name in the graph of the entity with that id.
func IRI(id string) string { return vocab.Res + id }

// ID is the inverse of IRI; ok is false for an IRI that is not the project's.
func ID(iri string) (id string, ok bool) { return strings.CutPrefix(iri, vocab.Res) }
