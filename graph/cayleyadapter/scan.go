package cayleyadapter

import (
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/index/rowscan"
)

// scan reads and sorts all rows at once.
func (v *view) scan(ctx context.Context, s index.Scan) (index.Scanner, error) {
	rows, err := v.rows(ctx, s.Pattern, s.Order)
	if err != nil {
		return nil, err
	}
	return rowscan.New(s, rows)
}

func (v *view) count(ctx context.Context, pattern index.Quad, triples bool) (int64, error) {
	rows, err := v.rows(ctx, pattern, index.SPOG)
	if triples {
		rows = slices.CompactFunc(rows, func(a, b index.Quad) bool { return slices.Equal(a[:3], b[:3]) })
	}
	return int64(len(rows)), err
}

// estimate takes every bound place to leave a hundredth, but one quad at least.
func (v *view) estimate(pattern index.Quad) (int64, error) {
	st, err := v.db.quads.Stats(context.Background(), false)
	n := st.Quads.Value
	for _, id := range pattern {
		if id != index.None {
			n = n/100 + 1
		}
	}
	return n, err
}

func (v *view) statistics() (index.Statistics, error) {
	rows, err := v.rows(context.Background(), index.Quad{}, index.SPOG)
	if err != nil {
		return index.Statistics{}, err
	}
	st := index.Statistics{Quads: int64(len(rows))}
	terms := map[index.ID]bool{}
	var places [4]map[index.ID]bool
	for p := range places {
		places[p] = map[index.ID]bool{}
	}
	for i, r := range rows {
		if i == 0 || !slices.Equal(r[:3], rows[i-1][:3]) {
			st.Triples++
		}
		for p, id := range r {
			places[p][id], terms[id] = true, true
		}
	}
	delete(terms, index.DefaultGraph)
	st.Terms = int64(len(terms))
	st.Subjects, st.Predicates = int64(len(places[index.Subject])), int64(len(places[index.Predicate]))
	st.Objects, st.Graphs = int64(len(places[index.Object])), int64(len(places[index.Graph]))
	return st, nil
}

func (v *view) predicate(p index.ID) (index.PredicateStatistics, error) {
	rows, err := v.rows(context.Background(), index.Quad{index.Predicate: p}, index.SPOG)
	subjects, objects := map[index.ID]bool{}, map[index.ID]bool{}
	for _, r := range rows {
		subjects[r[index.Subject]], objects[r[index.Object]] = true, true
	}
	return index.PredicateStatistics{Quads: int64(len(rows)), Subjects: int64(len(subjects)), Objects: int64(len(objects))}, err
}
