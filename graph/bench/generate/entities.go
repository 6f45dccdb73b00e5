package generate

import (
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// home is the rank of the country that the articles are written in.
const home = 0

// entity adds what the gazetteer knows of the i-th entity, and reports whether
// there is one. What remains after the entities are articles.
func (g *Graph) entity(i int64) bool {
	if i < g.sizes.countries {
		g.country(i)
		return true
	}
	if i -= g.sizes.countries; i < g.sizes.bodies {
		g.body(i)
		return true
	}
	if i -= g.sizes.bodies; i < g.sizes.cities {
		g.city(i)
		return true
	}
	if i -= g.sizes.cities; i < g.sizes.people {
		g.person(i)
		return true
	}
	return false
}

func (s sizes) entities() int64 { return s.countries + s.bodies + s.cities + s.people }

// countryOfCity is the country that a city is in: Home has the first ones and
// most of the others.
func (g *Graph) countryOfCity(i int64) int64 {
	r := stream(g.seed, ofCity, i)
	if i < 4 || r.chance(60) {
		return home
	}
	return r.below(g.sizes.countries)
}

// countryOfPerson is the country that a person speaks for.
func (g *Graph) countryOfPerson(i int64) int64 {
	r := stream(g.seed, ofPerson, i)
	if i == 0 || r.chance(25) {
		return home
	}
	return r.rank(g.sizes.countries)
}

func (g *Graph) country(i int64) {
	s := rdf.IRI(Country(i))
	r := stream(g.seed, ofCountry, i)
	g.add(s, vocab.RDFType, rdf.IRI(vocab.SchemaCountry), gazetteer)
	for l := range languages {
		g.add(s, vocab.RDFSLabel, g.countryLabel(i, l), gazetteer)
	}
	g.add(s, vocab.SKOSAltLabel, g.label(english, func(dst []byte) []byte {
		return appendCountry(append(dst, "Republic of "...), i, true, true)
	}), gazetteer)
	for kinds := int64(len(bodyKinds)); kinds > 0; kinds -= 2 { // bodies of kind 0 are international
		body := r.rank(g.sizes.bodies/int64(len(bodyKinds))) * int64(len(bodyKinds))
		g.addOnce(relation{s.Value, vocab.ORGMemberOf, Body(body)}, gazetteer)
	}
	g.told.clear()
}

func (g *Graph) city(i int64) {
	s := rdf.IRI(City(i))
	country := g.countryOfCity(i)
	g.add(s, vocab.RDFType, rdf.IRI(vocab.SchemaCity), gazetteer)
	if i%16 == 0 {
		g.add(s, vocab.RDFType, rdf.IRI(vocab.Capital), gazetteer)
	}
	g.add(s, vocab.SchemaContained, rdf.IRI(Country(country)), gazetteer)
	for _, l := range [...]int{english, 1, 3} {
		g.add(s, vocab.RDFSLabel, g.cityLabel(i, l), gazetteer)
	}
}

func (g *Graph) body(i int64) {
	s := rdf.IRI(Body(i))
	r := stream(g.seed, ofBody, i)
	g.add(s, vocab.RDFType, rdf.IRI(vocab.SchemaOrg), gazetteer)
	g.add(s, vocab.RDFType, rdf.IRI(bodyKinds[i%int64(len(bodyKinds))].class), gazetteer)
	g.add(s, vocab.RDFSLabel, g.bodyLabel(i, english), gazetteer)
	g.add(s, vocab.RDFSLabel, g.bodyLabel(i, 1), gazetteer)
	if i > 0 && r.chance(40) { // a part of an earlier one: chains that end
		g.add(s, vocab.ORGSubOrg, rdf.IRI(Body(r.below(i))), gazetteer)
	}
}

// roles of people, by how often.
var roles = [...]string{
	vocab.Ambassador, vocab.Minister, vocab.ForeignMinister, vocab.Speaker, vocab.DeputyHead,
	vocab.HeadOfGovernment, vocab.HeadOfState, vocab.SecretaryGeneral, vocab.Chair, vocab.CoChair,
}

func (g *Graph) person(i int64) {
	s := rdf.IRI(Person(i))
	r := stream(g.seed, ofPerson, ^i)
	g.add(s, vocab.RDFType, rdf.IRI(vocab.SchemaPerson), gazetteer)
	for _, l := range [...]int{english, 1, 3} {
		g.add(s, vocab.RDFSLabel, g.personLabel(i, l), gazetteer)
	}
	if r.chance(20) {
		g.add(s, vocab.SKOSAltLabel, g.label(english, func(dst []byte) []byte { return appendSurname(dst, i, true, true) }), gazetteer)
	}
	organization := Country(g.countryOfPerson(i))
	if r.chance(30) {
		organization = Body(r.rank(g.sizes.bodies))
	}
	post := rdf.IRI(vocab.Res + "membership/" + s.Value[len(vocab.Res+"person/"):])
	start := day(r.below(int64(lastDay) - 2000))
	g.add(post, vocab.RDFType, rdf.IRI(vocab.ORGMembership), gazetteer)
	g.add(post, vocab.ORGMember, s, gazetteer)
	g.add(post, vocab.ORGOrganization, rdf.IRI(organization), gazetteer)
	g.add(post, vocab.ORGRole, rdf.IRI(roles[r.rank(int64(len(roles)))]), gazetteer)
	g.add(post, vocab.SchemaStartDate, dateTerm(start, toDay), gazetteer)
	if r.chance(60) {
		g.add(post, vocab.SchemaEndDate, dateTerm(start+day(200+r.below(1800)), toDay), gazetteer)
	}
}
