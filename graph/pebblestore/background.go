package pebblestore

import (
	"context"
	"errors"
	"time"

	"diplograph/graph/index"
)

// foldFrom is how many entries the delta of an order has before they are folded
// in the background, beside one for every foldShare quads.
const (
	foldFrom  = 16 << 10
	foldShare = 64
)

// fold folds in the background whenever a transaction has made the delta large.
func (d *DB) fold(ctx context.Context) {
	defer d.background.Done()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.large:
		}
		if err := d.foldLarge(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, index.ErrClosed) {
			d.opts.Log.Error("folding changes into the blocks failed", "error", err.Error())
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
		}
	}
}

// foldLarge folds every order whose delta is large.
func (d *DB) foldLarge(ctx context.Context) error {
	for o := range index.Order(index.Orders) {
		s, err := d.Snapshot()
		if err != nil {
			return err
		}
		large := s.state.large(o)
		if err := s.Close(); err != nil {
			return err
		}
		if large {
			if err := d.foldOrder(ctx, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// large reports whether the delta of an order is to be folded.
func (s *state) large(o index.Order) bool {
	return s.delta[o] > foldFrom+s.statistics.Quads/foldShare
}

// wake has the background look at the delta if a committed state has a large
// one.
func (d *DB) wake(s *state) {
	for o := range index.Order(index.Orders) {
		if s.large(o) {
			select {
			case d.large <- struct{}{}:
			default:
			}
			return
		}
	}
}
