package pebblestore

import (
	"errors"
	"slices"

	"diplograph/graph/index"
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
	for o := range index.Order(index.Orders) {
		if err := c.writeOrder(o); err != nil {
			return storeError(err)
		}
	}
	return nil
}

func (c *change) writeOrder(o index.Order) (err error) {
	t, s := c.t, &c.t.state
	rows := c.in(o)
	value := []byte{deltaRemoved}
	opposite := s.delta[o] - s.removed[o]
	if c.add {
		value[0] = deltaInserted
		opposite = s.removed[o]
	}
	var there deltaReader // with the opposites, if there are some
	if opposite > 0 {
		if there, err = t.openDelta(o, rows[0], rows[len(rows)-1]); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, there.close()) }()
	}
	key := make([]byte, 0, quadKeySize)
	for _, q := range rows {
		if err := t.fits(); err != nil {
			return err
		}
		key = appendQuadKey(key[:0], uint32(s.generation), kindDelta, o, q)
		if !(c.add && hasTermSince(q, t.next)) { // fresh terms have no opposite
			met, err := there.has(q)
			if err != nil {
				return err
			}
			if met {
				t.buried++
				s.delta[o]--
				if c.add {
					s.removed[o]--
				}
				if err := t.batch.SingleDelete(key, nil); err != nil {
					return err
				}
				continue
			}
		}
		s.delta[o]++
		if !c.add {
			s.removed[o]++
		}
		if err := t.batch.Set(key, value, nil); err != nil {
			return err
		}
	}
	return nil
}

// termSince reports whether a term got its id when, or after, a number was the
// next one: no quad from before has it.
func termSince(id index.ID, number uint64) bool {
	return id.Tag() >= index.TagIRI && id.Tag() <= index.TagTriple && id.Payload() >= number
}

func hasTermSince(q index.Quad, number uint64) bool {
	return termSince(q[0], number) || termSince(q[1], number) || termSince(q[2], number) || termSince(q[3], number)
}
