package pebblestore

import (
	"encoding/binary"
	"fmt"

	"diplograph/graph/index"
)

// Terms of one tag with ids that follow each other stand in blocks, under the
// last of their ids, each term by what it does not share with the one before:
//
//	uvarint(number of terms)
//	for each: uvarint(1 + shared) uvarint(len(rest)) rest
//	or uvarint(0) where a term was that no quad had
//
// A block is closed at termBlockTerms terms or past termBlockBytes.
const (
	termBlockTerms = 64
	termBlockBytes = 16 << 10
)

// appendTermBlock appends the block of the bytes of terms; nil is a hole.
func appendTermBlock(dst []byte, codes [][]byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(codes)))
	var last []byte
	for _, code := range codes {
		if code == nil {
			dst = binary.AppendUvarint(dst, 0)
			continue
		}
		shared := 0
		for shared < len(code) && shared < len(last) && code[shared] == last[shared] {
			shared++
		}
		dst = binary.AppendUvarint(dst, uint64(shared)+1)
		dst = binary.AppendUvarint(dst, uint64(len(code)-shared))
		dst = append(dst, code[shared:]...)
		last = code
	}
	return dst
}

// termBlock reads a block of terms from its first to its last.
type termBlock struct {
	first, last index.ID // ids of the block
	at          index.ID // id of the term that next gives
	rest        []byte   // what has not been read
	code        []byte   // bytes of the term read last
}

// parseTermBlock reads the head of the block under a key.
func parseTermBlock(key, value []byte) (termBlock, error) {
	if len(key) != 1+8 {
		return termBlock{}, damaged("terms: key %x is not of 9 bytes", key)
	}
	last := index.ID(binary.BigEndian.Uint64(key[1:]))
	n, k := binary.Uvarint(value)
	if k <= 0 || n == 0 || n > termBlockTerms || n > last.Payload() {
		return termBlock{}, damaged("terms up to id %#x: a block of %d terms", uint64(last), n)
	}
	first := last - index.ID(n) + 1
	return termBlock{first: first, last: last, at: first, rest: value[k:]}, nil
}

// next reads the next term; ok is false for a hole. The bytes are good until
// the next call.
func (b *termBlock) next() (code []byte, ok bool, err error) {
	id := b.at
	b.at++
	shared, k := binary.Uvarint(b.rest)
	if k > 0 && shared == 0 {
		b.rest = b.rest[k:]
		return nil, false, nil
	}
	if k <= 0 || shared-1 > uint64(len(b.code)) {
		return nil, false, damaged("term %#x: %w", uint64(id), errTermCode)
	}
	rest, after, ok := cutBytes(b.rest[k:])
	if !ok {
		return nil, false, damaged("term %#x: %w", uint64(id), errTermCode)
	}
	b.code = append(b.code[:shared-1], rest...)
	b.rest = after
	return b.code, true, nil
}

// find reads on to the term of an id of the block.
func (b *termBlock) find(id index.ID) (code []byte, ok bool, err error) {
	if id < b.at || id > b.last {
		return nil, false, fmt.Errorf("term %#x is not after %#x in its block", uint64(id), uint64(b.at))
	}
	for b.at <= id {
		if code, ok, err = b.next(); err != nil {
			return nil, false, err
		}
	}
	return code, ok, nil
}
