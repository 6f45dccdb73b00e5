package pebblestore

import (
	"context"

	"diplograph/graph/index"
)

// presentRows are the rows of a store as a rowSource.
type presentRows struct {
	scanner index.Scanner
	order   index.Order
}

// rowSource gives all rows in an order.
func (s *Snapshot) rowSource(ctx context.Context, o index.Order) (rowSource, error) {
	scanner, err := s.Scan(ctx, index.Scan{Order: o, Columns: index.AllPositions})
	return &presentRows{scanner, o}, err
}

func (p *presentRows) next(ctx context.Context, to *bulkBlock) error {
	batch, err := p.scanner.Next(ctx)
	if err != nil {
		return err
	}
	to.n = batch.Len
	for i, position := range p.order.Positions() {
		to.columns[i] = append(to.columns[i][:0], batch.Columns[position]...)
	}
	return nil
}

func (p *presentRows) close() error { return p.scanner.Close() }
