package pebblestore

import (
	"errors"
	"slices"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// change counts what changes with quads that come or go.
type change struct {
	t      *Tx
	add    bool
	sign   int64
	sorted [index.Orders][]index.Quad // the quads, by order, when needed
	places map[index.ID]placesOf
}

// newChange is of quads that all come or all go, sorted.
func (t *Tx) newChange(rows []index.Quad, add bool) *change {
	c := &change{t: t, add: add, sign: -1, places: map[index.ID]placesOf{}}
	if add {
		c.sign = 1
	}
	c.sorted[index.SPOG] = rows
	return c
}

// in gives the quads arranged and sorted by an order.
func (c *change) in(o index.Order) []index.Quad {
	if c.sorted[o] == nil {
		rows := make([]index.Quad, len(c.sorted[index.SPOG]))
		for i, q := range c.sorted[index.SPOG] {
			rows[i] = o.Arrange(q)
		}
		slices.SortFunc(rows, index.Quad.Compare)
		c.sorted[o] = rows
	}
	return c.sorted[o]
}

// write writes the delta of each order. An entry there of the same quad says the
// opposite, and goes: a key is set once before it is deleted, so a single
// deletion does. Keys come in their sequence: the batch, and the table in
// memory after it, find the place of each beside that of the one before.
func (c *change) write() error {
	value := []byte{deltaRemoved}
	if c.add {
		value[0] = deltaInserted
	}
	generation := uint32(c.t.state.generation)
	key := make([]byte, 0, quadKeySize)
	for o := range index.Order(index.Orders) {
		for _, q := range c.in(o) {
			if err := c.t.fits(); err != nil {
				return err
			}
			key = appendQuadKey(key[:0], generation, kindDelta, o, q)
			if err := c.writeKey(o, key, value, c.add && hasTermSince(q, c.t.next)); err != nil {
				return storeError(err)
			}
		}
	}
	return nil
}

// writeKey writes an entry; a fresh one has no opposite.
func (c *change) writeKey(o index.Order, key, value []byte, fresh bool) error {
	s := &c.t.state
	opposite := s.delta[o] - s.removed[o]
	if c.add {
		opposite = s.removed[o]
	}
	if opposite > 0 && !fresh {
		_, closer, err := c.t.r.Get(key)
		if err == nil {
			c.t.buried++
			s.delta[o]--
			if c.add {
				s.removed[o]--
			}
			return errors.Join(closer.Close(), c.t.batch.SingleDelete(key, nil))
		}
		if !errors.Is(err, pebble.ErrNotFound) {
			return err
		}
	}
	s.delta[o]++
	if !c.add {
		s.removed[o]++
	}
	return c.t.batch.Set(key, value, nil)
}

// termSince reports whether a term got its id when, or after, a number was the
// next one: no quad from before has it.
func termSince(id index.ID, number uint64) bool {
	return id.Tag() >= index.TagIRI && id.Tag() <= index.TagTriple && id.Payload() >= number
}

func hasTermSince(q index.Quad, number uint64) bool {
	return termSince(q[0], number) || termSince(q[1], number) || termSince(q[2], number) || termSince(q[3], number)
}
