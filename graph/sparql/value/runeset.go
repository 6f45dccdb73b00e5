package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A runeSet is characters as ranges; normal ones are sorted and do not touch.
type runeSet []runeRange

type runeRange struct{ low, high rune }

// setOf gives the characters of a table.
func setOf(t *unicode.RangeTable) runeSet {
	var set runeSet
	add := func(low, high, stride rune) {
		if stride == 1 {
			set = append(set, runeRange{low, high})
			return
		}
		for c := low; c <= high; c += stride {
			set = append(set, runeRange{c, c})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return set.normal()
}

// normal gives the set in order, with what touches as one.
func (s runeSet) normal() runeSet {
	s = slices.Clone(s)
	slices.SortFunc(s, func(a, b runeRange) int { return cmp.Compare(a.low, b.low) })
	out := runeSet{}
	for _, r := range s {
		if n := len(out); n > 0 && r.low <= out[n-1].high+1 {
			out[n-1].high = max(out[n-1].high, r.high)
			continue
		}
		out = append(out, r)
	}
	return out
}

// complement gives all other characters, of a normal set.
func (s runeSet) complement() runeSet {
	out := runeSet{}
	next := rune(0)
	for _, r := range s {
		if r.low > next {
			out = append(out, runeRange{next, r.low - 1})
		}
		next = r.high + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, runeRange{next, unicode.MaxRune})
	}
	return out
}

// without gives the characters of s that are not in t, of normal sets.
func (s runeSet) without(t runeSet) runeSet {
	if len(t) == 0 {
		return s
	}
	return append(s.complement(), t...).normal().complement()
}

// folded adds to a set of one range all characters that differ from one of it
// by case alone.
func (s runeSet) folded() runeSet {
	r := s[0]
	all := foldable()
	i, _ := slices.BinarySearch(all, r.low)
	for ; i < len(all) && all[i] <= r.high; i++ {
		for c := unicode.SimpleFold(all[i]); c != all[i]; c = unicode.SimpleFold(c) {
			s = append(s, runeRange{c, c})
		}
	}
	return s
}

// foldable gives the characters that have another case, sorted.
var foldable = sync.OnceValue(func() []rune {
	var all []rune
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if unicode.SimpleFold(c) != c {
			all = append(all, c)
		}
	}
	return all
})

// write writes the set as a class of Go's.
func (s runeSet) write(b *strings.Builder) {
	if len(s) == 0 {
		b.WriteString(nothing)
		return
	}
	b.WriteByte('[')
	for _, r := range s {
		writeRune(b, r.low)
		if r.high > r.low {
			b.WriteByte('-')
			writeRune(b, r.high)
		}
	}
	b.WriteByte(']')
}

func writeRune(b *strings.Builder, c rune) {
	if c < utf8.RuneSelf || !utf8.ValidRune(c) {
		fmt.Fprintf(b, `\x{%X}`, c)
		return
	}
	b.WriteRune(c)
}
