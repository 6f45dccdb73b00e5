package pebblestore

import "diplograph/graph/index"

// A termBlockBuilder writes blocks of terms, in the order of their IDs.
type termBlockBuilder struct {
	to    *tableWriter
	last  index.ID
	bytes []byte
	ends  []int // of the terms in bytes
	codes [][]byte
	value []byte
}

func (b *termBlockBuilder) add(id index.ID, code []byte) error {
	full := len(b.ends) == termBlockTerms || len(b.bytes) > termBlockBytes
	if len(b.ends) > 0 && (full || id != b.last+1) {
		if err := b.flush(); err != nil {
			return err
		}
	}
	if b.bytes == nil { // a term of no bytes is no hole
		b.bytes = make([]byte, 0, 2*termBlockBytes)
	}
	b.last = id
	b.bytes = append(b.bytes, code...)
	b.ends = append(b.ends, len(b.bytes))
	return nil
}

func (b *termBlockBuilder) flush() error {
	if len(b.ends) == 0 {
		return nil
	}
	from := 0
	for _, end := range b.ends {
		b.codes = append(b.codes, b.bytes[from:end:end])
		from = end
	}
	b.value = appendTermBlock(b.value[:0], b.codes)
	b.bytes, b.ends, b.codes = b.bytes[:0], b.ends[:0], b.codes[:0]
	return b.to.set(termsKey(b.last), b.value)
}
