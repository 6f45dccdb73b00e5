package pebblestore

import (
	"errors"
	"fmt"
	"slices"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// terms checks that every ID of a quad has a term, and every term of the
// dictionary is found by its hash.
func (c *checker) terms() (err error) {
	used, err := c.s.usedIDs(c.ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, used.close()) }()
	iter, err := c.s.r.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceTerms}, UpperBound: []byte{spaceTerms + 1}})
	if err != nil {
		return storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	id, err := c.nextUsed(used)
	if err != nil {
		return err
	}
	for ok := iter.First(); ok; ok = iter.Next() {
		value, err := iter.ValueAndErr()
		if err != nil {
			return storeError(err)
		}
		b, err := parseTermBlock(iter.Key(), value)
		if err != nil {
			return err
		}
		if id, err = c.termBlock(b, used, id); err != nil {
			return err
		}
	}
	if err := iter.Error(); err != nil {
		return storeError(err)
	}
	for id != index.None {
		if err := c.fault("quads have the id %#x, and the dictionary has no term for it", uint64(id)); err != nil {
			return err
		}
		if id, err = c.nextUsed(used); err != nil {
			return err
		}
	}
	return nil
}

// nextUsed counts on to the next ID that is not inline.
func (c *checker) nextUsed(used *usedIDs) (index.ID, error) {
	for {
		id, err := used.next(c.ctx)
		if err != nil || id == index.None {
			return id, err
		}
		if id != index.DefaultGraph {
			c.counts.Terms++
		}
		if _, inline := id.Term(); !inline {
			return id, nil
		}
	}
}

// termBlock checks a block of terms; id is the next that quads have.
func (c *checker) termBlock(b termBlock, used *usedIDs, id index.ID) (index.ID, error) {
	for b.at <= b.last {
		if err := c.ctx.Err(); err != nil {
			return id, err
		}
		at := b.at
		code, ok, err := b.next()
		if err != nil {
			return id, err
		}
		for id != index.None && (id < at || id == at && !ok) {
			if err := c.fault("quads have the id %#x, and the dictionary has no term for it", uint64(id)); err != nil {
				return id, err
			}
			if id, err = c.nextUsed(used); err != nil {
				return id, err
			}
		}
		if id == at {
			if id, err = c.nextUsed(used); err != nil {
				return id, err
			}
		}
		if ok {
			if err := c.term(at, code); err != nil {
				return id, err
			}
		}
	}
	return id, nil
}

// term checks a term of the dictionary.
func (c *checker) term(id index.ID, code []byte) error {
	c.dictionary++
	if id.Payload() >= c.s.state.next {
		if err := c.fault("term %#x: its number is not below the next one, %d", uint64(id), c.s.state.next); err != nil {
			return err
		}
	}
	t, err := decodeTerm(id.Tag(), code)
	if err != nil {
		return c.fault("term %#x: %v", uint64(id), err)
	}
	if _, inline := index.Inline(t); inline || index.TagOf(t) != id.Tag() {
		return c.fault("term %#x: %v has an id of its own", uint64(id), t)
	}
	ids, err := hashedIDs(c.s.r, c.s.db.hash(id.Tag(), code))
	if err != nil {
		return err
	}
	if !slices.Contains(ids, id) {
		return c.fault("term %#x is not found by its hash", uint64(id))
	}
	return nil
}

// hashes checks that nothing is found by a hash that is no term.
func (c *checker) hashes() (err error) {
	iter, err := c.s.r.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceHashes}, UpperBound: []byte{spaceHashes + 1}})
	if err != nil {
		return storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	found := int64(0)
	for ok := iter.First(); ok; ok = iter.Next() {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		value, err := iter.ValueAndErr()
		if err != nil {
			return storeError(err)
		}
		if len(value) == 0 || len(value)%8 != 0 {
			if err := c.fault("hash %x has %d bytes of ids", iter.Key()[1:], len(value)); err != nil {
				return err
			}
		}
		found += int64(len(value) / 8)
	}
	if err := iter.Error(); err != nil {
		return storeError(err)
	}
	return c.equal("terms found by hashes", found, c.dictionary)
}

// predicates checks the counts of each predicate.
func (c *checker) predicates() (err error) {
	prefix := append(generationKey(uint32(c.s.state.generation)), kindStatistics)
	iter, err := c.s.r.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		return storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	found := int64(0)
	for ok := iter.First(); ok; ok = iter.Next() {
		found++
	}
	if err := iter.Error(); err != nil {
		return storeError(err)
	}
	if err := c.equal("predicates with counts", found, c.counts.Predicates); err != nil {
		return err
	}
	for _, o := range []index.Order{index.PSOG, index.POSG} {
		if err := c.predicatesIn(o); err != nil {
			return err
		}
	}
	return nil
}

// predicatesIn counts the quads of each predicate, and the different ids after
// it in an order.
func (c *checker) predicatesIn(o index.Order) (err error) {
	sc, err := c.s.Scan(c.ctx, index.Scan{Order: o, Columns: index.AllPositions &^ (1 << index.Graph)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sc.Close()) }()
	second := o.Positions()[1]
	var p, last index.ID
	var quads, different int64
	end := func() error {
		if p == index.None {
			return nil
		}
		s, err := c.s.readPredicate(p)
		if err != nil {
			return err
		}
		counted := s.Subjects
		if o == index.POSG {
			counted = s.Objects
		}
		if err := c.equal(fmt.Sprintf("quads of predicate %#x", uint64(p)), s.Quads, quads); err != nil {
			return err
		}
		return c.equal(fmt.Sprintf("different ids with predicate %#x in order %s", uint64(p), o), counted, different)
	}
	for {
		b, err := sc.Next(c.ctx)
		if err != nil {
			return err
		}
		if b.Len == 0 {
			return end()
		}
		for i, id := range b.Columns[index.Predicate] {
			if id != p {
				if err := end(); err != nil {
					return err
				}
				p, last, quads, different = id, index.None, 0, 0
			}
			quads++
			if other := b.Columns[second][i]; other != last {
				last = other
				different++
			}
		}
	}
}
