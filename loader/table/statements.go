package table

import (
	"fmt"
	"strconv"
	"strings"

	"diplograph/graph/rdf"
)

// maxStatements is how many statements one row may make.
const maxStatements = 1 << 17

// state makes the statements of column i (CSV to RDF, minimal mode, 4.6.8): one
// for each value of the column that its templates go through, or one.
func (t *Reader) state(i int, c *column) *Error {
	if c.ordered && c.separator != "" {
		return t.stateList(i, c)
	}
	if c.list < 0 {
		return t.stateFor(i, c, -1)
	}
	for item := range t.cells[c.list].texts {
		if err := t.stateFor(i, c, item); err != nil {
			return err
		}
	}
	return nil
}

// stateFor makes the statements of one item of the column that the templates go
// through, -1 if there is none.
func (t *Reader) stateFor(i int, c *column, item int) *Error {
	objects, err := t.objects(i, c, item)
	if err != nil || len(objects) == 0 {
		return err
	}
	subject, predicate, err := t.relation(i, c, item)
	if err != nil || subject.IsZero() {
		return err
	}
	for _, object := range objects {
		if err := t.add(i, subject, predicate, object); err != nil {
			return err
		}
	}
	return nil
}

// stateList makes an rdf:List of the values of a column.
func (t *Reader) stateList(i int, c *column) *Error {
	objects, err := t.objects(i, c, -1)
	if c.list == i {
		objects = nil
		for item := range t.cells[i].texts {
			object, err := t.objects(i, c, item)
			if err != nil {
				return err
			}
			objects = append(objects, object...)
		}
	}
	if err != nil || len(objects) == 0 {
		return err
	}
	subject, predicate, err := t.relation(i, c, -1)
	if err != nil || subject.IsZero() {
		return err
	}
	rest := func(n int) rdf.Term {
		if n == len(objects) {
			return rdf.IRI(rdf.RDFNil)
		}
		return rdf.Blank(fmt.Sprintf("row%dcolumn%dvalue%d", t.number, i+1, n+1))
	}
	err = t.add(i, subject, predicate, rest(0))
	for n := 0; n < len(objects) && err == nil; n++ {
		if err = t.add(i, rest(n), rdf.IRI(rdf.RDFFirst), objects[n]); err == nil {
			err = t.add(i, rest(n), rdf.IRI(rdf.RDFRest), rest(n+1))
		}
	}
	return err
}

// objects gives what the cell says: the IRI of its valueUrl, or its values.
func (t *Reader) objects(i int, c *column, item int) ([]rdf.Term, *Error) {
	terms := t.cells[i].terms
	if c.list == i && item >= 0 {
		terms = terms[item : item+1]
	}
	if c.value == nil || len(terms) == 0 && !c.virtual {
		return terms, nil
	}
	object, err := t.node(i, "valueUrl", c.value, c.object, item)
	if err != nil || object.IsZero() {
		return nil, err
	}
	return []rdf.Term{object}, nil
}

// relation gives the subject and the predicate of a cell. The subject is zero
// if a virtual column has none in this row.
func (t *Reader) relation(i int, c *column, item int) (subject, predicate rdf.Term, err *Error) {
	subject = rdf.Blank("row" + strconv.Itoa(t.number))
	if c.about != nil {
		subject, err = t.node(i, "aboutUrl", c.about, c.subject, item)
	}
	if predicate = c.predicate; c.property != nil && err == nil {
		predicate, err = t.node(i, "propertyUrl", c.property, c.predicate, item)
	}
	if predicate.IsZero() && err == nil && c.property == nil {
		err = t.fail(i, "a propertyUrl, or a url of the table with an @base to name the column by", "neither")
	}
	if predicate.IsZero() {
		subject = rdf.Term{}
	}
	return subject, predicate, err
}

// A node is what a template came to in a row.
type node struct {
	row  int
	term rdf.Term
}

// node expands a template. Where a variable has no value a virtual column says
// nothing, and another one cannot say what it has to: CSVW would make an IRI with
// a gap, which all rows with that gap would share.
func (t *Reader) node(i int, property string, tmpl *template, fixed rdf.Term, item int) (rdf.Term, *Error) {
	if tmpl.fixed {
		return fixed, nil
	}
	cached := &t.nodes[tmpl.id]
	if cached.row == t.number && !tmpl.cell && item < 0 {
		return cached.term, nil
	}
	t.env = place{t, i, item}
	b, hole := tmpl.expand(t.buffer[:0], &t.env)
	t.buffer = b
	switch {
	case hole != "" && t.schema.columns[i].virtual:
		return rdf.Term{}, nil
	case hole != "":
		return rdf.Term{}, t.fail(i, fmt.Sprintf("a value of %s, which %s needs", hole, property), "none")
	case len(b) > maxIRI:
		return rdf.Term{}, t.limit(i, fmt.Sprintf("an IRI of at most %d bytes from %s", maxIRI, property), "a longer one")
	}
	iri := string(b)
	if tmpl.parts[0].op != nil {
		iri = expandPrefix(iri)
	}
	if iri = resolve(t.schema.url, iri); !isAbsolute(iri) {
		return rdf.Term{}, t.fail(i, fmt.Sprintf("an absolute IRI from %s, or an @base", property), quote(iri))
	}
	if item < 0 {
		*cached = node{t.number, rdf.IRI(iri)}
	}
	return rdf.IRI(iri), nil
}

func (t *Reader) add(i int, subject, predicate, object rdf.Term) *Error {
	if len(t.quads) == maxStatements {
		return t.limit(i, fmt.Sprintf("at most %d statements of a row", maxStatements), "more")
	}
	q := rdf.Quad{Subject: subject, Predicate: predicate, Object: object}
	if err := q.Validate(); err != nil {
		return t.fail(i, "what RDF can say", strings.TrimPrefix(err.Error(), "rdf: "))
	}
	t.quads = append(t.quads, q)
	return nil
}

// A place is where a template stands: a column of the row and, if its templates
// go through the values of one, which of them.
type place struct {
	reader       *Reader
	number, item int
}

func (p *place) column(n int) (v []string, several bool) {
	texts := p.reader.cells[n].texts
	if p.item >= 0 && n == p.reader.schema.columns[p.number].list {
		return texts[p.item : p.item+1], false
	}
	return texts, p.reader.schema.columns[n].separator != ""
}

func (p *place) special(name string) (string, bool) {
	t := p.reader
	at := t.source[p.number]
	switch name {
	case "_column":
		return strconv.Itoa(p.number + 1), true
	case "_sourceColumn":
		return strconv.Itoa(at + 1 + t.schema.dialect.skipColumns), at >= 0
	case "_row":
		return strconv.Itoa(t.number), true
	case "_sourceRow":
		return strconv.Itoa(t.sourceRow), true
	}
	return percentDecoded(t.schema.columns[p.number].name), true
}
