package pebblestore

import (
	"math/bits"
	"sync"

	"diplograph/graph/index"
)

// A rowSorter sorts rows by one column, stably, so that all orders follow from
// one another:
//
//	SPOG -> PSOG, GSPO, OSPG     OSPG -> GOSP, POSG     POSG -> GPOS
//
// It is a radix sort from the lowest digit on; each worker counts and moves a
// part of the rows.
type rowSorter struct {
	workers int
	least   row
	most    row
}

const digitBits = 11

func newRowSorter(rows []row, workers int) *rowSorter {
	s := &rowSorter{workers: workers}
	if len(rows) > 0 {
		s.least, s.most = rows[0], rows[0]
	}
	for i := range rows {
		for c, n := range rows[i] {
			s.least[c], s.most[c] = min(s.least[c], n), max(s.most[c], n)
		}
	}
	return s
}

// by sorts rows by a column, into one of the others unless they are sorted.
func (s *rowSorter) by(column index.Position, rows []row, others [2][]row) (sorted []row) {
	width := bits.Len32(s.most[column] - s.least[column])
	if width == 0 {
		return rows
	}
	passes := (width + digitBits - 1) / digitBits
	digit := (width + passes - 1) / passes
	for p := range passes {
		s.pass(column, uint(p*digit), uint(digit), rows, others[0])
		rows, others[0], others[1] = others[0], others[1], others[0]
	}
	return rows
}

// pass moves rows to other by one digit of a column.
func (s *rowSorter) pass(column index.Position, shift, width uint, rows, other []row) {
	column &= 3
	least, mask := s.least[column], uint32(1)<<width-1
	part := (len(rows) + s.workers - 1) / s.workers
	counts := make([][1 << digitBits]uint32, s.workers)
	s.parallel(func(w int) {
		count := &counts[w]
		for i := range cut(rows, w*part, part) {
			r := &rows[w*part+i]
			count[(r[column]-least)>>shift&mask&(1<<digitBits-1)]++
		}
	})
	sum := uint32(0)
	for d := range counts[0] {
		for w := range counts {
			counts[w][d], sum = sum, sum+counts[w][d]
		}
	}
	s.parallel(func(w int) {
		next := &counts[w]
		for _, r := range cut(rows, w*part, part) {
			d := (r[column] - least) >> shift & mask & (1<<digitBits - 1)
			other[next[d]] = r
			next[d]++
		}
	})
}

func (s *rowSorter) parallel(do func(worker int)) {
	var wait sync.WaitGroup
	for w := 1; w < s.workers; w++ {
		wait.Go(func() { do(w) })
	}
	do(0)
	wait.Wait()
}

// cut gives up to n rows from one on.
func cut(rows []row, from, n int) []row {
	from = min(from, len(rows))
	return rows[from:min(from+n, len(rows))]
}

// compact drops rows that are the same as the one before.
func compact(rows []row) []row {
	n := 0
	for i := range rows {
		if i == 0 || rows[i] != rows[n-1] {
			rows[n] = rows[i]
			n++
		}
	}
	return rows[:n]
}
