// Package cayleyvalue converts between terms and the values of Cayley, without
// loss, so that what a store holds comes back from Cayley as it went in.
package cayleyvalue

import (
	"fmt"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/cayleygraph/quad"
)

// TripleTermType is the datatype under which a triple term (RDF 1.2) is shown to
// Cayley, which has no such terms: a typed string that holds the N-Triples form.
const TripleTermType = vocab.DG + "tripleTerm"

// Of gives t as Cayley holds it, and nil for no term. Term is its inverse,
// without loss:
//
//	IRI                        quad.IRI
//	blank node                 quad.BNode
//	xsd:string                 quad.String
//	"x"@kaa                    quad.LangString{x, kaa}
//	"x"@ar--rtl                quad.LangString{x, ar--rtl}
//	any other literal          quad.TypedString, never Int, Float, Bool or Time
//	<<( s p o )>>              quad.TypedString{<<( s p o )>>, dg:tripleTerm}
//	"x"^^dg:tripleTerm         quad.TypedString{x, dg:tripleTerm_}
//
// A literal whose datatype is dg:tripleTerm followed by underscores gets one more
// of them, so that none can be taken for a triple term.
func Of(t rdf.Term) quad.Value {
	switch t.Kind {
	case rdf.KindIRI:
		return quad.IRI(t.Value)
	case rdf.KindBlank:
		return quad.BNode(t.Value)
	case rdf.KindTriple:
		return quad.TypedString{Value: quad.String(t.String()), Type: TripleTermType}
	case rdf.KindLiteral:
		return literalValue(t)
	}
	return nil
}

func literalValue(t rdf.Term) quad.Value {
	switch {
	case t.Datatype == rdf.XSDString:
		return quad.String(t.Value)
	case t.Direction != rdf.NoDirection:
		return quad.LangString{Value: quad.String(t.Value), Lang: t.Language + "--" + t.Direction.String()}
	case t.Language != "":
		return quad.LangString{Value: quad.String(t.Value), Lang: t.Language}
	}
	typ := t.Datatype
	if isTripleTermType(typ) {
		typ += "_"
	}
	return quad.TypedString{Value: quad.String(t.Value), Type: quad.IRI(typ)}
}

func isTripleTermType(iri string) bool {
	return strings.HasPrefix(iri, TripleTermType) && strings.Trim(iri[len(TripleTermType):], "_") == ""
}

// Term gives the term that v stands for, the zero term for nil. Values of
// Cayley's own types, which no store holds but a query may, become the canonical
// literal of the XSD type.
func Term(v quad.Value) (rdf.Term, error) {
	switch v := v.(type) {
	case nil:
		return rdf.Term{}, nil
	case quad.IRI:
		return rdf.IRI(string(v)), nil
	case quad.BNode:
		return rdf.Blank(string(v)), nil
	case quad.String:
		return rdf.String(string(v)), nil
	case quad.LangString:
		return langTerm(v), nil
	case quad.TypedString:
		return typedTerm(v)
	}
	return nativeTerm(v)
}

func langTerm(v quad.LangString) rdf.Term {
	if tag, ok := strings.CutSuffix(v.Lang, "--ltr"); ok {
		return rdf.DirLangString(string(v.Value), tag, rdf.LTR)
	}
	if tag, ok := strings.CutSuffix(v.Lang, "--rtl"); ok {
		return rdf.DirLangString(string(v.Value), tag, rdf.RTL)
	}
	return rdf.LangString(string(v.Value), v.Lang)
}

func typedTerm(v quad.TypedString) (rdf.Term, error) {
	typ := string(v.Type)
	if !isTripleTermType(typ) {
		return rdf.Literal(string(v.Value), typ), nil
	}
	if typ != TripleTermType {
		return rdf.Literal(string(v.Value), typ[:len(typ)-1]), nil
	}
	line := "<x:> <x:> " + string(v.Value) + " ."
	r, err := rdf.NewReader(strings.NewReader(line), rdf.NTriples, rdf.ReaderOptions{MaxToken: -1, MaxDepth: len(line)})
	if err != nil {
		return rdf.Term{}, err
	}
	q, err := r.Read()
	if err != nil {
		return rdf.Term{}, fmt.Errorf("%q is no triple term: %w", v.Value, err)
	}
	return q.Object, nil
}
