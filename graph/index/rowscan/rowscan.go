// Package rowscan reads plain sorted slices of quads the way index.Snapshot has
// them read.
package rowscan

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"diplograph/graph/index"
)

// New scans rows, which the order of the scan has arranged and sorted, each once.
// They may be more than the pattern's.
func New(s index.Scan, rows []index.Quad) (index.Scanner, error) {
	places := s.Order.Positions()
	if s.Triples && (places[3] != index.Graph || s.Columns.Has(index.Graph) || s.Pattern[index.Graph] != index.None) {
		return nil, fmt.Errorf("%w: triples in order %s with graphs", index.ErrInvalidScan, s.Order)
	}
	prefix := s.Order.Prefix(s.Pattern.Bound())
	bound := s.Order.Arrange(s.Pattern)
	beyond := func(least int) int {
		return sort.Search(len(rows), func(i int) bool { return slices.Compare(rows[i][:prefix], bound[:prefix]) >= least })
	}
	return &scanner{scan: s, rows: rows[beyond(0):beyond(1)], prefix: prefix}, nil
}

type scanner struct {
	scan   index.Scan
	rows   []index.Quad // those with the prefix that are not given yet
	prefix int
	last   index.Quad // the row that was given last
}

// Next implements index.Scanner.
func (s *scanner) Next(ctx context.Context) (index.Batch, error) {
	if err := ctx.Err(); err != nil {
		return index.Batch{}, err
	}
	var given []index.Quad
	for len(s.rows) > 0 && len(given) < index.BatchSize {
		r := s.rows[0]
		s.rows = s.rows[1:]
		if s.takes(r) {
			given = append(given, r)
			s.last = r
		}
	}
	b := index.Batch{Len: len(given)}
	for i, place := range s.scan.Order.Positions() {
		if !s.scan.Columns.Has(place) {
			continue
		}
		column := make([]index.ID, len(given))
		for j := range column {
			column[j] = given[j][i]
		}
		b.Columns[place] = column
	}
	return b, nil
}

func (s *scanner) takes(r index.Quad) bool {
	switch {
	case !s.scan.Pattern.Matches(s.scan.Order.Restore(r)):
		return false
	case s.scan.Ranges != nil && s.prefix < 4 && !in(s.scan.Ranges, r[s.prefix]):
		return false
	}
	return !s.scan.Triples || !slices.Equal(s.last[:3], r[:3])
}

func in(ranges []index.Range, id index.ID) bool {
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].Last >= id })
	return i < len(ranges) && ranges[i].First <= id
}

// Seek implements index.Scanner.
func (s *scanner) Seek(ctx context.Context, key ...index.ID) error {
	at := sort.Search(len(s.rows), func(i int) bool { return slices.Compare(s.rows[i][s.prefix:], key) >= 0 })
	s.rows = s.rows[at:]
	return ctx.Err()
}

// Close implements index.Scanner.
func (s *scanner) Close() error { return nil }
