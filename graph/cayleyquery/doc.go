// Package cayleyquery runs Cayley's query languages (Gizmo, GraphQL, MQL,
// LinkedQL) on a snapshot of a store, with the answers of Cayley's HTTP API v2,
// and sees to it that no query does more than it may: it ends with its context
// or at its timeout, gives no more results and takes no more memory than it is
// allowed, says so when an answer is not whole, and never ends the process.
//
//	engine := cayleyquery.New(cayleyquery.Options{})
//	answer, err := engine.Run(ctx, store, cayleyquery.Request{
//		Language: "gizmo",
//		Query:    `g.V(g.IRI("res:city/khiva")).in(g.IRI("schema:location")).all()`,
//	})
//
// Cayley's own packages do the work. What stands around them:
//
//	        Gizmo script             GraphQL    MQL    LinkedQL
//	             |                      |        |        |
//	tokens.go, script.go:       limits of each: graphql.go, mql.go, linkedql.go
//	its syntax                          |        |        |
//	sandbox.go, prelude.js:             |        |        |
//	its globals                         |        |        |
//	facade.go: g and paths              |        |        |
//	             |                      |        |        |
//	          Cayley: paths -> shapes -> iterators
//	             |
//	guard.go: the quad store they read, which looks at the context at every
//	step and unwinds the query by a panic that Run recovers
//	             |
//	graph.Store.ViewCayley: one snapshot
//
// Values. An integer, double, boolean or dateTime in canonical form is shown as
// Cayley shows it, a JSON number and so on; any other literal keeps its lexical
// form, as "007"^^<http://www.w3.org/2001/XMLSchema#integer>. Comparisons go by
// value whatever the form.
//
// What differs from Cayley, on purpose: an answer that was cut says "truncated";
// results of all .all() and emit() calls count together against the limit; a
// path grows no larger than 5000 steps once every both() is written out; Gizmo
// has ECMAScript 5 with let, const, arrow functions and for-of, but no regular
// expression literals, labels, getters, eval or apply, and of the standard
// library what can be interrupted; LinkedQL reads no remote contexts and takes no
// blank node labels in patterns.
package cayleyquery
