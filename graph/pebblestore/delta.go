package pebblestore

import (
	"bytes"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// deltaReader walks the delta of one order forward. The zero deltaReader has no
// entries.
type deltaReader struct {
	iter       *pebble.Iterator
	generation uint32
	order      index.Order
	positioned bool
	limit      []byte // of what is looked at, exclusive, if not nil
	paused     bool   // nothing is known of what follows resume
	resume     []byte
	valid      bool       // quad and inserted are of an entry
	quad       index.Quad // of the entry, arranged
	inserted   bool       // or removed
	key        []byte
	db         *DB
}

// openDelta reads the delta of an order from one quad to another, both
// inclusive.
func (v *view) openDelta(o index.Order, from, to index.Quad) (deltaReader, error) {
	generation := uint32(v.state.generation)
	d := deltaReader{generation: generation, order: o, db: v.db}
	upper, ok := successor(to)
	end := after(appendOrderKey(nil, generation, kindDelta, o))
	if ok {
		end = quadKey(generation, kindDelta, o, upper)
	}
	var err error
	d.iter, err = v.r.NewIter(&pebble.IterOptions{LowerBound: quadKey(generation, kindDelta, o, from), UpperBound: end})
	return d, storeError(err)
}

// within has the reader not look for entries after a quad: entries that were
// deleted may lie there, as many as a transaction made.
func (d *deltaReader) within(q index.Quad) {
	if d.iter == nil {
		return
	}
	if q, ok := successor(q); ok {
		d.limit = appendQuadKey(d.limit[:0], d.generation, kindDelta, d.order, q)
	} else {
		d.limit = nil
	}
}

// seek moves to the first entry that is not before q, forward only.
func (d *deltaReader) seek(q index.Quad) error {
	if d.iter == nil || d.positioned && !d.paused && (!d.valid || d.quad.Compare(q) >= 0) {
		return nil
	}
	d.positioned = true
	d.key = appendQuadKey(d.key[:0], d.generation, kindDelta, d.order, q)
	if d.paused && bytes.Compare(d.key, d.resume) < 0 {
		d.key = append(d.key[:0], d.resume...)
	}
	if d.limit != nil && bytes.Compare(d.key, d.limit) >= 0 {
		return d.pause()
	}
	return d.take(d.iter.SeekGEWithLimit(d.key, d.limit))
}

func (d *deltaReader) next() error {
	return d.take(d.iter.NextWithLimit(d.limit))
}

// has reports whether there is an entry of a quad, which does not go back.
func (d *deltaReader) has(q index.Quad) (bool, error) {
	d.within(q)
	err := d.seek(q)
	return d.valid && d.quad == q, err
}

// pause ends at what was looked for, or at the limit if that is further on.
func (d *deltaReader) pause() error {
	d.valid, d.paused = false, true
	if bytes.Compare(d.key, d.limit) < 0 {
		d.key = append(d.key[:0], d.limit...)
	}
	d.resume = append(d.resume[:0], d.key...)
	return storeError(d.iter.Error())
}

// take reads the entry where the iterator stands.
func (d *deltaReader) take(state pebble.IterValidityState) error {
	if state == pebble.IterAtLimit {
		return d.pause()
	}
	d.valid, d.paused = state == pebble.IterValid, false
	if !d.valid {
		return storeError(d.iter.Error())
	}
	value, err := d.iter.ValueAndErr()
	if err != nil {
		d.valid = false
		return storeError(err)
	}
	q, sound := quadOfKey(d.iter.Key())
	if !sound || len(value) != 1 || value[0] > deltaInserted {
		d.valid = false
		return damaged("order %s, delta: key %x with value %x", d.order, d.iter.Key(), value)
	}
	d.quad, d.inserted = q, value[0] == deltaInserted
	return nil
}

func (d *deltaReader) close() error {
	if d.iter == nil {
		return nil
	}
	steps := d.iter.Stats().ForwardStepCount
	d.db.passed(steps[pebble.InternalIterCall] - steps[pebble.InterfaceCall])
	err := d.iter.Close()
	d.iter, d.valid = nil, false
	return storeError(err)
}
