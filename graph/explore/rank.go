package explore

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"diplograph/graph/vocab"
)

// date looks up when the candidates that are events took place. When the budget
// is spent, the rest stay undated and rank last.
func (w *walk) date(candidates map[string]*candidate) error {
	for _, iri := range slices.Sorted(maps.Keys(candidates)) {
		c := candidates[iri]
		if !c.event {
			continue
		}
		if w.spent() {
			return w.ctx.Err()
		}
		w.left--
		var err error
		if c.span.Start, err = w.dateBy(iri, vocab.SchemaStartDate); err != nil {
			return err
		}
		if c.span.Start.IsZero() || !w.undated() {
			if c.span.End, err = w.dateBy(iri, vocab.SchemaEndDate); err != nil {
				return err
			}
		}
	}
	return nil
}

// dateBy gives the date that a property gives an event.
func (v *view) dateBy(iri, property string) (Date, error) {
	terms, err := v.objects(iri, property)
	var date Date
	for _, t := range terms {
		if d, ok := dateOf(t); ok {
			date = sharper(date, d, -1)
		}
	}
	return date, err
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
