package pebblestore

import "testing"

// Terms have one number each, in the order in which they came.
func TestVocabulary(t *testing.T) {
	terms := manyTerms(20_000)
	v := newVocabulary()
	for round := range 2 {
		for i, term := range terms {
			if n := v.number([]byte(term)); int(n) != i || string(v.key(n)) != term {
				t.Fatalf("round %d: term %d has number %d, key %q", round, i, n, v.key(n))
			}
		}
	}
	if v.len() != len(terms) {
		t.Errorf("%d terms, want %d", v.len(), len(terms))
	}
}

func BenchmarkVocabulary(b *testing.B) {
	terms := manyTerms(1 << 20)
	v := newVocabulary()
	i := 0
	for b.Loop() {
		v.number([]byte(terms[i*7919%len(terms)]))
		i++
	}
}
