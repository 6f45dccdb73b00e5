package rowscan_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/rowscan"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestScan compares scans with going through all rows.
func TestScan(t *testing.T) {
	id := rapid.Custom(func(t *rapid.T) index.ID { return index.ID(rapid.IntRange(1, 4).Draw(t, "id")) })
	rapid.Check(t, func(t *rapid.T) {
		s := index.Scan{Order: index.Order(rapid.IntRange(0, index.Orders-1).Draw(t, "order")), Columns: index.AllPositions}
		for p := range s.Pattern {
			if rapid.IntRange(0, 2).Draw(t, "bound") == 0 {
				s.Pattern[p] = id.Draw(t, "of the pattern")
			}
		}
		if rapid.Bool().Draw(t, "with ranges") {
			s.Ranges = []index.Range{{First: 1, Last: 1}, {First: 3, Last: 3}}
		}
		if s.Order.Positions()[3] == index.Graph && s.Pattern[index.Graph] == index.None && rapid.Bool().Draw(t, "triples") {
			s.Triples, s.Columns = true, s.Columns&^(1<<index.Graph)
		}
		var rows []index.Quad
		for range rapid.IntRange(0, 40).Draw(t, "rows") {
			rows = append(rows, index.Quad{id.Draw(t, "s"), id.Draw(t, "p"), id.Draw(t, "o"), id.Draw(t, "g")})
		}
		slices.SortFunc(rows, index.Quad.Compare)
		rows = slices.Compact(rows)
		var key []index.ID
		prefix := s.Order.Prefix(s.Pattern.Bound())
		if prefix < 4 && rapid.Bool().Draw(t, "seek") {
			key = []index.ID{id.Draw(t, "key")}
		}

		var want []index.Quad
		for _, r := range rows {
			q := s.Order.Restore(r)
			if s.Triples {
				q[index.Graph] = index.None
			}
			if !s.Pattern.Matches(q) || key != nil && r[prefix] < key[0] || s.Ranges != nil && prefix < 4 && r[prefix]%2 == 0 || slices.Contains(want, q) {
				continue
			}
			want = append(want, q)
		}
		if diff := cmp.Diff(want, scan(t, s, rows, key)); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}

func scan(t *rapid.T, s index.Scan, rows []index.Quad, key []index.ID) (got []index.Quad) {
	ctx := context.Background()
	scanner, err := rowscan.New(s, rows)
	if err != nil {
		t.Fatal(err)
	}
	if key != nil {
		if err := scanner.Seek(ctx, key...); err != nil {
			t.Fatal(err)
		}
	}
	for {
		b, err := scanner.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if b.Len == 0 {
			return got
		}
		for i := range b.Len {
			var q index.Quad
			for p, column := range b.Columns {
				if column != nil {
					q[p] = column[i]
				}
			}
			got = append(got, q)
		}
	}
}

func TestTriplesHaveNoGraphs(t *testing.T) {
	if _, err := rowscan.New(index.Scan{Order: index.SPOG, Columns: index.AllPositions, Triples: true}, nil); !errors.Is(err, index.ErrInvalidScan) {
		t.Errorf("gave %v, expected ErrInvalidScan", err)
	}
}
