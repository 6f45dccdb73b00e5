package pebblestore

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// newTerm is a term that the store does not have.
type newTerm struct {
	tag  index.Tag
	code []byte
	hash uint64
	uses []*index.ID // where its ID goes
}

// lookUp gives the ids of quads, None for terms that the store does not have.
func (t *Tx) lookUp(ctx context.Context, quads []rdf.Quad) ([]index.Quad, error) {
	d := t.dictionary()
	defer d.close()
	ids := make([]index.Quad, len(quads))
	for i := range quads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for p, term := range termsOf(&quads[i]) {
			id, err := t.known(d, *term, nil)
			if err != nil {
				return nil, err
			}
			ids[i][p] = id
		}
	}
	return ids, nil
}

func termsOf(q *rdf.Quad) [4]*rdf.Term {
	return [4]*rdf.Term{&q.Subject, &q.Predicate, &q.Object, &q.Graph}
}

// known gives the ID of a term, None if the store does not have it; then miss,
// if not nil, gets its bytes, good for the moment.
func (t *Tx) known(d *dictionary, term rdf.Term, miss func(n newTerm)) (index.ID, error) {
	if id, ok := index.Inline(term); ok {
		return id, nil
	}
	tag := index.TagOf(term)
	code, err := appendTerm(append(d.code[:0], byte(tag)), term)
	d.code = code
	if err != nil {
		if miss == nil {
			return index.None, nil
		}
		return index.None, err
	}
	if id, ok := t.memory.terms[string(code)]; ok {
		return id, nil
	}
	hash := t.db.hash(tag, code[1:])
	id, _, err := d.find(tag, code[1:], hash)
	if err != nil {
		return index.None, err
	}
	if id != index.None {
		t.memory.remember(code, id)
	} else if miss != nil {
		miss(newTerm{tag: tag, code: code[1:], hash: hash})
	}
	return id, nil
}

// assign gives the ids of quads; terms that are new get one, and are written.
func (t *Tx) assign(ctx context.Context, quads []rdf.Quad) ([]index.Quad, error) {
	d := t.dictionary()
	defer d.close()
	ids := make([]index.Quad, len(quads))
	missing := map[string]*newTerm{}
	for i := range quads {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := checkQuad(&quads[i]); err != nil {
			return nil, err
		}
		for p, term := range termsOf(&quads[i]) {
			id, err := t.known(d, *term, func(found newTerm) {
				key := string(append([]byte{byte(found.tag)}, found.code...))
				n := missing[key]
				if n == nil {
					found.code = bytes.Clone(found.code)
					n = &found
					missing[key] = n
				}
				n.uses = append(n.uses, &ids[i][p])
			})
			if err != nil {
				return nil, fmt.Errorf("quad %d: %w", i, err)
			}
			ids[i][p] = id
		}
	}
	return ids, t.writeTerms(missing)
}

// checkQuad refuses what is not a quad: a subject, predicate or object that is
// no term. Which kinds of terms may stand where is the readers' to say.
func checkQuad(q *rdf.Quad) error {
	if q.Subject.IsZero() || q.Predicate.IsZero() || q.Object.IsZero() {
		return fmt.Errorf("%w: a quad without subject, predicate or object: %q", ErrTerm, q)
	}
	return nil
}

// writeTerms numbers terms in their order, tag by tag, and writes them.
func (t *Tx) writeTerms(missing map[string]*newTerm) error {
	terms := make([]*newTerm, 0, len(missing))
	for _, n := range missing {
		terms = append(terms, n)
	}
	slices.SortFunc(terms, func(a, b *newTerm) int {
		if a.tag != b.tag {
			return int(a.tag) - int(b.tag)
		}
		return bytes.Compare(a.code, b.code)
	})
	var block [][]byte
	size := 0
	for i, n := range terms {
		id := index.MakeID(n.tag, t.state.next)
		t.state.next++
		if err := t.writeTerm(n, id); err != nil {
			return err
		}
		block, size = append(block, n.code), size+len(n.code)
		if i+1 == len(terms) || terms[i+1].tag != n.tag || len(block) == termBlockTerms || size > termBlockBytes {
			if err := t.batch.Set(termsKey(id), appendTermBlock(nil, block), nil); err != nil {
				return storeError(err)
			}
			if err := t.fits(); err != nil {
				return err
			}
			block, size = block[:0], 0
		}
	}
	return nil
}

// writeTerm makes a term known under its hash.
func (t *Tx) writeTerm(n *newTerm, id index.ID) error {
	for _, use := range n.uses {
		*use = id
	}
	t.memory.remember(append([]byte{byte(n.tag)}, n.code...), id)
	ids, err := hashedIDs(t.r, n.hash)
	if err != nil {
		return err
	}
	return storeError(t.batch.Set(hashKey(n.hash), appendIDs(nil, append(ids, id)), nil))
}
