package explore

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"diplograph/graph"
	"diplograph/graph/vocab"
)

// A Summary counts what the graph knows; the counts are lower bounds unless
// Exact.
type Summary struct {
	Entities, Events, Articles int
	Exact                      bool
}

// Summarize counts the things of each class, reading at most the given number
// of rdf:type statements.
func Summarize(ctx context.Context, snap graph.Snapshot, most int) (Summary, error) {
	v := newView(ctx, snap, nil, most)
	s := Summary{Exact: true}
	for class, types := range typesByClass() {
		if class == ClassOther {
			continue
		}
		n, whole, err := v.countOf(types)
		if err != nil {
			return Summary{}, err
		}
		s.Exact = s.Exact && whole
		switch class {
		case ClassEvent:
			s.Events += n
		case ClassArticle:
			s.Articles += n
		default:
			s.Entities += n
		}
	}
	return s, nil
}

func typesByClass() map[Class][]string {
	types := map[Class][]string{}
	for t, class := range classOf {
		types[class] = append(types[class], t)
	}
	return types
}

// countOf counts the different IRIs that have one of the types.
func (v *view) countOf(types []string) (n int, whole bool, err error) {
	seed := maphash.MakeSeed()
	seen := map[uint64]struct{}{}
	for _, t := range types {
		for q, err := range v.snap.Match(v.ctx, leading(vocab.RDFType, t)) {
			if err != nil {
				return 0, false, err
			}
			if v.left == 0 {
				return len(seen), false, nil
			}
			v.left--
			if q.Subject.IsIRI() {
				seen[maphash.String(seed, q.Subject.Value)] = struct{}{}
			}
		}
	}
	return len(seen), true, nil
}

// Events describes events, in the order of time.
func Events(ctx context.Context, snap graph.Snapshot, iris []string, languages []string) ([]Event, error) {
	v := newView(ctx, snap, languages, 0)
	events := []Event{}
	for _, iri := range iris {
		e, err := v.describeEvent(iri)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	slices.SortFunc(events, func(a, b Event) int {
		if c := (Span{a.Start, a.End}).Compare(Span{b.Start, b.End}); c != 0 {
			return c
		}
		return strings.Compare(a.IRI, b.IRI)
	})
	return events, nil
}
