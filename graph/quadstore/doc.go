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
// thickly, one scan serves them all. Of the other sets that are intersected, one
// is listed and the others are looked up; the order of the first is that of the
// intersection. The rest of the shapes stay Cayley's.
//
// # What it promises
//
// The set of answers is the one that Cayley gives without OptimizeShape. Every way
// to a node has its tags, whatever the plan: a node of an intersection comes with
// each way of one set joined to each way of the others, one of a union with the
// ways of all, and so often. Cayley's own iterators leave out some of these, others
// with each plan. Where a query takes one way of several (Unique, Limit, the way
// that a recursion is first on) the plan decides which. Errors of the store, and a
// done context, end an iterator and stay in its Err.
//
// Some faults of Cayley's are out of reach, since they come before OptimizeShape
// is asked: it panics over the complement of a value that is not in the store, two
// recursions that are intersected mix up their tags, and of two optional steps
// with others between them it forgets the first. Package cayleyquery keeps the
// panic from the process.
package quadstore
