// Package memindex keeps quads in plain sorted slices behind index.Snapshot: the
// simplest thing that can be right, which tests compare stores and engines with.
package memindex

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/index/rowscan"
	"diplograph/graph/rdf"
)

// Index is a set of quads. It implements index.Snapshot and does not change.
type Index struct {
	rows  [index.Orders][]index.Quad // arranged and sorted by each order
	ids   map[string]index.ID
	terms map[index.ID]rdf.Term
}

var _ index.Snapshot = (*Index)(nil)

// New gives the set of quads.
func New(quads []rdf.Quad) *Index { return new(Index).With(quads) }

// With gives another set of quads, in which the terms that x knows have the ids
// that they have in x.
func (x *Index) With(quads []rdf.Quad) *Index {
	x = &Index{ids: maps.Clone(x.ids), terms: maps.Clone(x.terms)}
	if x.ids == nil {
		x.ids, x.terms = map[string]index.ID{}, map[index.ID]rdf.Term{}
	}
	var rows []index.Quad
	for _, q := range quads {
		rows = append(rows, index.Quad{x.id(q.Subject), x.id(q.Predicate), x.id(q.Object), x.id(q.Graph)})
	}
	for o := range index.Order(index.Orders) {
		arranged := make([]index.Quad, len(rows))
		for i, r := range rows {
			arranged[i] = o.Arrange(r)
		}
		slices.SortFunc(arranged, index.Quad.Compare)
		x.rows[o] = slices.Compact(arranged)
	}
	return x
}

func (x *Index) id(t rdf.Term) index.ID {
	if id, ok := index.Inline(t); ok {
		return id
	}
	id, ok := x.ids[t.String()]
	if !ok {
		id = index.MakeID(index.TagOf(t), uint64(len(x.ids)+1))
		x.ids[t.String()], x.terms[id] = id, t
	}
	return id
}

// Scan implements index.Snapshot.
func (x *Index) Scan(_ context.Context, s index.Scan) (index.Scanner, error) {
	return rowscan.New(s, x.rows[s.Order])
}

// Count implements index.Snapshot.
func (x *Index) Count(_ context.Context, pattern index.Quad, triples bool) (int64, error) {
	return int64(len(x.distinct(pattern, triples, index.Subject, index.Predicate, index.Object))), nil
}

// distinct gives the quads of a pattern; with some, one for each combination of
// ids in the places given.
func (x *Index) distinct(pattern index.Quad, some bool, places ...index.Position) map[index.Quad]bool {
	seen := map[index.Quad]bool{}
	for _, q := range x.rows[index.SPOG] {
		if !pattern.Matches(q) {
			continue
		}
		if some {
			var r index.Quad
			for _, p := range places {
				r[p] = q[p]
			}
			q = r
		}
		seen[q] = true
	}
	return seen
}

// Estimate implements index.Snapshot.
func (x *Index) Estimate(pattern index.Quad) (int64, error) {
	return int64(len(x.distinct(pattern, false))), nil
}

// Statistics implements index.Snapshot.
func (x *Index) Statistics() (index.Statistics, error) {
	different := func(places ...index.Position) int64 {
		return int64(len(x.distinct(index.Quad{}, true, places...)))
	}
	terms := map[index.ID]bool{}
	for _, q := range x.rows[index.SPOG] {
		for _, id := range q {
			terms[id] = true
		}
	}
	delete(terms, index.DefaultGraph)
	return index.Statistics{
		Quads:   int64(len(x.rows[index.SPOG])),
		Triples: different(index.Subject, index.Predicate, index.Object), Terms: int64(len(terms)),
		Subjects: different(index.Subject), Predicates: different(index.Predicate),
		Objects: different(index.Object), Graphs: different(index.Graph),
	}, nil
}

// Predicate implements index.Snapshot.
func (x *Index) Predicate(p index.ID) (index.PredicateStatistics, error) {
	pattern := index.Quad{index.Predicate: p}
	return index.PredicateStatistics{
		Quads:    int64(len(x.distinct(pattern, false))),
		Subjects: int64(len(x.distinct(pattern, true, index.Subject))),
		Objects:  int64(len(x.distinct(pattern, true, index.Object))),
	}, nil
}

// IDs implements index.Snapshot.
func (x *Index) IDs(_ context.Context, terms []rdf.Term, ids []index.ID) error {
	for i, t := range terms {
		id, ok := index.Inline(t)
		if !ok {
			id = x.ids[t.String()]
		}
		ids[i] = id
	}
	return nil
}

// Terms implements index.Snapshot.
func (x *Index) Terms(_ context.Context, ids []index.ID, terms []rdf.Term) error {
	for i, id := range ids {
		t, ok := id.Term()
		if !ok && id != index.None {
			if t, ok = x.terms[id]; !ok {
				return fmt.Errorf("%w: no term has the id %x", index.ErrDamaged, uint64(id))
			}
		}
		terms[i] = t
	}
	return nil
}

// Version implements index.Snapshot.
func (x *Index) Version() uint64 { return 0 }
