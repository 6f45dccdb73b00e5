package pebblestore

import (
	"errors"

	"diplograph/graph/index"
)

// A cursor walks the quads of one order, of blocks and delta together, forward.
//
// Each block has a territory: from its first quad to the first of the next
// block, and for the first block all before too. What the delta has in it is
// merged into the rows of the block as it goes: rows between two entries of the
// delta are handed on as they are, by their numbers.
type cursor struct {
	blocks blockReader
	delta  deltaReader
	upper  index.Quad // quads after it are not given
	filter index.Quad // blocks that cannot have these ids are passed over

	place    place      // of the block in whose territory the cursor stands
	row, end int        // its rows that are not passed and not after upper
	bounded  bool       // there is a next territory
	limit    index.Quad // where it begins
	more     bool       // it begins before upper
	started  bool
}

// cursor gives a cursor over the quads of an order from one to another. Close it.
func (v *view) cursor(o index.Order, from, to index.Quad) (*cursor, error) {
	list, err := v.dirs.list(v.r, o)
	if err != nil {
		return nil, err
	}
	generation := uint32(v.state.generation)
	c := &cursor{
		blocks: blockReader{r: v.r, generation: generation, order: o, list: list, cache: &v.db.blocks},
		upper:  to,
	}
	if v.state.delta[o] > 0 {
		c.delta, err = v.openDelta(o, from, to)
	}
	return c, err
}

func (c *cursor) close() error { return errors.Join(c.blocks.close(), c.delta.close()) }

// seek passes over the quads before q.
func (c *cursor) seek(q index.Quad) error {
	if err := c.delta.seek(q); err != nil {
		return err
	}
	if !c.started || c.more && q.Compare(c.limit) >= 0 {
		c.started = true
		return c.enter(c.blocks.list.locate(q), q)
	}
	if c.row < c.end {
		c.row = c.search(q)
	}
	return nil
}

// restart is seek with another end, which is not before the one so far.
func (c *cursor) restart(q, upper index.Quad) error {
	c.upper = upper
	c.delta.within(upper)
	if err := c.delta.seek(q); err != nil {
		return err
	}
	if c.started && c.bounded && q.Compare(c.limit) < 0 {
		return c.aim(q, c.row)
	}
	c.started = true
	return c.enter(c.blocks.list.locate(q), q)
}

// enter goes to a block and passes over its rows before q.
func (c *cursor) enter(p place, q index.Quad) error {
	list := c.blocks.list
	c.place, c.row, c.end, c.bounded, c.more = p, 0, 0, false, false
	if !list.valid(p) {
		return nil
	}
	if next := list.next(p); list.valid(next) {
		c.bounded, c.limit = true, list.entry(next).first
	}
	return c.aim(q, 0)
}

// aim finds the rows of the block from q to upper. Those before row are all
// before q.
func (c *cursor) aim(q index.Quad, row int) error {
	c.row, c.end = 0, 0
	c.more = c.bounded && c.limit.Compare(c.upper) <= 0
	e := c.blocks.list.entry(c.place)
	if e.last.Compare(q) < 0 || e.first.Compare(c.upper) > 0 || e.excludes(c.filter) {
		return nil
	}
	if err := c.blocks.load(c.place); err != nil {
		return err
	}
	c.row, c.end = row, int(e.rows)
	if e.first.Compare(q) < 0 {
		c.row = c.search(q)
	}
	if e.last.Compare(c.upper) > 0 {
		beyond, _ := successor(c.upper)
		c.end = c.search(beyond)
	}
	return nil
}

// search gives the first row from c.row on that is not before q, at most c.end.
func (c *cursor) search(q index.Quad) int {
	return min(c.blocks.block.Search(q[:], c.row), c.end)
}

// pending reports whether the delta has an entry in this territory.
func (c *cursor) pending() bool {
	return c.delta.valid && (!c.more || c.delta.quad.Compare(c.limit) < 0) && c.delta.quad.Compare(c.upper) <= 0
}

// quad gives a row of the block.
func (c *cursor) quad(row int) (q index.Quad) {
	for i := range q {
		q[i] = c.blocks.block.At(i, row)
	}
	return q
}

// A rowSink takes the rows that a cursor passes.
type rowSink interface {
	rows(c *cursor, from, to int) // rows of the block
	inserted(q index.Quad)        // a quad of the delta
	len() int
}

// fill passes quads on until the sink has n rows or none are left.
func (c *cursor) fill(sink rowSink, n int) error {
	for sink.len() < n {
		room := n - sink.len()
		if !c.pending() {
			if to := min(c.end, c.row+room); c.row < to {
				sink.rows(c, c.row, to)
				c.row = to
				continue
			}
			if !c.more {
				return nil
			}
			if err := c.enter(c.blocks.list.next(c.place), c.limit); err != nil {
				return err
			}
			continue
		}
		at := c.row
		if at < c.end {
			at = c.search(c.delta.quad)
		}
		if to := min(at, c.row+room); c.row < to {
			sink.rows(c, c.row, to)
			c.row = to
			continue
		}
		if c.row < c.end && c.quad(c.row) == c.delta.quad {
			c.row++ // removed, or inserted though it was there
		}
		if c.delta.inserted {
			sink.inserted(c.delta.quad)
		}
		if err := c.delta.next(); err != nil {
			return err
		}
	}
	return nil
}

// head gives the first quad that has not been passed, without passing it.
func (c *cursor) head() (index.Quad, bool, error) {
	for {
		if c.pending() {
			if c.row < c.end {
				q := c.quad(c.row)
				switch order := q.Compare(c.delta.quad); {
				case order < 0:
					return q, true, nil
				case order == 0:
					if c.delta.inserted {
						return q, true, nil
					}
					c.row++
				}
			}
			if c.delta.inserted {
				return c.delta.quad, true, nil
			}
			if err := c.delta.next(); err != nil {
				return index.Quad{}, false, err
			}
			continue
		}
		if c.row < c.end {
			return c.quad(c.row), true, nil
		}
		if !c.more {
			return index.Quad{}, false, nil
		}
		if err := c.enter(c.blocks.list.next(c.place), c.limit); err != nil {
			return index.Quad{}, false, err
		}
	}
}

// first gives the first quad that is not before q nor after upper, which is not
// before the end so far.
func (c *cursor) first(q, upper index.Quad) (index.Quad, bool, error) {
	if err := c.restart(q, upper); err != nil {
		return index.Quad{}, false, err
	}
	return c.head()
}
