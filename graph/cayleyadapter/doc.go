// Package cayleyadapter opens Cayley's own backends as stores of index.Snapshot,
// so that everything of Diplograph's runs on a graph that somebody has in one. It
// is there for that, not for speed: what has many quads, or readers beside
// writers, belongs in the embedded store.
//
//	db, err := cayleyadapter.Open("leveldb", dir, cayleyadapter.Options{})
//
// # What it gives up
//
//   - The quads of a pattern are read one by one, then sorted in memory, at most
//     Options.MaxRows of them. Only patterns with a subject or an object have an
//     index; the others read the whole store.
//   - These backends have no snapshots. A snapshot is a read lock: Commit waits
//     until the snapshots that are held are closed, and gives up with
//     index.ErrInUse after ten seconds, so do not commit while holding one.
//   - Ids are numbers of a dictionary in memory, of the terms met since the store
//     was opened, and last until it is closed.
//
// # Values
//
// Terms are stored as package cayleyvalue has them, literals in their lexical
// form. What Cayley itself has written with native types (the integer 7) is read
// as the canonical literal, and found, removed and not added again as such.
//
// # Known faults of the backends
//
// Of package storetest, SnapshotStays fails: it changes the store beside a
// snapshot. What Cayley's key-value stores get wrong is kept from callers, at a
// price:
//
//   - Two or more quads of a node removed and one added in the same change (issue
//     885 of Cayley) leave the added quad without that node. Changes are carried
//     out as two of Cayley's, the removals first; one that is cut short between
//     them has removed and not added.
//   - After a change that failed, their caches hold what was not written. The
//     store is closed and opened again then.
//   - Opening reads the whole store, and their own count of nodes drifts, so
//     statistics read it too.
package cayleyadapter
