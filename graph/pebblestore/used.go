package pebblestore

import (
	"context"
	"errors"

	"diplograph/graph/index"
)

// usedIDs gives the IDs in some ranges that any quad has, in any place, each
// once, sorted.
type usedIDs struct {
	streams []*idStream
}

// placeOrders has an order for each place that begins with it.
var placeOrders = [...]index.Order{index.SPOG, index.PSOG, index.OSPG, index.GSPO}

// usedIDs gives all IDs if ranges is nil.
func (v *view) usedIDs(ctx context.Context, ranges []index.Range) (*usedIDs, error) {
	u := &usedIDs{}
	for _, o := range placeOrders {
		place := o.Positions()[0]
		sc, err := v.Scan(ctx, index.Scan{Order: o, Columns: 1 << place, Ranges: ranges})
		if err != nil {
			return nil, errors.Join(err, u.close())
		}
		s := &idStream{scanner: sc, place: place}
		u.streams = append(u.streams, s)
		if err := s.next(ctx); err != nil {
			return nil, errors.Join(err, u.close())
		}
	}
	return u, nil
}

// next gives the next ID, None at the end.
func (u *usedIDs) next(ctx context.Context) (index.ID, error) {
	least := index.None
	for _, s := range u.streams {
		if s.id != index.None && (least == index.None || s.id < least) {
			least = s.id
		}
	}
	if least == index.None {
		return index.None, nil
	}
	for _, s := range u.streams {
		if s.id == least {
			if err := s.next(ctx); err != nil {
				return index.None, err
			}
		}
	}
	return least, nil
}

func (u *usedIDs) close() error {
	var errs []error
	for _, s := range u.streams {
		errs = append(errs, s.scanner.Close())
	}
	return errors.Join(errs...)
}

// idStream gives the different IDs of the first place of an order.
type idStream struct {
	scanner index.Scanner
	place   index.Position
	id      index.ID // None at the end
	batch   []index.ID
	whole   int // rows that batch had
}

// seekFrom is how many rows of one ID make it worth seeking the next ID.
const seekFrom = 256

// next moves on to another ID than the one before. From an ID that fills a whole
// batch it seeks.
func (s *idStream) next(ctx context.Context) error {
	for last := s.id; ; {
		for i, id := range s.batch {
			if id != last {
				s.id, s.batch = id, s.batch[i:]
				return nil
			}
		}
		if s.whole >= seekFrom && len(s.batch) == s.whole && last != ^index.ID(0) {
			if err := s.scanner.Seek(ctx, last+1); err != nil {
				return err
			}
		}
		b, err := s.scanner.Next(ctx)
		if err != nil {
			return err
		}
		if s.batch, s.whole = b.Columns[s.place], b.Len; b.Len == 0 {
			s.id = index.None
			return nil
		}
	}
}
