package block

import (
	"math"
	"math/bits"
	"slices"
)

const sampleSize = 64

// scattered reports whether offsets to the least value are as good as anything
// for a column: so many values differ that a dictionary does not pay, and some
// of them, taken as they come, fall in no clusters. That is quicker to see than
// to sort all.
func scattered(values []uint64, rows int) (least, span uint64, ok bool) {
	least = slices.Min(values)
	span = slices.Max(values) - least
	if dictionary(estimate(values), span, rows).bits < frame(span, rows).bits {
		return 0, 0, false
	}
	var sample [sampleSize]uint64
	for i := range sample {
		sample[i] = values[i*len(values)/sampleSize]
	}
	slices.Sort(sample[:])
	return least, span, ranges(slices.Compact(sample[:]), rows).clusters == 1
}

// estimate gives about how many values differ, rather too few: by how many bits
// of a set they leave out (linear counting; Whang, Vander-Zanden and Taylor 1990).
func estimate(values []uint64) int {
	const width = 13
	var set [1 << width / 64]uint64
	for _, v := range values {
		h := v * 0x9e3779b97f4a7c15 >> (64 - width)
		set[h/64] |= 1 << (h % 64)
	}
	left := 1 << width
	for _, word := range set {
		left -= bits.OnesCount64(word)
	}
	return int(0.95 * (1 << width) * math.Log((1<<width)/float64(max(left, 1))))
}
