package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// A scanOp gives the matches of a triple pattern in an order of the store.
//
//	?e schema:location ?p  in POSG   ->   columns ?p, ?e, sorted by ?p, ?e
type scanOp struct {
	run     *run
	pattern *triplePattern
	order   index.Order
	need    slotSet // the variables whose columns are wanted
	ranges  []index.Range

	scanner index.Scanner
	opened  bool
	lead    slot // the variable that rows are sorted by, which seek goes by
	checks  []index.Position
	rows    []int32
	last    index.Quad // the last triple given, to merge graphs
	out     *batch
	picked  *gatherer
}

// open starts the scan; it is false if nothing can match.
func (s *scanOp) open(ctx context.Context) (bool, error) {
	s.opened = true
	q, ok := s.pattern.quad(s.run.env)
	if !ok {
		return false, nil
	}
	scan := index.Scan{Pattern: q, Order: s.order, Ranges: s.ranges}
	s.lead = noSlot
	if n := s.order.Prefix(q.Bound()); n < 4 {
		s.lead = s.pattern.at(s.order.Positions()[n])
	}
	seen := slotSet{}
	for p := index.Subject; p <= index.Graph; p++ {
		v := s.pattern.at(p)
		if v == noSlot || q[p] != index.None {
			continue
		}
		repeated := seen.has(v)
		seen = seen.with(v)
		if s.need.has(v) || repeated || s.repeats(v) {
			scan.Columns |= 1 << p
		}
		if repeated {
			s.checks = append(s.checks, p)
		}
	}
	switch {
	case s.pattern.triples():
		scan.Triples = true
	case s.pattern.graph.kind == graphMerge:
		scan.Columns = index.AllPositions
	case s.pattern.graph.kind == graphNamed && q[index.Graph] == index.None:
		scan.Columns |= 1 << index.Graph
	}
	scanner, err := s.run.snap.Scan(ctx, scan)
	s.scanner = scanner
	return err == nil, err
}

// repeats reports whether a variable stands in several places.
func (s *scanOp) repeats(v slot) bool {
	n := 0
	for p := index.Subject; p <= index.Graph; p++ {
		if s.pattern.at(p) == v {
			n++
		}
	}
	return n > 1
}

func (s *scanOp) next(ctx context.Context) (*batch, error) {
	if !s.opened {
		if ok, err := s.open(ctx); !ok {
			return nil, err
		}
	}
	if s.scanner == nil {
		return nil, nil
	}
	for {
		b, err := s.scanner.Next(ctx)
		if err != nil || b.Len == 0 {
			return nil, err
		}
		if out := s.rowsOf(&b); out.n > 0 {
			return out, nil
		}
	}
}

// rowsOf makes rows of what a scanner gave.
func (s *scanOp) rowsOf(b *index.Batch) *batch {
	if s.out == nil {
		s.out = newBatch(s.run.slots)
	}
	s.out.clear()
	s.out.n = b.Len
	for p := index.Graph + 1; p > index.Subject; p-- {
		if v := s.pattern.at(p - 1); v != noSlot && b.Columns[p-1] != nil {
			s.out.cols[v] = b.Columns[p-1]
		}
	}
	named := s.pattern.graph.kind == graphNamed && b.Columns[index.Graph] != nil
	merge := s.pattern.graph.kind == graphMerge
	if !named && !merge && len(s.checks) == 0 {
		return s.out
	}
	s.rows = s.rows[:0]
	for i := range b.Len {
		if (named || merge) && !s.pattern.graph.allows(b.Columns[index.Graph][i]) || !s.same(b, i) {
			continue
		}
		if merge {
			t := index.Quad{b.Columns[0][i], b.Columns[1][i], b.Columns[2][i]}
			if t == s.last {
				continue
			}
			s.last = t
		}
		s.rows = append(s.rows, int32(i))
	}
	if s.picked == nil {
		s.picked = newGatherer(s.run)
	}
	return s.picked.pick(s.out, s.rows)
}

// same reports whether a variable that stands in several places has one term.
func (s *scanOp) same(b *index.Batch, row int) bool {
	for _, p := range s.checks {
		first, _ := s.pattern.position(s.pattern.at(p))
		if b.Columns[p][row] != b.Columns[first][row] {
			return false
		}
	}
	return true
}

// seek implements seeker.
func (s *scanOp) seek(ctx context.Context, id index.ID) error {
	if !s.opened {
		if ok, err := s.open(ctx); !ok {
			return err
		}
	}
	if s.scanner == nil || s.lead == noSlot {
		return nil
	}
	return s.scanner.Seek(ctx, id)
}

// reset makes the scan ready to be opened again.
func (s *scanOp) reset() {
	s.close()
	s.opened, s.checks, s.last = false, s.checks[:0], index.Quad{}
}

func (s *scanOp) close() {
	if s.scanner != nil {
		_ = s.scanner.Close() // nothing was written
		s.scanner = nil
	}
}

// scanOrder gives the places of an order that are left open by a pattern, as
// variables: what the rows of a scan are sorted by.
func scanOrder(t *triplePattern, o index.Order, bound index.Positions) []slot {
	var sorted []slot
	for _, p := range o.Positions() {
		if bound.Has(p) {
			continue
		}
		v := t.at(p)
		if v == noSlot {
			break
		}
		if !slices.Contains(sorted, v) {
			sorted = append(sorted, v)
		}
	}
	return sorted
}
