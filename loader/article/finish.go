package article

import (
	"slices"

	"diplograph/graph/vocab"
)

// finish settles what could not be told while reading: where a meeting was that
// fell into a visit or a gathering which is told only later, or by another
// sentence.
func (r *reader) finish() {
	for k, e := range r.events {
		if Family(e.Class) != "meeting" && !gathering[e.Class] || len(e.Places) > 0 {
			continue
		}
		for _, x := range r.events[max(0, k-allusions):min(len(r.events), k+allusions)] {
			if x != e && len(x.Places) > 0 && within(e.Span, x.Span) && x.Span.Start.IsDay() && sharesActor(e, x) && Family(x.Class) != "signing" {
				e.Places = x.Places
				e.infer(vocab.SchemaLocation)
				if e.Super == nil && Family(x.Class) == "visit" {
					e.Super = x
				}
				break
			}
		}
	}
}

func sharesActor(a, b *Event) bool {
	return slices.ContainsFunc(a.Actors, func(x Actor) bool {
		return slices.ContainsFunc(b.Actors, func(y Actor) bool { return x.Entity == y.Entity })
	})
}
