package article

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// names gives each event its name, a function of what it is, so that two
// articles about one event speak of one node:
//
//	res:event/{family}-{start}-{main actor}-{place}[-{what}]
//
//	family                            main actor                     what
//	visit                             the visitor
//	meeting                           the body in session, or sides
//	summit, forum, assembly           the body
//	founding                          the body, or sides
//	initiative                        the initiator                  the body
//	signing                           sides: the signatories         the document
//	consultations, relations          sides
//	cultural-days                     whose culture
//
// Of two sides both are named, in the order of the alphabet, since each may meet
// others on the same day; of more, the first and "others". The place is
// the first of the alphabet. What is not told is left out, but an event without
// a date is the article's own: {family}-undated-…-in-{article}.
//
// Should two events of one article come out alike, each gets in addition what
// tells them apart: document, body, ordinal, all actors, all places, last day,
// kind. What nothing tells apart is numbered in the order of the text.
func (d *Document) names() map[*Event]string {
	names := make(map[*Event]string, len(d.Events))
	for _, e := range d.Events {
		names[e] = d.baseName(e)
	}
	for _, tell := range differences {
		for _, group := range alike(d.Events, names) {
			if slices.ContainsFunc(group, func(e *Event) bool { return tell(e) != tell(group[0]) }) {
				for _, e := range group {
					names[e] = join(names[e], tell(e))
				}
			}
		}
	}
	number(d.Events, names)
	for e, name := range names {
		names[e] = gazetteer.IRI("event/" + name)
	}
	return names
}

func (d *Document) baseName(e *Event) string {
	start := e.Span.Start.String()
	if start == "" {
		start = "undated"
	}
	places := slugs(e.Places)
	place := ""
	if len(places) > 0 {
		place = places[0]
	}
	name := join(Family(e.Class), start, mainActor(e), place, what(e))
	if e.Span.IsZero() {
		name = join(name, "in", Slug(strings.TrimPrefix(d.IRI(), vocab.Res+"article/")))
	}
	return name
}

func mainActor(e *Event) string {
	family := Family(e.Class)
	switch family {
	case "visit":
		return first(e.with(vocab.Visitor))
	case "initiative":
		return first(e.with(vocab.Initiator))
	case "meeting", "founding":
		if e.Body != nil {
			return slug(e.Body)
		}
	case "summit", "forum", "assembly":
		if e.Body != nil {
			return slug(e.Body)
		}
		return "" // those that an article says were there are not what it is
	}
	sides := slugs(actors(e))
	if len(sides) > 2 {
		return join(sides[0], "others")
	}
	return join(sides...)
}

// what tells apart what the same actors do on one day as a rule.
func what(e *Event) string {
	switch {
	case e.Document != nil:
		return documentSlug(e)
	case e.Body != nil && Family(e.Class) == "initiative":
		return slug(e.Body)
	}
	return ""
}

// documentSlug is the document's slug without the date at its end, which the
// event's name has already.
func documentSlug(e *Event) string {
	if e.Document == nil {
		return ""
	}
	return strings.TrimSuffix(slug(e.Document), "-"+e.Span.Start.String())
}

var differences = []func(*Event) string{
	documentSlug,
	func(e *Event) string {
		if e.Body == nil {
			return ""
		}
		return slug(e.Body)
	},
	func(e *Event) string {
		if e.Ordinal == 0 {
			return ""
		}
		return strconv.Itoa(e.Ordinal)
	},
	func(e *Event) string { return join(slugs(actors(e))...) },
	func(e *Event) string { return join(slugs(e.Places)...) },
	func(e *Event) string { return e.Span.End.String() },
	func(e *Event) string { return strings.ToLower(local(e.Class)) },
}

// alike are the groups of two or more events with one name.
func alike(events []*Event, names map[*Event]string) map[string][]*Event {
	groups := map[string][]*Event{}
	for _, e := range events {
		groups[names[e]] = append(groups[names[e]], e)
	}
	for name, group := range groups {
		if len(group) < 2 {
			delete(groups, name)
		}
	}
	return groups
}

// number makes names unique that nothing else does.
func number(events []*Event, names map[*Event]string) {
	taken := map[string]bool{}
	ordered := slices.Clone(events)
	slices.SortStableFunc(ordered, func(a, b *Event) int { return cmp.Compare(firstStart(a), firstStart(b)) })
	for _, e := range ordered {
		name := names[e]
		for n := 2; taken[name]; n++ {
			name = join(names[e], strconv.Itoa(n))
		}
		taken[name] = true
		names[e] = name
	}
}

func firstStart(e *Event) int {
	if len(e.Passages) == 0 {
		return 0
	}
	return e.Passages[0].Start
}

// actors are those who take part in any role, each once.
func actors(e *Event) []*Entity {
	var es []*Entity
	for _, a := range e.Actors {
		if !slices.Contains(es, a.Entity) {
			es = append(es, a.Entity)
		}
	}
	return es
}

// first is the slug that comes first in the alphabet.
func first(es []*Entity) string {
	if s := slugs(es); len(s) > 0 {
		return s[0]
	}
	return ""
}

func slugs(es []*Entity) []string {
	var s []string
	for _, e := range es {
		s = append(s, slug(e))
	}
	slices.Sort(s)
	return slices.Compact(s)
}

// slug is what follows the kind in an entity's id.
func slug(e *Entity) string {
	_, s, _ := strings.Cut(e.ID, "/")
	return s
}

// join puts hyphens between the parts that are not empty.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), "-")
}
