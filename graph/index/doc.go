// Package index is what engines see of a store: terms as 64-bit ids, quads as
// four columns of ids, and scans that give the quads of a pattern in one of
// seven orders, a batch of columns at a time.
//
//	pattern ?e schema:location res:city/khiva, in order POSG
//
//	     P         O        S         G
//	  location   khiva   event/17  article/3  <- Next gives these as columns,
//	  location   khiva   event/41  article/9     only those that were asked for
//	  location   khiva   event/90  article/9  <- Seek(event/50) lands here
//
// An engine (SPARQL, neighbourhoods, Cayley's iterators) is written once against
// Snapshot and does not ask what keeps the quads: the embedded store, another
// backend of Cayley's behind an adapter, or the plain slices of memindex, which
// tests compare the others with.
//
// # Ids
//
// The four highest bits of an ID say what it is (Tag), the other 60 which one:
//
//	0 special   1 IRI    2 blank    3 string   4 language string
//	5 value that has no inline form ("007"^^xsd:integer, any xsd:double)
//	6 literal of another datatype   7 triple term
//	8 boolean   9 integer   10 decimal   11 gYear   12 gYearMonth
//	13 date     14 dateTime                   15 made by a query, never stored
//
// Tags 1 to 7 number terms that a dictionary keeps. Tags 8 to 14 hold the term
// in the ID itself (Inline, ID.Term), with its exact lexical form, and in the
// order of its values: of two IDs of one such tag the smaller value has the
// smaller ID, so that a range of values is a range of ids. What has the type but
// no inline form is found under tag 5 alone.
package index
