package pebblestore

import (
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"
)

func TestBlockCache(t *testing.T) {
	rows := block.Columns{}
	for r := range index.ID(block.MaxRows) {
		for i := range rows {
			rows[i] = append(rows[i], r*0x9e3779b97f4a7c15>>20+index.ID(i))
		}
	}
	value := block.Append(nil, rows, block.MaxRows)
	var c blockCache
	c.init()
	c.offer(7, value)
	if c.get(7) != nil {
		t.Error("a block that was asked for once is kept")
	}
	c.offer(7, value)
	value[0]++ // the cache has its own bytes
	b := c.get(7)
	if b == nil || b.Len() != block.MaxRows || b.At(1, 5) != rows[1][5] {
		t.Fatalf("the block that was asked for twice is %v", b)
	}
	value[0]--
	for n := uint64(8); n < 8+2*blockShards*(blockBytes/uint64(len(value))); n++ {
		c.offer(n, value)
		c.offer(n, value)
	}
	held := 0
	for i := range c.shards {
		for _, half := range []map[uint64]*block.Block{c.shards[i].blocks.newer, c.shards[i].blocks.older} {
			for _, b := range half {
				held += b.Size() + blockCost
			}
		}
	}
	if most := blockShards * (blockBytes + 2*(len(value)+blockCost)); held > most || held < most/4 {
		t.Errorf("%d bytes are kept, expected up to %d", held, most)
	}
	if c.get(7) != nil {
		t.Error("a block that nobody asks for is kept for ever")
	}
}
