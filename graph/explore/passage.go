package explore

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// passage reads an oa:SpecificResource: its source and its selectors (Web
// Annotation Data Model, 4.2.4 and 4.2.5). A node without a source gives none.
func (v *view) passage(node rdf.Term) ([]Passage, error) {
	key := node.String()
	if p, ok := v.passages[key]; ok {
		return p, nil
	}
	quads, _, err := v.read(graph.Pattern{Subject: node}, perNode)
	if err != nil {
		return nil, err
	}
	var p Passage
	for _, q := range quads {
		switch q.Predicate.Value {
		case vocab.OAHasSource:
			p.Article = q.Object.Value
		case vocab.OAHasSelector:
			if err := v.selector(q.Object, &p); err != nil {
				return nil, err
			}
		}
	}
	var found []Passage
	if p.Article != "" {
		found = []Passage{p}
	}
	v.passages[key] = found
	return found, nil
}

func (v *view) selector(node rdf.Term, p *Passage) error {
	if node.IsLiteral() {
		return nil
	}
	quads, _, err := v.read(graph.Pattern{Subject: node}, perNode)
	for _, q := range quads {
		switch q.Predicate.Value {
		case vocab.OAStart:
			p.Start, _ = strconv.Atoi(q.Object.Value)
		case vocab.OAEnd:
			p.End, _ = strconv.Atoi(q.Object.Value)
		case vocab.OAExact:
			p.Exact = q.Object.Value
		}
	}
	return err
}

// byPlace sorts passages by article and position and drops what is there twice.
func byPlace(passages []Passage) []Passage {
	slices.SortFunc(passages, func(a, b Passage) int {
		return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(passages)
}
