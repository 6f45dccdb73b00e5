package pebblestore

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
)

// Terms that no quad has any more are found by walking the dictionary, some
// blocks of it a step, beside the IDs from the first to the last of these that
// quads have. Like a step of folding, a step reads a snapshot while others write
// and then writes one batch while nobody else does, without the terms that have
// come back in between. IDs are not given again, so that a snapshot from before
// and what remembers the term of an ID stay right.

// collectBlocks is how many blocks of terms a step looks at, collectBytes about how
// many bytes of them, and collectMost about how many terms it takes out.
const (
	collectBlocks = 64
	collectBytes  = 4 << 20
	collectMost   = 512
)

// deadTerms are the terms of a block that no quad has.
type deadTerms struct {
	last  index.ID // of the block
	terms []deadTerm
}

type deadTerm struct {
	id   index.ID
	code []byte
}

// collectTerms takes the terms that no quad has out of the dictionary.
func (d *DB) collectTerms(ctx context.Context, between between) error {
	s := d.work.state()
	if err := d.steps(ctx, &termCollector{db: d}, between); err != nil {
		return err
	}
	return d.endCollecting(ctx, s.died)
}

// endCollecting remembers that no terms are dead but those that have died since
// so many had.
func (d *DB) endCollecting(ctx context.Context, died int64) (err error) {
	if err := d.takeWriter(ctx); err != nil {
		return err
	}
	defer d.unlockWriter()
	b := d.p.NewBatch()
	defer func() { err = errors.Join(err, storeError(b.Close())) }()
	after := d.state
	after.dead = min(after.dead, after.died-died)
	return d.commitDead(b, after)
}

// commitDead writes a batch after which a state has other dead terms.
func (d *DB) commitDead(b *pebble.Batch, after state) error {
	if after.untold() {
		if err := b.Set(metaKeyOf(metaCollected), after.collected.append(nil), nil); err != nil {
			return storeError(err)
		}
	}
	// Not synced: if the process ends now the terms are still there.
	if err := d.applyWith(b, pebble.NoSync); err != nil {
		return err
	}
	d.state = after
	d.wake(&after)
	return nil
}

// collectedAt gives the value of metaCollected.
func (d *DB) collectedAt() (tally, error) {
	value, closer, err := d.p.Get(metaKeyOf(metaCollected))
	if errors.Is(err, pebble.ErrNotFound) {
		return tally{next: 1}, nil
	}
	if err != nil {
		return tally{}, storeError(err)
	}
	defer closer.Close()
	if len(value) != 16 {
		return tally{}, damaged("%d bytes of what was collected, expected 16", len(value))
	}
	return tally{int64(binary.BigEndian.Uint64(value)), int64(binary.BigEndian.Uint64(value[8:]))}, nil
}

// termCollector takes the terms that no quad has out of the dictionary.
type termCollector struct {
	db    *DB
	from  index.ID // no term before it is left to look at
	upTo  index.ID // where the next step begins, None at the end
	dead  []deadTerms
	batch *pebble.Batch // without them
}

func (c *termCollector) prepare(ctx context.Context, s *Snapshot) (something bool, err error) {
	c.batch = nil
	if c.dead, c.upTo, err = s.deadTerms(ctx, c.from); err != nil || len(c.dead) == 0 {
		return false, err
	}
	c.batch = c.db.p.NewIndexedBatch()
	return true, c.db.withoutTerms(c.batch, c.dead)
}

func (c *termCollector) carryOut(s *Snapshot, w *watch) (done bool, err error) {
	d := c.db
	changed, known := w.noted()
	if d.state.generation != s.state.generation || !known {
		return false, nil
	}
	// Terms may have come back, and a new one may have the hash of a dead one.
	if revive(c.dead, changed) || d.state.next != s.state.next {
		c.batch.Reset()
		if err := d.withoutTerms(c.batch, c.dead); err != nil {
			return false, err
		}
	}
	return true, d.commitCollection(c.batch, c.dead)
}

func (c *termCollector) release() error {
	if c.batch == nil {
		return nil
	}
	return storeError(c.batch.Close())
}

func (c *termCollector) next() (more bool) {
	c.from = c.upTo
	return c.from != index.None
}

// revive takes the terms of quads that have been changed from dead ones, and
// reports whether there were any.
func revive(dead []deadTerms, quads map[index.Quad]bool) bool {
	changed := make(map[index.ID]bool, 4*len(quads))
	for q := range quads {
		for _, id := range q {
			changed[id] = true
		}
	}
	any := false
	for i := range dead {
		in := &dead[i]
		n := len(in.terms)
		in.terms = slices.DeleteFunc(in.terms, func(t deadTerm) bool { return changed[t.id] })
		any = any || len(in.terms) < n
	}
	return any
}

