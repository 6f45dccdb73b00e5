package pebblestore

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Strings come in the order of their bytes, whatever they share.
func TestSortTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"", "a", "b", "\x00", "\xff", "http://example.org/", "abcdefg", "abcdefgh"})
		terms := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) string {
			return part.Draw(t, "1") + part.Draw(t, "2") + part.Draw(t, "3") + rapid.StringN(0, 3, 6).Draw(t, "4")
		}), 0, 300, rapid.ID).Draw(t, "terms")
		checkSortTerms(t, terms, rapid.IntRange(1, 3).Draw(t, "workers"))
	})
}

func TestSortManyTerms(t *testing.T) {
	checkSortTerms(t, manyTerms(100_000), 2)
}

func checkSortTerms(t interface{ Fatalf(string, ...any) }, terms []string, workers int) {
	want := slices.Sorted(slices.Values(terms))
	for i, s := range sortTerms(len(terms), workers, func(id uint32) []byte { return []byte(terms[id]) }) {
		if terms[s.id] != want[i] {
			t.Fatalf("term %d is %q, want %q", i, terms[s.id], want[i])
		}
	}
}

func manyTerms(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	terms := make([]string, n)
	for i := range terms {
		switch i % 3 {
		case 0:
			terms[i] = fmt.Sprintf("\x01https://data.example.org/resource/event/%d", i)
		case 1:
			terms[i] = fmt.Sprintf("\x01https://data.example.org/resource/person/%x", r.Uint64())
		default:
			terms[i] = fmt.Sprintf("\x04%x %d in words", r.Uint32N(1000), i)
		}
	}
	return terms
}

func BenchmarkSortTerms(b *testing.B) {
	var terms [][]byte
	for _, t := range manyTerms(1 << 20) {
		terms = append(terms, []byte(t))
	}
	for b.Loop() {
		sortTerms(len(terms), 2, func(id uint32) []byte { return terms[id] })
	}
	b.ReportMetric(float64(b.N)*float64(len(terms))/b.Elapsed().Seconds()/1e6, "Mterms/s")
}
