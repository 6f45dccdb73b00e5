package block

import (
	"cmp"
	"math/bits"
	"slices"
)

// A key to sort by is a value without the bits that all values share, above its
// place in 12 bits.
const (
	placeBits = 12 // MaxRows is 1<<placeBits
	placeMask = MaxRows - 1
	digitBits = 11
	minGap    = 4 // shared bits are left in if they are fewer
)

// A field is bits of a value, and where they go in a key.
type field struct {
	shift, to uint
	mask      uint64
}

// appendFields appends the fields that have all bits in which values differ, and
// gives how wide they are together.
func appendFields(fields []field, differ uint64) (_ []field, width uint) {
	for shift := uint(0); differ>>shift != 0; {
		shift += uint(bits.TrailingZeros64(differ >> shift))
		n := uint(0)
		for rest := differ >> shift; rest>>n != 0; {
			gap := uint(bits.TrailingZeros64(rest >> n))
			if gap >= minGap && n > 0 {
				break
			}
			n += gap
			n += uint(bits.TrailingZeros64(^(rest >> n)))
		}
		fields = append(fields, field{shift: shift, to: placeBits + width, mask: 1<<n - 1})
		width += n
		shift += n
	}
	return fields, width
}

// sort gives the places of the first n values, the least value first, in the low
// bits of what it gives.
func (e *encoder) sort(n int) []uint64 {
	var differ uint64
	for _, v := range e.values[:n] {
		differ |= v ^ e.values[0]
	}
	var width uint
	e.fields, width = appendFields(e.fields[:0], differ)
	keys := e.sorted[:n]
	for i := range keys {
		keys[i] = uint64(i)
	}
	if width > 64-placeBits {
		slices.SortFunc(keys, func(a, b uint64) int { return cmp.Compare(e.values[a&placeMask], e.values[b&placeMask]) })
		return keys
	}
	for _, f := range e.fields {
		for i := range keys {
			keys[i] |= e.values[i] >> (f.shift & 63) & f.mask << (f.to & 63)
		}
	}
	return radixSort(keys, e.spare[:n], width)
}

// radixSort sorts keys by width bits above their places, with room for as many.
func radixSort(keys, other []uint64, width uint) []uint64 {
	passes := (width + digitBits - 1) / digitBits
	if passes == 0 {
		return keys
	}
	digit := (width + passes - 1) / passes
	mask := uint64(1)<<digit - 1
	for shift := uint(placeBits); passes > 0; shift, passes = shift+digit, passes-1 {
		var next [1 << digitBits]uint16
		for _, k := range keys {
			next[k>>(shift&63)&mask&(1<<digitBits-1)]++
		}
		sum := uint16(0)
		for i, n := range next[:mask+1] {
			next[i], sum = sum, sum+n
		}
		for _, k := range keys {
			at := &next[k>>(shift&63)&mask&(1<<digitBits-1)]
			other[*at] = k
			*at++
		}
		keys, other = other, keys
	}
	return keys
}
