package article

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// Quads is the document as statements in the graph named after the article, each
// once, in the order of canonical N-Quads; there are no blank nodes, so that
// written as N-Quads the same text gives the same bytes:
//
//	<article>  a schema:NewsArticle ; schema:datePublished … ; schema:inLanguage "kaa" .
//	<event>    a dg:StateVisit, sem:Event, schema:Event ; rdfs:label "…"@en, "…"@kaa ;
//	           schema:startDate … ; schema:endDate … ; schema:location … ; dg:visitor … ;
//	           dg:status dg:Held ; dg:inferred … ; prov:wasQuotedFrom <article#char=636,833> .
//	<article#char=636,833>      a oa:SpecificResource ; oa:hasSource <article> ;
//	           oa:hasSelector <article#position=636,833>, <article#quote=636,833> .
//	<article#position=636,833>  a oa:TextPositionSelector ; oa:start 636 ; oa:end 833 .
//	<article#quote=636,833>     a oa:TextQuoteSelector ; oa:exact "…" .
//	<person>   a schema:Person ; rdfs:label … ; dg:visited <country>, <city> ; dg:met … .
//
// Entities of the gazetteer are named here again, in the article's language and
// in English, so that the graph can be read without it. The names of passages
// are those of RFC 5147; the quote is there only with Options.Quote.
func (d *Document) Quads() []rdf.Quad {
	w := &statements{d: d, graph: rdf.IRI(d.IRI()), names: d.names(), entities: map[string]*Entity{}, posts: map[*Entity]*Entity{},
		quads: make([]rdf.Quad, 0, 40*len(d.Events)+20*len(d.Facts))}
	if d.quote {
		w.runes = []rune(d.original)
	}
	for _, f := range d.Facts {
		w.posts[f.Member] = f.Organization
	}
	w.article()
	for _, e := range d.Events {
		w.event(e)
		w.relations(e)
	}
	for _, f := range d.Facts {
		w.fact(f)
	}
	for _, e := range w.entities {
		w.entity(e)
	}
	return canonical(w.quads)
}

// IRI is the name of the article and of its graph: Source, else one made of the
// first words of its title and its date.
func (d *Document) IRI() string {
	if d.Source != "" {
		return d.Source
	}
	slug := Slug(firstWords(d.title(), 12))
	if slug == "" {
		slug = d.Language
	}
	return vocab.Res + "article/" + slug + "-" + d.Date.String()
}

// title is the article's first line that is not blank.
func (d *Document) title() string {
	for line := range strings.Lines(d.original) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			return line
		}
	}
	return ""
}

// firstWords cuts a text after n words, or after as many as 120 letters hold.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	short := words[:min(n, len(words))]
	for len(short) > 1 && len([]rune(strings.Join(short, " "))) > 120 {
		short = short[:len(short)-1]
	}
	if first := []rune(strings.Join(short, " ")); len(first) > 120 {
		return string(first[:120])
	}
	return strings.Join(short, " ")
}

// statements gathers the quads of one document.
type statements struct {
	d        *Document
	graph    rdf.Term
	names    map[*Event]string
	entities map[string]*Entity  // to be named, by id
	posts    map[*Entity]*Entity // what the article says a person holds a post of
	runes    []rune              // the original, if it may be quoted
	quads    []rdf.Quad
}

func (w *statements) add(s rdf.Term, predicate string, o rdf.Term) {
	w.quads = append(w.quads, rdf.Quad{Subject: s, Predicate: rdf.IRI(predicate), Object: o, Graph: w.graph})
}

func (w *statements) types(s rdf.Term, classes ...string) {
	for _, c := range classes {
		w.add(s, vocab.RDFType, rdf.IRI(c))
	}
}

// node is the name of an entity, which will be described.
func (w *statements) node(e *Entity) rdf.Term {
	w.entities[e.ID] = e
	return rdf.IRI(gazetteer.IRI(e.ID))
}

func (w *statements) article() {
	w.types(w.graph, vocab.SchemaArticle)
	w.add(w.graph, vocab.SchemaInLanguage, rdf.String(w.d.Language))
	w.add(w.graph, vocab.SchemaPublished, w.d.Date.Term())
	if w.d.DateInferred {
		w.add(w.graph, vocab.Inferred, rdf.IRI(vocab.SchemaPublished))
	}
	title := w.d.title()
	if short := firstWords(title, 16); short != title {
		title = short + " …"
	}
	tag := w.d.Language
	if w.d.text.Latin {
		tag += "-Latn"
	}
	w.add(w.graph, vocab.RDFSLabel, rdf.LangString(title, tag))
}

