package explore

import (
	"cmp"
	"slices"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// An event is what is said of one occurrence.
type event struct {
	iri      string
	types    []string
	labels   []rdf.Term
	span     Span
	status   string
	inferred []string // predicates, whole IRIs
	ordinal  string
	links    []link
	passages []quoted
}

// A link leads from an event to another node, in the graphs that say so.
type link struct {
	predicate, object string
	graphs            []rdf.Term
}

// A quoted passage is one with the graph that names it.
type quoted struct {
	graph   rdf.Term
	passage Passage
}

// event reads what is said of iri. It is also asked of things that are not
// events; these have no type, span or link that matters.
func (v *view) event(iri string) (*event, error) {
	if e, ok := v.events[iri]; ok {
		return e, nil
	}
	quads, _, err := v.read(about(iri), perNode)
	if err != nil {
		return nil, err
	}
	e := &event{iri: iri}
	for _, q := range quads {
		if err := v.eventQuad(e, q); err != nil {
			return nil, err
		}
	}
	slices.Sort(e.types)
	e.types = slices.Compact(e.types)
	bySpecificity(e.types)
	slices.Sort(e.inferred)
	e.inferred = slices.Compact(e.inferred)
	slices.SortFunc(e.links, func(a, b link) int {
		return cmp.Or(strings.Compare(a.predicate, b.predicate), strings.Compare(a.object, b.object))
	})
	v.events[iri] = e
	return e, nil
}

func (v *view) eventQuad(e *event, q rdf.Quad) error {
	switch q.Predicate.Value {
	case vocab.RDFType:
		e.types = append(e.types, q.Object.Value)
	case vocab.RDFSLabel:
		e.labels = append(e.labels, q.Object)
	case vocab.SchemaStartDate:
		if d, ok := dateOf(q.Object); ok {
			e.span.Start = sharper(e.span.Start, d, -1)
		}
	case vocab.SchemaEndDate:
		if d, ok := dateOf(q.Object); ok {
			e.span.End = sharper(e.span.End, d, 1)
		}
	case vocab.Status:
		e.status = settled(e.status, q.Object.Value)
	case vocab.Inferred:
		e.inferred = append(e.inferred, q.Object.Value)
	case vocab.Ordinal:
		e.ordinal = q.Object.Value
	case vocab.ProvQuotedFrom:
		passages, err := v.passage(q.Object)
		for _, p := range passages {
			e.passages = append(e.passages, quoted{q.Graph, p})
		}
		return err
	default:
		if q.Object.IsIRI() && !attributes[q.Predicate.Value] {
			e.link(q)
		}
	}
	return nil
}

func (e *event) link(q rdf.Quad) {
	for i, l := range e.links {
		if l.predicate == q.Predicate.Value && l.object == q.Object.Value {
			e.links[i].graphs = append(l.graphs, q.Graph)
			return
		}
	}
	e.links = append(e.links, link{q.Predicate.Value, q.Object.Value, []rdf.Term{q.Graph}})
}

// sharper chooses between two dates that articles give one event: the more
// precise if one covers the other, else the earlier (sign -1) or later (1).
func sharper(a, b Date, sign int) Date {
	switch {
	case a.IsZero() || a.Covers(b.Date):
		return b
	case !b.Covers(a.Date) && sign*b.Compare(a.Date) > 0:
		return b
	}
	return a
}

// settled chooses between what two articles say of one event: what was planned
// for the earlier one is held for the later one.
func settled(a, b string) string {
	for _, status := range []string{vocab.Held, vocab.Ongoing, vocab.Planned} {
		if a == status || b == status {
			return status
		}
	}
	return b
}

// isInferred reports whether the event's predicate was inferred. dg:inferred
// names it whole, or short, or by its local name.
func (e *event) isInferred(predicate string) bool {
	return slices.ContainsFunc(e.inferred, func(name string) bool {
		return name == predicate || name == vocab.Compact(predicate) || name == shortName(predicate)
	})
}

// quotes gives the passages in the given graphs, or all if none of the graphs
// has one.
func (e *event) quotes(graphs []rdf.Term) []Passage {
	var here, all []Passage
	for _, q := range e.passages {
		all = append(all, q.passage)
		if slices.Contains(graphs, q.graph) {
			here = append(here, q.passage)
		}
	}
	if len(here) > 0 {
		return byPlace(here)
	}
	return byPlace(all)
}

// has reports whether the event leads to iri by one of the predicates.
func (e *event) has(iri string, predicates ...string) bool {
	return slices.ContainsFunc(e.links, func(l link) bool {
		return l.object == iri && slices.Contains(predicates, l.predicate)
	})
}
