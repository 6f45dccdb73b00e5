// Package explore answers the questions that people ask of the graph before
// they learn a query language: what is around this (Neighborhood), what is
// known of it (Describe), who is called like this (Index.Search), what happened
// and when (BuildTimeline).
//
// # What is shown
//
// The store holds statements; a person thinks in people, places, bodies and
// events. So a Picture has a node for each entity and each event, and what the
// statements say about a statement becomes an attribute of it:
//
//	in the store                                  in a Picture
//	--------------------------------------------  ------------------------------------
//	event rdf:type dg:StateVisit, sem:Event       node.kind = "dg:StateVisit"
//	event rdfs:label "..."@en, "..."@kaa          node.label in the asked language
//	event schema:startDate "2017-03"^^gYearMonth  node.start = "2017-03"
//	event dg:visitor person                       edge event -dg:visitor-> person
//	event prov:wasQuotedFrom passage,             edge.passages = [{article, start, end}]
//	  passage oa:hasSource article, ...
//	event dg:inferred dg:host                     edge.inferred on the event's dg:host
//	person dg:visited country                     edge, with the visits it rests on as
//	                                              edge.events and their dates
//	membership org:member person;                 edge person -org:memberOf-> country,
//	  org:organization country; org:role ...      edge.role = "dg:HeadOfState"
//
// Blank nodes and literals are never nodes. Names of the vocabulary are written
// short (dg:Visit), names of things whole.
//
// # Labels
//
// Of several labels the one is taken that comes first by: an asked language
// exactly, an asked language in another script or region (kaa for kaa-Latn and
// back), English, no language, any other by tag; rdfs:label before
// skos:altLabel; then by text. What has no label is called by the last part of
// its IRI.
//
// # Bounds
//
// Every call ends with its context, and reads no more than its options allow: a
// hub is ranked and cut, and the answer says so (Truncated).
package explore
