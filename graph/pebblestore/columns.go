package pebblestore

import (
	"diplograph/graph/index"
)

// columns is the rowSink of a Scanner: rows by column in the order of the scan.
type columns struct {
	n       int
	want    [4]bool       // columns that are decoded
	ids     [4][]index.ID // n ids in each of them
	triples bool          // give each triple once
	last    index.Quad    // the triple given last
	any     bool          // there is one
	scratch [3][]index.ID
}

func (s *columns) len() int { return s.n }

func (s *columns) reset() {
	s.n = 0
	for i := range s.ids {
		s.ids[i] = s.ids[i][:0]
	}
}

func (s *columns) rows(c *cursor, from, to int) {
	if s.triples {
		from, to = s.newTriples(c, from, to)
	}
	if from < to {
		s.append(c, from, to)
	}
}

func (s *columns) append(c *cursor, from, to int) {
	for i := range s.ids {
		if s.want[i] {
			s.ids[i] = c.blocks.block.Decode(i, from, to, s.ids[i])
		}
	}
	s.n += to - from
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

// newTriples gives the rows, from one to another, that can be given as they are:
// each another triple, the first another than the one given last. Of a block
// that has triples twice it gives none and appends those it has once.
func (s *columns) newTriples(c *cursor, from, to int) (int, int) {
	if e := c.blocks.list.entry(c.place); e.triples < e.rows {
		s.appendOnce(c, from, to)
		return to, to
	}
	if s.same(c.quad(from)) {
		from++
	}
	if from < to {
		s.last, s.any = c.quad(to-1), true
	}
	return from, to
}

// appendOnce appends the rows that are another triple than the row before.
func (s *columns) appendOnce(c *cursor, from, to int) {
	for i := range s.scratch {
		s.scratch[i] = c.blocks.block.Decode(i, from, to, s.scratch[i][:0])
	}
	for r := range to - from {
		q := index.Quad{s.scratch[0][r], s.scratch[1][r], s.scratch[2][r]}
		if s.same(q) {
			continue
		}
		s.last, s.any = q, true
		for i := range s.scratch {
			if s.want[i] {
				s.ids[i] = append(s.ids[i], q[i])
			}
		}
		s.n++
	}
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
