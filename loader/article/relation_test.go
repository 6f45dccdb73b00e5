package article

import (
	"slices"
	"strings"
	"testing"

	"diplograph/graph/vocab"
)

func TestRelations(t *testing.T) {
	tokayev, mirziyoyev, karimov := known(t, "person/kassym-jomart-tokayev"), known(t, "person/shavkat-mirziyoyev"), known(t, "person/islam-karimov")
	narbaeva := known(t, "person/tanzila-narbaeva")
	ashimbayev, koshanov := known(t, "person/maulen-ashimbayev"), known(t, "person/yerlan-koshanov")
	kz, khiva := known(t, "country/kazakhstan"), known(t, "city/khiva")
	senate := known(t, "organization/senate-of-kazakhstan")
	unknown := brought("person/aydos-saparov", vocab.SchemaPerson, "Айдос Сапаров")
	town := brought("city/jana-qala", vocab.SchemaCity, "Жаңа қала")
	memorandum := brought("document/memorandum-2025-03-22", vocab.Memorandum, "меморандум")
	day := span(t, "2025-03-22", "2025-03-22")

	for name, c := range map[string]struct {
		event Event
		want  string
	}{
		"a visit to a city is one to its country": {
			Event{Class: vocab.Visit, Actors: []Actor{{vocab.Visitor, tokayev}, {vocab.Host, mirziyoyev}}, Places: []*Entity{khiva}},
			`city/khiva dg:hosted visit
			 person/kassym-jomart-tokayev dg:visited city/khiva
			 person/kassym-jomart-tokayev dg:visited country/uzbekistan`,
		},
		"a city of no known country": {
			Event{Class: vocab.Visit, Actors: []Actor{{vocab.Visitor, tokayev}}, Places: []*Entity{town}},
			`city/jana-qala dg:hosted visit
			 person/kassym-jomart-tokayev dg:visited city/jana-qala`,
		},
		"those of one state do not meet each other when others are there": {
			Event{Class: vocab.Meeting, Actors: []Actor{{vocab.Participant, narbaeva}, {vocab.Participant, ashimbayev}, {vocab.Participant, koshanov}}},
			`person/maulen-ashimbayev dg:met person/tanzila-narbaeva
			 person/tanzila-narbaeva dg:met person/maulen-ashimbayev
			 person/tanzila-narbaeva dg:met person/yerlan-koshanov
			 person/yerlan-koshanov dg:met person/tanzila-narbaeva`,
		},
		"but they do when nobody else is": {
			Event{Class: vocab.Meeting, Actors: []Actor{{vocab.Participant, narbaeva}, {vocab.Participant, mirziyoyev}}},
			`person/shavkat-mirziyoyev dg:met person/tanzila-narbaeva
			 person/tanzila-narbaeva dg:met person/shavkat-mirziyoyev`,
		},
		"of some the state is not known": {
			Event{Class: vocab.Meeting, Actors: []Actor{{vocab.Participant, unknown}, {vocab.Participant, karimov}, {vocab.Participant, senate}, {vocab.Participant, kz}}},
			`organization/senate-of-kazakhstan dg:met person/aydos-saparov
			 organization/senate-of-kazakhstan dg:met person/islam-karimov
			 person/aydos-saparov dg:met organization/senate-of-kazakhstan
			 person/aydos-saparov dg:met person/islam-karimov
			 person/islam-karimov dg:met organization/senate-of-kazakhstan
			 person/islam-karimov dg:met person/aydos-saparov`,
		},
		"host and guests of an audience": {
			Event{Class: vocab.Audience, Actors: []Actor{{vocab.Participant, koshanov}, {vocab.Participant, unknown}, {vocab.Host, mirziyoyev}}, Places: []*Entity{kz}},
			`country/kazakhstan dg:hosted meeting
			 person/aydos-saparov dg:met person/shavkat-mirziyoyev
			 person/shavkat-mirziyoyev dg:met person/aydos-saparov
			 person/shavkat-mirziyoyev dg:met person/yerlan-koshanov
			 person/yerlan-koshanov dg:met person/shavkat-mirziyoyev`,
		},
		"a session is attended": {
			Event{Class: vocab.Meeting, Body: senate, Actors: []Actor{{vocab.Participant, koshanov}}},
			`person/yerlan-koshanov dg:attended meeting`,
		},
		"a summit is attended by persons and bodies": {
			Event{Class: vocab.Summit, Actors: []Actor{{vocab.Attendee, tokayev}, {vocab.Attendee, kz}, {vocab.Attendee, senate}}},
			`organization/senate-of-kazakhstan dg:attended summit
			 person/kassym-jomart-tokayev dg:attended summit`,
		},
		"a document is signed by states too": {
			Event{Class: vocab.Signing, Document: memorandum, Actors: []Actor{{vocab.Signatory, kz}, {vocab.Signatory, senate}}},
			`country/kazakhstan dg:signed document/memorandum-2025-03-22
			 organization/senate-of-kazakhstan dg:signed document/memorandum-2025-03-22`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := c.event
			e.Span = day
			for _, status := range []string{vocab.Held, vocab.Ongoing, vocab.Planned} {
				e.Status = status
				want := strings.ReplaceAll(c.want, "\n\t\t\t ", "\n")
				if status == vocab.Planned {
					want = ""
				}
				if got := relationsOf(documentOf(t, &e)); got != want {
					t.Errorf("%s: got\n%s\nwant\n%s", local(status), got, want)
				}
			}
		})
	}
}

// relationsOf lists the direct relations, an event by its family.
func relationsOf(d *Document) string {
	var lines []string
	for _, q := range d.Quads() {
		switch q.Predicate.Value {
		case vocab.Visited, vocab.Met, vocab.Signed, vocab.Attended, vocab.Hosted:
			object := strings.TrimPrefix(q.Object.Value, vocab.Res)
			if event, ok := strings.CutPrefix(object, "event/"); ok {
				object, _, _ = strings.Cut(event, "-")
			}
			lines = append(lines, strings.TrimPrefix(q.Subject.Value, vocab.Res)+" "+vocab.Compact(q.Predicate.Value)+" "+object)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
