package generate

import (
	"strconv"
	"unicode/utf8"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A telling is the graph of one article in the making.
type telling struct {
	article
	g     *Graph
	graph rdf.Term
	place int64 // where the next passage begins, in code points
}

// article adds an article: the step is past all entities.
func (g *Graph) article(step int64) {
	a := g.articleFacts(step - g.sizes.entities())
	t := telling{article: a, g: g, graph: rdf.IRI(a.iri()), place: 100 + a.number%200}
	g.told.clear()
	t.head()
	for i := range a.events {
		e := g.eventFacts(a, i)
		g.told.events[e.number] = struct{}{}
		t.event(&e)
		if e.super && e.kind.hasAttendees() {
			whole := g.eventFacts(a, 0)
			t.add(rdf.IRI(whole.iri()), vocab.Purpose, rdf.IRI(e.iri()))
		}
	}
	t.earlier()
}

func (t *telling) add(s rdf.Term, predicate string, o rdf.Term) { t.g.add(s, predicate, o, t.graph) }

func (t *telling) head() {
	t.add(t.graph, vocab.RDFType, rdf.IRI(vocab.SchemaArticle))
	t.add(t.graph, vocab.SchemaPublished, dateTerm(t.day, toDay))
	t.add(t.graph, vocab.SchemaInLanguage, rdf.String(languages[t.language]))
	first := t.g.eventFacts(t.article, 0)
	t.add(t.graph, vocab.RDFSLabel, t.g.label(t.language, func(dst []byte) []byte { return t.appendLabel(dst, &first, t.language) }))
}

// earlier tells again of events of the articles before, and says what visit the
// article's own is the answer to.
func (t *telling) earlier() {
	r := stream(t.g.seed, ofTold, t.number)
	for n := r.below(4) - 1; n > 0 && t.number > 0; n-- {
		before := t.g.articleFacts(t.number - 1 - r.rank(min(t.number, 1000)))
		e := t.g.eventFacts(before, r.below(before.events))
		if _, again := t.g.told.events[e.number]; again {
			continue
		}
		t.g.told.events[e.number] = struct{}{}
		t.event(&e)
	}
	if t.number == 0 || !t.ofVisit {
		return
	}
	before := t.g.articleFacts(r.below(t.number))
	if before.ofVisit {
		own, other := t.g.eventFacts(t.article, 0), t.g.eventFacts(before, 0)
		t.add(rdf.IRI(own.iri()), vocab.InResponseTo, rdf.IRI(other.iri()))
	}
}

func (t *telling) event(e *event) {
	s := rdf.IRI(e.iri())
	t.add(s, vocab.RDFType, rdf.IRI(vocab.SEMEvent))
	t.add(s, vocab.RDFType, rdf.IRI(vocab.SchemaEvent))
	t.add(s, vocab.RDFType, rdf.IRI(kinds[e.kind].class))
	t.add(s, vocab.RDFSLabel, t.g.label(english, func(dst []byte) []byte { return t.appendLabel(dst, e, english) }))
	if t.language != english {
		t.add(s, vocab.RDFSLabel, t.g.label(t.language, func(dst []byte) []byte { return t.appendLabel(dst, e, t.language) }))
	}
	start := dateTerm(e.start, e.precision)
	end := start
	if e.end != e.start {
		end = dateTerm(e.end, e.precision)
	}
	t.add(s, vocab.SchemaStartDate, start)
	t.add(s, vocab.SchemaEndDate, end)
	t.add(s, vocab.Status, rdf.IRI(e.status))
	t.location(s, e)
	t.roles(s, e)
	if e.super {
		whole := t.g.eventFacts(t.g.articleFacts(e.number/slots), 0)
		t.add(s, vocab.SchemaSuperEvent, rdf.IRI(whole.iri()))
	}
	for _, property := range e.inferred {
		t.add(s, vocab.Inferred, rdf.IRI(property))
	}
	t.passage(s, e)
}

func (t *telling) location(s rdf.Term, e *event) {
	if e.kind == establishment {
		return
	}
	at := t.where(e)
	t.add(s, vocab.SchemaLocation, at)
	if e.status != vocab.Planned {
		t.add(at, vocab.Hosted, s)
	}
}

func (t *telling) where(e *event) rdf.Term {
	if e.city == none {
		return t.mention(ofCountry, e.host)
	}
	return t.mention(ofCity, e.city)
}

// passage adds the place in the text that an event rests on.
func (t *telling) passage(s rdf.Term, e *event) {
	t.g.text = t.appendSentence(t.g.text[:0], e)
	start, end := t.place, t.place+int64(utf8.RuneCount(t.g.text))
	t.place = end + 1
	var span []byte
	span = strconv.AppendInt(span, start, 10)
	span = strconv.AppendInt(append(span, ','), end, 10)
	passage := rdf.IRI(t.graph.Value + "#char=" + string(span))
	t.add(s, vocab.ProvQuotedFrom, passage)
	t.add(passage, vocab.RDFType, rdf.IRI(vocab.OASpecific))
	t.add(passage, vocab.OAHasSource, t.graph)
	position := rdf.IRI(t.graph.Value + "#position=" + string(span))
	t.add(passage, vocab.OAHasSelector, position)
	t.add(position, vocab.RDFType, rdf.IRI(vocab.OATextPosition))
	t.add(position, vocab.OAStart, rdf.Literal(string(strconv.AppendInt(nil, start, 10)), vocab.XSDInteger))
	t.add(position, vocab.OAEnd, rdf.Literal(string(strconv.AppendInt(nil, end, 10)), vocab.XSDInteger))
	if t.quoted {
		quote := rdf.IRI(t.graph.Value + "#quote=" + string(span))
		t.add(passage, vocab.OAHasSelector, quote)
		t.add(quote, vocab.RDFType, rdf.IRI(vocab.OATextQuote))
		t.add(quote, vocab.OAExact, rdf.LangString(string(t.g.text), languages[t.language]))
	}
}

// appendLabel appends "State visit of Timur Karimov, Bagukent, 2024-08-07".
func (t *telling) appendLabel(dst []byte, e *event, language int) []byte {
	inLatin := latin(language)
	dst = append(dst, kinds[e.kind].words[language]...)
	if language == english {
		dst = append(dst, " of "...)
	} else {
		dst = append(dst, ": "...)
	}
	dst = append(appendPersonLabel(dst, e.people[0], inLatin), ", "...)
	if e.city == none {
		dst = appendCountry(dst, e.host, inLatin, true)
	} else {
		dst = appendCity(dst, e.city, inLatin, true)
	}
	return appendDate(append(dst, ", "...), e.start, e.precision)
}

// appendSentence appends what the article says of an event.
func (t *telling) appendSentence(dst []byte, e *event) []byte {
	dst = append(t.appendLabel(dst, e, t.language), " ("...)
	r := stream(t.g.seed, ofTold, ^e.number)
	for i := range 2 + r.below(2) {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(dst, topics[t.language][r.below(int64(len(topics[t.language])))]...)
	}
	return append(dst, ")."...)
}
