package rdf

import (
	"hash/maphash"
	"strings"
)

// arenaBlock is how many bytes of strings are allocated at a time. Keeping one
// string keeps its block, so blocks are small.
const arenaBlock = 8 << 10

// An arena turns bytes into strings with one allocation per block.
type arena struct{ b strings.Builder }

func (a *arena) string(s []byte) string {
	if len(s) > arenaBlock/4 {
		return string(s)
	}
	if a.b.Cap()-a.b.Len() < len(s) {
		a.b.Reset()
		a.b.Grow(arenaBlock)
	}
	n := a.b.Len()
	a.b.Write(s)
	return a.b.String()[n:]
}

// internSlots bounds how many strings an interner remembers.
const internSlots = 2048

// An interner gives the same string again for bytes that it saw lately, such as
// those of predicates, datatypes, graphs and the current subject. It is a hash
// table of fixed size in which the newer string evicts the older.
type interner struct {
	seed  maphash.Seed
	slots [internSlots]string
}

func newInterner() *interner { return &interner{seed: maphash.MakeSeed()} }

// find gives the string equal to s, if it is remembered, and the slot where it
// is or should be put.
func (t *interner) find(s []byte) (slot *string, ok bool) {
	slot = &t.slots[maphash.Bytes(t.seed, s)%internSlots]
	return slot, *slot == string(s)
}
