package pebblestore

import (
	"sync"
	"sync/atomic"

	"diplograph/graph/index"
)

// counts are the statistics of the rows of one order, as they come.
type counts struct {
	order      index.Order
	terms      *termSet
	rows       int64
	triples    int64 // in order SPOG
	firsts     int64 // different ids in the first column
	newTerms   int64 // of them, those that no other order had
	predicates []predicateCount
	last       index.Quad // of the rows before
}

// A predicateCount is the rows of a predicate and the different ids that come
// second: subjects in PSOG, objects in POSG.
type predicateCount struct {
	predicate     index.ID
	rows, seconds int64
}

func (c *counts) add(b *bulkBlock) {
	c.rows += int64(b.n)
	switch c.order {
	case index.SPOG, index.OSPG, index.GSPO, index.PSOG, index.POSG:
		c.first(b)
	}
	switch c.order {
	case index.SPOG:
		c.countTriples(b)
	case index.PSOG, index.POSG:
		c.countSeconds(b)
	}
	for i := range c.last {
		c.last[i] = b.columns[i][b.n-1]
	}
}

// first counts the different ids in the first column. No id is 0, so that the
// first row always begins one.
func (c *counts) first(b *bulkBlock) {
	last := c.last[0]
	for _, id := range b.columns[0][:b.n] {
		if id != last {
			last = id
			c.firsts++
			if c.order != index.POSG && c.terms.add(id, c.order == index.OSPG) {
				c.newTerms++
			}
		}
	}
}

func (c *counts) countTriples(b *bulkBlock) {
	last := c.last
	s, p, o := b.columns[0][:b.n], b.columns[1][:b.n], b.columns[2][:b.n]
	for i := range s {
		if o[i] != last[2] || p[i] != last[1] || s[i] != last[0] {
			c.triples++
		}
		last[0], last[1], last[2] = s[i], p[i], o[i]
	}
}

func (c *counts) countSeconds(b *bulkBlock) {
	last := c.last
	predicates, seconds := b.columns[0][:b.n], b.columns[1][:b.n]
	for i, p := range predicates {
		if p != last[0] {
			c.predicates = append(c.predicates, predicateCount{predicate: p})
		}
		at := &c.predicates[len(c.predicates)-1]
		at.rows++
		if p != last[0] || seconds[i] != last[1] {
			at.seconds++
		}
		last[0], last[1] = p, seconds[i]
	}
}

// A termSet is the terms that some order has in its first column, each once.
// Objects are added after all others.
type termSet struct {
	numbers []uint64 // a bit for each number of the dictionary
	mu      sync.Mutex
	inline  map[index.ID]bool // terms with an inline ID that are no objects, seldom any
}

func newTermSet(next uint64) *termSet {
	return &termSet{numbers: make([]uint64, next/64+1), inline: map[index.ID]bool{}}
}

// add reports whether a term is new.
func (s *termSet) add(id index.ID, object bool) bool {
	switch {
	case id.IsInline():
		s.mu.Lock()
		defer s.mu.Unlock()
		known := s.inline[id]
		if !object {
			s.inline[id] = true
		}
		return !known
	case id.Tag() == index.TagSpecial:
		return false
	}
	bit := uint64(1) << (id.Payload() % 64)
	return atomic.OrUint64(&s.numbers[id.Payload()/64], bit)&bit == 0
}

// statistics puts together what the orders count.
func statistics(c *[index.Orders]*counts) index.Statistics {
	s := index.Statistics{
		Quads: c[index.SPOG].rows, Triples: c[index.SPOG].triples,
		Subjects: c[index.SPOG].firsts, Predicates: c[index.PSOG].firsts,
		Objects: c[index.OSPG].firsts, Graphs: c[index.GSPO].firsts,
	}
	for _, of := range c {
		s.Terms += of.newTerms
	}
	return s
}
