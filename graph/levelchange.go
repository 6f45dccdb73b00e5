package graph

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
)

// levelChange is a transaction of level. Cayley is only given removals of quads
// that are there and additions of quads that are not.
type levelChange struct {
	tx      *levelWriter
	quads   cayley.QuadStore
	changed bool

	total, terms      int64 // how much the counters change
	graphs, predicate map[rdf.Term]int64
}

func newLevelChange(tx *levelWriter) (*levelChange, error) {
	quads, err := kv.New(flat.Upgrade(&levelKV{tx, tx}), cayleyOptions)
	if err != nil {
		return nil, err
	}
	return &levelChange{tx: tx, quads: quads, graphs: map[rdf.Term]int64{}, predicate: map[rdf.Term]int64{}}, nil
}

func (c *levelChange) add(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error) {
	b, err := c.resolve(ctx, quads)
	if err != nil {
		return nil, err
	}
	var fresh []rdf.Quad
	var deltas []cayley.Delta
	used := make([]bool, len(b.values))
	for i, at := range b.quads {
		if b.repeats[i] {
			continue
		}
		if prim := b.primitive(at); prim != nil {
			found, err := c.find(prim)
			if err != nil {
				return nil, err
			}
			if found {
				continue
			}
		}
		fresh = append(fresh, quads[i])
		deltas = append(deltas, cayley.Delta{Quad: b.quad(at), Action: cayley.Add})
		for _, v := range at {
			if v >= 0 && b.ids[v] == 0 && !used[v] {
				used[v] = true
				c.terms++
			}
		}
		c.count(quads[i], 1)
	}
	if len(deltas) == 0 {
		return nil, nil
	}
	c.changed = true
	if err := c.quads.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
		return nil, fmt.Errorf("add quads: %w", err)
	}
	return fresh, nil
}

func (c *levelChange) remove(ctx context.Context, quads []rdf.Quad) ([]rdf.Quad, error) {
	b, err := c.resolve(ctx, quads)
	if err != nil {
		return nil, err
	}
	var gone []rdf.Quad
	var dead []*proto.Primitive
	var deltas []cayley.Delta
	var touched []quad.Value
	used := make([]bool, len(b.values))
	for i, at := range b.quads {
		prim := b.primitive(at)
		if b.repeats[i] || prim == nil {
			continue
		}
		found, err := c.find(prim)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		gone = append(gone, quads[i])
		dead = append(dead, prim)
		deltas = append(deltas, cayley.Delta{Quad: b.quad(at), Action: cayley.Delete})
		for _, v := range at {
			if v >= 0 && !used[v] {
				used[v] = true
				touched = append(touched, b.values[v])
			}
		}
		c.count(quads[i], -1)
	}
	if len(deltas) == 0 {
		return nil, nil
	}
	c.changed = true
	if err := c.quads.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
		return nil, fmt.Errorf("remove quads: %w", err)
	}
	for _, prim := range dead {
		if err := c.sweep(prim); err != nil {
			return nil, err
		}
	}
	return gone, c.countLostTerms(ctx, touched)
}

func (c *levelChange) countLostTerms(ctx context.Context, touched []quad.Value) error {
	ids, err := c.idsOf(ctx, touched)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id == 0 {
			c.terms--
		}
	}
	return nil
}

func (c *levelChange) count(q rdf.Quad, n int64) {
	c.total += n
	c.graphs[q.Graph] += n
	c.predicate[q.Predicate] += n
}

// batch is a slice of quads with each of their terms looked up once.
type batch struct {
	values  []quad.Value
	ids     []uint64 // of values; 0 if there is no such term
	quads   [][4]int // positions in values, in the order of quad.Directions; -1 for no graph
	repeats []bool   // quads that come earlier in the batch
}

