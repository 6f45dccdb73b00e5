package block

import (
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"

	"diplograph/graph/index"
)

// anyID gives ids as columns have them: dense numbers of few tags, few values,
// inline values, anything.
func anyID() *rapid.Generator[index.ID] {
	tag := rapid.Uint64Range(0, 15)
	return rapid.OneOf(
		rapid.Map(rapid.Uint64Range(0, 3), func(v uint64) index.ID { return index.MakeID(index.TagIRI, v) }),
		rapid.Map(rapid.Uint64Range(0, 1<<20), func(v uint64) index.ID { return index.MakeID(index.Tag(v%3+1), v) }),
		rapid.Custom(func(t *rapid.T) index.ID {
			return index.MakeID(index.Tag(tag.Draw(t, "tag")), rapid.Uint64Range(0, index.MaxPayload).Draw(t, "payload"))
		}),
		rapid.Map(rapid.Uint64(), func(v uint64) index.ID { return index.ID(v) }),
		rapid.Just(^index.ID(0)),
		rapid.Just(index.ID(0)),
	)
}

func anyRows() *rapid.Generator[[]index.Quad] {
	return rapid.Custom(func(t *rapid.T) []index.Quad {
		var pools [4][]index.ID
		for i := range pools {
			pools[i] = rapid.SliceOfN(anyID(), 1, 40).Draw(t, "pool")
		}
		n := rapid.OneOf(rapid.IntRange(1, 8), rapid.IntRange(1, 5000)).Draw(t, "rows")
		state := rapid.Uint64().Draw(t, "seed")
		spread := rapid.SampledFrom([]uint64{1, 1, 2, 1000}).Draw(t, "spread")
		rows := make([]index.Quad, n)
		for i := range rows {
			for c := range rows[i] {
				state = state*6364136223846793005 + 1442695040888963407
				r := state >> 20
				rows[i][c] = pools[c][r%uint64(len(pools[c]))] + index.ID(r>>8%spread)
			}
		}
		slices.SortFunc(rows, index.Quad.Compare)
		rows = slices.Compact(rows)
		return rows[:min(len(rows), MaxRows)]
	})
}

func columnsOf(rows []index.Quad) (c Columns) {
	for i := range c {
		for _, r := range rows {
			c[i] = append(c[i], r[i])
		}
	}
	return c
}

func parse(t testing.TB, b []byte) Block {
	t.Helper()
	block, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return block
}

// Whatever rows are written are read: all, any part, any one, and found.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := anyRows().Draw(rt, "rows")
		columns := columnsOf(rows)
		block := parse(t, Append(nil, columns, len(rows)))
		if block.Len() != len(rows) {
			rt.Fatalf("%d rows, want %d", block.Len(), len(rows))
		}
		from := rapid.IntRange(0, len(rows)).Draw(rt, "from")
		to := rapid.IntRange(from, len(rows)).Draw(rt, "to")
		for i, want := range columns {
			if got := block.Decode(i, 0, len(rows), nil); !slices.Equal(got, want) {
				rt.Fatalf("column %d is %x, want %x", i, got, want)
			}
			if got := block.Decode(i, from, to, []index.ID{7}); got[0] != 7 || !slices.Equal(got[1:], want[from:to]) {
				rt.Fatalf("column %d from %d to %d is %x, want %x", i, from, to, got[1:], want[from:to])
			}
			for row, id := range want {
				if got := block.At(i, row); got != id {
					rt.Fatalf("column %d row %d is %x, want %x", i, row, got, id)
				}
			}
		}
		for range 20 {
			key := rapid.SampledFrom(rows).Draw(rt, "key")
			change := rapid.IntRange(0, 3).Draw(rt, "change")
			key[change] += index.ID(rapid.IntRange(-1, 1).Draw(rt, "by"))
			checkSearch(rt, &block, rows, key[:rapid.IntRange(0, 4).Draw(rt, "length")], from)
		}
	})
}

func checkSearch(t *rapid.T, b *Block, rows []index.Quad, key []index.ID, from int) {
	want := from + sort.Search(len(rows)-from, func(i int) bool {
		return slices.Compare(rows[from+i][:len(key)], key) >= 0
	})
	if got := b.Search(key, from); got != want {
		t.Fatalf("search of %x from row %d gives row %d, want %d", key, from, got, want)
	}
}
