package graph

import (
	"encoding/binary"
	"fmt"

	"diplograph/graph/rdf"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
)

// Cayley numbers terms and quads in one sequence of ids and keeps, in a flat
// ordered space of keys ("/" and "\" inside a part are escaped by "\"):
//
//	meta/version, size, horizon, indexes
//	vXY/SHA-1 of a term         its id, as a varint (X, Y: first bytes of the hash)
//	nXY/SHA-1 of a term         how many places of quads hold it, as a varint
//	log/id (8 bytes)            the term or the quad (a protobuf Primitive)
//	cspo/c s p o (8 bytes each) ids of the quads that are so, as varints
//	spo/..., ops/..., pso/...   the same in other orders; c is the graph, 0 if unnamed
//
// Diplograph adds counters, varints under names that Cayley does not use:
//
//	D/quads                     quads in all
//	D/terms                     different terms in all
//	D/g/<iri>, D/g/_:x, D/g/    quads of a graph
//	D/p/<iri>                   quads of a predicate
//
// For example the first quad of a store, <a:s> <a:p> "o" in the unnamed graph,
// gets the ids 1 to 3 for its terms, in the order of their hashes, and 4 for
// itself. Among its keys are spo/ and three ids (24 bytes) -> 4, and D/g/ -> 1.
//
// Removing a quad, Cayley only marks it as dead in the log, and every later scan
// reads it again; Diplograph removes it from the log and the indexes.
var (
	byGraph     = kv.QuadIndex{Dirs: []quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object}}
	bySubject   = kv.QuadIndex{Dirs: []quad.Direction{quad.Subject, quad.Predicate, quad.Object}}
	byObject    = kv.QuadIndex{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}}
	byPredicate = kv.QuadIndex{Dirs: []quad.Direction{quad.Predicate, quad.Subject, quad.Object}}

	quadIndexes = []kv.QuadIndex{byGraph, bySubject, byObject, byPredicate}
)

var (
	keyIndexes = flat.KeyEscape(hkv.SKey("meta", "indexes"))
	keyVersion = flat.KeyEscape(hkv.SKey("meta", "version"))

	keyQuads        = flat.Key("D/quads")
	keyTerms        = flat.Key("D/terms")
	graphPrefix     = flat.Key("D/g/")
	predicatePrefix = flat.Key("D/p/")
)

func indexKey(index kv.QuadIndex, p *proto.Primitive) flat.Key {
	return flat.KeyEscape(index.KeyFor(p))
}

func logKey(id uint64) flat.Key {
	return flat.KeyEscape(hkv.Key{[]byte("log"), binary.BigEndian.AppendUint64(nil, id)})
}

func decodeIDs(b []byte) ([]uint64, error) {
	var ids []uint64
	for len(b) > 0 {
		id, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, fmt.Errorf("%w: an index entry ends within a number", ErrDamaged)
		}
		ids, b = append(ids, id), b[n:]
	}
	return ids, nil
}

func encodeIDs(ids []uint64) []byte {
	var b []byte
	for _, id := range ids {
		b = binary.AppendUvarint(b, id)
	}
	return b
}

func tallyKey(prefix flat.Key, t rdf.Term) flat.Key {
	return append(prefix[:len(prefix):len(prefix)], t.String()...)
}

// tallyTerm is the inverse of tallyKey: an IRI in angle brackets, a blank node
// or nothing.
func tallyTerm(prefix, key flat.Key) rdf.Term {
	name := string(key[len(prefix):])
	switch {
	case name == "":
		return rdf.Term{}
	case name[0] == '<':
		return rdf.IRI(name[1 : len(name)-1])
	}
	return rdf.Blank(name[len("_:"):])
}
