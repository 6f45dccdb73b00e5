package pebblestore

import (
	"encoding/binary"

	"diplograph/graph/index"
)

// appendPredicate appends the value of the key of a predicate: its quads, its
// different subjects, its different objects, eight bytes each.
func appendPredicate(dst []byte, s index.PredicateStatistics) []byte {
	dst = binary.BigEndian.AppendUint64(dst, uint64(s.Quads))
	dst = binary.BigEndian.AppendUint64(dst, uint64(s.Subjects))
	return binary.BigEndian.AppendUint64(dst, uint64(s.Objects))
}

func readPredicate(p index.ID, b []byte) (index.PredicateStatistics, error) {
	if len(b) != 3*8 {
		return index.PredicateStatistics{}, damaged("statistics of predicate %#x: %d bytes", uint64(p), len(b))
	}
	return index.PredicateStatistics{
		Quads:    int64(binary.BigEndian.Uint64(b)),
		Subjects: int64(binary.BigEndian.Uint64(b[8:])),
		Objects:  int64(binary.BigEndian.Uint64(b[16:])),
	}, nil
}
