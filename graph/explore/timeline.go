package explore

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"diplograph/graph"
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
)

// Bounds of a timeline.
const (
	DefaultEvents = 100
	MaxEvents     = 1000
	MaxEntities   = 20
)

// TimelineOptions say which events are asked for.
type TimelineOptions struct {
	// Entities (IRIs) are those that the events must concern, as actor, place or
	// body, themselves or through who stands for them: a president's, a
	// ministry's, a city's event counts for the country. None: every event.
	Entities []string
	Any      bool         // concern one of Entities, not all
	From, To caldate.Date // days on which an event must have a part; zero is open
	Types    []string     // whole IRIs; if any, the only ones, or their subclasses
	Limit    int          // 1 to MaxEvents; 0 means DefaultEvents
	Cursor   string       // where the last answer ended
	// Languages of labels, the preferred first.
	Languages []string

	Budget   int           // quads to read at most to find the events; 0 means 400,000
	Patience time.Duration // time to find the events; 0 means 5 s
}

// A Timeline is a list of events by their first day, then by their last; events
// without a date come last.
type Timeline struct {
	Events    []Event `json:"events"`
	Total     int     `json:"total"` // events found, before and after the cursor
	Exact     bool    `json:"exact"` // false: there may be more than Total
	Truncated bool    `json:"truncated"`
	Cursor    string  `json:"cursor,omitempty"` // for the events that follow
}

func (o *TimelineOptions) complete() error {
	o.Limit, o.Budget = cmp.Or(o.Limit, DefaultEvents), cmp.Or(o.Budget, 2*defaultBudget)
	o.Patience = cmp.Or(o.Patience, 5*time.Second)
	switch {
	case o.Limit < 1 || o.Limit > MaxEvents:
		return fmt.Errorf("explore: %w: want limit from 1 to %d, got %d", ErrOption, MaxEvents, o.Limit)
	case len(o.Entities) > MaxEntities:
		return fmt.Errorf("explore: %w: want at most %d entities, got %d", ErrOption, MaxEntities, len(o.Entities))
	}
	return nil
}

// BuildTimeline gives the events that opts ask for. It gives ErrNotFound for an
// entity that nothing is said of, and ErrOption.
func BuildTimeline(ctx context.Context, snap graph.Snapshot, opts TimelineOptions) (*Timeline, error) {
	if err := opts.complete(); err != nil {
		return nil, err
	}
	after, err := parseCursor(opts.Cursor)
	if err != nil {
		return nil, err
	}
	v := newView(ctx, snap, opts.Languages, opts.Budget)
	v.within(opts.Patience)
	found, whole, err := v.concerning(opts)
	if err != nil {
		return nil, err
	}
	moments, inTime, err := v.moments(found, opts)
	if err != nil {
		return nil, err
	}
	t := &Timeline{Events: []Event{}, Total: len(moments), Exact: whole && inTime}
	t.Truncated = !t.Exact
	for _, m := range moments {
		if after != nil && m.compare(*after) <= 0 {
			continue
		}
		if len(t.Events) == opts.Limit {
			t.Truncated, t.Cursor = true, cursorOf(t.Events[opts.Limit-1])
			break
		}
		e, err := v.describeEvent(m.iri)
		if err != nil {
			return nil, err
		}
		t.Events = append(t.Events, e)
	}
	return t, nil
}

// concerning gives the events that concern the asked entities, each with the
// times in which it counts for them: one list for each entity.
func (v *view) concerning(opts TimelineOptions) (found map[string][][]Span, whole bool, err error) {
	if len(opts.Entities) == 0 {
		return v.allEvents()
	}
	whole = true
	for i, iri := range opts.Entities {
		if err := v.mustExist(iri); err != nil {
			return nil, false, err
		}
		set, all, err := v.standsFor(iri)
		if err != nil {
			return nil, false, err
		}
		events, every, err := v.eventsFor(set)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all && every
		switch {
		case i == 0:
			found = map[string][][]Span{}
			fallthrough
		case opts.Any:
			for e, times := range events {
				found[e] = append(found[e], times)
			}
		default:
			for e := range found {
				if times, both := events[e]; both {
					found[e] = append(found[e], times)
				} else {
					delete(found, e)
				}
			}
		}
	}
	return found, whole, nil
}

func (v *view) allEvents() (found map[string][][]Span, whole bool, err error) {
	found, whole = map[string][][]Span{}, true
	for _, class := range []string{vocab.SEMEvent, vocab.SchemaEvent} {
		quads, all, err := v.look(leading(vocab.RDFType, class), v.left/2)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all
		for _, q := range quads {
			if q.Subject.IsIRI() {
				found[q.Subject.Value] = [][]Span{nil}
			}
		}
	}
	return found, whole, nil
}

// A moment is an event with its place in time.
type moment struct {
	span Span
	iri  string
}

func (m moment) compare(n moment) int {
	return cmp.Or(m.span.Compare(n.span), strings.Compare(m.iri, n.iri))
}

// moments dates the events, leaves out those that the filters refuse, and sorts
// the rest. whole is false if the budget did not suffice for all; those that it
// did not suffice to date are left out.
func (v *view) moments(found map[string][][]Span, opts TimelineOptions) (moments []moment, whole bool, err error) {
	types, err := v.subclasses(opts.Types)
	if err != nil {
		return nil, false, err
	}
	events := slices.Sorted(maps.Keys(found))
	starts, allStarts, err := v.dates(events, vocab.SchemaStartDate)
	if err != nil {
		return nil, false, err
	}
	ends, allEnds, err := v.dates(events, vocab.SchemaEndDate)
	if err != nil {
		return nil, false, err
	}
	whole = allStarts && allEnds
	for _, iri := range events {
		m := moment{Span{starts[iri], ends[iri]}, iri}
		if m.span.IsZero() && !whole || !m.span.Overlaps(opts.From, opts.To) || !counts(found[iri], m.span, opts.Any) {
			continue
		}
		if len(types) > 0 && v.spent() {
			whole = false
			break
		}
		ok, err := v.isOneOf(iri, types)
		if err != nil {
			return nil, false, err
		}
		if ok {
			moments = append(moments, m)
		}
	}
	slices.SortFunc(moments, moment.compare)
	return moments, whole, v.ctx.Err()
}

// counts reports whether an event at the time of span counts for all of the
// entities, or for any.
func counts(times [][]Span, span Span, any bool) bool {
	n := 0
	for _, terms := range times {
		if len(terms) == 0 || slices.ContainsFunc(terms, func(t Span) bool { return t.during(span) }) {
			n++
		}
	}
	return n == len(times) || any && n > 0
}

// isOneOf reports whether iri has one of the types; none means any.
func (v *view) isOneOf(iri string, types map[string]bool) (bool, error) {
	if len(types) == 0 {
		return true, nil
	}
	v.left--
	own, err := v.types(iri)
	return slices.ContainsFunc(own, func(t string) bool { return types[t] }), err
}

// A cursor is where a page of a timeline ends.
type cursor struct {
	Start Date   `json:"s,omitzero"`
	End   Date   `json:"e,omitzero"`
	IRI   string `json:"i"`
}

func cursorOf(e Event) string {
	b, _ := json.Marshal(cursor{e.Start, e.End, e.IRI}) // two dates and a string always marshal
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s string) (*moment, error) {
	if s == "" {
		return nil, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err := errors.Join(err, json.Unmarshal(b, &c)); err != nil || c.IRI == "" {
		return nil, fmt.Errorf("explore: %w: cursor: want one from an earlier answer, got %q", ErrOption, s)
	}
	return &moment{Span{c.Start, c.End}, c.IRI}, nil
}
