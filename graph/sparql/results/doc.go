// Package results writes and reads the answers of SELECT and ASK in the formats
// that SPARQL has for them, and writes tables for people.
//
//	SELECT ?s ?label   s           label          rows come one by one; a zero
//	                   res:khiva   "Хийўа"@kaa    term is an unbound variable
//	                   _:b0
//
//	JSON   {"head":{"vars":["s","label"]},"results":{"bindings":[
//	       {"s":{"type":"uri","value":"https://…/khiva"},"label":{…}},
//	       {"s":{"type":"bnode","value":"b0"}}
//	       ]}}
//	TSV    ?s                ?label
//	       <https://…/khiva> "Хийўа"@kaa
//	       _:b0
//
// What is promised.
//   - Writers hold one buffer (Table: a few hundred rows) whatever the number of
//     rows. Without Close a document stays open: an answer that ends in an error
//     is no JSON and no XML. CSV and TSV have no end that could be missing; who
//     sends them must break the connection or the exit code.
//   - JSON, XML and TSV give back the terms that went in, character by character.
//     CSV does not tell kinds of terms apart and is read as plain strings.
//   - Readers hold one row, refuse rows and nesting beyond ReaderOptions with an
//     error that wraps rdf.ErrLimit, resolve nothing and fetch nothing, and give
//     terms that rdf would accept in a quad. What is cut short is an error.
//
// Specifications: SPARQL 1.1 Query Results JSON, XML, CSV and TSV; from the
// drafts of 1.2 triple terms and base directions in JSON, XML and TSV.
package results
