package pebblestore

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"sync"
)

// A sortTerm is a string to sort: its number, and of its bytes from some depth on
// the next seven and above how many there are, so that most comparisons are of
// two numbers.
type sortTerm struct {
	key uint64
	id  uint32
}

// A termSorter sorts strings by bytes: quicksort by seven bytes at a time
// (Bentley and Sedgewick's multikey quicksort with a cache of the bytes). No two
// strings are equal.
type termSorter struct {
	term func(id uint32) []byte
	free chan struct{} // holds one for each further goroutine
	wait sync.WaitGroup
}

const (
	sortStep     = 7  // bytes in a key
	sortSmall    = 12 // terms that are sorted by insertion
	sortParallel = 1 << 14
)

// sortTerms gives the numbers of n strings in the order of the strings.
func sortTerms(n, workers int, term func(id uint32) []byte) []sortTerm {
	terms := make([]sortTerm, n)
	for i := range terms {
		terms[i].id = uint32(i)
	}
	s := &termSorter{term: term, free: make(chan struct{}, workers)}
	for range workers - 1 {
		s.free <- struct{}{}
	}
	s.load(terms, 0)
	s.wait.Wait()
	return terms
}

// keyAt gives the key of a string from depth on.
func keyAt(b []byte, depth int) uint64 {
	b = b[depth:]
	if len(b) > sortStep {
		return binary.BigEndian.Uint64(b)&^0xff | sortStep + 1
	}
	var key uint64
	for i, c := range b {
		key |= uint64(c) << (56 - 8*i)
	}
	return key | uint64(len(b))
}

// load sorts terms that are equal up to depth.
func (s *termSorter) load(terms []sortTerm, depth int) {
	if len(terms) <= sortSmall {
		s.insert(terms, depth)
		return
	}
	depth += s.shared(terms, depth)
	for i := range terms {
		terms[i].key = keyAt(s.term(terms[i].id), depth)
	}
	s.sort(terms, depth)
}

// shared gives how many bytes from depth on all terms share.
func (s *termSorter) shared(terms []sortTerm, depth int) int {
	first := s.term(terms[0].id)[depth:]
	n := len(first)
	// A few first: with little in common, the rest need no look.
	step := len(terms)/16 + 1
	for i := 0; i < len(terms) && n > 0; i += step {
		n = sharedBytes(first[:n], s.term(terms[i].id)[depth:])
	}
	if n < sortStep {
		return 0
	}
	for i := range terms {
		b := s.term(terms[i].id)[depth:]
		if len(b) < n || !bytes.Equal(b[:n], first[:n]) {
			n = sharedBytes(first[:n], b)
		}
	}
	return n
}

func sharedBytes(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// sort sorts terms with keys from depth on.
func (s *termSorter) sort(terms []sortTerm, depth int) {
	for len(terms) > sortSmall {
		less, greater := partition(terms, pivot(terms))
		equal := terms[less:greater]
		if len(equal) > 1 && equal[0].key&0xff > sortStep {
			s.fork(equal, func() { s.load(equal, depth+sortStep) })
		}
		low, high := terms[:less], terms[greater:]
		if len(low) > len(high) {
			low, high = high, low
		}
		s.fork(low, func() { s.sort(low, depth) })
		terms = high
	}
	s.insert(terms, depth)
}

// fork does what is to be done with terms in a goroutine, if they are many and
// one is free.
func (s *termSorter) fork(terms []sortTerm, do func()) {
	if len(terms) >= sortParallel {
		select {
		case <-s.free:
			s.wait.Go(func() {
				do()
				s.free <- struct{}{}
			})
			return
		default:
		}
	}
	do()
}

// pivot gives the key in the middle of three at random, so that no input is slow.
func pivot(terms []sortTerm) uint64 {
	a, b, c := terms[rand.IntN(len(terms))].key, terms[rand.IntN(len(terms))].key, terms[rand.IntN(len(terms))].key
	return max(min(a, b), min(max(a, b), c))
}

// partition puts terms below the pivot first, those above it last, and gives
// where the ones between begin and end.
func partition(terms []sortTerm, pivot uint64) (less, greater int) {
	greater = len(terms)
	for i := 0; i < greater; {
		switch t := terms[i]; {
		case t.key < pivot:
			terms[i], terms[less] = terms[less], t
			less++
			i++
		case t.key > pivot:
			greater--
			terms[i], terms[greater] = terms[greater], t
		default:
			i++
		}
	}
	return less, greater
}

func (s *termSorter) insert(terms []sortTerm, depth int) {
	for i := 1; i < len(terms); i++ {
		t := terms[i]
		b := s.term(t.id)[depth:]
		j := i
		for ; j > 0 && bytes.Compare(s.term(terms[j-1].id)[depth:], b) > 0; j-- {
			terms[j] = terms[j-1]
		}
		terms[j] = t
	}
}
