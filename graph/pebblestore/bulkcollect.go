package pebblestore

import (
	"fmt"

	"diplograph/graph/rdf"
)

// A collector is the first phase of a load: quads to rows of numbers of a
// vocabulary. When the memory of the vocabulary is full, its terms are written
// out sorted, and another one begins, with the next part of the rows.
type collector struct {
	dir        *spool
	memory     int // for a vocabulary
	workers    int
	vocabulary *vocabulary
	parts      []part
	rows       *rowWriter
	read       int64
	key        []byte
	last       [4]lastTerm // in each place
	predicates [predicateSlots]lastTerm
}

// A part of a load is rows that have their numbers from one vocabulary.
type part struct {
	terms      int
	rows       int64
	vocabulary *vocabulary // if it is still in memory
	order      []sortTerm  // of its terms
}

// A lastTerm is a term and its number.
type lastTerm struct {
	term   rdf.Term
	number uint32
	ok     bool
}

const predicateSlots = 256

func newCollector(dir *spool, file *spoolWriter, memory, workers int) *collector {
	return &collector{dir: dir, memory: memory, workers: workers, vocabulary: newVocabulary(), rows: &rowWriter{file: file}}
}

// add takes quads.
func (c *collector) add(quads []rdf.Quad) error {
	for i := range quads {
		q := &quads[i]
		r, err := c.row(q)
		if err != nil {
			return fmt.Errorf("quad %d: %w", c.read+int64(i)+1, err)
		}
		if err = c.rows.write(r); err != nil {
			return err
		}
	}
	c.read += int64(len(quads))
	if c.vocabulary.size() > c.memory || c.vocabulary.len() > vocabularyTerms-4*len(quads) {
		return c.spill()
	}
	return nil
}

// row gives the numbers of a quad.
func (c *collector) row(q *rdf.Quad) (r row, err error) {
	if err := checkQuad(q); err != nil {
		return r, err
	}
	like := [4]*lastTerm{&c.last[0], &c.predicates[predicateSlot(q.Predicate.Value)], &c.last[2], &c.last[3]}
	for i, t := range termsOf(q) {
		if r[i], err = c.numberLike(like[i], t); err != nil {
			return r, err
		}
	}
	return r, nil
}

// predicateSlot spreads predicates by their length and last letters.
func predicateSlot(iri string) int {
	n := len(iri)
	h := n * 7
	for i := max(0, n-3); i < n; i++ {
		h = h*31 + int(iri[i])
	}
	return h & (predicateSlots - 1)
}

// numberLike gives the number of a term that may well be the one that l has.
func (c *collector) numberLike(l *lastTerm, t *rdf.Term) (uint32, error) {
	if l.ok && l.term == *t {
		return l.number, nil
	}
	var err error
	if c.key, err = appendTermKey(c.key[:0], *t); err != nil {
		return 0, err
	}
	*l = lastTerm{term: *t, number: c.vocabulary.number(c.key), ok: true}
	return l.number, nil
}

// spill ends a part: its terms go to a file, and the next part has none.
func (c *collector) spill() error {
	c.end()
	p := &c.parts[len(c.parts)-1]
	if err := writeTerms(c.dir, len(c.parts)-1, p); err != nil {
		return err
	}
	p.vocabulary, p.order = nil, nil
	return nil
}

// end ends a part, with its terms in memory.
func (c *collector) end() {
	v := c.vocabulary
	v.slots = nil
	order := sortTerms(v.len(), c.workers, v.key)
	c.parts = append(c.parts, part{terms: v.len(), rows: c.rows.count, vocabulary: v, order: order})
	c.vocabulary, c.rows.count = newVocabulary(), 0
	c.last, c.predicates = [4]lastTerm{}, [predicateSlots]lastTerm{}
}
