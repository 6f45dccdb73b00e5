package rdf

import "hash/maphash"

// An expansion remembers what a token stood for. The mark tells kinds of tokens
// apart: '<' an IRI, ':' a prefixed name, '_' a blank node label.
type expansion struct {
	token, iri string
	age        uint32
	mark       byte
}

// expansions is a hash table of fixed size in which newer evict older.
type expansions struct {
	seed  maphash.Seed
	slots [internSlots]expansion
	age   uint32 // of what is not forgotten
}

func newExpansions() *expansions { return &expansions{seed: maphash.MakeSeed(), age: 1} }

// find gives what the token stood for, if it is remembered, and the slot where
// it is or should be put.
func (x *expansions) find(token []byte, mark byte) (slot *expansion, ok bool) {
	e := &x.slots[(maphash.Bytes(x.seed, token)^uint64(mark))%internSlots]
	return e, e.mark == mark && e.age == x.age && e.token == string(token)
}

func (x *expansions) set(slot *expansion, token string, mark byte, iri string) {
	*slot = expansion{token, iri, x.age, mark}
}

// forget forgets everything, since prefixes or the base changed.
func (x *expansions) forget() {
	if x.age++; x.age == 0 {
		clear(x.slots[:])
		x.age = 1
	}
}
