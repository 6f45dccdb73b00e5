// Package loader brings what others have written into a store: RDF documents
// and tables (Load), the data that ships (Seed) and news articles (Articles).
//
// A load passes through
//
//	path, folder or stream   source.go     Sources
//	bytes                    open.go       gzip and zstd undone
//	format                   format.go     by the caller's wish, by name, by content
//	tables                   table         rows into quads, if there is a mapping
//	quads                    load.go       blank nodes of each document kept apart, one graph if asked for
//	store                    load.go       one change, whole or not at all
//
// What is promised.
//   - A load that fails leaves the store as it was, also when the process is
//     killed.
//   - Loading a document twice adds nothing but its blank nodes again, which are
//     never those of another load.
//   - Memory is bounded by Options.Memory, whatever the size of the load.
//   - Errors in a document are *Error, with the name, the line and the column.
package loader
