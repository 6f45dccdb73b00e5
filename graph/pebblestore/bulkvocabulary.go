package pebblestore

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"math"
	"math/bits"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A vocabulary numbers the terms of a part of a load as they come, from 0. A
// term is kept by its key: its tag and the bytes that the dictionary keeps of it,
// or its ID if that is inline. So keys sort as IDs will.
//
//	slots   upper half of the hash, number + 1      open addressing
//	            |
//	places  chunk, offset
//	            |
//	chunks  uvarint(length) key
type vocabulary struct {
	seed   maphash.Seed
	slots  []uint64
	shift  uint // from a hash to its slot
	places []uint64
	chunks [][]byte
	big    int // bytes of chunks that are larger than vocabularyChunk
}

const (
	vocabularyChunk = 1 << 20
	vocabularySlots = 1 << 12
	vocabularyTerms = math.MaxUint32 - 1
)

func newVocabulary() *vocabulary {
	v := &vocabulary{seed: maphash.MakeSeed()}
	v.resize(vocabularySlots)
	return v
}

func (v *vocabulary) resize(n int) {
	old := v.slots
	v.slots, v.shift = make([]uint64, n), uint(64-bits.Len(uint(n-1)))
	for _, slot := range old {
		if slot != 0 {
			v.slots[v.hole(slot>>32<<32)] = slot
		}
	}
}

// hole gives the slot where a hash that is new goes.
func (v *vocabulary) hole(hash uint64) int {
	i := int(hash >> v.shift)
	for v.slots[i] != 0 {
		i = (i + 1) & (len(v.slots) - 1)
	}
	return i
}

// len gives the number of terms.
func (v *vocabulary) len() int { return len(v.places) }

// size gives the bytes of memory that v has.
func (v *vocabulary) size() int {
	return 8*len(v.slots) + 8*cap(v.places) + len(v.chunks)*vocabularyChunk + v.big
}

// key gives the key of a term.
func (v *vocabulary) key(n uint32) []byte {
	place := v.places[n]
	b := v.chunks[place>>32][uint32(place):]
	length, k := binary.Uvarint(b)
	return b[k : k+int(length)]
}

// number gives the number of the term with a key, a new one if it has none.
func (v *vocabulary) number(key []byte) uint32 {
	hash := maphash.Bytes(v.seed, key)
	i := int(hash >> v.shift)
	for ; v.slots[i] != 0; i = (i + 1) & (len(v.slots) - 1) {
		slot := v.slots[i]
		if slot>>32 == hash>>32 && bytes.Equal(v.key(uint32(slot)-1), key) {
			return uint32(slot) - 1
		}
	}
	n := uint32(len(v.places))
	v.slots[i] = hash>>32<<32 | uint64(n+1)
	v.keep(key)
	if len(v.places)*4 > len(v.slots)*3 {
		v.resize(2 * len(v.slots))
	}
	return n
}

// keep puts the key of the next number into a chunk.
func (v *vocabulary) keep(key []byte) {
	need := binary.MaxVarintLen64 + len(key)
	last := len(v.chunks) - 1
	if last < 0 || cap(v.chunks[last])-len(v.chunks[last]) < need {
		if need > vocabularyChunk {
			v.big += need
		}
		v.chunks = append(v.chunks, make([]byte, 0, max(need, vocabularyChunk)))
		last++
	}
	c := v.chunks[last]
	v.places = append(v.places, uint64(last)<<32|uint64(len(c)))
	c = binary.AppendUvarint(c, uint64(len(key)))
	v.chunks[last] = append(c, key...)
}

// appendTermKey appends the key of a term in a vocabulary.
func appendTermKey(dst []byte, t rdf.Term) ([]byte, error) {
	if id, ok := index.Inline(t); ok {
		return binary.BigEndian.AppendUint64(append(dst, byte(id.Tag())), uint64(id)), nil
	}
	return appendTerm(append(dst, byte(index.TagOf(t))), t)
}

// inlineKey gives the ID in the key of a term that has an inline one.
func inlineKey(key []byte) (index.ID, bool) {
	tag := index.Tag(key[0])
	if tag != index.TagSpecial && tag < index.TagBoolean {
		return index.None, false
	}
	return index.ID(binary.BigEndian.Uint64(key[1:])), true
}
