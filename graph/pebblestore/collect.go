package pebblestore

import (
	"context"
	"errors"
	"slices"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// Terms that no quad has any more are found by walking the dictionary and all
// IDs that quads have beside each other, and taken out a few blocks at a time.
// Their IDs are not given again.

// collectBlocks is how many blocks of terms are changed in one step.
const collectBlocks = 256

// deadTerms are the terms of a block that no quad had in a snapshot.
type deadTerms struct {
	last index.ID // of the block
	ids  []index.ID
}

// collectTerms takes the terms that no quad has out of the dictionary.
func (d *DB) collectTerms(ctx context.Context) (err error) {
	s, err := d.taskSnapshot()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	used, err := s.usedIDs(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, used.close()) }()
	iter, err := s.r.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceTerms}, UpperBound: []byte{spaceTerms + 1}})
	if err != nil {
		return storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	next, err := used.next(ctx)
	if err != nil {
		return err
	}
	var dead []deadTerms
	for ok := iter.First(); ok; ok = iter.Next() {
		value, err := iter.ValueAndErr()
		if err != nil {
			return storeError(err)
		}
		b, err := parseTermBlock(iter.Key(), value)
		if err != nil {
			return err
		}
		in := deadTerms{last: b.last}
		for b.at <= b.last {
			id := b.at
			for next != index.None && next < id {
				if next, err = used.next(ctx); err != nil {
					return err
				}
			}
			_, there, err := b.next()
			if err != nil {
				return err
			}
			if there && next != id {
				in.ids = append(in.ids, id)
			}
		}
		if len(in.ids) > 0 {
			dead = append(dead, in)
		}
		if len(dead) == collectBlocks {
			if err := d.removeTerms(ctx, dead); err != nil {
				return err
			}
			dead = dead[:0]
		}
	}
	return d.removeTerms(ctx, dead)
}

// removeTerms removes the terms that still no quad has, while nobody writes.
func (d *DB) removeTerms(ctx context.Context, dead []deadTerms) (err error) {
	if len(dead) == 0 {
		return nil
	}
	if err := d.lockWriter(ctx); err != nil {
		return err
	}
	defer d.unlockWriter()
	s, err := d.taskSnapshot()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if dead, err = s.stillDead(dead); err != nil {
		return err
	}
	b := d.p.NewIndexedBatch()
	defer func() { err = errors.Join(err, storeError(b.Close())) }()
	for _, in := range dead {
		if len(in.ids) > 0 {
			if err := d.removeFromBlock(b, in); err != nil {
				return err
			}
		}
	}
	if b.Empty() {
		return nil
	}
	d.memory = nil
	defer d.recall.forget()
	return d.applyWith(b, pebble.NoSync)
}

// stillDead leaves the terms that no quad of the view has.
func (v *view) stillDead(dead []deadTerms) ([]deadTerms, error) {
	for _, o := range placeOrders {
		p := prober{v: v, order: o}
		for i := range dead {
			kept := dead[i].ids[:0]
			for _, id := range dead[i].ids {
				q, ok, err := p.first(index.Quad{id})
				if err != nil {
					p.close()
					return nil, err
				}
				if !ok || q[0] != id {
					kept = append(kept, id)
				}
			}
			dead[i].ids = kept
		}
		p.close()
	}
	return dead, nil
}

// removeFromBlock leaves holes where dead terms were, or nothing if all are, and
// takes them from under their hashes.
func (d *DB) removeFromBlock(b *pebble.Batch, in deadTerms) error {
	key := termsKey(in.last)
	value, closer, err := b.Get(key)
	if err != nil {
		return storeError(err)
	}
	defer closer.Close()
	block, err := parseTermBlock(key, value)
	if err != nil {
		return err
	}
	var codes [][]byte
	live := false
	for block.at <= block.last {
		id := block.at
		code, ok, err := block.next()
		if err != nil {
			return err
		}
		switch {
		case ok && slices.Contains(in.ids, id):
			if err := d.removeHash(b, id, code); err != nil {
				return err
			}
			codes = append(codes, nil)
		case ok:
			live = true
			codes = append(codes, append([]byte{}, code...))
		default:
			codes = append(codes, nil)
		}
	}
	if !live {
		return storeError(b.Delete(key, nil))
	}
	return storeError(b.Set(key, appendTermBlock(nil, codes), nil))
}

func (d *DB) removeHash(b *pebble.Batch, id index.ID, code []byte) error {
	hash := d.hash(id.Tag(), code)
	ids, err := hashedIDs(b, hash)
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(ids, func(other index.ID) bool { return other == id })
	if len(ids) == 0 {
		return storeError(b.Delete(hashKey(hash), nil))
	}
	return storeError(b.Set(hashKey(hash), appendIDs(nil, ids), nil))
}