func (w *statements) event(e *Event) {
	s := rdf.IRI(w.names[e])
	w.types(s, e.Class, vocab.SEMEvent, vocab.SchemaEvent)
	w.add(s, vocab.RDFSLabel, rdf.LangString(w.d.englishLabel(e), "en"))
	w.add(s, vocab.RDFSLabel, rdf.LangString(w.d.label(e), w.d.Language))
	w.add(s, vocab.Status, rdf.IRI(e.Status))
	if !e.Span.IsZero() {
		w.add(s, vocab.SchemaStartDate, e.Span.Start.Term())
		w.add(s, vocab.SchemaEndDate, e.Span.End.Term())
	}
	for _, p := range e.Places {
		w.add(s, vocab.SchemaLocation, w.node(p))
	}
	for _, a := range e.Actors {
		w.add(s, a.Role, w.node(a.Entity))
	}
	if e.Document != nil {
		w.add(s, vocab.HasDocument, w.node(e.Document))
		w.document(e)
	}
	if e.Body != nil {
		w.add(s, vocab.Body, w.node(e.Body))
	}
	if e.Ordinal != 0 {
		w.add(s, vocab.Ordinal, rdf.Literal(strconv.Itoa(e.Ordinal), vocab.XSDInteger))
	}
	for _, link := range []struct {
		predicate string
		to        *Event
	}{{vocab.SchemaSuperEvent, e.Super}, {vocab.Purpose, e.Purpose}, {vocab.InResponseTo, e.Response}} {
		if name := w.names[link.to]; name != "" {
			w.add(s, link.predicate, rdf.IRI(name))
		}
	}
	for _, property := range e.Inferred {
		w.add(s, vocab.Inferred, rdf.IRI(property))
	}
	w.passages(s, e.Passages)
}

// document adds to what a signing says of its document: that it is one, and
// what to call it in English.
func (w *statements) document(e *Event) {
	s := rdf.IRI(gazetteer.IRI(e.Document.ID))
	w.types(s, vocab.Document)
	w.add(s, vocab.RDFSLabel, rdf.LangString(w.d.documentLabel(e), "en"))
}

// entity gives types and labels. One that the article brings is told in full.
func (w *statements) entity(e *Entity) {
	s := rdf.IRI(gazetteer.IRI(e.ID))
	w.types(s, e.Types...)
	languages := []string{w.d.Language, "en"}
	if e.New {
		languages = gazetteer.Languages
	}
	for _, language := range languages {
		if ls := e.Labels[language]; len(ls) > 0 {
			w.add(s, vocab.RDFSLabel, rdf.LangString(ls[0], language))
		}
	}
}

// passages ties what s says to where the text says it (Web Annotation 4.2.4 and
// 4.2.5; Data Model of positions: code points, the end not included).
func (w *statements) passages(s rdf.Term, passages []Passage) {
	for _, p := range passages {
		node := w.fragment("char", p)
		w.add(s, vocab.ProvQuotedFrom, node)
		w.types(node, vocab.OASpecific)
		w.add(node, vocab.OAHasSource, w.graph)
		position := w.fragment("position", p)
		w.add(node, vocab.OAHasSelector, position)
		w.types(position, vocab.OATextPosition)
		w.add(position, vocab.OAStart, rdf.Literal(strconv.Itoa(p.Start), nonNegativeInteger))
		w.add(position, vocab.OAEnd, rdf.Literal(strconv.Itoa(p.End), nonNegativeInteger))
		if w.runes != nil {
			quote := w.fragment("quote", p)
			w.add(node, vocab.OAHasSelector, quote)
			w.types(quote, vocab.OATextQuote)
			w.add(quote, vocab.OAExact, rdf.String(string(w.runes[p.Start:p.End])))
		}
	}
}

// nonNegativeInteger is the datatype that Web Annotation asks of positions.
const nonNegativeInteger = vocab.XSD + "nonNegativeInteger"

// fragment names a part of the article. An article whose own name has a
// fragment gets a longer one.
func (w *statements) fragment(kind string, p Passage) rdf.Term {
	sign := "#"
	if strings.Contains(w.graph.Value, "#") {
		sign = "&"
	}
	return rdf.IRI(fmt.Sprintf("%s%s%s=%d,%d", w.graph.Value, sign, kind, p.Start, p.End))
}

// canonical sorts quads by their lines as N-Quads and drops what is there twice.
func canonical(quads []rdf.Quad) []rdf.Quad {
	type line struct {
		text  []byte
		index int
	}
	lines := make([]line, len(quads))
	buffer := make([]byte, 0, 320*len(quads))
	for i := range quads {
		from := len(buffer)
		buffer = rdf.AppendQuad(buffer, quads[i])
		lines[i] = line{buffer[from:len(buffer):len(buffer)], i}
	}
	slices.SortFunc(lines, func(a, b line) int { return bytes.Compare(a.text, b.text) })
	lines = slices.CompactFunc(lines, func(a, b line) bool { return bytes.Equal(a.text, b.text) })
	sorted := make([]rdf.Quad, len(lines))
	for i, l := range lines {
		sorted[i] = quads[l.index]
	}
	return sorted
}