// commitCollection writes a prepared step; the caller holds writer.
func (d *DB) commitCollection(b *pebble.Batch, dead []deadTerms) error {
	var terms []rdf.Term
	for _, in := range dead {
		for _, dead := range in.terms {
			t, err := decodeTerm(dead.id.Tag(), dead.code)
			if err != nil {
				return damaged("term %#x: %w", uint64(dead.id), err)
			}
			terms = append(terms, t)
			if d.memory != nil {
				d.memory.terms.drop(d.hash(dead.id.Tag(), dead.code))
			}
		}
	}
	defer d.recall.forget(terms)
	after := d.state
	after.revive(int64(len(terms)))
	return d.commitDead(b, after)
}

// deadTerms gives the terms that no quad has, of some blocks from an ID on, and
// the ID after these blocks, None at the end.
func (v *view) deadTerms(ctx context.Context, from index.ID) (dead []deadTerms, next index.ID, err error) {
	blocks, err := v.termBlocks(from)
	if err != nil || len(blocks) == 0 {
		return nil, index.None, err
	}
	first, last := blocks[0].first, blocks[len(blocks)-1].last
	used, err := v.usedIDs(ctx, []index.Range{{First: first, Last: last}})
	if err != nil {
		return nil, index.None, err
	}
	defer func() { err = errors.Join(err, used.close()) }()
	id, err := used.next(ctx)
	if err != nil {
		return nil, index.None, err
	}
	found := 0
	for _, b := range blocks {
		in := deadTerms{last: b.last}
		for b.at <= b.last {
			at := b.at
			for id != index.None && id < at {
				if id, err = used.next(ctx); err != nil {
					return nil, index.None, err
				}
			}
			code, there, err := b.next()
			if err != nil {
				return nil, index.None, err
			}
			if there && id != at {
				in.terms = append(in.terms, deadTerm{at, slices.Clone(code)})
			}
		}
		if len(in.terms) == 0 {
			continue
		}
		dead = append(dead, in)
		if found += len(in.terms); found >= collectMost {
			return dead, in.last + 1, nil
		}
	}
	return dead, last + 1, nil
}

// termBlocks gives some blocks of terms from an ID on.
func (v *view) termBlocks(from index.ID) (blocks []termBlock, err error) {
	iter, err := v.r.NewIter(&pebble.IterOptions{LowerBound: termsKey(from), UpperBound: []byte{spaceTerms + 1}})
	if err != nil {
		return nil, storeError(err)
	}
	defer func() { err = errors.Join(err, storeError(iter.Close())) }()
	bytes := 0
	for ok := iter.First(); ok && len(blocks) < collectBlocks && bytes < collectBytes; ok = iter.Next() {
		value, err := iter.ValueAndErr()
		if err != nil {
			return nil, storeError(err)
		}
		b, err := parseTermBlock(iter.Key(), slices.Clone(value))
		if err != nil {
			return nil, err
		}
		blocks, bytes = append(blocks, b), bytes+len(value)
	}
	return blocks, nil
}

// withoutTerms has a batch take terms out of their blocks and from under their
// hashes.
func (d *DB) withoutTerms(b *pebble.Batch, dead []deadTerms) error {
	for _, in := range dead {
		if err := d.removeFromBlock(b, in); err != nil {
			return err
		}
	}
	return nil
}

// removeFromBlock leaves holes where dead terms were, or nothing if all are.
func (d *DB) removeFromBlock(b *pebble.Batch, in deadTerms) error {
	key := termsKey(in.last)
	value, closer, err := b.Get(key)
	if err != nil {
		return storeError(err)
	}
	defer closer.Close()
	block, err := parseTermBlock(key, value)
	if err != nil {
		return err
	}
	var codes [][]byte
	live, dead := false, in.terms
	for block.at <= block.last {
		id := block.at
		code, ok, err := block.next()
		if err != nil {
			return err
		}
		switch {
		case len(dead) > 0 && dead[0].id == id:
			if err := d.removeHash(b, id, dead[0].code); err != nil {
				return err
			}
			codes, dead = append(codes, nil), dead[1:]
		case ok:
			live = true
			codes = append(codes, append([]byte{}, code...))
		default:
			codes = append(codes, nil)
		}
	}
	if !live {
		return storeError(b.Delete(key, nil))
	}
	return storeError(b.Set(key, appendTermBlock(nil, codes), nil))
}

func (d *DB) removeHash(b *pebble.Batch, id index.ID, code []byte) error {
	hash := d.hash(id.Tag(), code)
	ids, err := hashedIDs(b, hash)
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(ids, func(other index.ID) bool { return other == id })
	if len(ids) == 0 {
		return storeError(b.Delete(hashKey(hash), nil))
	}
	return storeError(b.Set(hashKey(hash), appendIDs(nil, ids), nil))
}
