package pebblestore

import (
	"sync"

	"diplograph/graph/index"
)

// predicateCounts remembers counts of predicates in the state that snapshots read
// last: every query asks for some, to plan, and reading them takes microseconds.
type predicateCounts struct {
	mu      sync.Mutex
	version uint64 // of the state
	counts  map[index.ID]index.PredicateStatistics
}

const predicatesKept = 1 << 12

func (c *predicateCounts) get(version uint64, p index.ID) (s index.PredicateStatistics, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version == c.version {
		s, ok = c.counts[p]
	}
	return s, ok
}

func (c *predicateCounts) keep(version uint64, p index.ID, s index.PredicateStatistics) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version < c.version {
		return // nobody asks for it for long
	}
	if version > c.version || c.counts == nil || len(c.counts) == predicatesKept {
		c.version, c.counts = version, map[index.ID]index.PredicateStatistics{}
	}
	c.counts[p] = s
}
