package pebblestore

import (
	"context"

	"diplograph/graph/index"
)

// Count implements index.Snapshot. It looks at two blocks at most, whatever it
// counts, and at the entries of the delta in the range.
func (v *view) Count(ctx context.Context, pattern index.Quad, triples bool) (int64, error) {
	if err := v.enter(); err != nil {
		return 0, err
	}
	defer v.leave()
	n, _, err := v.count(ctx, pattern, triples && pattern[index.Graph] == index.None, 0)
	return n, err
}

// estimateEntries is how many entries of the delta an estimate looks at.
const estimateEntries = 256

// Estimate implements index.Snapshot: Count, but for what a large delta has.
func (v *view) Estimate(pattern index.Quad) (int64, error) {
	if err := v.enter(); err != nil {
		return 0, err
	}
	defer v.leave()
	n, whole, err := v.count(context.Background(), pattern, false, estimateEntries)
	if err != nil || whole {
		return n, err
	}
	// The rest of the delta is taken to lie where the blocks lie.
	if total := v.state.statistics.Quads; total > 0 {
		n += int64(float64(v.state.delta[index.OrderFor(pattern.Bound())]) * float64(n) / float64(total))
	}
	return min(n, v.state.statistics.Quads), nil
}

// count counts quads, or triples, of a pattern, with the first entries of the
// delta if entries is not 0; whole reports whether that is all of them.
func (v *view) count(ctx context.Context, pattern index.Quad, triples bool, entries int) (n int64, whole bool, err error) {
	if pattern == (index.Quad{}) {
		if triples {
			return v.state.statistics.Triples, true, nil
		}
		return v.state.statistics.Quads, true, nil
	}
	o := index.OrderFor(pattern.Bound())
	places := spansOf(o.Arrange(pattern), o.Prefix(pattern.Bound()), nil)
	s := places.at(0)
	list, err := v.dirs.list(v.r, o)
	if err != nil {
		return 0, false, err
	}
	c := counter{blocks: blockReader{r: v.r, generation: uint32(v.state.generation), order: o, list: list, cache: &v.db.blocks}, triples: triples}
	defer func() {
		if e := c.blocks.close(); err == nil {
			err = e
		}
	}()
	if n, err = c.between(s); err != nil || v.state.delta[o] == 0 {
		return n, true, err
	}
	d, err := v.openDelta(o, s.from, s.to)
	if err != nil {
		return 0, false, err
	}
	defer func() {
		if e := d.close(); err == nil {
			err = e
		}
	}()
	change, whole, err := c.delta(ctx, &d, s.from, entries)
	return n + change, whole, err
}

// counter counts the rows, or the triples, of an order.
type counter struct {
	blocks  blockReader
	triples bool
	ids     [3][]index.ID
}

// between counts in the blocks.
func (c *counter) between(s span) (int64, error) {
	from, err := c.rank(s.from)
	if err != nil {
		return 0, err
	}
	beyond, ok := successor(s.to)
	list := c.blocks.list
	end := place{len(list.pages), 0}
	if !ok {
		return c.before(end) - from, nil
	}
	to, err := c.rank(beyond)
	return to - from, err
}

func (c *counter) before(p place) int64 {
	if c.triples {
		return c.blocks.list.triplesBefore(p)
	}
	return c.blocks.list.rowsBefore(p)
}

// rank counts what is before q. For triples, q begins one.
func (c *counter) rank(q index.Quad) (int64, error) {
	list := c.blocks.list
	p := list.locate(q)
	if !list.valid(p) {
		return 0, nil
	}
	e := list.entry(p)
	if e.last.Compare(q) < 0 {
		return c.before(list.next(p)), nil
	}
	if e.first.Compare(q) >= 0 {
		return c.before(p), nil
	}
	if err := c.blocks.load(p); err != nil {
		return 0, err
	}
	row := c.blocks.block.Search(q[:], 0)
	if c.triples {
		return c.before(p) + c.begin(p, row), nil
	}
	return c.before(p) + int64(row), nil
}

// begin counts the triples that begin in the first rows of a block, some at
// least.
func (c *counter) begin(p place, rows int) int64 {
	n := int64(rows)
	if e := c.blocks.list.entry(p); e.triples < e.rows {
		n = c.different(rows)
	}
	if c.blocks.list.continued(p) {
		n--
	}
	return n
}

// different counts the triples among the first rows of the block.
func (c *counter) different(rows int) int64 {
	for i := range c.ids {
		c.ids[i] = c.blocks.block.Decode(i, 0, rows, c.ids[i][:0])
	}
	n := int64(1)
	for r := 1; r < rows; r++ {
		if c.ids[2][r] != c.ids[2][r-1] || c.ids[1][r] != c.ids[1][r-1] || c.ids[0][r] != c.ids[0][r-1] {
			n++
		}
	}
	return n
}

// delta gives by how much the entries of a delta change what the blocks count.
func (c *counter) delta(ctx context.Context, d *deltaReader, from index.Quad, entries int) (change int64, whole bool, err error) {
	if err := d.seek(from); err != nil {
		return 0, false, err
	}
	for seen := 0; d.valid; seen++ {
		if entries > 0 && seen >= entries {
			return change, false, nil
		}
		if seen%1024 == 0 && ctx.Err() != nil {
			return 0, false, ctx.Err()
		}
		if c.triples {
			n, err := c.triple(d)
			if err != nil {
				return 0, false, err
			}
			change += n
			continue
		}
		if d.inserted {
			change++
		} else {
			change--
		}
		if err := d.next(); err != nil {
			return 0, false, err
		}
	}
	return change, true, nil
}

// triple reads the entries of one triple and tells whether they make (1), end
// (-1) or keep it (0).
func (c *counter) triple(d *deltaReader) (int64, error) {
	t := d.quad
	t[3] = index.None
	end := t
	end[3] = ^index.ID(0)
	c.triples = false // but the quads of one
	before, err := c.between(span{t, end})
	c.triples = true
	if err != nil {
		return 0, err
	}
	now := before
	for d.valid && d.quad[0] == t[0] && d.quad[1] == t[1] && d.quad[2] == t[2] {
		if d.inserted {
			now++
		} else {
			now--
		}
		if err := d.next(); err != nil {
			return 0, err
		}
	}
	switch {
	case before == 0 && now > 0:
		return 1, nil
	case before > 0 && now <= 0:
		return -1, nil
	}
	return 0, nil
}
