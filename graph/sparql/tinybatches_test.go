package sparql_test

import (
	"context"
	"slices"
	"sort"

	"diplograph/graph/index"
)

// tinyBatches is a snapshot that gives few rows at a time, so that what goes
// wrong where batches end does so on little data.
type tinyBatches struct {
	index.Snapshot
	size int
}

func (t tinyBatches) Scan(ctx context.Context, s index.Scan) (index.Scanner, error) {
	wide := s
	wide.Columns = index.AllPositions
	if s.Triples {
		wide.Columns &^= 1 << index.Graph
	}
	in, err := t.Snapshot.Scan(ctx, wide)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	out := &tinyScanner{scan: s, size: t.size, prefix: s.Order.Prefix(s.Pattern.Bound())}
	for {
		b, err := in.Next(ctx)
		if err != nil || b.Len == 0 {
			return out, err
		}
		for i := range b.Len {
			var q index.Quad
			for p, c := range b.Columns {
				if c != nil {
					q[p] = c[i]
				}
			}
			out.rows = append(out.rows, s.Order.Arrange(q))
		}
	}
}

type tinyScanner struct {
	scan   index.Scan
	rows   []index.Quad // arranged
	size   int
	prefix int
}

func (t *tinyScanner) Next(ctx context.Context) (index.Batch, error) {
	n := min(t.size, len(t.rows))
	b := index.Batch{Len: n}
	for i, p := range t.scan.Order.Positions() {
		if !t.scan.Columns.Has(p) {
			continue
		}
		for _, r := range t.rows[:n] {
			b.Columns[p] = append(b.Columns[p], r[i])
		}
	}
	t.rows = t.rows[n:]
	return b, ctx.Err()
}

func (t *tinyScanner) Seek(ctx context.Context, key ...index.ID) error {
	at := sort.Search(len(t.rows), func(i int) bool { return slices.Compare(t.rows[i][t.prefix:], key) >= 0 })
	t.rows = t.rows[at:]
	return ctx.Err()
}

func (t *tinyScanner) Close() error { return nil }
