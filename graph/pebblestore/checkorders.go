package pebblestore

import (
	"errors"
	"fmt"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"

	"github.com/cockroachdb/pebble/v2"
)

// orders checks the blocks, the directory and the delta of each order.
func (c *checker) orders() error {
	for o := range index.Order(index.Orders) {
		err := c.order(o)
		if err != nil && (c.ctx.Err() != nil || !errors.Is(err, index.ErrDamaged)) {
			return err
		}
		if err != nil {
			if err := c.fault("%v", err); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) order(o index.Order) error {
	list, err := readBlockList(c.s.r, uint32(c.s.state.generation), o)
	if err != nil {
		return err
	}
	if known := c.s.dirs.known(o); known != nil && !known.equal(list) {
		if err := c.fault("order %s: the directory that is stored is not the one that readers use", o); err != nil {
			return err
		}
	}
	if err := c.blockKeys(o, list); err != nil {
		return err
	}
	if err := c.blocks(o, list); err != nil {
		return err
	}
	if err := c.delta(o, list); err != nil {
		return err
	}
	return c.quads(o)
}

// blockKeys checks that the blocks kept are those of the directory.
func (c *checker) blockKeys(o index.Order, list *blockList) (err error) {
	prefix := appendOrderKey(nil, uint32(c.s.state.generation), kindBlock, o)
	iter, err := c.s.r.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		return storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	p := place{}
	for ok := iter.First(); ok; ok = iter.Next() {
		q, _ := quadOfKey(iter.Key())
		if !list.valid(p) || list.entry(p).first != q {
			return damaged("order %s: block %s is not the next one of the directory", o, describe(q))
		}
		p = list.next(p)
	}
	if err := iter.Error(); err != nil {
		return storeError(err)
	}
	if list.valid(p) {
		return damaged("order %s: block %s of the directory is not kept", o, describe(list.entry(p).first))
	}
	return nil
}

// blocks checks each block: its rows ascend, and are as the directory says.
func (c *checker) blocks(o index.Order, list *blockList) (err error) {
	r := blockReader{r: c.s.r, generation: uint32(c.s.state.generation), order: o, list: list}
	defer func() { err = errors.Join(err, r.close()) }()
	var last index.Quad
	var columns block.Columns
	for p := (place{}); list.valid(p); p = list.next(p) {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		e := list.entry(p)
		if err := r.load(p); err != nil {
			if !errors.Is(err, index.ErrDamaged) {
				return err
			}
			if err := c.fault("%v", err); err != nil {
				return err
			}
			continue
		}
		for i := range columns {
			columns[i] = r.block.Decode(i, 0, int(e.rows), columns[i][:0])
		}
		found := entryOf(&columns, int(e.rows))
		found.rowsBefore, found.triplesBefore, found.number = e.rowsBefore, e.triplesBefore, e.number
		if found != *e || !ascending(&columns, int(e.rows)) || last.Compare(e.first) >= 0 {
			if err := c.fault("order %s, block %s: it is not sorted, or not as the directory says", o, describe(e.first)); err != nil {
				return err
			}
		}
		last = e.last
	}
	return nil
}

func ascending(c *block.Columns, n int) bool {
	row := func(r int) index.Quad { return index.Quad{c[0][r], c[1][r], c[2][r], c[3][r]} }
	for r := 1; r < n; r++ {
		if row(r-1).Compare(row(r)) >= 0 {
			return false
		}
	}
	return true
}

// delta checks that each entry of the delta changes what the blocks have.
func (c *checker) delta(o index.Order, list *blockList) (err error) {
	generation := uint32(c.s.state.generation)
	d, err := c.s.openDelta(o, index.Quad{}, maxQuad)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	blocks := cursor{blocks: blockReader{r: c.s.r, generation: generation, order: o, list: list}, upper: maxQuad}
	defer func() { err = errors.Join(err, blocks.close()) }()
	entries, removed := int64(0), int64(0)
	for err := d.seek(index.Quad{}); d.valid || err != nil; err = d.next() {
		if err != nil {
			return err
		}
		q, ok, err := blocks.first(d.quad, d.quad)
		if err != nil {
			return err
		}
		if there := ok && q == d.quad; there == d.inserted {
			if err := c.fault("order %s, delta: %s is inserted (%v), and in a block (%v)", o, describe(d.quad), d.inserted, there); err != nil {
				return err
			}
		}
		entries++
		if !d.inserted {
			removed++
		}
	}
	if err := c.equal(fmt.Sprintf("removals in the delta of order %s", o), c.s.state.removed[o], removed); err != nil {
		return err
	}
	return c.equal(fmt.Sprintf("entries in the delta of order %s", o), c.s.state.delta[o], entries)
}

// equal reports whether two directories are of the same blocks.
func (l *blockList) equal(other *blockList) bool {
	p, at := place{}, place{}
	for l.valid(p) && other.valid(at) {
		a, b := *l.entry(p), *other.entry(at)
		b.rowsBefore, b.triplesBefore, b.number = a.rowsBefore, a.triplesBefore, a.number
		if a != b {
			return false
		}
		p, at = l.next(p), other.next(at)
	}
	return !l.valid(p) && !other.valid(at)
}

// quads counts the quads of an order and what begins with them.
func (c *checker) quads(o index.Order) (err error) {
	cur, err := c.s.cursor(o, index.Quad{}, maxQuad)
	if err != nil {
		return err
	}
	cur.blocks.cache = nil // what is stored counts
	defer func() { err = errors.Join(err, cur.close()) }()
	if err := cur.seek(index.Quad{}); err != nil {
		return err
	}
	places := o.Positions()
	firsts, triples := int64(0), int64(0)
	var last index.Quad
	for {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		rows := foldRows{}
		if err := cur.fill(&rows, index.BatchSize); err != nil {
			return err
		}
		if rows.len() == 0 {
			break
		}
		for r := range rows.len() {
			q := index.Quad{rows.columns[0][r], rows.columns[1][r], rows.columns[2][r], rows.columns[3][r]}
			if q[0] != last[0] {
				firsts++
			}
			if q[0] != last[0] || q[1] != last[1] || q[2] != last[2] {
				triples++
			}
			last = q
			var h uint64
			for i, id := range q {
				h += mix(uint64(id) + uint64(places[i])<<56)
			}
			c.sums[o] += mix(h)
		}
		c.rows[o] += int64(rows.len())
	}
	switch o {
	case index.SPOG:
		c.counts.Subjects, c.counts.Triples = firsts, triples
	case index.PSOG:
		c.counts.Predicates = firsts
	case index.OSPG:
		c.counts.Objects = firsts
	case index.GSPO:
		c.counts.Graphs = firsts
	}
	return nil
}

// mix spreads the bits of a number (the end of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
