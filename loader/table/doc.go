// Package table turns tables into statements: CSV, TSV and their kin, with a
// mapping that says which column is which property. The mapping is metadata of
// CSV on the Web (W3C "Metadata Vocabulary for Tabular Data" and "Generating RDF
// from Tabular Data on the Web", minimal mode).
//
//	visits.csv      who,day                 visits.json   {"@context": ["http://www.w3.org/ns/csvw",
//	                xi-jinping,14.9.2022                     {"@base": "https://w3id.org/diplograph/id/"}],
//	                                                       "tableSchema": {
//	                                                         "aboutUrl": "event/visit-{day}-{who}",
//	                                                         "columns": [
//	                                                           {"name": "who", "propertyUrl": "dg:visitor", "valueUrl": "person/{who}"},
//	                                                           {"name": "day", "propertyUrl": "schema:startDate",
//	                                                            "datatype": {"base": "date", "format": "d.M.yyyy"}}]}}
//
//	res:event/visit-2022-09-14-xi-jinping  dg:visitor        res:person/xi-jinping
//	                                       schema:startDate  "2022-09-14"^^xsd:date
//
// The way of a row:
//
//	bytes       text.go        decoded, comments emptied, the dialect's quotes made usual ones
//	cells       encoding/csv   of the standard library
//	values      cells.go       datatype.go, numbers.go, dates.go, xsd.go: blank cells, lists, formats
//	IRIs        template.go    RFC 6570 with the values of the row
//	statements  statements.go
//
// Why CSVW and not RML: the mapping is what users write, and the visits of
// data/tables take less of it. RML (testdata/visits.rml.ttl) takes a quarter more
// and still says less: dates as people write them, several values in a cell and
// defaults need functions there that every program has other ones of. RML would
// also read XML and JSON. CSVW does not, so neither does this package; JSON with
// a @context is JSON-LD, which graph/rdf reads.
//
// What is promised.
//   - Memory is that of the largest row, which Options.MaxRow bounds, as
//     MaxColumns, MaxValues and others bound what a row may hold and make. A
//     cell is text, whatever formula it looks like; templates name cells and
//     never each other.
//   - Values come back to the last character, but for white space around cells,
//     which the dialect's "trim": false keeps, and around the values of a list.
//   - An error says line, column and name of the column. With Options.Continue a
//     bad row is left out as a whole and the next one is read.
//
// What is otherwise than in the standard, and why.
//   - What is wrong is an error and not a warning: a cell that is no date never
//     becomes a text, and a misspelt property of the mapping is told.
//   - Columns are found by their titles or names, in any order; those that the
//     mapping does not name are passed over.
//   - A date may be less precise than a day: "dd.MM.yyyy|MM.yyyy|yyyy" are formats
//     tried in turn, and "2024" is an xsd:gYear.
//   - A template that names a column of several values gives an IRI for each.
//   - A template that needs a blank cell gives no IRI: virtual columns then say
//     nothing, others are an error. ("x{/a}" and the other forms of RFC 6570 that
//     need no value stay usable.)
//   - The prefixes are those of package vocab, then those of RDFa; schema: is
//     https://schema.org/.
//   - Blank lines are no rows.
//   - url is optional where there is one table, and nothing is ever fetched.
//   - Not read: number patterns, escapes by backslash, line ends other than LF and
//     CR LF. Not checked: keys and constraints (minimum, maxLength), which say
//     what a table should hold and not what it means.
package table
