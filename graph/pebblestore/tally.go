package pebblestore

import "encoding/binary"

// How many terms of the dictionary no quad has is counted by transactions, which
// know what comes and goes. A load, and a removal of many quads, guess it from
// the counts of the states before and after: not too low, as terms with an
// inline ID may cease to be used too. What is told under metaCollected is a
// tally from which the state leads to their number by the same guess.

// tally is the numbers of a state by which dead terms are guessed.
type tally struct{ next, terms int64 }

func tallyOf(s *state) tally { return tally{int64(s.next), s.statistics.Terms} }

func (t tally) append(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint64(dst, uint64(t.next))
	return binary.BigEndian.AppendUint64(dst, uint64(t.terms))
}

// died guesses how many terms of the dictionary ceased to be used from one state
// to another: those that got a number without more being in use.
func (t tally) died(to tally) int64 { return max(0, (to.next-t.next)-(to.terms-t.terms)) }

// die counts terms of the dictionary that cease to be used.
func (s *state) die(terms int64) {
	s.dead += terms
	s.died += terms
}

// revive counts dead terms that come into use again, or are collected.
func (s *state) revive(terms int64) { s.dead = max(0, s.dead-terms) }

// follow takes over what is known of the state before, to which s is guessed to
// have come.
func (s *state) follow(before *state) {
	s.dead, s.died, s.collected = before.dead, before.died, before.collected
	s.die(tallyOf(before).died(tallyOf(s)))
}

// untold reports whether metaCollected has to be written with the state, as its
// value leads to another number of dead terms.
func (s *state) untold() bool {
	if s.collected.died(tallyOf(s)) == s.dead {
		return false
	}
	s.collected = tally{int64(s.next) - s.dead, s.statistics.Terms}
	return true
}
