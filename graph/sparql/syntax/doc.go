// Package syntax reads and writes SPARQL 1.1 Query and Update: text to a tree,
// a tree to text.
//
//	text --ParseQuery, ParseUpdate--> *Query, *Update --Print--> text
//
// The grammar is that of https://www.w3.org/TR/sparql11-query/#grammar with the
// rules of its notes, and what SPARQL 1.2 adds: triple terms, reifiers,
// annotations, base directions, VERSION.
//
// The tree says what the text means and drops how it was abbreviated:
//
//	written                         in the tree
//	foaf:name, <../x>               the absolute IRI
//	42, 1.5, true, 'x'              literals with lexical form and datatype
//	?s :p ?o ; :q ?a, ?b            three triple patterns
//	[ :p ?o ], (1 2)                blank nodes and their triple patterns
//	<< :s :p :o ~ :r >> :q ?z       :r rdf:reifies <<( :s :p :o )>> . :r :q ?z
//	CONSTRUCT WHERE { ... }         a template and a group with the same patterns
//	a || b || c                     one Or of three
//	{A} UNION {B} UNION {C}         one Union of three
//
// Example:
//
//	SELECT ?n (COUNT(?e) AS ?c) { ?e sem:hasActor/rdfs:label ?n . FILTER(?n != "") } GROUP BY ?n
//
//	Query{
//		Form: Select,
//		Projection: {Items: [{Var: n}, {Expr: Aggregate{COUNT, ?e}, Var: c}]},
//		Where: Group{[
//			Triples{[{?e, PathSequence[<...hasActor> <...label>], ?n}]},
//			Filter{Binary{!=, ?n, ""}},
//		]},
//		Modifiers: {GroupBy: [{Expr: ?n}]},
//	}
//
// What is promised.
//   - Errors are *Error, with line and column in characters, what was expected,
//     what was found, and advice for the usual mistakes.
//   - Whatever parses obeys the rules beyond the grammar as well (scope of
//     variables and blank nodes, grouping, data without variables).
//   - Print of a parsed tree parses to an equal tree.
//   - Size, depth and number of nodes are bounded by Options; no text makes the
//     parser panic, overflow its stack or take much more than linear time.
package syntax
