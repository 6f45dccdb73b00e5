// Package pebblestore keeps RDF quads in a folder, by Pebble.
//
//	db, err := pebblestore.Open("quads", pebblestore.Options{})
//	done, err := db.Apply(ctx, change) // an index.Change, whole, and on disk when it returns
//	tx, err := db.Begin(ctx)           // or step by step, reading what has been done
//	added, err := tx.Add(ctx, quads)
//	err = tx.Commit() // whole, and on disk when it returns
//	s, err := db.Snapshot() // an index.Snapshot
//
// What is promised:
//
//   - A change or transaction is there whole or not at all, also when the process is
//     killed, the computer stops or the disk is full; what Commit acknowledged
//     stays. If a write fails the store stops writing (ErrFailed), goes on
//     reading, and is what was acknowledged when it is opened again.
//   - Readers do not wait for writers, nor writers for readers. Transactions and
//     loads happen one after the other; their syncs are shared. Changes that wait
//     share a batch too; each has its own answer.
//   - A term comes back as the same term, character by character.
//   - Counts of the store and of each predicate are exact and known at once. The
//     number of quads of any pattern is exact too: it takes two blocks, however
//     many quads these are, and a look at each change in their range that has not
//     been folded in yet.
//   - Opening takes no longer for a large store than for a small one.
//
// A transaction is held in memory (Options.TxBytes); Load takes, and
// RemoveMatching removes, any number of quads. DESIGN.md beside this file says
// why things are as they are, and what they cost.
//
// # Terms
//
// Every term has an ID (package index). Many literals have an inline one and are
// stored nowhere else; the others get a number, in the order of their bytes if
// they come together, and stand in the dictionary: blocks of up to 64 terms whose
// numbers follow each other, each term by what it does not share with the one
// before (termcode.go, termblock.go), and under the hash of each term the IDs of
// the terms that hash so (SipHash-2-4 by a key of the store).
//
// # Quads
//
// The quads stand in seven orders, so that every pattern is a range of one. Each
// order is a sequence of blocks of up to 4096 rows (package block), described by
// a directory, and a delta of single quads that transactions have added or
// removed since. A scan merges the two; folding moves the delta into the blocks.
//
//	order POSG   | block | block | block | block |
//	             ^ first quad of each block, in the directory
//	delta            + -   +     -            + +
//	             \_ territory of a block: up to the first quad of the next _/
//
// Blocks, delta and statistics belong to a generation, the number of which is
// part of their keys. A load, or the removal of many quads, writes the next one
// beside that which is read, and makes it current in one step. Pebble takes the
// tables of a generation in through its log and puts them at their place in its
// tree when that is flushed, until when it would look through all of them for
// every key: so it is flushed at once (settle).
//
// # In the background
//
// The delta of an order is folded when it has 16 thousand entries and one for
// every 64 quads. Folding rests after each step, three times as long as the step
// took, less the larger the delta gets, and not at all when it is twice as large.
// When the orders have half a million entries each, and one for every 16 quads,
// transactions wait to begin until they have less; while folding fails they get
// ErrPaused instead. So the delta has at most that, and what was let through
// before.
//
// Terms that no quad has any more are collected when they are about 16 thousand
// and one for every 8 terms ever numbered, with rests nine times as long as the
// steps. Changes count them; loads and removals of many guess, not too low.
// Compact folds and collects all there is, and rests never. Snapshots have what
// they had, whatever is folded or collected.
//
// # What readers remember
//
// All snapshots share the directories of their layout, which is another one
// after each step of folding, blocks that look-ups ask for again (blockCache),
// and what these have found: terms by their IDs and IDs by their terms, some
// 64 MB (recall). An ID stands for one term for
// ever. A term gets another ID if it comes again after it was collected: so the
// IDs of terms that are collected are forgotten, and an epoch begins. A snapshot
// takes IDs only from its own epoch, and tells what it has read only in that;
// one from before goes to the dictionary as it was.
//
// # Keys and values
//
// Numbers have the highest byte first. Every key is drawn in the example: a new
// store, after one transaction has added these quads and folding has moved them
// into the blocks of SPOG only. Once terms have died there may be a key
// "m collected" beside these: two numbers, 8 bytes each. As many terms of the
// dictionary are dead as the next number of a term is ahead of the first of
// them, less the terms by which the state has more than the second.
//
//	<http://ex.org/a> <http://ex.org/p> "x" .
//	<http://ex.org/a> <http://ex.org/p> "7"^^xsd:integer <http://ex.org/g> .
//
//	g 00000001 b 0 1000000000000001 1000000000000003 3000000000000004 1
//	                                     a block of 82 bytes
//	g 00000001 d 1 1000000000000003 1000000000000001 3000000000000004 1  01
//	g 00000001 d 1 1000000000000003 1000000000000001 9800000000000007 1000000000000002  01
//	g 00000001 d 2 1000000000000003 3000000000000004 1000000000000001 1  01
//	g 00000001 d 2 1000000000000003 9800000000000007 1000000000000001 1000000000000002  01
//	g 00000001 d 3 3000000000000004 1000000000000001 1000000000000003 1  01
//	g 00000001 d 3 9800000000000007 1000000000000001 1000000000000003 1000000000000002  01
//	g 00000001 d 4 1 1000000000000001 1000000000000003 3000000000000004  01
//	g 00000001 d 4 1000000000000002 1000000000000001 1000000000000003 9800000000000007  01
//	g 00000001 d 5 1 1000000000000003 3000000000000004 1000000000000001  01
//	g 00000001 d 5 1000000000000002 1000000000000003 9800000000000007 1000000000000001  01
//	g 00000001 d 6 1 3000000000000004 1000000000000001 1000000000000003  01
//	g 00000001 d 6 1000000000000002 9800000000000007 1000000000000001 1000000000000003  01
//	g 00000001 s p 1000000000000003      0000000000000002 0000000000000001 0000000000000002
//	                                     quads, subjects, objects of predicate p
//	g 00000001 x 0 1000000000000001 1000000000000003 3000000000000004 1
//	                                     last quad 1000000000000001 1000000000000003 9800000000000007 1000000000000002,
//	                                     rows 00000002, triples 00000002, least and largest id of
//	                                       the second column 1000000000000003 1000000000000003
//	                                       the third column 3000000000000004 9800000000000007
//	                                       the fourth column 0000000000000001 1000000000000002
//	h 2511948ce6d6f0ac                   3000000000000004
//	h 3c58111632defb66                   1000000000000001
//	h 53b481c4b702ce1d                   1000000000000002
//	h 7a17bb1ef06addea                   1000000000000003
//	i 1000000000000003                   "\x03\x01\x0fhttp://ex.org/a\x0f\x01g\x0f\x01p"
//	i 3000000000000004                   "\x01\x01\x01x"
//	m format                             00000001
//	m key                                16 random bytes: the key of the hash
//	m state                              generation 1, layout 1, version 1, next term 5,
//	                                     {Quads:2 Triples:2 Terms:5 Subjects:1 Predicates:1 Objects:2 Graphs:2},
//	                                     delta [0 2 2 2 2 2 2], removed [0 0 0 0 0 0 0]
package pebblestore
