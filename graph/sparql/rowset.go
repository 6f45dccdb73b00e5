package sparql

import "diplograph/graph/index"

// A rowSet numbers the different rows that it is shown, by some of their
// columns: 0, 1, ... in the order of their first appearance.
type rowSet struct {
	run   *run
	keys  []slot
	rows  *table
	heads []int32 // row+1 by hash, found by looking on to the next free one
	held  int64
}

func newRowSet(r *run, keys []slot) *rowSet { return &rowSet{run: r, keys: keys, rows: newTable(r)} }

// hash mixes the key of a row; unbound variables are part of it.
func (s *rowSet) hash(b *batch, row int) uint64 {
	var h uint64
	for _, k := range s.keys {
		h = mix(h ^ uint64(b.at(k, row)))
	}
	return h
}

// number gives the number of a row and whether it was not there before.
func (s *rowSet) number(b *batch, row int) (int, bool, error) {
	if s.rows.n*2 >= len(s.heads) {
		if err := s.grow(); err != nil {
			return 0, false, err
		}
	}
	mask := uint64(len(s.heads) - 1)
	for at := s.hash(b, row) & mask; ; at = (at + 1) & mask {
		h := s.heads[at]
		if h == 0 {
			n := s.rows.n
			s.heads[at] = int32(n + 1)
			return n, true, s.append(b, row)
		}
		if s.same(b, row, int(h-1)) {
			return int(h - 1), false, nil
		}
	}
}

func (s *rowSet) same(b *batch, row, number int) bool {
	for _, k := range s.keys {
		if b.at(k, row) != s.rows.cols[k][number] {
			return false
		}
	}
	return true
}

func (s *rowSet) append(b *batch, row int) error {
	grown := 0
	for _, k := range s.keys {
		was := cap(s.rows.cols[k])
		s.rows.cols[k] = append(s.rows.cols[k], b.at(k, row))
		grown += cap(s.rows.cols[k]) - was
	}
	s.rows.n++
	if grown > 0 {
		return s.rows.take(grown)
	}
	return nil
}

func (s *rowSet) grow() error {
	size := max(64, len(s.heads)*2)
	more := int64(size-len(s.heads)) * 4
	s.held += more
	if err := s.run.budget.take(more); err != nil {
		return err
	}
	s.heads = make([]int32, size)
	mask := uint64(size - 1)
	for n := range s.rows.n {
		at := s.hash(&s.rows.batch, n) & mask
		for s.heads[at] != 0 {
			at = (at + 1) & mask
		}
		s.heads[at] = int32(n + 1)
	}
	return nil
}

func (s *rowSet) release() {
	s.rows.release()
	s.run.budget.give(s.held)
	s.held, s.heads = 0, nil
}

// A pairSet is a set of pairs of a number and an id.
type pairSet struct {
	run   *run
	slots []pair
	n     int
	held  int64
}

type pair struct {
	group int32 // +1; 0 is a free place
	id    index.ID
}

// add reports whether the pair was not there before.
func (s *pairSet) add(group int32, id index.ID) (bool, error) {
	if s.n*2 >= len(s.slots) {
		if err := s.grow(); err != nil {
			return false, err
		}
	}
	p := pair{group + 1, id}
	mask := uint64(len(s.slots) - 1)
	for at := p.hash() & mask; ; at = (at + 1) & mask {
		switch s.slots[at] {
		case pair{}:
			s.slots[at] = p
			s.n++
			return true, nil
		case p:
			return false, nil
		}
	}
}

func (p pair) hash() uint64 { return mix(mix(uint64(p.id)) ^ uint64(p.group)) }

func (s *pairSet) grow() error {
	old := s.slots
	size := max(64, len(old)*2)
	more := int64(size-len(old)) * 16
	s.held += more
	if err := s.run.budget.take(more); err != nil {
		return err
	}
	s.slots = make([]pair, size)
	mask := uint64(size - 1)
	for _, p := range old {
		if p.group == 0 {
			continue
		}
		at := p.hash() & mask
		for s.slots[at].group != 0 {
			at = (at + 1) & mask
		}
		s.slots[at] = p
	}
	return nil
}

func (s *pairSet) release() {
	s.run.budget.give(s.held)
	s.held, s.slots, s.n = 0, nil, 0
}
