// Package graph keeps the statements of Diplograph: it opens a store by its
// URL, changes it in transactions that happen whole or not at all, and lets any
// number of readers look at it, each at a state that stays as it is while they
// look.
//
//	store, err := graph.Open("diplograph.db", graph.Options{})
//	...
//	defer store.Close()
//	_, err = store.Apply(ctx, graph.Changes{Add: quads})
//	err = store.View(ctx, func(s graph.Snapshot) error {
//		for q, err := range s.Match(ctx, graph.Pattern{Subject: khiva}) {
//			...
//		}
//	})
//
// What is promised, whatever the backend:
//
//   - A term comes back as the same term that went in: the same characters in a
//     literal, the same case in a language tag.
//   - The same triple in two graphs is two quads.
//   - Apply is atomic, also when the process is killed, and durable when it
//     returns. A failed Apply leaves nothing behind.
//   - Readers do not wait for writers, nor writers for readers; writers wait for
//     each other.
//   - Every method may be called from any goroutine.
//
// # Backend
//
// Quads are kept by Cayley's key-value quad store over LevelDB, in a folder or
// in memory. leveldb.go says how its known faults are kept away from callers,
// layout.go draws the keys that Diplograph reads and writes beside Cayley. A
// backend is what implements the unexported interface backend: a snapshot to
// read from, an atomic change, and the same snapshot as Cayley's query languages
// want to see it.
//
// What this backend cannot do: patterns with a graph and a predicate alone, or a
// subject and an object alone, are answered by scanning the shorter of two
// ranges; a quad costs some 200 bytes on disk and
// 500 in memory; and terms are found by their SHA-1
// (as in any Cayley store), so whoever can make two texts collide under SHA-1
// can make two terms one.
package graph
