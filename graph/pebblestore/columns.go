package pebblestore

import (
	"diplograph/graph/index"
)

// columns is the rowSink of a Scanner: rows by column in the order of the scan.
type columns struct {
	n       int
	want    [4]bool       // columns that are given
	ids     [4][]index.ID // n ids in each of them
	triples bool          // give each triple once
	last    index.Quad    // the triple given last
	any     bool          // there is one
	decoded decodedBlock
	ahead   bool // many rows are wanted: decode the block at once if the delta cuts it up
}

// decodedBlock is rows of a block that have been decoded.
type decodedBlock struct {
	place    place
	from, to int
	has      [4]bool
	ids      [4][]index.ID // by row - from
}

func (s *columns) len() int { return s.n }

func (s *columns) reset() {
	s.n = 0
	for i := range s.ids {
		s.ids[i] = s.ids[i][:0]
	}
}

func (s *columns) rows(c *cursor, from, to int) {
	d := &s.decoded
	cut := s.ahead && c.pending()
	if d.place != c.place || from < d.from || to > d.to {
		if *d = (decodedBlock{place: c.place, from: from, to: to, ids: d.ids}); cut {
			d.to = c.end
		}
	}
	switch {
	case !s.triples:
		s.append(c, from, to)
	case c.blocks.list.entry(c.place).triples < c.blocks.list.entry(c.place).rows:
		s.appendOnce(c, from, to)
	default:
		if s.goesOn(c, from) {
			from++
		}
		if from < to {
			s.append(c, from, to)
			s.note(c, to-1)
		}
	}
}

// goesOn reports whether a row is the triple given last.
func (s *columns) goesOn(c *cursor, row int) bool {
	if !s.any {
		return false
	}
	for i := range 3 {
		if c.blocks.block.At(i, row) != s.last[i] {
			return false
		}
	}
	return true
}

// note remembers the triple of the row that was appended last.
func (s *columns) note(c *cursor, row int) {
	for i := range 3 {
		if s.want[i] {
			s.last[i] = s.ids[i][s.n-1]
		} else {
			s.last[i] = c.blocks.block.At(i, row)
		}
	}
	s.any = true
}

// append appends rows as they are.
func (s *columns) append(c *cursor, from, to int) {
	d := &s.decoded
	for i := range s.ids {
		switch {
		case !s.want[i]:
		case d.to-d.from > to-from || d.has[i]:
			s.ids[i] = append(s.ids[i], d.column(c, i)[from-d.from:to-d.from]...)
		default:
			s.ids[i] = c.blocks.block.Decode(i, from, to, s.ids[i])
		}
	}
	s.n += to - from
}

// column gives the rows of a column, decoded once.
func (d *decodedBlock) column(c *cursor, i int) []index.ID {
	if !d.has[i] {
		d.ids[i] = c.blocks.block.Decode(i, d.from, d.to, d.ids[i][:0])
		d.has[i] = true
	}
	return d.ids[i]
}

// appendOnce appends the rows that are another triple than the row before.
func (s *columns) appendOnce(c *cursor, from, to int) {
	d := &s.decoded
	first, second, third := d.column(c, 0), d.column(c, 1), d.column(c, 2)
	offset := d.from
	if s.same(index.Quad{first[from-offset], second[from-offset], third[from-offset]}) {
		for from++; from < to && !differ(first, second, third, from-offset); from++ {
		}
	}
	if from == to {
		return
	}
	at := to - offset - 1
	s.last, s.any = index.Quad{first[at], second[at], third[at]}, true
	for from < to {
		end := from + 1
		for end < to && differ(first, second, third, end-offset) {
			end++
		}
		s.append(c, from, end)
		for from = end; from < to && !differ(first, second, third, from-offset); from++ {
		}
	}
}

// differ reports whether a row is another triple than the row before.
func differ(first, second, third []index.ID, row int) bool {
	return third[row] != third[row-1] || second[row] != second[row-1] || first[row] != first[row-1]
}

func (s *columns) inserted(q index.Quad) {
	if s.triples {
		if s.same(q) {
			return
		}
		s.last, s.any = q, true
	}
	for i := range s.ids {
		if s.want[i] {
			s.ids[i] = append(s.ids[i], q[i])
		}
	}
	s.n++
}

func (s *columns) same(q index.Quad) bool {
	return s.any && q[0] == s.last[0] && q[1] == s.last[1] && q[2] == s.last[2]
}

// keep drops the rows that do not have the ids that filter has.
func (s *columns) keep(filter index.Quad) {
	kept := 0
rows:
	for r := range s.n {
		for i, id := range filter {
			if id != index.None && s.ids[i][r] != id {
				continue rows
			}
		}
		for i := range s.ids {
			if s.want[i] {
				s.ids[i][kept] = s.ids[i][r]
			}
		}
		kept++
	}
	s.n = kept
	for i := range s.ids {
		if s.want[i] {
			s.ids[i] = s.ids[i][:kept]
		}
	}
}
