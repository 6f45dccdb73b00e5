package pebblestore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2"
)

// dictionary reads the terms that have no inline id. It is for one goroutine;
// close it.
type dictionary struct {
	r     pebble.Reader
	hash  func(tag index.Tag, code []byte) uint64
	iter  *pebble.Iterator // over spaceTerms
	block termBlock        // where iter stands
	code  []byte           // of the term being looked up
}

// termHasher gives the hash of terms under the key of a store.
func termHasher(key [16]byte) func(index.Tag, []byte) uint64 {
	k := [2]uint64{binary.LittleEndian.Uint64(key[:8]), binary.LittleEndian.Uint64(key[8:])}
	return func(tag index.Tag, code []byte) uint64 {
		return sipHash([2]uint64{k[0] ^ uint64(tag), k[1]}, code)
	}
}

func (d *dictionary) close() error {
	if d.iter == nil {
		return nil
	}
	err := d.iter.Close()
	d.iter, d.block = nil, termBlock{}
	return storeError(err)
}

// id gives the ID of a term, None if the store does not know it.
func (d *dictionary) id(t rdf.Term) (index.ID, error) {
	if id, ok := index.Inline(t); ok {
		return id, nil
	}
	code, err := appendTerm(d.code[:0], t)
	d.code = code
	if err != nil { // nobody can have stored it
		return index.None, nil
	}
	tag := index.TagOf(t)
	id, _, err := d.find(tag, code, d.hash(tag, code))
	return id, err
}

// find gives the ID of the bytes of a term, and all IDs under its hash.
func (d *dictionary) find(tag index.Tag, code []byte, hash uint64) (index.ID, []index.ID, error) {
	ids, err := hashedIDs(d.r, hash)
	if err != nil {
		return index.None, nil, err
	}
	for _, id := range ids {
		if id.Tag() != tag {
			continue
		}
		stored, err := d.read(id)
		if err != nil {
			return index.None, nil, err
		}
		if bytes.Equal(stored, code) {
			return id, ids, nil
		}
	}
	return index.None, ids, nil
}

// hashedIDs gives the IDs of the terms of a hash.
func hashedIDs(r pebble.Reader, hash uint64) ([]index.ID, error) {
	value, closer, err := r.Get(hashKey(hash))
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, storeError(err)
	}
	defer closer.Close()
	return readIDs(value)
}

func readIDs(b []byte) ([]index.ID, error) {
	if len(b)%8 != 0 {
		return nil, damaged("%d bytes of ids", len(b))
	}
	ids := make([]index.ID, 0, len(b)/8)
	for ; len(b) > 0; b = b[8:] {
		ids = append(ids, index.ID(binary.BigEndian.Uint64(b)))
	}
	return ids, nil
}

func appendIDs(dst []byte, ids []index.ID) []byte {
	for _, id := range ids {
		dst = binary.BigEndian.AppendUint64(dst, uint64(id))
	}
	return dst
}

// read gives the bytes of the term of an id of the dictionary, good until the
// next call. It is quickest for ids that grow from call to call.
func (d *dictionary) read(id index.ID) ([]byte, error) {
	if d.iter == nil {
		var err error
		d.iter, err = d.r.NewIter(&pebble.IterOptions{LowerBound: []byte{spaceTerms}, UpperBound: []byte{spaceTerms + 1}})
		if err != nil {
			return nil, storeError(err)
		}
	}
	if id < d.block.at || id > d.block.last {
		if err := d.moveTo(id); err != nil {
			return nil, err
		}
	}
	code, ok, err := d.block.find(id)
	if err == nil && !ok {
		err = damaged("no term has the id %#x", uint64(id))
	}
	return code, err
}

// moveTo puts the block that has an id under the dictionary's eyes.
func (d *dictionary) moveTo(id index.ID) error {
	if id < d.block.first || id > d.block.last {
		d.block.last = 0
		if !d.iter.SeekGE(termsKey(id)) {
			if err := d.iter.Error(); err != nil {
				return storeError(err)
			}
			return damaged("no term has the id %#x", uint64(id))
		}
	}
	value, err := d.iter.ValueAndErr()
	if err != nil {
		return storeError(err)
	}
	code := d.block.code
	if d.block, err = parseTermBlock(d.iter.Key(), value); err != nil {
		return err
	}
	d.block.code = code[:0]
	if id < d.block.first {
		d.block.last = 0
		return damaged("no term has the id %#x", uint64(id))
	}
	return nil
}

// term gives the term of any id that a store can have given.
func (d *dictionary) term(id index.ID) (rdf.Term, error) {
	if id == index.None {
		return rdf.Term{}, nil
	}
	if t, ok := id.Term(); ok {
		return t, nil
	}
	code, err := d.read(id)
	if err != nil {
		return rdf.Term{}, err
	}
	t, err := decodeTerm(id.Tag(), code)
	if err != nil {
		return t, damaged("term %#x: %w", uint64(id), err)
	}
	return t, nil
}

// terms puts the terms of ids into terms.
func (d *dictionary) terms(ids []index.ID, terms []rdf.Term) error {
	if slices.IsSorted(ids) {
		for i, id := range ids {
			if i > 0 && id == ids[i-1] {
				terms[i] = terms[i-1]
				continue
			}
			t, err := d.term(id)
			if err != nil {
				return err
			}
			terms[i] = t
		}
		return nil
	}
	at := make([]int, len(ids))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int { return compareIDs(ids[a], ids[b]) })
	for k, i := range at {
		if k > 0 && ids[i] == ids[at[k-1]] {
			terms[i] = terms[at[k-1]]
			continue
		}
		t, err := d.term(ids[i])
		if err != nil {
			return err
		}
		terms[i] = t
	}
	return nil
}

func compareIDs(a, b index.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
