// Package quadstore shows any store of index.Snapshot to Cayley's query
// languages: Cayley's graph.QuadStore, for reading over one snapshot (New) or
// whole over a store (NewWritable).
//
// A node is to Cayley its id, a quad its four ids, so that going from a quad to
// its nodes reads nothing:
//
//	Node  0x3000000000000011                                   a uint64
//	Quad  {subject, predicate, object, graph}                  four of them
//
// # Plans
//
// Cayley writes a query as a tree of shapes and asks the store what it makes of
// each, from the leaves up. OptimizeShape answers with two shapes of its own:
//
//	step   the nodes in one place of the quads of a pattern:
//
//	         out("follows") of <ann>         step{ann follows ? *}, result: object
//	         in(p) of has(q, v) of ...       step{? p * *} whose object is in a
//	                                         source: the step {? q v *}
//	         has("age", lt(18))              step{? age * *} whose object is in
//	                                         ranges of ids, and passes the filter
//
//	join   the nodes that several steps have in common: their ids come sorted,
//	       so they are merged, each skipping to where another one is
//
// A step with sources is run from whichever is smallest: its pattern, each row
// checked against the sources, or a source, whose nodes are looked up in the
// quads one after another (an index nested loop); when they come in order and
// thickly, one scan serves them all. The other shapes stay Cayley's, with the
// answers that they have there.
//
// # What it promises
//
// The set of answers is the one that Cayley gives without OptimizeShape. How
// often a node is among them is Cayley's choice where sets are intersected: there
// it depends on the set that Cayley begins with, here on the smaller one. Every
// way to a node along a chain has its tags; of the ways that several intersected
// sets have, Cayley combines some. Errors of the store, and a done context, end an
// iterator and stay in its Err.
//
// Two faults of Cayley's are out of reach, since they come before OptimizeShape
// is asked: it panics over the complement of a value that is not in the store,
// and two recursions that are intersected mix up their tags. Package cayleyquery
// keeps the first from the process.
package quadstore
