package pebblestore

import (
	"errors"
	"fmt"
	"io"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"

	"github.com/cockroachdb/pebble/v2"
)

// blockReader gives the blocks of one order, in place where Pebble keeps them.
// Single blocks come from the cache or are got by their key; from the third on of
// a row of neighbours an iterator walks them.
type blockReader struct {
	r          pebble.Reader
	generation uint32
	order      index.Order
	list       *blockList
	cache      *blockCache // may be nil

	block      *block.Block // of place
	own        block.Block  // where block is, if the cache has it not
	place      place
	loaded     bool
	neighbours int       // how many blocks in a row were asked for
	closer     io.Closer // of the value that block refers to, got by its key
	iter       *pebble.Iterator
	onIter     bool // block refers to the value of iter
	key        []byte
}

// load makes the block at a place the one to read.
func (b *blockReader) load(p place) error {
	if b.loaded && b.place == p {
		return nil
	}
	next := b.loaded && b.list.next(b.place) == p
	if next {
		b.neighbours++
	} else {
		b.neighbours = 0
	}
	if err := b.release(); err != nil {
		return err
	}
	e := b.list.entry(p)
	if b.cache != nil && b.neighbours < 2 {
		if b.block = b.cache.get(e.number); b.block != nil {
			b.place, b.loaded, b.onIter = p, true, false
			return nil
		}
	}
	b.key = appendQuadKey(b.key[:0], b.generation, kindBlock, b.order, e.first)
	value, err := b.value(next)
	if err != nil {
		return fmt.Errorf("order %s, block %s: %w", b.order, describe(e.first), err)
	}
	if b.own, err = block.Parse(value); err != nil {
		return fmt.Errorf("order %s, block %s: %w", b.order, describe(e.first), err)
	}
	if b.own.Len() != int(e.rows) {
		return damaged("order %s, block %s: %d rows, its directory has %d", b.order, describe(e.first), b.own.Len(), e.rows)
	}
	if b.cache != nil && b.neighbours < 2 {
		b.cache.offer(e.number, value)
	}
	b.block, b.place, b.loaded = &b.own, p, true
	return nil
}

// value gives what is kept under key. next says that the block before was read
// last.
func (b *blockReader) value(next bool) ([]byte, error) {
	if b.neighbours < 2 {
		value, closer, err := b.r.Get(b.key)
		if errors.Is(err, pebble.ErrNotFound) {
			return nil, damaged("it is in the directory and not in the store")
		}
		b.closer = closer
		return value, storeError(err)
	}
	var ok bool
	if b.iter == nil {
		prefix := appendOrderKey(nil, b.generation, kindBlock, b.order)
		var err error
		if b.iter, err = b.r.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)}); err != nil {
			return nil, storeError(err)
		}
		ok = b.iter.SeekGE(b.key)
	} else if next && b.onIter {
		ok = b.iter.Next()
	} else {
		ok = b.iter.SeekGE(b.key)
	}
	if !ok || string(b.iter.Key()) != string(b.key) {
		if err := b.iter.Error(); err != nil {
			return nil, storeError(err)
		}
		return nil, damaged("it is in the directory and not in the store")
	}
	b.onIter = true
	value, err := b.iter.ValueAndErr()
	return value, storeError(err)
}

// release lets go of the block that was read.
func (b *blockReader) release() error {
	b.loaded = false
	if b.closer == nil {
		return nil
	}
	closer := b.closer
	b.closer, b.onIter = nil, false
	return storeError(closer.Close())
}

func (b *blockReader) close() error {
	err := b.release()
	if b.iter != nil {
		err = errors.Join(err, storeError(b.iter.Close()))
		b.iter = nil
	}
	return err
}