func (c *levelChange) resolve(ctx context.Context, quads []rdf.Quad) (*batch, error) {
	b := &batch{quads: make([][4]int, len(quads)), repeats: make([]bool, len(quads))}
	positions := make(map[quad.Value]int, 2*len(quads))
	position := func(t *rdf.Term) int {
		v := ToValue(*t)
		if v == nil {
			return -1
		}
		at, ok := positions[v]
		if !ok {
			at = len(b.values)
			positions[v] = at
			b.values = append(b.values, v)
		}
		return at
	}
	seen := make(map[[4]int]bool, len(quads))
	for i := range quads {
		q := &quads[i]
		at := [4]int{position(&q.Subject), position(&q.Predicate), position(&q.Object), position(&q.Graph)}
		b.quads[i], b.repeats[i] = at, seen[at]
		seen[at] = true
	}
	var err error
	b.ids, err = c.idsOf(ctx, b.values)
	return b, err
}

func (c *levelChange) idsOf(ctx context.Context, values []quad.Value) ([]uint64, error) {
	refs, err := cayley.RefsOf(ctx, c.quads, values)
	if err != nil {
		return nil, err
	}
	ids := make([]uint64, len(refs))
	for i, r := range refs {
		id, ok := r.(kv.Int64Value)
		if !ok {
			return nil, fmt.Errorf("expected an id of a term, found %T", r)
		}
		ids[i] = uint64(id)
	}
	return ids, nil
}

func (b *batch) quad(at [4]int) quad.Quad {
	q := quad.Quad{Subject: b.values[at[0]], Predicate: b.values[at[1]], Object: b.values[at[2]]}
	if at[3] >= 0 {
		q.Label = b.values[at[3]]
	}
	return q
}

// primitive gives the quad in ids, and nil if one of its terms is not there.
func (b *batch) primitive(at [4]int) *proto.Primitive {
	p := &proto.Primitive{}
	for i, d := range quad.Directions {
		if at[i] < 0 {
			continue
		}
		if b.ids[at[i]] == 0 {
			return nil
		}
		p.SetDirection(d, b.ids[at[i]])
	}
	return p
}

// find reports whether the quad of p is there and sets the id of p.
func (c *levelChange) find(p *proto.Primitive) (bool, error) {
	ids, err := c.list(indexKey(byGraph, p))
	if err != nil || len(ids) == 0 {
		return false, err
	}
	if len(ids) > 1 {
		return false, fmt.Errorf("%w: a quad is stored %d times", ErrDamaged, len(ids))
	}
	p.ID = ids[0]
	return true, nil
}

// sweep removes what Cayley leaves of a dead quad.
func (c *levelChange) sweep(p *proto.Primitive) error {
	for _, index := range quadIndexes {
		key := indexKey(index, p)
		ids, err := c.list(key)
		if err != nil {
			return err
		}
		ids = slices.DeleteFunc(ids, func(id uint64) bool { return id == p.ID })
		if len(ids) == 0 {
			err = c.tx.delete(key)
		} else {
			err = c.tx.put(key, encodeIDs(ids))
		}
		if err != nil {
			return err
		}
	}
	return c.tx.delete(logKey(p.ID))
}

func (c *levelChange) list(key flat.Key) ([]uint64, error) {
	v, err := c.tx.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return decodeIDs(v)
}

func (c *levelChange) saveCounters() error {
	errs := []error{c.bump(keyQuads, c.total), c.bump(keyTerms, c.terms)}
	for g, n := range c.graphs {
		errs = append(errs, c.bump(tallyKey(graphPrefix, g), n))
	}
	for p, n := range c.predicate {
		errs = append(errs, c.bump(tallyKey(predicatePrefix, p), n))
	}
	return errors.Join(errs...)
}

// bump adds n to a counter; one that gets to 0 goes.
func (c *levelChange) bump(key flat.Key, n int64) error {
	if n == 0 {
		return nil
	}
	old, err := readCounter(c.tx, key)
	switch {
	case err != nil:
		return err
	case old+n < 0:
		return fmt.Errorf("%w: the counter %q would get below 0", ErrDamaged, key)
	case old+n == 0:
		return c.tx.delete(key)
	}
	return c.tx.put(key, binary.AppendVarint(nil, old+n))
}

// readCounter gives 0 for a counter that is not there.
func readCounter(r levelReader, key flat.Key) (int64, error) {
	v, err := r.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, size := binary.Varint(v)
	if size <= 0 {
		return 0, fmt.Errorf("%w: the counter %q is no number", ErrDamaged, key)
	}
	return n, nil
}
