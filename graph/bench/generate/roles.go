package generate

import (
	"strconv"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// roles adds who takes part in an event, and the direct relations that follow
// from it if it was not only planned.
func (t *telling) roles(s rdf.Term, e *event) {
	switch {
	case e.kind.isVisit():
		t.add(s, vocab.Host, t.mention(ofCountry, e.host))
		t.visitors(s, e)
	case e.kind == audience:
		t.add(s, vocab.Participant, t.mention(ofPerson, e.people[0]))
		t.add(s, vocab.Host, t.mention(ofPerson, e.people[1]))
		t.met(e)
	case e.kind == meeting:
		t.add(s, vocab.Host, t.mention(ofCountry, e.host))
		t.people(s, e, vocab.Participant)
		t.met(e)
	case e.kind.hasAttendees():
		t.add(s, vocab.Host, t.mention(ofCountry, e.host))
		t.people(s, e, vocab.Attendee)
		t.attended(s, e)
	case e.kind == signing:
		t.signed(s, e)
	case e.kind == founding, e.kind == establishment:
		t.add(s, vocab.Party, t.mention(ofCountry, e.host))
		t.add(s, vocab.Party, t.mention(ofCountry, e.guest))
	case e.kind == initiative:
		t.add(s, vocab.Initiator, t.mention(ofPerson, e.people[0]))
	default:
		t.add(s, vocab.Host, t.mention(ofCountry, e.host))
		t.add(s, vocab.Participant, t.mention(ofCountry, e.guest))
	}
	if e.body != none {
		t.add(s, vocab.Body, t.mention(ofBody, e.body))
	}
	if e.ordinal != none {
		t.add(s, vocab.Ordinal, rdf.Literal(strconv.FormatInt(e.ordinal, 10), vocab.XSDInteger))
	}
}

func (t *telling) people(s rdf.Term, e *event, role string) {
	for _, p := range e.people[:e.count] {
		t.add(s, role, t.mention(ofPerson, p))
	}
}

func (t *telling) relate(e *event, subject rdf.Term, predicate string, object rdf.Term) {
	if e.status != vocab.Planned {
		t.g.addOnce(relation{subject.Value, predicate, object.Value}, t.graph)
	}
}

func (t *telling) visitors(s rdf.Term, e *event) {
	country := t.mention(ofCountry, e.host)
	for _, p := range e.people[:e.count] {
		person := t.mention(ofPerson, p)
		t.add(s, vocab.Visitor, person)
		t.relate(e, person, vocab.Visited, country)
		if e.city != none {
			t.relate(e, person, vocab.Visited, t.mention(ofCity, e.city))
		}
	}
}

// met adds that the one who leads met the others.
func (t *telling) met(e *event) {
	lead := t.mention(ofPerson, e.people[0])
	for _, p := range e.people[1:e.count] {
		other := t.mention(ofPerson, p)
		t.relate(e, lead, vocab.Met, other)
		t.relate(e, other, vocab.Met, lead)
	}
}

func (t *telling) attended(s rdf.Term, e *event) {
	for _, p := range e.people[:e.count] {
		t.relate(e, t.mention(ofPerson, p), vocab.Attended, s)
	}
}

// signed adds the signatories, countries, and the document.
func (t *telling) signed(s rdf.Term, e *event) {
	document := rdf.IRI(e.documentIRI())
	k := documentKinds[e.document]
	t.add(s, vocab.HasDocument, document)
	t.add(document, vocab.RDFType, rdf.IRI(vocab.Document))
	t.add(document, vocab.RDFType, rdf.IRI(k.class))
	t.add(document, vocab.RDFSLabel, t.g.label(t.language, func(dst []byte) []byte {
		dst = append(append(dst, k.words[t.language]...), ": "...)
		r := stream(t.g.seed, ofTold, ^e.number)
		dst = append(append(dst, topics[t.language][r.below(int64(len(topics[t.language])))]...), ", "...)
		return appendDate(dst, e.start, e.precision)
	}))
	for _, c := range [...]int64{e.host, e.guest} {
		country := t.mention(ofCountry, c)
		t.add(s, vocab.Signatory, country)
		t.relate(e, country, vocab.Signed, document)
	}
}
