package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// A skipOp gives the different values of a variable in the matches of a pattern,
// and how many matches each has, without reading the matches: it seeks from one
// value to the next and lets the store count.
//
//	?s ?p ?o in PSOG    p1 p1 p1 p1 p2 p2 p2 p3 ...
//	                    ^ seek(p1+1)^ seek(p2+1)^     ->  p1 4, p2 3, ...
type skipOp struct {
	run     *run
	pattern *triplePattern
	order   index.Order
	key     slot
	counts  []slot // that get the number of matches

	scanner index.Scanner
	quad    index.Quad
	place   index.Position
	found   []index.ID
	numbers []index.ID
	done    bool
	out     *batch
}

func (s *skipOp) next(ctx context.Context) (*batch, error) {
	if s.scanner == nil && !s.done {
		if err := s.open(ctx); err != nil {
			return nil, err
		}
	}
	s.found, s.numbers = s.found[:0], s.numbers[:0]
	for !s.done && len(s.found) < firstChunk {
		if err := s.step(ctx); err != nil {
			return nil, err
		}
	}
	if len(s.found) == 0 {
		return nil, nil
	}
	s.out = newBatch(s.run.slots)
	s.out.n = len(s.found)
	s.out.cols[s.key] = slices.Clone(s.found)
	for _, c := range s.counts {
		s.out.cols[c] = slices.Clone(s.numbers)
	}
	return s.out, nil
}

func (s *skipOp) open(ctx context.Context) error {
	q, ok := s.pattern.quad(s.run.env)
	if !ok {
		s.done = true
		return nil
	}
	s.quad = q
	s.place, _ = s.pattern.position(s.key)
	scan := index.Scan{Pattern: q, Order: s.order, Columns: 1 << s.place, Triples: s.pattern.triples()}
	scanner, err := s.run.snap.Scan(ctx, scan)
	if err != nil {
		return err
	}
	s.scanner = scanner
	if s.place == index.Graph { // the unnamed graph has no name
		return scanner.Seek(ctx, index.DefaultGraph+1)
	}
	return nil
}

// step finds the next values: all those that are in the store's next batch.
func (s *skipOp) step(ctx context.Context) error {
	b, err := s.scanner.Next(ctx)
	if err != nil {
		return err
	}
	if b.Len == 0 {
		s.done = true
		return nil
	}
	column := b.Columns[s.place]
	for i, id := range column {
		if i > 0 && id == column[i-1] {
			continue
		}
		if len(s.counts) > 0 {
			q := s.quad
			q[s.place] = id
			n, err := s.run.snap.Count(ctx, q, s.pattern.triples())
			if err != nil {
				return err
			}
			number, err := s.run.dict.number(ctx, n)
			if err != nil {
				return err
			}
			s.numbers = append(s.numbers, number)
		}
		s.found = append(s.found, id)
	}
	return s.scanner.Seek(ctx, column[b.Len-1]+1)
}

// number gives the id of an integer.
func (d *dictionary) number(ctx context.Context, n int64) (index.ID, error) {
	v := value.OfInt(n)
	if id, ok := v.ID(); ok {
		return id, nil
	}
	return d.id(ctx, v.Term())
}

func (s *skipOp) close() {
	if s.scanner != nil {
		_ = s.scanner.Close() // nothing was written
		s.scanner = nil
	}
	s.done = true
}

// A countOp gives the number of matches of a pattern as the store counts them.
type countOp struct {
	run     *run
	pattern *triplePattern
	counts  []slot
	done    bool
}

func (c *countOp) next(ctx context.Context) (*batch, error) {
	if c.done {
		return nil, nil
	}
	c.done = true
	var n int64
	if q, ok := c.pattern.quad(c.run.env); ok {
		var err error
		if n, err = c.run.snap.Count(ctx, q, c.pattern.triples()); err != nil {
			return nil, err
		}
	}
	id, err := c.run.dict.number(ctx, n)
	if err != nil {
		return nil, err
	}
	b := newBatch(c.run.slots)
	b.n = 1
	for _, s := range c.counts {
		b.cols[s] = []index.ID{id}
	}
	return b, nil
}

func (c *countOp) close() {}
