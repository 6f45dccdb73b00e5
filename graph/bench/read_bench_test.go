package bench

import (
	"context"
	"io"
	"runtime"
	"slices"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// endOf is the end of a source that may have failed.
func endOf(err error) error {
	if err != nil {
		return err
	}
	return io.EOF
}

// BenchmarkScan walks a whole order on one processor: three places of each quad,
// or all four.
func BenchmarkScan(b *testing.B) {
	s := snapshot(b, openLoaded(b, "diplograph"))
	for o := range index.Order(index.Orders) {
		b.Run(o.String(), func(b *testing.B) { scan(b, s, o, index.AllPositions&^(1<<index.Graph)) })
	}
	b.Run("SPOG/all", func(b *testing.B) { scan(b, s, index.SPOG, index.AllPositions) })
}

// BenchmarkScanDelta is BenchmarkScan with a hundredth of the quads inserted or
// removed after the load.
func BenchmarkScanDelta(b *testing.B) {
	s := openChanged(b)
	for _, o := range []index.Order{index.SPOG, index.POSG} {
		b.Run(o.String(), func(b *testing.B) { scan(b, s, o, index.AllPositions&^(1<<index.Graph)) })
	}
}

// openChanged gives the graph with a hundredth of the quads inserted or removed
// after the load.
func openChanged(b *testing.B) index.Snapshot {
	b.Helper()
	db := openLoaded(b, "changed")
	change(b, db, *quads/100)
	return snapshot(b, db)
}

func scan(b *testing.B, s index.Snapshot, o index.Order, columns index.Positions) {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rows := 0
	for b.Loop() {
		rows += drain(b, s, index.Scan{Order: o, Columns: columns})
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(0, "ns/op")
}

func drain(b testing.TB, s index.Snapshot, scan index.Scan) (rows int) {
	b.Helper()
	sc, err := s.Scan(b.Context(), scan)
	if err != nil {
		b.Fatal(err)
	}
	defer closeStore(b, sc)
	for {
		batch, err := sc.Next(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if batch.Len == 0 {
			return rows
		}
		rows += batch.Len
	}
}

// someone is neither frequent nor rare.
var someone = generate.Person(100)

// BenchmarkLookup takes the same look-ups on index.Snapshot, from names to names.
func BenchmarkLookup(b *testing.B) { lookUp(b, snapshot(b, openLoaded(b, "diplograph"))) }

// BenchmarkLookupDelta is BenchmarkLookup with a hundredth of the quads inserted
// or removed after the load.
func BenchmarkLookupDelta(b *testing.B) { lookUp(b, openChanged(b)) }

func lookUp(b *testing.B, s index.Snapshot) {
	b.Run("1-hop", func(b *testing.B) {
		for b.Loop() {
			id := ids(b, s, someone, vocab.Met)
			names(b, s, first(b, s, index.Quad{id[0], id[1]}, index.Object, 0))
		}
	})
	b.Run("three-way", func(b *testing.B) {
		var found []index.ID
		for b.Loop() {
			id := ids(b, s, generate.Person(0), vocab.Visitor, generate.Country(0), vocab.Host, vocab.StateVisit, vocab.RDFType)
			found = intersect(b, s, index.Quad{1: id[1], 2: id[0]}, index.Quad{1: id[3], 2: id[2]}, index.Quad{1: id[5], 2: id[4]})
			names(b, s, found)
		}
		b.ReportMetric(float64(len(found)), "found")
	})
	b.Run("hub-50", func(b *testing.B) {
		for b.Loop() {
			id := ids(b, s, vocab.RDFType, vocab.SchemaPerson)
			names(b, s, first(b, s, index.Quad{1: id[0], 2: id[1]}, index.Subject, 50))
		}
	})
	b.Run("hub-count", func(b *testing.B) {
		var n int64
		for b.Loop() {
			var err error
			id := ids(b, s, vocab.RDFType, vocab.SchemaPerson)
			if n, err = s.Count(b.Context(), index.Quad{1: id[0], 2: id[1]}, false); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(n), "found")
	})
	b.Run("nodes", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Statistics(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// first gives the ids in a place of the first triples of a pattern, at most limit
// if that is not 0.
func first(b testing.TB, s index.Snapshot, pattern index.Quad, place index.Position, limit int) (found []index.ID) {
	sc, err := s.Scan(b.Context(), index.Scan{Pattern: pattern, Order: index.OrderFor(pattern.Bound()), Columns: 1 << place, Triples: true})
	if err != nil {
		b.Helper() // which takes time
		b.Fatal(err)
	}
	defer closeStore(b, sc)
	for {
		batch, err := sc.Next(b.Context())
		if err != nil {
			b.Helper()
			b.Fatal(err)
		}
		found = append(found, batch.Columns[place][:batch.Len]...)
		if batch.Len == 0 || limit > 0 && len(found) >= limit {
			return found
		}
	}
}

func names(b testing.TB, s index.Snapshot, found []index.ID) []rdf.Term {
	terms := make([]rdf.Term, len(found))
	if err := s.Terms(b.Context(), found, terms); err != nil {
		b.Helper()
		b.Fatal(err)
	}
	return terms
}

// A cursor is at a subject of a pattern.
type cursor struct {
	sc  index.Scanner
	row []index.ID // not yet passed
}

func (c *cursor) seek(ctx context.Context, to index.ID) (index.ID, error) {
	at, _ := slices.BinarySearch(c.row, to)
	if c.row = c.row[at:]; len(c.row) > 0 {
		return c.row[0], nil
	}
	if err := c.sc.Seek(ctx, to); err != nil {
		return index.None, err
	}
	batch, err := c.sc.Next(ctx)
	if err != nil || batch.Len == 0 {
		return index.None, err
	}
	c.row = batch.Columns[index.Subject][:batch.Len]
	return c.row[0], nil
}

// intersect gives the subjects that patterns with a predicate and an object have
// in common, by leaps.
func intersect(b testing.TB, s index.Snapshot, patterns ...index.Quad) (found []index.ID) {
	b.Helper()
	cursors := make([]cursor, len(patterns))
	for i, p := range patterns {
		sc, err := s.Scan(b.Context(), index.Scan{Pattern: p, Order: index.POSG, Columns: 1 << index.Subject, Triples: true})
		if err != nil {
			b.Fatal(err)
		}
		defer closeStore(b, sc)
		cursors[i].sc = sc
	}
	to, agreed := index.ID(1), 0
	for i := 0; ; i = (i + 1) % len(cursors) {
		at, err := cursors[i].seek(b.Context(), to)
		if err != nil {
			b.Fatal(err)
		}
		if at == index.None {
			return found
		}
		if at != to {
			to, agreed = at, 0
		}
		if agreed++; agreed == len(cursors) {
			found, to, agreed = append(found, to), to+1, 0
		}
	}
}
