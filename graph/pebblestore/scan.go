package pebblestore

import (
	"context"
	"fmt"
	"sort"

	"diplograph/graph/index"
)

// A batch begins small, in case few rows are wanted, and grows.
const (
	firstBatch   = 256
	batchOfSeek  = 64
	batchGrowsBy = 4
	readAhead    = 1024 // rows of a batch from which blocks are decoded at once
)

// span is the quads from one to another, arranged, both inclusive.
type span struct{ from, to index.Quad }

// scanner is an index.Scanner over a cursor.
type scanner struct {
	view   *view
	cursor *cursor
	sink   columns
	order  index.Order
	wanted index.Positions
	prefix int        // places of the order that the pattern binds at the front
	bound  index.Quad // the pattern, arranged
	filter index.Quad // of it what is after a place that it leaves open
	spans  spans      // not begun yet
	limit  int        // rows of the next batch
	begun  bool       // the cursor stands in a span, or after the last
	err    error      // that ended the scan
}

// newScanner begins a scan of a view.
func newScanner(v *view, s index.Scan) (*scanner, error) {
	if err := checkScan(s); err != nil {
		return nil, err
	}
	sc := &scanner{view: v, order: s.Order, wanted: s.Columns, bound: s.Order.Arrange(s.Pattern), limit: firstBatch}
	sc.prefix = s.Order.Prefix(s.Pattern.Bound())
	for i := sc.prefix; i < 4; i++ {
		sc.filter[i] = sc.bound[i]
	}
	sc.spans = spansOf(sc.bound, sc.prefix, s.Ranges)
	n := sc.spans.len()
	for i, place := range s.Order.Positions() {
		sc.sink.want[i] = sc.filter[i] != index.None || i >= sc.prefix && s.Columns.Has(place)
	}
	sc.sink.triples = s.Triples
	if n == 0 {
		return sc, nil
	}
	var err error
	if sc.cursor, err = v.cursor(s.Order, sc.spans.at(0).from, sc.spans.at(n-1).to); err != nil {
		return nil, err
	}
	sc.cursor.filter = sc.filter
	return sc, nil
}

func checkScan(s index.Scan) error {
	if s.Order >= index.Orders {
		return fmt.Errorf("%w: order %d", index.ErrInvalidScan, s.Order)
	}
	if s.Triples && (s.Order.Positions()[3] != index.Graph || s.Columns.Has(index.Graph) || s.Pattern[index.Graph] != index.None) {
		return fmt.Errorf("%w: triples in order %s with graphs", index.ErrInvalidScan, s.Order)
	}
	for i, r := range s.Ranges {
		if r.First > r.Last || i > 0 && r.First <= s.Ranges[i-1].Last {
			return fmt.Errorf("%w: range %d, %#x to %#x, is empty or not after the one before", index.ErrInvalidScan, i, uint64(r.First), uint64(r.Last))
		}
	}
	return nil
}

// spans are where quads stand whose first places are known and whose next is in
// one of some ranges. They may be thousands, so each is made when it is come to.
type spans struct {
	whole  span
	prefix int
	ranges []index.Range
	one    bool // whole, not yet begun
}

// spansOf gives where the quads stand whose first places are those of bound and
// whose next is in the ranges, if there are any.
func spansOf(bound index.Quad, prefix int, ranges []index.Range) spans {
	s := spans{whole: span{to: maxQuad}, prefix: prefix}
	for i := range prefix {
		s.whole.from[i], s.whole.to[i] = bound[i], bound[i]
	}
	if ranges == nil || prefix == 4 {
		s.one = true
	} else {
		s.ranges = ranges
	}
	return s
}

func (s *spans) len() int {
	if s.one {
		return 1
	}
	return len(s.ranges)
}

func (s *spans) at(i int) span {
	at := s.whole
	if !s.one {
		at.from[s.prefix], at.to[s.prefix] = s.ranges[i].First, s.ranges[i].Last
	}
	return at
}

