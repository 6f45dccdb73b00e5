package explore

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A dictionary finds words (skeletons of fold) by their beginning and by
// likeness. It grows with the number of different words, never with that of
// labels.
//
//	word 7 "khiva"   grams: ··k ·kh khi hiv iva      (· is the start of the word)
//	grams[·kh] = [7, …]     every word that begins so, or has these letters in a row
type dictionary struct {
	ids   map[string]uint32
	words []string
	grams map[gram][]uint32
}

// A gram is three runes in a row; zero stands before the start of a word.
type gram [3]rune

func newDictionary() *dictionary {
	return &dictionary{ids: map[string]uint32{}, grams: map[gram][]uint32{}}
}

func gramsOf(word string) []gram {
	var all []gram
	var g gram
	for _, r := range word {
		g = gram{g[1], g[2], r}
		if !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// id gives the number of a word, a new one for a new word.
func (d *dictionary) id(word string) uint32 {
	if id, ok := d.ids[word]; ok {
		return id
	}
	word = strings.Clone(word)
	id := uint32(len(d.words))
	d.ids[word] = id
	d.words = append(d.words, word)
	for _, g := range gramsOf(word) {
		d.grams[g] = append(d.grams[g], id)
	}
	return id
}

// A match is a word of the dictionary that is like a word of the query.
type match struct {
	word  uint32
	score float32 // 1 for the word itself
}

// maxSimilar bounds how many words one word of a query stands for, maxCompared
// how many are compared with it.
const (
	maxSimilar  = 200
	maxCompared = 20_000
)

// similar finds the words that are, begin with, or are at most the given number
// of edits away from word, the best first.
func (d *dictionary) similar(word string, edits int) []match {
	length := utf8.RuneCountInString(word)
	var matches []match
	for _, id := range d.sharing(word, edits) {
		if score := likeness(word, d.words[id], length, edits); score > 0 {
			matches = append(matches, match{id, score})
		}
	}
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(d.words[a.word], d.words[b.word]))
	})
	return matches[:min(len(matches), maxSimilar)]
}

// allowedEdits is the number of typos that a word may have, by its length as it
// was typed.
func allowedEdits(length int) int {
	switch {
	case length < 4:
		return 0
	case length < 8:
		return 1
	}
	return 2
}

// sharing gives the words that have enough grams in common with word to be at
// most the given number of edits away from it or from its continuations: an
// edit touches three grams, a swap of two letters four.
func (d *dictionary) sharing(word string, edits int) []uint32 {
	grams := gramsOf(word)
	need := max(1, len(grams)-4*edits)
	counts := map[uint32]int{}
	// The rarest grams come first, so that common ones only confirm.
	slices.SortFunc(grams, func(a, b gram) int { return cmp.Compare(len(d.grams[a]), len(d.grams[b])) })
	for _, g := range grams {
		for _, id := range d.grams[g] {
			if counts[id] > 0 || len(counts) < maxCompared {
				counts[id]++
			}
		}
	}
	var ids []uint32
	for id, n := range counts {
		if n >= need {
			ids = append(ids, id)
		}
	}
	return ids
}

// likeness scores how well a word of the dictionary answers a word of a query:
// 1 the same, 0.75 to 0.95 its continuation, 0.5 to 0.65 a typo away from it,
// 0.45 a typo away from its beginning, 0 not at all.
func likeness(query, word string, length, edits int) float32 {
	switch {
	case query == word:
		return 1
	case strings.HasPrefix(word, query):
		return 0.75 + 0.2*float32(length)/float32(utf8.RuneCountInString(word))
	case edits == 0:
		return 0
	}
	whole, beginning := distances([]rune(query), []rune(word))
	switch {
	case whole <= edits:
		return 0.8 - 0.15*float32(whole)
	case beginning <= 1:
		return 0.6 - 0.15*float32(beginning)
	}
	return 0
}

// distances gives the optimal string alignment distance (insertions, deletions,
// substitutions and swaps of neighbours) of a from b, and from the beginning of
// b that is nearest.
func distances(a, b []rune) (whole, beginning int) {
	previous, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], previous[j-2]+1)
			}
		}
		previous, row, next = row, next, previous
	}
	return row[len(b)], slices.Min(row)
}
