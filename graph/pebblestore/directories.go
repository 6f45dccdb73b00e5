package pebblestore

import (
	"fmt"
	"sync"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// directories are the directories of all orders in one layout of the blocks.
// Each is read when it is first used; a hundred million quads have some 25
// thousand blocks in an order, which is read in about 20 ms.
type directories struct {
	generation uint32
	layout     uint64
	lists      [index.Orders]struct {
		mu   sync.Mutex
		list *blockList
	}
}

func newDirectories(generation uint32, layout uint64) *directories {
	return &directories{generation: generation, layout: layout}
}

// list gives the directory of an order. r sees the state that d is of.
func (d *directories) list(r pebble.Reader, o index.Order) (*blockList, error) {
	l := &d.lists[o]
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list != nil {
		return l.list, nil
	}
	list, err := readBlockList(r, d.generation, o)
	if err != nil {
		return nil, err
	}
	l.list = list
	return list, nil
}

// known gives the directory of an order if it has been read.
func (d *directories) known(o index.Order) *blockList {
	d.lists[o].mu.Lock()
	defer d.lists[o].mu.Unlock()
	return d.lists[o].list
}

// changed gives the directories of the next layout, which differ in one order.
func (d *directories) changed(layout uint64, o index.Order, list *blockList) *directories {
	c := newDirectories(d.generation, layout)
	for other := range index.Order(index.Orders) {
		c.lists[other].list = d.known(other)
	}
	c.lists[o].list = list
	return c
}

func readBlockList(r pebble.Reader, generation uint32, o index.Order) (list *blockList, err error) {
	prefix := appendOrderKey(nil, generation, kindDirectory, o)
	iter, err := r.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		return nil, storeError(err)
	}
	defer func() {
		if e := iter.Close(); err == nil {
			err = storeError(e)
		}
	}()
	var pages []page
	var entries []entry
	for ok := iter.First(); ok; ok = iter.Next() {
		value, err := iter.ValueAndErr()
		if err != nil {
			return nil, storeError(err)
		}
		e, err := readEntry(iter.Key(), value)
		if err != nil {
			return nil, fmt.Errorf("order %s: %w", o, err)
		}
		if entries = append(entries, e); len(entries) == pageEntries {
			pages, entries = append(pages, makePage(entries)), nil
		}
	}
	if len(entries) > 0 {
		pages = append(pages, makePage(entries))
	}
	return newBlockList(pages), nil
}

// describe writes an arranged quad for a message.
func describe(q index.Quad) string {
	return fmt.Sprintf("(%#x %#x %#x %#x)", uint64(q[0]), uint64(q[1]), uint64(q[2]), uint64(q[3]))
}
