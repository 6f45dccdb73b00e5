// Package rdf holds the RDF data model and streaming readers and writers of
// N-Triples, N-Quads, Turtle, TriG, RDF/XML and JSON-LD, RDF 1.2 included.
//
// The data. A quad is four terms; a term is one of four kinds:
//
//	Quad    Subject          Predicate  Object                  Graph
//	        IRI | blank      IRI        any                     IRI | blank | zero (default graph)
//
//	Term    Kind        Value             Datatype        Language  Direction  Triple
//	        KindIRI     the IRI           -               -         -          -
//	        KindBlank   label without _:  -               -         -          -
//	        KindLiteral lexical form      always set      or ""     or none    -
//	        KindTriple  -                 -               -         -          the triple
//
//	<http://ex.org/khiva> <http://www.w3.org/2000/01/rdf-schema#label> "Хийўа"@kaa .
//
//	Quad{
//		Subject:   Term{Kind: KindIRI, Value: "http://ex.org/khiva"},
//		Predicate: Term{Kind: KindIRI, Value: "http://www.w3.org/2000/01/rdf-schema#label"},
//		Object:    Term{Kind: KindLiteral, Value: "Хийўа", Datatype: RDFLangString, Language: "kaa"},
//	}
//
// What is promised.
//   - Lexical forms, language tags and IRIs come out as they went in: "007" is
//     never 7, and an IRI is a string that nobody normalises.
//   - Readers need memory for their longest token, their nesting and a fixed
//     set of buffers, whatever the size of the input, and refuse input beyond
//     ReaderOptions with an error that wraps ErrLimit. JSON-LD alone is read
//     whole, since its meaning may depend on its last byte.
//   - Errors are *SyntaxError with line, column, what was expected and found.
//   - Nothing is ever fetched: no external entities, no remote contexts.
//
// Strings of terms from one reader share memory in blocks of a few kilobytes.
// Who keeps a small part of what is read for long should strings.Clone it.
package rdf