// drop leaves the first n out.
func (s *spans) drop(n int) {
	if s.one {
		s.one = n == 0
		return
	}
	s.ranges = s.ranges[n:]
}

// Next implements index.Scanner.
func (s *scanner) Next(ctx context.Context) (index.Batch, error) {
	if err := s.view.enter(); err != nil {
		return index.Batch{}, err
	}
	defer s.view.leave()
	s.sink.reset()
	s.sink.ahead = s.limit >= readAhead
	for s.err == nil && s.sink.n == 0 {
		if s.err = ctx.Err(); s.err != nil {
			break
		}
		more, err := s.more()
		if err != nil {
			s.err = err
			break
		}
		if s.filter != (index.Quad{}) {
			s.sink.keep(s.filter)
		}
		if !more {
			break
		}
	}
	if s.err != nil {
		return index.Batch{}, s.err
	}
	s.limit = min(s.limit*batchGrowsBy, index.BatchSize)
	return s.batch(), nil
}

// more reads rows up to the size of a batch; it reports whether there can be
// others.
func (s *scanner) more() (bool, error) {
	for {
		if s.begun {
			if err := s.cursor.fill(&s.sink, s.limit); err != nil || s.sink.n >= s.limit {
				return true, err
			}
		}
		if s.spans.len() == 0 {
			return false, nil
		}
		if err := s.begin(s.spans.at(0).from); err != nil {
			return false, err
		}
	}
}

// begin goes to the next span, at or after q.
func (s *scanner) begin(q index.Quad) error {
	next := s.spans.at(0)
	s.spans.drop(1)
	s.begun = true
	return s.cursor.restart(q, next.to)
}

// batch gives what has been read by position.
func (s *scanner) batch() index.Batch {
	b := index.Batch{Len: s.sink.n}
	if b.Len == 0 {
		return b
	}
	for i, place := range s.order.Positions() {
		if !s.wanted.Has(place) {
			continue
		}
		if i < s.prefix {
			s.sink.ids[i] = appendTimes(s.sink.ids[i][:0], s.bound[i], b.Len)
		}
		b.Columns[place] = s.sink.ids[i][:b.Len]
	}
	return b
}

func appendTimes(dst []index.ID, id index.ID, n int) []index.ID {
	for range n {
		dst = append(dst, id)
	}
	return dst
}

// Seek implements index.Scanner.
func (s *scanner) Seek(ctx context.Context, key ...index.ID) error {
	if err := s.view.enter(); err != nil {
		return err
	}
	defer s.view.leave()
	if s.prefix+len(key) > 4 {
		return fmt.Errorf("%w: seek by %d ids, order %s leaves %d places open", index.ErrInvalidScan, len(key), s.order, 4-s.prefix)
	}
	if s.err != nil || s.cursor == nil {
		return s.err
	}
	var q index.Quad
	copy(q[:], s.bound[:s.prefix])
	copy(q[s.prefix:], key)
	s.limit = batchOfSeek
	if s.err = ctx.Err(); s.err == nil {
		s.err = s.seek(q)
	}
	return s.err
}

func (s *scanner) seek(q index.Quad) error {
	n := s.spans.len()
	if s.begun && (n == 0 || q.Compare(s.cursor.upper) <= 0) {
		return s.cursor.seek(q)
	}
	skip := sort.Search(n, func(i int) bool {
		to := s.spans.at(i).to
		return to.Compare(q) >= 0
	})
	if skip == n {
		skip--
	}
	s.spans.drop(skip)
	if from := s.spans.at(0).from; from.Compare(q) > 0 {
		q = from
	}
	return s.begin(q)
}

// Close implements index.Scanner.
func (s *scanner) Close() error {
	s.view.mu.Lock()
	defer s.view.mu.Unlock()
	delete(s.view.open, s)
	return s.close()
}

// close lets go of what the scan reads; the view is locked.
func (s *scanner) close() error {
	if s.err == nil {
		s.err = index.ErrClosed
	}
	if s.cursor == nil {
		return nil
	}
	c := s.cursor
	s.cursor = nil
	return c.close()
}
