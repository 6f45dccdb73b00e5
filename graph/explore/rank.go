package explore

import (
	"cmp"
	"slices"
	"strings"

	"diplograph/graph/vocab"
)

// date looks up when the candidates that are events took place. When the budget
// is spent, the rest stay undated and rank last.
func (w *walk) date(candidates map[string]*candidate) error {
	var events []string
	for iri, c := range candidates {
		if c.event {
			events = append(events, iri)
		}
	}
	slices.Sort(events)
	starts, _, err := w.dates(events, vocab.SchemaStartDate)
	if err != nil {
		return err
	}
	if w.undated() {
		events = slices.DeleteFunc(events, func(iri string) bool { return !starts[iri].IsZero() })
	}
	ends, _, err := w.dates(events, vocab.SchemaEndDate)
	for iri, c := range candidates {
		c.span = Span{starts[iri], ends[iri]}
	}
	return err
}

// ranked orders candidates: the most connected entity, the latest event, the
// next entity, and so on.
func ranked(candidates map[string]*candidate) []*candidate {
	var entities, events []*candidate
	for _, c := range candidates {
		if c.event {
			events = append(events, c)
		} else {
			entities = append(entities, c)
		}
	}
	slices.SortFunc(entities, byConnection)
	slices.SortFunc(events, func(a, b *candidate) int {
		return cmp.Or(latestFirst(a.span, b.span), byConnection(a, b))
	})
	all := make([]*candidate, 0, len(candidates))
	for i := range max(len(entities), len(events)) {
		if i < len(entities) {
			all = append(all, entities[i])
		}
		if i < len(events) {
			all = append(all, events[i])
		}
	}
	return all
}

func byConnection(a, b *candidate) int {
	return cmp.Or(cmp.Compare(b.weight(), a.weight()), strings.Compare(a.iri, b.iri))
}

// weight is the number of statements that join c to what is shown.
func (c *candidate) weight() int {
	n := 0
	for _, j := range withoutBare(slices.Clone(c.joints)) {
		n += max(1, len(j.graphs))
	}
	return n
}

// latestFirst orders spans from the latest to the earliest; what has no place
// in time comes last.
func latestFirst(a, b Span) int {
	if a.IsZero() || b.IsZero() {
		return a.Compare(b)
	}
	return b.Compare(a)
}
