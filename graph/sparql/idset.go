package sparql

import "diplograph/graph/index"

// An idSet is a set of ids.
type idSet struct {
	slots []index.ID // None is a free place
	n     int
	held  int64
}

// add reports whether id was not there before.
func (s *idSet) add(b *budget, id index.ID) (bool, error) {
	if s.n*2 >= len(s.slots) {
		if err := s.grow(b); err != nil {
			return false, err
		}
	}
	mask := uint64(len(s.slots) - 1)
	for at := mix(uint64(id)) & mask; ; at = (at + 1) & mask {
		switch s.slots[at] {
		case index.None:
			s.slots[at] = id
			s.n++
			return true, nil
		case id:
			return false, nil
		}
	}
}

func (s *idSet) grow(b *budget) error {
	old := s.slots
	size := max(16, len(old)*2)
	more := int64(size-len(old)) * 8
	s.held += more
	if err := b.take(more); err != nil {
		return err
	}
	s.slots = make([]index.ID, size)
	mask := uint64(size - 1)
	for _, id := range old {
		if id == index.None {
			continue
		}
		at := mix(uint64(id)) & mask
		for s.slots[at] != index.None {
			at = (at + 1) & mask
		}
		s.slots[at] = id
	}
	return nil
}
