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
	spans  []span     // not begun yet
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
	for i, place := range s.Order.Positions() {
		sc.sink.want[i] = sc.filter[i] != index.None || i >= sc.prefix && s.Columns.Has(place)
	}
	sc.sink.triples = s.Triples
	if len(sc.spans) == 0 {
		return sc, nil
	}
	var err error
	if sc.cursor, err = v.cursor(s.Order, sc.spans[0].from, sc.spans[len(sc.spans)-1].to); err != nil {
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

// spansOf gives where the quads stand whose first places are those of bound and
// whose next is in the ranges, if there are any.
func spansOf(bound index.Quad, prefix int, ranges []index.Range) []span {
	whole := span{to: maxQuad}
	for i := range prefix {
		whole.from[i], whole.to[i] = bound[i], bound[i]
	}
	if ranges == nil || prefix == 4 {
		return []span{whole}
	}
	spans := make([]span, len(ranges))
	for i, r := range ranges {
		spans[i] = whole
		spans[i].from[prefix], spans[i].to[prefix] = r.First, r.Last
	}
	return spans
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
		if len(s.spans) == 0 {
			return false, nil
		}
		if err := s.begin(s.spans[0].from); err != nil {
			return false, err
		}
	}
}

// begin goes to the next span, at or after q.
func (s *scanner) begin(q index.Quad) error {
	next := s.spans[0]
	s.spans, s.begun = s.spans[1:], true
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
	if s.begun && (len(s.spans) == 0 || q.Compare(s.cursor.upper) <= 0) {
		return s.cursor.seek(q)
	}
	skip := sort.Search(len(s.spans), func(i int) bool { return s.spans[i].to.Compare(q) >= 0 })
	if skip == len(s.spans) {
		skip--
	}
	s.spans = s.spans[skip:]
	if from := s.spans[0].from; from.Compare(q) > 0 {
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
