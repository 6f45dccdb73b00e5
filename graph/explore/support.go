package explore

import (
	"slices"

	"diplograph/graph/vocab"
)

// perRole bounds how many events of one actor are read to find those that a
// direct relation rests on.
const perRole = 1000

// support gives the events that a direct relation rests on, in time order. A
// planned event yields no direct relation, so it supports none.
func (v *view) support(j *joint) ([]*event, error) {
	switch j.predicate {
	case vocab.Attended, vocab.Hosted:
		return v.chosen([]string{j.target}, func(*event) (bool, error) { return true, nil })
	case vocab.Visited:
		visits, err := v.eventsOf(j.source, vocab.Visitor)
		if err != nil {
			return nil, err
		}
		return v.chosen(visits, func(e *event) (bool, error) { return v.located(e, j.target) })
	case vocab.Signed:
		signings, err := v.eventsOf(j.target, vocab.HasDocument)
		if err != nil {
			return nil, err
		}
		return v.chosen(signings, func(e *event) (bool, error) { return e.has(j.source, actorRoles...), nil })
	case vocab.Met:
		return v.encounters(j.source, j.target)
	}
	return nil, nil
}

// encounters gives the meetings of two, who may be named in any role.
func (v *view) encounters(a, b string) ([]*event, error) {
	roles := []string{vocab.Participant, vocab.Host, vocab.Visitor, vocab.SEMHasActor}
	var of [2][]string
	for i, who := range []string{a, b} {
		for _, role := range roles {
			events, err := v.eventsOf(who, role)
			if err != nil {
				return nil, err
			}
			of[i] = append(of[i], events...)
		}
	}
	var both []string
	theirs := set(of[1]...)
	for _, e := range of[0] {
		if theirs[e] && !slices.Contains(both, e) {
			both = append(both, e)
		}
	}
	return v.chosen(both, func(*event) (bool, error) { return true, nil })
}

// eventsOf gives the subjects that lead to iri by a predicate, each once.
func (v *view) eventsOf(iri, predicate string) ([]string, error) {
	key := predicate + " " + iri
	if events, ok := v.holders[key]; ok {
		return events, nil
	}
	quads, _, err := v.look(leading(predicate, iri), perRole)
	if err != nil {
		return nil, err
	}
	var events []string
	for _, q := range quads {
		if q.Subject.IsIRI() {
			events = append(events, q.Subject.Value)
		}
	}
	slices.Sort(events)
	events = slices.Compact(events)
	v.holders[key] = events
	return events, nil
}

// chosen reads events and keeps those that took place and that keep accepts.
func (v *view) chosen(iris []string, keep func(*event) (bool, error)) ([]*event, error) {
	var events []*event
	for _, iri := range iris {
		if v.spent() {
			break
		}
		e, err := v.event(iri)
		if err != nil {
			return nil, err
		}
		v.left -= len(e.links)
		if e.status == vocab.Planned {
			continue
		}
		ok, err := keep(e)
		if err != nil {
			return nil, err
		}
		if ok {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b *event) int { return a.span.Compare(b.span) })
	return events, nil
}

// located reports whether an event took place in place or in a part of it.
func (v *view) located(e *event, place string) (bool, error) {
	for _, l := range e.links {
		if l.predicate != vocab.SchemaLocation {
			continue
		}
		wholes, err := v.wholes(l.object)
		if err != nil || slices.Contains(wholes, place) {
			return err == nil, err
		}
	}
	return false, nil
}

// wholes gives a place and what it is part of, at most perNode of them.
func (v *view) wholes(place string) ([]string, error) {
	key := "within " + place
	if all, ok := v.holders[key]; ok {
		return all, nil
	}
	all := []string{place}
	for i := 0; i < len(all) && len(all) < perNode; i++ {
		parents, err := v.objects(all[i], vocab.SchemaContained)
		if err != nil {
			return nil, err
		}
		for _, p := range parents {
			if p.IsIRI() && !slices.Contains(all, p.Value) {
				all = append(all, p.Value)
			}
		}
	}
	v.holders[key] = all
	return all, nil
}
