package graph

import (
	"cmp"
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// Statistics count what a store holds, exactly.
type Statistics struct {
	Quads      int64
	Terms      int64   // different terms in any place of any quad
	Graphs     []Tally // quads of each graph; the unnamed one has a zero Term
	Predicates []Tally // quads of each predicate
}

// A Tally is a number of quads and what they have in common.
type Tally struct {
	Term  rdf.Term
	Quads int64
}

// statistics takes the time of a look-up for each graph and each predicate.
func (s Snapshot) statistics(ctx context.Context) (st Statistics, err error) {
	totals, err := s.index.Statistics()
	if err != nil {
		return st, err
	}
	st.Quads, st.Terms = totals.Quads, totals.Terms
	if st.Graphs, err = s.tallies(ctx, index.GSPO); err != nil {
		return st, err
	}
	st.Predicates, err = s.tallies(ctx, index.PSOG)
	return st, err
}

// tallies counts the quads of each term in the first place of an order, largest
// first and those of a size in term order. It skips from term to term.
func (s Snapshot) tallies(ctx context.Context, o index.Order) ([]Tally, error) {
	place := o.Positions()[0]
	scan, err := s.index.Scan(ctx, index.Scan{Order: o, Columns: 1 << place})
	if err != nil {
		return nil, err
	}
	defer scan.Close()
	var ids []index.ID
	var out []Tally
	for {
		batch, err := scan.Next(ctx)
		if err != nil {
			return nil, err
		}
		if batch.Len == 0 {
			break
		}
		for i, id := range batch.Columns[place] {
			if i == 0 && (len(ids) == 0 || id != ids[len(ids)-1]) || i > 0 && id != batch.Columns[place][i-1] {
				ids = append(ids, id)
			}
		}
		if err := scan.Seek(ctx, ids[len(ids)-1]+1); err != nil {
			return nil, err
		}
	}
	terms := make([]rdf.Term, len(ids))
	if err := s.index.Terms(ctx, ids, terms); err != nil {
		return nil, err
	}
	for i, id := range ids {
		var pattern index.Quad
		pattern[place] = id
		n, err := s.index.Count(ctx, pattern, false)
		if err != nil {
			return nil, err
		}
		out = append(out, Tally{terms[i], n})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Quads, a.Quads), a.Term.Compare(b.Term))
	})
	return out, nil
}
