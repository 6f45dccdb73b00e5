package block

import (
	"errors"
	"testing"

	"diplograph/graph/index"
)

// Damaged bytes are refused, or give rows that are wrong; they never make
// anything panic or go on for long.
func FuzzBlock(f *testing.F) {
	for o := range index.Order(index.Orders) {
		rows := realistic(o)[:200]
		f.Add(Append(nil, columnsOf(rows), len(rows)), uint16(3), uint16(70))
	}
	f.Add(Append(nil, example, len(example[0])), uint16(0), uint16(2))
	f.Fuzz(func(t *testing.T, b []byte, from, to uint16) {
		block, err := Parse(b)
		if err != nil {
			if !errors.Is(err, index.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		rows := block.Len()
		if rows < 1 || rows > MaxRows {
			t.Fatalf("%d rows", rows)
		}
		last := min(int(to), rows)
		first := min(int(from), last)
		var key []index.ID
		for i := range 4 {
			if got := block.Decode(i, first, last, nil); len(got) != last-first {
				t.Fatalf("%d rows, want %d", len(got), last-first)
			}
			key = append(key, block.At(i, min(first, rows-1)))
			if row := block.Search(key, first); row < first || row > rows {
				t.Fatalf("row %d from %d of %d", row, first, rows)
			}
		}
	})
}
