package explore

import (
	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A standing set tells whose events count for an entity, and in which times.
// The empty list of times is at all times.
//
//	country  its regions and cities, its government, parliament, ministries, and
//	         who holds a post in any of them, for the term of office
//	body     its parts, and who holds a post in it
//	others   themselves
//
// States that belong to an international body do not stand for it.
type standing map[string][]Span

// maxStanding bounds how many stand for one entity.
const maxStanding = 20_000

// standsFor collects the standing set of iri. whole is false if the budget did
// not suffice for all of it.
func (v *view) standsFor(iri string) (set standing, whole bool, err error) {
	set, whole = standing{iri: nil}, true
	for queue := []string{iri}; len(queue) > 0; queue = queue[1:] {
		for _, part := range []string{vocab.SchemaContained, vocab.ORGSubOrg} {
			quads, all, err := v.look(leading(part, queue[0]), maxStanding)
			if err != nil {
				return nil, false, err
			}
			whole = whole && all
			for _, q := range quads {
				if sub := q.Subject.Value; q.Subject.IsIRI() && len(set) < maxStanding {
					if _, known := set[sub]; !known {
						set[sub] = nil
						queue = append(queue, sub)
					}
				}
			}
		}
		all, err := v.officers(queue[0], set)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all
	}
	return set, whole, nil
}

// officers adds the people who hold a post in iri.
func (v *view) officers(iri string, set standing) (whole bool, err error) {
	members, whole, err := v.look(leading(vocab.ORGMemberOf, iri), maxStanding)
	if err != nil {
		return false, err
	}
	for _, q := range members {
		if err := v.officer(q.Subject, nil, set); err != nil {
			return false, err
		}
	}
	posts, all, err := v.look(leading(vocab.ORGOrganization, iri), maxStanding)
	if err != nil {
		return false, err
	}
	for _, q := range posts {
		joints, err := v.membership(q.Subject)
		if err != nil {
			return false, err
		}
		for _, j := range joints {
			if err := v.officer(rdf.IRI(j.source), []Span{j.span}, set); err != nil {
				return false, err
			}
		}
	}
	return whole && all, nil
}

func (v *view) officer(who rdf.Term, terms []Span, set standing) error {
	if !who.IsIRI() || len(set) >= maxStanding {
		return nil
	}
	types, err := v.types(who.Value)
	if err != nil || classify(types) != ClassPerson {
		return err
	}
	old, known := set[who.Value]
	switch {
	case known && old == nil, terms == nil:
		set[who.Value] = nil
	default:
		set[who.Value] = append(old, terms...)
	}
	return nil
}

// eventsFor gives the events of all that stand for an entity, each with the
// times in which it counts.
func (v *view) eventsFor(set standing) (events map[string][]Span, whole bool, err error) {
	events, whole = map[string][]Span{}, true
	always := map[string]bool{}
	for iri, times := range set {
		quads, all, err := v.look(graph.Pattern{Object: rdf.IRI(iri)}, v.left)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all
		for _, q := range quads {
			if !isEventRole[q.Predicate.Value] || !q.Subject.IsIRI() {
				continue
			}
			always[q.Subject.Value] = always[q.Subject.Value] || len(times) == 0
			events[q.Subject.Value] = append(events[q.Subject.Value], times...)
		}
	}
	for e := range always {
		if always[e] {
			events[e] = nil
		}
	}
	return events, whole, nil
}

var isEventRole = set(eventRoles...)
