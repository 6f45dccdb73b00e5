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
// What is promised of a store in a folder:
//
//   - A term comes back as the same term that went in: the same characters in a
//     literal, the same case in a language tag.
//   - The same triple in two graphs is two quads.
//   - Apply, Change and Load are atomic, also when the process is killed or the
//     computer stops, and durable when they return. One that failed leaves nothing
//     behind; after ErrFailed it is there as a whole or not at all.
//   - If a write fails the store stops writing and goes on reading (ErrFailed,
//     ErrPaused).
//   - Readers do not wait for writers, nor writers for readers: each View has a
//     snapshot. Writers wait for each other, and what several Apply, or Load if it
//     is little, at the same time comes to the disk together; a large Load lets
//     others write while it reads its quads.
//   - Every method may be called from any goroutine. One process has a folder open
//     for writing, or several for reading.
//
// # Bounds
//
// A transaction (Apply, Change) is held in memory and takes some 1 GB at most,
// about a million quads: more gives ErrTooManyChanges. Load adds any number of
// quads in the memory that it is given, with room on disk for the store a few
// times over while it is under way. A term has at most MaxTerm bytes. A View that
// stays open keeps what is removed meanwhile on disk. Terms that no quad has any
// more are taken out of the dictionary when there are many, or by Compact.
//
// # Backends
//
// A store in a folder, or in memory, is kept by package pebblestore: seven orders
// of blocks of quads and a dictionary of terms in Pebble, each pattern a range of
// one order, every count known without counting. Its DESIGN.md says what that
// costs. format.go draws the folder, and restore.go says what a Restore leaves
// when it is killed.
//
// Stores of Cayley's own, "leveldb:FOLDER" and "bolt:FOLDER", are opened through
// package cayleyadapter, which is slow, keeps less of the promises above and says
// which: its readers do hold up its writers, its changes are not whole in every
// case when the process is killed, loads are single transactions, and what is too
// much for its memory gives ErrAdapter. Check, Compact and Backup are not for
// them (ErrNoMaintenance).
//
// A backend is what implements the unexported interface backend: a snapshot to
// read from, a transaction, and a load.
package graph
