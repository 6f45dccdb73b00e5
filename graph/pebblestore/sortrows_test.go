package pebblestore

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"diplograph/graph/index"
)

// Rows come in all orders, each from the one that it follows from.
func TestSortRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]uint32{1, 3, 5000, 1<<32 - 1}).Draw(t, "most")
		rows := rapid.SliceOf(rapid.Custom(func(t *rapid.T) (r row) {
			for i := range r {
				r[i] = rapid.Uint32Range(0, most).Draw(t, "number")
			}
			return r
		})).Draw(t, "rows")
		want := slices.Clone(rows)
		seen := 0
		all := newBuffers(len(rows))
		copy(all[0], rows)
		err := inAllOrders(all, rapid.IntRange(1, 3).Draw(t, "workers"), func(o index.Order, got []row) error {
			seen |= 1 << o
			slices.SortFunc(want, func(a, b row) int {
				for _, p := range o.Positions() {
					if a[p] != b[p] {
						if a[p] < b[p] {
							return -1
						}
						return 1
					}
				}
				return 0
			})
			want = slices.Compact(want)
			if !slices.Equal(got, want) {
				t.Fatalf("order %s is %v, want %v", o, got, want)
			}
			return nil
		})
		if err != nil || seen != 1<<index.Orders-1 {
			t.Fatalf("%v, orders %b", err, seen)
		}
	})
}

func BenchmarkSortRows(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	rows := make([]row, 1<<20)
	for i := range rows {
		rows[i] = row{uint32(i / 8), r.Uint32N(100), r.Uint32N(1 << 20), uint32(i / 100)}
	}
	all := newBuffers(len(rows))
	for b.Loop() {
		copy(all[0], rows)
		_ = inAllOrders(all, 2, func(index.Order, []row) error { return nil })
	}
	b.ReportMetric(float64(b.N)*float64(len(rows))/b.Elapsed().Seconds()/1e6, "Mrows/s")
}
