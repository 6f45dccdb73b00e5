package pebblestore

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// wanted is a term whose ID is wanted, one without an inline ID.
type wanted struct {
	code   []byte // the tag and the bytes
	hash   uint64
	id     index.ID   // None as long as the store does not have the term
	others []index.ID // that the store has under the hash
	use    *index.ID  // where the ID goes
}

func (w *wanted) tag() index.Tag { return index.Tag(w.code[0]) }

// encodedQuads is how many quads are encoded at a time.
const encodedQuads = 1024

// encode gives the ids of quads as far as they need no look-up, and what has to
// be looked up for the others. A term that cannot be stored is an error if the
// quads are to be added; else it is one that the store does not have.
func (d *DB) encode(quads []rdf.Quad, ids []index.Quad, add bool) ([]wanted, error) {
	terms := make([]wanted, 0, 3*len(quads))
	var codes []byte
	for i := range quads {
		q := &quads[i]
		if err := checkQuad(q); err != nil && add {
			return nil, err
		}
		for p, term := range termsOf(q) {
			if id, ok := index.Inline(*term); ok {
				ids[i][p] = id
				continue
			}
			from := len(codes)
			var err error
			if codes, err = appendTerm(append(codes, byte(index.TagOf(*term))), *term); err == nil {
				code := codes[from:len(codes):len(codes)]
				terms = append(terms, wanted{code: code, hash: d.hash(index.Tag(code[0]), code[1:]), use: &ids[i][p]})
			} else if add {
				return nil, fmt.Errorf("quad %d: %w", i, err)
			}
		}
	}
	return terms, nil
}

func termsOf(q *rdf.Quad) [4]*rdf.Term {
	return [4]*rdf.Term{&q.Subject, &q.Predicate, &q.Object, &q.Graph}
}

// checkQuad refuses what is not a quad: a subject, predicate or object that is
// no term. Which kinds of terms may stand where is the readers' to say.
func checkQuad(q *rdf.Quad) error {
	if q.Subject.IsZero() || q.Predicate.IsZero() || q.Object.IsZero() {
		return fmt.Errorf("%w: a quad without subject, predicate or object: %q", ErrTerm, q)
	}
	return nil
}

// lookUp gives the ids of quads, None for terms that the store does not have.
func (t *Tx) lookUp(ctx context.Context, quads []rdf.Quad) ([]index.Quad, error) {
	return t.identify(ctx, quads, nil)
}

// assign gives the ids of quads; terms that are new get one, and are written.
func (t *Tx) assign(ctx context.Context, quads []rdf.Quad) ([]index.Quad, error) {
	m := missing{}
	var uses []*wanted
	ids, err := t.identify(ctx, quads, func(w *wanted) {
		m.add(w)
		uses = append(uses, w)
	})
	if err != nil {
		return nil, err
	}
	if err := t.writeTerms(&m, m.all); err != nil {
		return nil, err
	}
	for _, w := range uses {
		*w.use = m.of(w).id
	}
	return ids, nil
}

// identify gives the ids of quads; miss, if not nil, gets the terms that the
// store does not have, and may keep them.
func (t *Tx) identify(ctx context.Context, quads []rdf.Quad, miss func(*wanted)) ([]index.Quad, error) {
	d := t.dictionary()
	defer d.close()
	ids := make([]index.Quad, len(quads))
	for from := 0; from < len(quads); from += encodedQuads {
		to := min(from+encodedQuads, len(quads))
		terms, err := t.db.encode(quads[from:to], ids[from:to], miss != nil)
		if err != nil {
			return nil, err
		}
		for i := range terms {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			w := &terms[i]
			if err := t.find(d, w); err != nil {
				return nil, err
			}
			if *w.use = w.id; w.id == index.None && miss != nil {
				miss(w)
			}
		}
	}
	return ids, nil
}

// find looks for a term in what is remembered and in the store.
func (t *Tx) find(d *dictionary, w *wanted) (err error) {
	if w.id = t.memory.term(w); w.id != index.None {
		return nil
	}
	w.id, w.others, err = d.find(w.tag(), w.code[1:], w.hash)
	if err == nil && w.id != index.None {
		t.memory.remember(w)
	}
	return err
}

// missing is different terms that the store does not have.
type missing struct {
	all    []*wanted
	byHash map[uint64][]*wanted
}

// add adds a term unless an equal one is there; it gives the one that is.
func (m *missing) add(w *wanted) *wanted {
	if n := m.of(w); n != nil {
		return n
	}
	if m.byHash == nil {
		m.byHash = map[uint64][]*wanted{}
	}
	m.byHash[w.hash] = append(m.byHash[w.hash], w)
	m.all = append(m.all, w)
	return w
}

// of gives the term that equals one, nil if there is none.
func (m *missing) of(w *wanted) *wanted {
	for _, n := range m.byHash[w.hash] {
		if bytes.Equal(n.code, w.code) {
			return n
		}
	}
	return nil
}

// writeTerms numbers some of the terms that are missing in their order, tag by
// tag, and writes them.
func (t *Tx) writeTerms(m *missing, terms []*wanted) error {
	slices.SortFunc(terms, func(a, b *wanted) int { return bytes.Compare(a.code, b.code) })
	var block [][]byte
	size := 0
	for i, w := range terms {
		w.id = index.MakeID(w.tag(), t.state.next)
		t.state.next++
		t.memory.remember(w)
		block, size = append(block, w.code[1:]), size+len(w.code)
		if i+1 == len(terms) || terms[i+1].tag() != w.tag() || len(block) == termBlockTerms || size > termBlockBytes {
			if err := t.batch.Set(termsKey(w.id), appendTermBlock(nil, block), nil); err != nil {
				return storeError(err)
			}
			if err := t.fits(); err != nil {
				return err
			}
			block, size = block[:0], 0
		}
	}
	t.state.dead += int64(len(terms)) // as long as no quad has them
	return t.writeHashes(m, terms)
}

// writeHashes makes terms that have got their IDs known under their hashes.
func (t *Tx) writeHashes(m *missing, terms []*wanted) error {
	for _, w := range terms {
		same := m.byHash[w.hash]
		if len(same) > 1 && slices.ContainsFunc(same, func(n *wanted) bool { return n.id > w.id }) {
			continue // the last one writes all
		}
		ids := w.others
		for _, n := range same {
			if n.id != index.None {
				ids = append(ids, n.id)
			}
		}
		if err := t.batch.Set(hashKey(w.hash), appendIDs(nil, ids), nil); err != nil {
			return storeError(err)
		}
	}
	return nil
}
