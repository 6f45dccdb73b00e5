package quadstore

import (
	"context"

	"diplograph/graph/index"
)

// stream gives the different ids in one place of the quads of a pattern, in
// order.
type stream struct {
	scanner index.Scanner
	place   index.Position
	ids     []index.ID // of the batch, from the current one on
	end     bool       // nothing is left
}

// openStream needs an order that has the places that the pattern binds first and
// then the place asked for.
func openStream(ctx context.Context, snap index.Snapshot, pattern index.Quad, place index.Position, ranges []index.Range) (*stream, error) {
	order, _ := orderBy(pattern.Bound(), place)
	scanner, err := snap.Scan(ctx, index.Scan{Pattern: pattern, Order: order, Columns: 1 << place, Ranges: ranges})
	if err != nil {
		return nil, err
	}
	return &stream{scanner: scanner, place: place}, nil
}

// fill has ids hold something, unless there is nothing left.
func (s *stream) fill(ctx context.Context) error {
	if len(s.ids) > 0 || s.end {
		return nil
	}
	b, err := s.scanner.Next(ctx)
	if err != nil {
		return err
	}
	s.ids, s.end = b.Columns[s.place], b.Len == 0
	return nil
}

// seek moves to the first id that is not less than id, and gives it; None at the
// end. The scanner looks at the context with each batch.
func (s *stream) seek(ctx context.Context, id index.ID) (index.ID, error) {
	for {
		if n := len(s.ids); n > 0 {
			if s.ids[0] >= id {
				return s.ids[0], nil
			}
			if s.ids[n-1] >= id {
				s.ids = s.ids[gallop(s.ids, id):]
				return s.ids[0], nil
			}
			s.ids = nil
			if err := s.scanner.Seek(ctx, id); err != nil {
				return index.None, err
			}
		}
		if err := s.fill(ctx); err != nil || s.end {
			return index.None, err
		}
	}
}

// count moves past the current id and gives how often it was there.
func (s *stream) count(ctx context.Context) (int64, error) {
	id, n := s.ids[0], int64(0)
	for len(s.ids) > 0 && s.ids[0] == id {
		k := gallop(s.ids, id+1)
		n += int64(k)
		s.ids = s.ids[k:]
		if err := s.fill(ctx); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// skip moves past the current id.
func (s *stream) skip(ctx context.Context) error {
	_, err := s.seek(ctx, s.ids[0]+1)
	return err
}

func (s *stream) close() error {
	if s == nil {
		return nil
	}
	return s.scanner.Close()
}

// head gives the current id, None at the end.
func (s *stream) head() index.ID {
	if len(s.ids) == 0 {
		return index.None
	}
	return s.ids[0]
}
