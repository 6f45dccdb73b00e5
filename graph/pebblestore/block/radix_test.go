package block

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Values are sorted whatever bits they differ in.
func TestSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, 1, 0xf0000000000fffff, 1 << 63, ^uint64(0)})).Draw(t, "mask")
		values := rapid.SliceOfN(rapid.Uint64(), 1, 300).Draw(t, "values")
		e := new(encoder)
		for i := range values {
			values[i] = values[i]&mask | 0x123456789abcdef0&^mask
			e.values[i] = values[i]
		}
		var got []uint64
		for _, k := range e.sort(len(values)) {
			got = append(got, e.values[k&placeMask])
		}
		if slices.Sort(values); !slices.Equal(got, values) {
			t.Fatalf("%x, want %x", got, values)
		}
	})
}

func TestSortFull(t *testing.T) {
	e := new(encoder)
	for i := range e.values {
		e.values[i] = uint64(i*2654435761) % MaxRows << 20
	}
	for i, k := range e.sort(MaxRows) {
		if e.values[k&placeMask] != uint64(i)<<20 {
			t.Fatalf("place %d has %x", i, e.values[k&placeMask])
		}
	}
}
