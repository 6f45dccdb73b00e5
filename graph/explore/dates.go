package explore

import (
	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A property of many events is read event by event, or, where the events are a
// fair part of all that have it, in one pass over all: one quad of a pass costs
// about a quarter of a look-up.
const (
	manyEvents  = 256
	passPerLook = 4
)

// dates gives the dates that a property gives to events. whole is false if the
// budget did not suffice to look for all of them.
func (v *view) dates(events []string, property string) (dates map[string]Date, whole bool, err error) {
	dates = make(map[string]Date, len(events))
	if len(events) >= manyEvents {
		all, err := v.snap.Count(v.ctx, graph.Pattern{Predicate: rdf.IRI(property)})
		if err != nil {
			return nil, false, err
		}
		if all <= passPerLook*int64(len(events)) {
			whole, err := v.datesInPass(dates, events, property)
			return dates, whole, err
		}
	}
	for _, iri := range events {
		if v.spent() {
			return dates, false, v.ctx.Err()
		}
		v.left--
		terms, err := v.objects(iri, property)
		if err != nil {
			return nil, false, err
		}
		for _, t := range terms {
			noteDate(dates, iri, property, t)
		}
	}
	return dates, true, nil
}

// datesInPass fills dates from all quads of a property.
func (v *view) datesInPass(dates map[string]Date, events []string, property string) (whole bool, err error) {
	wanted := set(events...)
	n := 0
	for q, err := range v.snap.Match(v.ctx, graph.Pattern{Predicate: rdf.IRI(property)}) {
		if err != nil {
			return false, err
		}
		if n++; n%passPerLook == 0 {
			v.left--
		}
		if n%1024 == 0 && v.spent() {
			return false, v.ctx.Err()
		}
		if wanted[q.Subject.Value] {
			noteDate(dates, q.Subject.Value, property, q.Object)
		}
	}
	return true, nil
}

func noteDate(dates map[string]Date, iri, property string, t rdf.Term) {
	if d, ok := dateOf(t); ok {
		sign := -1
		if property == vocab.SchemaEndDate {
			sign = 1
		}
		dates[iri] = sharper(dates[iri], d, sign)
	}
}
