package pebblestore

import (
	"encoding/binary"

	"diplograph/graph/index"
)

// The first byte of a key says what it is of.
const (
	spaceMeta       = 'm' // name
	spaceTerms      = 'i' // last id of a block of terms
	spaceHashes     = 'h' // hash of a term
	spaceGeneration = 'g' // generation, kind, ...
)

// What follows the number of a generation.
const (
	kindBlock      = 'b' // order, first quad
	kindDirectory  = 'x' // order, first quad of the block
	kindDelta      = 'd' // order, quad
	kindStatistics = 's' // 'p', predicate
)

// Names under spaceMeta.
const (
	metaFormat = "format" // number of the format, 4 bytes
	metaKey    = "key"    // 16 random bytes: the key of the hash of terms
	metaState  = "state"  // see state
	// metaCollected says how many terms of the dictionary no quad has: see tally.
	metaCollected = "collected"
)

// Values of a delta key.
const (
	deltaRemoved  = 0 // the blocks have the quad and it is gone
	deltaInserted = 1 // the blocks do not have the quad
)

const (
	quadSize       = 4 * 8
	orderPrefix    = 1 + 4 + 1 + 1 // generation, kind, order
	quadKeySize    = orderPrefix + quadSize
	generationSize = 1 + 4
)

func metaKeyOf(name string) []byte { return append([]byte{spaceMeta}, name...) }

func termsKey(last index.ID) []byte {
	return binary.BigEndian.AppendUint64([]byte{spaceTerms}, uint64(last))
}

func hashKey(hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{spaceHashes}, hash)
}

// generationKey is where the keys of a generation begin; those of the next one
// are where they end.
func generationKey(generation uint32) []byte {
	return binary.BigEndian.AppendUint32([]byte{spaceGeneration}, generation)
}

func predicateKey(generation uint32, p index.ID) []byte {
	k := append(generationKey(generation), kindStatistics, 'p')
	return binary.BigEndian.AppendUint64(k, uint64(p))
}

// appendOrderKey appends where the keys of a kind and an order begin.
func appendOrderKey(dst []byte, generation uint32, kind byte, o index.Order) []byte {
	dst = append(dst, spaceGeneration)
	dst = binary.BigEndian.AppendUint32(dst, generation)
	return append(dst, kind, byte(o))
}

// appendQuadKey appends the key of a quad arranged in an order.
func appendQuadKey(dst []byte, generation uint32, kind byte, o index.Order, arranged index.Quad) []byte {
	return appendQuad(appendOrderKey(dst, generation, kind, o), arranged)
}

func quadKey(generation uint32, kind byte, o index.Order, arranged index.Quad) []byte {
	return appendQuadKey(make([]byte, 0, quadKeySize), generation, kind, o, arranged)
}

func appendQuad(dst []byte, q index.Quad) []byte {
	for _, id := range q {
		dst = binary.BigEndian.AppendUint64(dst, uint64(id))
	}
	return dst
}

// readQuad reads what appendQuad wrote.
func readQuad(b []byte) (q index.Quad) {
	_ = b[quadSize-1]
	for i := range q {
		q[i] = index.ID(binary.BigEndian.Uint64(b[8*i:]))
	}
	return q
}

// quadOfKey reads the quad of a key of kindBlock, kindDirectory or kindDelta.
func quadOfKey(key []byte) (index.Quad, bool) {
	if len(key) != quadKeySize {
		return index.Quad{}, false
	}
	return readQuad(key[orderPrefix:]), true
}

// after gives the next key in the order of bytes that does not begin with prefix.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// maxQuad is not before any quad.
var maxQuad = index.Quad{^index.ID(0), ^index.ID(0), ^index.ID(0), ^index.ID(0)}

// successor gives the quad after q; ok is false if there is none.
func successor(q index.Quad) (_ index.Quad, ok bool) {
	for i := 3; i >= 0; i-- {
		if q[i]++; q[i] != 0 {
			return q, true
		}
	}
	return q, false
}
