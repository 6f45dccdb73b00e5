// Package sparql answers SPARQL 1.1 queries and runs updates on any
// index.Snapshot.
//
// From text to rows:
//
//	text ─ syntax.ParseQuery ─> tree ─ translator ─> algebra ─ rewrite ─> algebra
//	                                                               │
//	                          rows <─ Rows <─ operators <─ plan <─ planner
//
//	SELECT ?p (COUNT(?e) AS ?n) { ?e a dg:Visit ; schema:location ?p } GROUP BY ?p
//
//	algebra   project(?p ?n, extend(?n = ?.4, group(?p; ?.4 = COUNT(?e),
//	              join(triple(?e a dg:Visit), triple(?e schema:location ?p)))))
//
//	plan      project ?p ?n
//	            bind ?n = ?.4
//	              group ?p
//	                merge join ?e
//	                  scan ?e rdf:type dg:Visit in POSG
//	                  scan ?e schema:location ?p in PSOG
//
// Every variable of a query has a slot; variables of the same name in different
// scopes have different ones, so that no operator renames any. Operators give
// batches of rows, a column of ids for each slot:
//
//	slot        0 ?e        1 ?p
//	batch      [17 41 90]  [5 5 8]      0 (index.None) is unbound, a column that
//	                                    is nil is unbound in every row
//
// Terms are decoded as late as possible: joins, grouping and DISTINCT compare
// ids. A term that a query makes has the id that the store knows it by, or a
// local one (index.TagLocal); within a query a term has one id, so that ids are
// equal if and only if terms are the same.
//
// What is promised. Answers are those of the specification (sections 5 to 18);
// Options.Plain turns every optimisation off and changes no answer. Rows come as
// they are found. The context is asked before every batch. What operators hold
// is counted and bounded (ErrMemory).
package sparql
