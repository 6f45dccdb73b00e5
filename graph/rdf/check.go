package rdf

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// checkQuad reports why q is not a statement that f could hold.
func checkQuad(f Format, q *Quad) error {
	if !q.Graph.IsZero() {
		if !f.HasGraphs() {
			return fmt.Errorf("rdf: %s has no named graphs, so it cannot hold one of graph %s; write N-Quads, TriG or JSON-LD", f, q.Graph)
		}
		if err := checkNode(&q.Graph, "graph"); err != nil {
			return err
		}
	}
	return checkTriple(&q.Subject, &q.Predicate, &q.Object)
}

func checkTriple(s, p, o *Term) error {
	if err := checkNode(s, "subject"); err != nil {
		return err
	}
	if p.Kind != KindIRI {
		return fmt.Errorf("rdf: a predicate must be an IRI, not %s", describeTerm(p))
	}
	if err := checkIRI(p.Value); err != nil {
		return err
	}
	switch o.Kind {
	case KindLiteral:
		return checkLiteral(o)
	case KindTriple:
		if o.Triple == nil {
			return errors.New("rdf: a triple term without its triple")
		}
		return checkTriple(&o.Triple.Subject, &o.Triple.Predicate, &o.Triple.Object)
	}
	return checkNode(o, "object")
}

func checkNode(t *Term, role string) error {
	switch t.Kind {
	case KindIRI:
		return checkIRI(t.Value)
	case KindBlank:
		if !validBlankLabel(t.Value) {
			return fmt.Errorf("rdf: %q cannot label a blank node", t.Value)
		}
		return nil
	}
	return fmt.Errorf("rdf: the %s must be an IRI or a blank node, not %s", role, describeTerm(t))
}

func describeTerm(t *Term) string {
	if t.IsZero() {
		return "missing"
	}
	return t.String()
}

// checkIRI reports why no document could hold the IRI.
func checkIRI(iri string) error {
	for i := 0; i < len(iri); i++ {
		if class[iri[i]]&inIRI == 0 {
			return fmt.Errorf("rdf: IRI %q holds %q, which no IRI may", iri, iri[i])
		}
	}
	if schemeLength(iri) < 0 {
		return fmt.Errorf("rdf: IRI %q is not absolute", iri)
	}
	if !utf8.ValidString(iri) {
		return fmt.Errorf("rdf: IRI %q is not UTF-8", iri)
	}
	return nil
}

func validBlankLabel(label string) bool {
	for i := 0; i < len(label); i++ {
		if class[label[i]]&nameChar == 0 || i == 0 && label[i] == '-' {
			return utf8.ValidString(label) && blankLabelLength([]byte(label)) == len(label)
		}
	}
	return label != ""
}

func checkLiteral(t *Term) error {
	if !utf8.ValidString(t.Value) {
		return fmt.Errorf("rdf: literal %q is not UTF-8", t.Value)
	}
	if t.Language == "" {
		if needsLanguage(t.Datatype) || t.Direction != NoDirection {
			return fmt.Errorf("rdf: literal %q lacks the language tag that its datatype or direction needs", t.Value)
		}
		return checkIRI(t.Datatype)
	}
	want := RDFLangString
	if t.Direction != NoDirection {
		want = RDFDirLangString
	}
	if t.Datatype != want {
		return fmt.Errorf("rdf: literal %q has a language tag, so its datatype must be <%s>, not <%s>", t.Value, want, t.Datatype)
	}
	if n, _ := languageLength([]byte(t.Language)); n != len(t.Language) {
		return fmt.Errorf("rdf: %q is not a language tag", t.Language)
	}
	return nil
}
