package quadstore

import (
	"context"

	"diplograph/graph/index"
)

// rows walks the quads of a pattern, or of a pattern and one id after another in
// a place of it.
type rows struct {
	snap    index.Snapshot
	pattern index.Quad
	columns index.Positions // needed of each row
	next    index.Position  // the place to sort by after those that are bound
	ranges  []index.Range   // of next, if not nil

	scanner index.Scanner
	bound   index.Quad // what the scanner's pattern binds
	batch   index.Batch
	at      int
	end     bool // the scanner has no more

	// One scan may serve all ids of a place if they come in order.
	keyed bool
	key   index.ID // rows are given while they have it in next
	last  index.ID // the largest key that the scan has been moved to
}

// orderBy gives an order that has the bound places first and then next, and
// whether there is one; else one that has the bound places first.
func orderBy(bound index.Positions, next index.Position) (index.Order, bool) {
	for o := range index.Order(index.Orders) {
		p := o.Positions()
		if n := o.Prefix(bound); bound == prefixOf(p, n) && n < 4 && p[n] == next {
			return o, true
		}
	}
	return index.OrderFor(bound), false
}

func prefixOf(places [4]index.Position, n int) (set index.Positions) {
	for _, p := range places[:n] {
		set |= 1 << p
	}
	return set
}

// open begins a scan of the pattern.
func (r *rows) open(ctx context.Context, pattern index.Quad) error {
	if err := r.close(); err != nil {
		return err
	}
	order, sorted := orderBy(pattern.Bound(), r.next)
	s := index.Scan{Pattern: pattern, Order: order, Columns: r.columns &^ pattern.Bound()}
	if sorted {
		s.Ranges = r.ranges
	}
	scanner, err := r.snap.Scan(ctx, s)
	if err != nil {
		return err
	}
	r.scanner, r.bound, r.batch, r.at, r.end = scanner, pattern, index.Batch{}, 0, false
	return nil
}

// openKeyed has find move one scan, which needs an order of the pattern's places
// and then next.
func (r *rows) openKeyed(ctx context.Context) error {
	r.keyed, r.last = true, index.None
	r.columns |= 1 << r.next
	return r.open(ctx, r.pattern)
}

// find has advance give the rows with id in a place.
func (r *rows) find(ctx context.Context, place index.Position, id index.ID) error {
	if !r.keyed {
		pattern := r.pattern
		pattern[place] = id
		return r.open(ctx, pattern)
	}
	if id <= r.last { // its rows are behind
		if err := r.openKeyed(ctx); err != nil {
			return err
		}
	}
	r.key = id
	r.last = id
	return r.seek(ctx, id)
}

// seek moves to the first row from here on that has id or more in next.
func (r *rows) seek(ctx context.Context, id index.ID) error {
	column := r.batch.Columns[r.next]
	if r.at < r.batch.Len && column[r.batch.Len-1] >= id {
		r.at += gallop(column[r.at:r.batch.Len], id)
		return nil
	}
	if r.end {
		return nil
	}
	r.at, r.batch.Len = 0, 0
	return r.scanner.Seek(ctx, id)
}

// advance moves to the next row and reports whether there is one.
func (r *rows) advance(ctx context.Context) (bool, error) {
	if r.at >= r.batch.Len {
		if r.end || r.scanner == nil {
			return false, nil
		}
		var err error
		if r.batch, err = r.scanner.Next(ctx); err != nil {
			r.batch = index.Batch{}
			return false, err
		}
		r.at = 0
		if r.batch.Len == 0 {
			r.end = true
			return false, nil
		}
	}
	if r.keyed && r.batch.Columns[r.next][r.at] != r.key {
		return false, nil
	}
	r.at++
	return true, nil
}

// id gives what the row that advance moved to has in a place.
func (r *rows) id(p index.Position) index.ID {
	if id := r.bound[p]; id != index.None {
		return id
	}
	return r.batch.Columns[p][r.at-1]
}

func (r *rows) quad() index.Quad {
	return index.Quad{r.id(index.Subject), r.id(index.Predicate), r.id(index.Object), r.id(index.Graph)}
}

func (r *rows) close() error {
	if r.scanner == nil {
		return nil
	}
	err := r.scanner.Close()
	r.scanner, r.batch, r.at = nil, index.Batch{}, 0
	return err
}

// gallop finds the first of sorted ids that is id or more. It is quick where
// that is near the beginning.
func gallop(ids []index.ID, id index.ID) int {
	low, high := 0, 1
	for high < len(ids) && ids[high] < id {
		low, high = high, high*2
	}
	high = min(high+1, len(ids))
	for low < high {
		if mid := (low + high) / 2; ids[mid] < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
