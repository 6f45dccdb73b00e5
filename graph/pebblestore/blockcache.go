package pebblestore

import (
	"bytes"
	"sync"
	"sync/atomic"

	"diplograph/graph/pebblestore/block"
)

// blockCache keeps blocks that single look-ups ask for, parsed, for all snapshots:
// the way to one through Pebble takes longer than to find the row in it. Pebble's
// own cache holds bytes that all scans share; this one holds what was asked for
// twice.
//
// A block is known by the number of its entry in the directory: what is written
// anew gets a new one, and the old one is not asked for again.
type blockCache struct {
	asked  [blocksAsked]atomic.Uint64 // numbers that were asked for once
	shards [blockShards]blockShard
}

const (
	blocksAsked = 1 << 13
	blockShards = 16
	blockBytes  = 48 << 20 / blockShards // of a shard
	blockCost   = 1 << 10                // bytes of a block beside its own
)

type blockShard struct {
	mu     sync.Mutex
	blocks recent[uint64, *block.Block]
}

// blockNumbers counts the entries of directories that were made.
var blockNumbers atomic.Uint64

func (c *blockCache) init() {
	for i := range c.shards {
		c.shards[i].blocks = newRecent(blockBytes, func(_ uint64, b *block.Block) int { return b.Size() + blockCost })
	}
}

func (c *blockCache) shard(number uint64) *blockShard { return &c.shards[number%blockShards] }

// get gives the block of an entry, nil if it is not kept.
func (c *blockCache) get(number uint64) *block.Block {
	s := c.shard(number)
	s.mu.Lock()
	defer s.mu.Unlock()
	b, _ := s.blocks.get(number)
	return b
}

// offer tells of the bytes of a block that get did not give.
func (c *blockCache) offer(number uint64, value []byte) {
	if c.asked[number%blocksAsked].Swap(number) != number {
		return
	}
	b, err := block.Parse(bytes.Clone(value))
	if err != nil {
		return // who reads it finds out
	}
	s := c.shard(number)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blocks.put(number, &b)
}
