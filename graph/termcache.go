package graph

import (
	"sync"

	"diplograph/graph/rdf"
)

// cachedBytes bounds what a snapshot remembers of the terms that it has read.
const cachedBytes = 8 << 20

// termCache remembers terms by id. When it is full it begins anew: the few terms
// that come again and again, predicates and graphs, are soon back.
type termCache struct {
	mu    sync.Mutex
	terms map[uint64]rdf.Term
	bytes int
}

func (c *termCache) get(id uint64) (rdf.Term, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.terms[id]
	return t, ok
}

func (c *termCache) put(id uint64, t rdf.Term) {
	c.mu.Lock()
	defer c.mu.Unlock()
	size := 150 + len(t.Value)
	if c.terms == nil || c.bytes+size > cachedBytes {
		c.terms, c.bytes = map[uint64]rdf.Term{}, 0
	}
	if size < cachedBytes/8 {
		c.terms[id] = t
		c.bytes += size
	}
}
