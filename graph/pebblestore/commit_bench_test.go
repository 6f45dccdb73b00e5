package pebblestore

import (
	"fmt"
	"testing"

	"diplograph/graph/rdf"
)

// BenchmarkTransaction adds quads ten at a time, without a disk.
func BenchmarkTransaction(b *testing.B) {
	db := benchStore(b)
	defer onThread(b)()
	i := 0
	for b.Loop() {
		var quads []rdf.Quad
		for range 10 {
			i++
			quads = append(quads, numbered(i))
		}
		mustApply(b, db, quads, nil)
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "quads/s")
}

// numbered gives different quads, some terms of which come again.
func numbered(i int) rdf.Quad {
	return rdf.Quad{
		Subject: ex(fmt.Sprint("node/", i/5)), Predicate: ex(fmt.Sprint("p", i%5)),
		Object: ex(fmt.Sprint("node/", i*7919%100_000)), Graph: ex(fmt.Sprint("g", i/100)),
	}
}

// BenchmarkReplacement replaces one quad at a time by another one, without a disk.
func BenchmarkReplacement(b *testing.B) {
	db := benchStore(b)
	var quads []rdf.Quad
	for i := range 20_000 {
		quads = append(quads, numbered(i))
	}
	mustApply(b, db, quads, nil)
	defer onThread(b)()
	i := 0
	for b.Loop() {
		q := quads[i*7919%len(quads)]
		i++
		mustApply(b, db, []rdf.Quad{numbered(20_000 + i)}, []rdf.Quad{q})
	}
}
