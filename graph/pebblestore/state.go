package pebblestore

import (
	"encoding/binary"

	"diplograph/graph/index"
)

// state is the value of the key metaState, one number after the other, eight
// bytes each. Every change writes it in the same batch.
type state struct {
	generation uint64              // whose blocks and delta are the quads
	layout     uint64              // another number for other blocks
	version    uint64              // another number for another content
	next       uint64              // the next number of a term
	statistics index.Statistics    // of the content
	delta      [index.Orders]int64 // entries in the delta of each order
	removed    [index.Orders]int64 // of these, entries that say removed

	// Not in the value, and not known of the states that snapshots read.
	dead      int64 // terms of the dictionary that no quad has
	died      int64 // terms that ceased to be used since the store was opened
	collected tally // the value of metaCollected
}

const stateNumbers = 4 + 7 + 2*index.Orders

func (s *state) numbers() [stateNumbers]uint64 {
	n := [stateNumbers]uint64{
		s.generation, s.layout, s.version, s.next,
		uint64(s.statistics.Quads), uint64(s.statistics.Triples), uint64(s.statistics.Terms),
		uint64(s.statistics.Subjects), uint64(s.statistics.Predicates), uint64(s.statistics.Objects),
		uint64(s.statistics.Graphs),
	}
	for o := range s.delta {
		n[11+o] = uint64(s.delta[o])
		n[11+index.Orders+o] = uint64(s.removed[o])
	}
	return n
}

func (s *state) append(dst []byte) []byte {
	for _, n := range s.numbers() {
		dst = binary.BigEndian.AppendUint64(dst, n)
	}
	return dst
}

func readState(b []byte) (state, error) {
	if len(b) != 8*stateNumbers {
		return state{}, damaged("%d bytes of state, expected %d", len(b), 8*stateNumbers)
	}
	var n [stateNumbers]uint64
	for i := range n {
		n[i] = binary.BigEndian.Uint64(b[8*i:])
	}
	s := state{
		generation: n[0], layout: n[1], version: n[2], next: n[3],
		statistics: index.Statistics{
			Quads: int64(n[4]), Triples: int64(n[5]), Terms: int64(n[6]),
			Subjects: int64(n[7]), Predicates: int64(n[8]), Objects: int64(n[9]), Graphs: int64(n[10]),
		},
	}
	for o := range s.delta {
		s.delta[o] = int64(n[11+o])
		s.removed[o] = int64(n[11+index.Orders+o])
	}
	return s, nil
}
