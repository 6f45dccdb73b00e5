package pebblestore

import (
	"context"
	"errors"
	"slices"
	"sync"

	"diplograph/graph/index"
)

// A numberer is the second phase of a load: it gives all terms IDs, those that
// the store knows the ones that they have, the others the next numbers in the
// order of tags and terms, and writes the dictionary of these.
type numberer struct {
	dir      *spool
	workers  int
	hash     func(index.Tag, []byte) uint64
	lookups  []*dictionary // one for each worker; none if the store knows no term
	hashes   *hashes
	next     uint64 // number of a term
	progress func(terms int)
	ids      []index.ID // in the order of keys
	known    bool       // some of them were in the store
	block    termBlockBuilder
}

// A termBatch is terms that are looked up together.
type termBatch struct {
	keys  []byte
	terms []batchTerm
}

type batchTerm struct {
	end    int // of its key in keys
	hash   uint64
	id     index.ID
	inline bool
	same   []index.ID // that the store has under the hash
}

const (
	batchTerms = 16 << 10
	batchBytes = 4 << 20
)

// number gives all terms of the parts IDs.
func (n *numberer) number(ctx context.Context, parts []part) error {
	total := 0
	for _, p := range parts {
		total += p.terms
	}
	n.ids = make([]index.ID, 0, total)
	m, err := newTermMerge(n.dir, parts)
	if err != nil {
		return err
	}
	batches := make(chan *termBatch, 1)
	merging, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	var mergeErr error
	wait.Go(func() {
		defer close(batches)
		mergeErr = errors.Join(m.run(merging, batches), m.close())
	})
	for b := range batches {
		if err == nil {
			if err = n.give(b); err != nil {
				stop()
			}
			n.progress(len(n.ids))
		}
	}
	stop()
	wait.Wait()
	if err == nil {
		err = mergeErr
	}
	if err == nil {
		err = n.block.flush()
	}
	if err == nil {
		err = n.block.to.close()
	}
	return err
}

// give gives the terms of a batch IDs.
func (n *numberer) give(b *termBatch) error {
	if err := n.lookUp(b); err != nil {
		return err
	}
	from := 0
	for i := range b.terms {
		t := &b.terms[i]
		key := b.keys[from:t.end]
		from = t.end
		if t.id != index.None {
			n.known = n.known || !t.inline
		} else {
			t.id = index.MakeID(index.Tag(key[0]), n.next)
			n.next++
			if err := n.block.add(t.id, key[1:]); err != nil {
				return err
			}
			for _, id := range append(t.same, t.id) {
				if err := n.hashes.add(t.hash, id); err != nil {
					return err
				}
			}
		}
		n.ids = append(n.ids, t.id)
	}
	return nil
}

// lookUp fills in what the store knows of the terms of a batch, and hashes.
func (n *numberer) lookUp(b *termBatch) error {
	var wait sync.WaitGroup
	errs := make([]error, n.workers)
	part := (len(b.terms) + n.workers - 1) / n.workers
	for w := range errs {
		wait.Go(func() {
			for i := min(w*part, len(b.terms)); i < min((w+1)*part, len(b.terms)) && errs[w] == nil; i++ {
				errs[w] = n.lookUpOne(b, i, w)
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

func (n *numberer) lookUpOne(b *termBatch, i, worker int) (err error) {
	t, from := &b.terms[i], 0
	if i > 0 {
		from = b.terms[i-1].end
	}
	key := b.keys[from:t.end]
	if t.id, t.inline = inlineKey(key); t.inline {
		return nil
	}
	tag, code := index.Tag(key[0]), key[1:]
	t.hash = n.hash(tag, code)
	if n.lookups != nil {
		t.id, t.same, err = n.lookups[worker].find(tag, code, t.hash)
	}
	return err
}

// ranks sorts ids, and gives the rank of each place, or nil if ids are sorted.
func (n *numberer) ranks() []uint32 {
	if !n.known {
		return nil
	}
	places := make([]uint32, len(n.ids))
	for i := range places {
		places[i] = uint32(i)
	}
	slices.SortFunc(places, func(a, b uint32) int { return compareIDs(n.ids[a], n.ids[b]) })
	ranks := make([]uint32, len(n.ids))
	for rank, place := range places {
		ranks[place] = uint32(rank)
	}
	slices.Sort(n.ids)
	return ranks
}
