// Package bench measures stores and engines on the graphs of package generate.
//
//	generate.Graph --> the embedded store --> SPARQL engine --+
//	      |                                                    +--> the same answer? how long?
//	      +----------> a peer's store ------> peer's engine ---+
//
// Queries (Compare): those of data/queries/bench, one after the other, each on
// both sides in turn, so that both meet the same machine. What is timed is the
// way from the query's text to the last byte of its answer in TSV. A query is
// first run once on each side untimed, then a few times; the median counts.
// Answers are compared as multisets of rows (Digest).
//
// The peer is Oxigraph, a native store in Rust on RocksDB, through its Python
// package, a process of its own. Its union of all graphs gives a triple once for
// each graph that it is in, which SPARQL does not allow, and it is slower than
// its default graph; so the peer gets every triple in its default graph as well,
// and answers from there. It can also keep its store in memory, where it is faster.
//
// The store's own figures (load, scan, look-ups, commits) are benchmarks of the
// tests here, beside Cayley's LevelDB backend where it can do the same:
//
//	go test ./graph/bench -run '^$' -bench . -quads 1000000
//
// It stands here and not with the loaders because it needs the backends
// themselves, which are the graph's.
package bench
