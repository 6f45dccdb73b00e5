package pebblestore

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

var ctx = context.Background()

// testing.T and rapid.T
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func ex(s string) rdf.Term { return rdf.IRI("http://example.org/" + s) }

func openMemory(t tester, fs vfs.FS) *DB {
	t.Helper()
	db, err := Open("db", Options{FS: fs, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// testOpen opens a store that the test closes.
func testOpen(t *testing.T) *DB {
	t.Helper()
	db := openMemory(t, vfs.NewMem())
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func mustApply(t tester, db *DB, add, remove []rdf.Quad) (added, removed []rdf.Quad) {
	t.Helper()
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if removed, err = tx.Remove(ctx, remove); err != nil {
		t.Fatal(err)
	}
	if added, err = tx.Add(ctx, add); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return added, removed
}

func mustSnapshot(t tester, db *DB) *Snapshot {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readScan gives all rows of a scan by position.
func readScan(t tester, s index.Snapshot, scan index.Scan) []index.Quad {
	t.Helper()
	sc, err := s.Scan(ctx, scan)
	if err != nil {
		t.Fatal(err)
	}
	defer sc.Close()
	return readScanner(t, sc)
}

func readScanner(t tester, sc index.Scanner) (rows []index.Quad) {
	t.Helper()
	for {
		b, err := sc.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if b.Len == 0 {
			return rows
		}
		if b.Len > index.BatchSize {
			t.Fatalf("a batch of %d rows", b.Len)
		}
		for i := range b.Len {
			var q index.Quad
			for p, column := range b.Columns {
				if column != nil {
					if len(column) != b.Len {
						t.Fatalf("column of %d in a batch of %d", len(column), b.Len)
					}
					q[p] = column[i]
				}
			}
			rows = append(rows, q)
		}
	}
}

// named gives rows by their terms, sorted.
func named(t tester, s index.Snapshot, rows []index.Quad) []string {
	t.Helper()
	out := make([]string, len(rows))
	for i, q := range rows {
		terms := make([]rdf.Term, 4)
		if err := s.Terms(ctx, q[:], terms); err != nil {
			t.Fatal(err)
		}
		out[i] = fmt.Sprint(terms[0], terms[1], terms[2], terms[3])
	}
	slices.Sort(out)
	return out
}

func equalSnapshots(t tester, got index.Snapshot, quads []rdf.Quad, r *rand.Rand) {
	t.Helper()
	want := memindex.New(quads)
	gs, err := got.Statistics()
	if err != nil {
		t.Fatal(err)
	}
	if ws, _ := want.Statistics(); gs != ws {
		t.Fatalf("statistics %+v, want %+v", gs, ws)
	}
	for o := range index.Order(index.Orders) {
		comparePattern(t, got, want, rdf.Quad{}, o, r)
	}
	for range 4 {
		if len(quads) == 0 {
			return
		}
		q := quads[r.IntN(len(quads))]
		other := quads[r.IntN(len(quads))]
		pattern := q
		for i, term := range termsOf(&pattern) {
			switch r.IntN(5) {
			case 0, 1, 2:
				*term = rdf.Term{}
			case 3:
				*term = *termsOf(&other)[i]
			}
		}
		comparePattern(t, got, want, pattern, index.Order(r.IntN(index.Orders)), r)
		p := []index.ID{index.None}
		w := []index.ID{index.None}
		if got.IDs(ctx, []rdf.Term{q.Predicate}, p) != nil || want.IDs(ctx, []rdf.Term{q.Predicate}, w) != nil {
			t.Fatal("no id for a predicate")
		}
		gp, err := got.Predicate(p[0])
		if wp, _ := want.Predicate(w[0]); gp != wp || err != nil {
			t.Fatalf("predicate %v: %+v, %v, want %+v", q.Predicate, gp, err, wp)
		}
	}
}

func patternOf(t tester, s index.Snapshot, q rdf.Quad) (p index.Quad, ok bool) {
	t.Helper()
	terms := []rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph}
	if err := s.IDs(ctx, terms, p[:]); err != nil {
		t.Fatal(err)
	}
	ok = true
	for i := range p {
		if terms[i].IsZero() {
			p[i] = index.None
		} else if p[i] == index.None {
			ok = false
		}
	}
	return p, ok
}

// comparePattern compares a scan, counts and seeks.
func comparePattern(t tester, got, want index.Snapshot, pattern rdf.Quad, o index.Order, r *rand.Rand) {
	t.Helper()
	gp, ok := patternOf(t, got, pattern)
	wp, wok := patternOf(t, want, pattern)
	if !wok {
		t.Fatalf("pattern %v has terms that the model does not know", pattern)
	}
	if !ok {
		if n, _ := want.Count(ctx, wp, false); n > 0 {
			t.Fatalf("pattern %v has terms that the store does not know", pattern)
		}
		return
	}
	for _, triples := range []bool{false, true} {
		scan := index.Scan{Pattern: gp, Order: o, Columns: index.AllPositions, Triples: triples}
		if triples {
			if scan.Columns &^= 1 << index.Graph; o.Positions()[3] != index.Graph || gp[index.Graph] != index.None {
				continue
			}
		}
		rows := readScan(t, got, scan)
		if !slices.IsSortedFunc(rows, func(a, b index.Quad) int { return o.Arrange(a).Compare(o.Arrange(b)) }) {
			t.Fatalf("pattern %v in %s is not sorted", pattern, o)
		}
		wscan := scan
		wscan.Pattern = wp
		g, w := named(t, got, rows), named(t, want, readScan(t, want, wscan))
		if !slices.Equal(g, w) {
			t.Fatalf("pattern %v in %s, triples %v:\n got %d %v\nwant %d %v", pattern, o, triples, len(g), g, len(w), w)
		}
		compareSeeks(t, got, scan, rows, r)
		compareRanges(t, got, scan, rows, r)
	}
	for _, triples := range []bool{false, true} {
		g, err := got.Count(ctx, gp, triples)
		if w, _ := want.Count(ctx, wp, triples); g != w || err != nil {
			t.Fatalf("count of %v, triples %v: %d, %v, want %d", pattern, triples, g, err, w)
		}
	}
	g, err := got.Estimate(gp)
	if w, _ := want.Estimate(wp); err != nil || w < 250 && g != w {
		t.Fatalf("estimate of %v: %d, %v, want %d", pattern, g, err, w)
	}
}

// compareSeeks seeks to random rows among those that a scan gives.
func compareSeeks(t tester, s index.Snapshot, scan index.Scan, rows []index.Quad, r *rand.Rand) {
	t.Helper()
	sc, err := s.Scan(ctx, scan)
	if err != nil {
		t.Fatal(err)
	}
	defer sc.Close()
	prefix := scan.Order.Prefix(scan.Pattern.Bound())
	given := 0
	for range 4 {
		if len(rows) == 0 || !hasOpen(scan) {
			return
		}
		row := scan.Order.Arrange(rows[r.IntN(len(rows))])
		row[prefix] += index.ID(r.IntN(3)) - 1
		key := row[prefix : prefix+1+r.IntN(4-prefix)]
		if err := sc.Seek(ctx, key...); err != nil {
			t.Fatal(err)
		}
		b, err := sc.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for given < len(rows) && slices.Compare(arranged(scan.Order, rows[given])[prefix:], key) < 0 {
			given++
		}
		if given == len(rows) != (b.Len == 0) {
			t.Fatalf("seek to %x in %s gave %d rows, want %d", key, scan.Order, b.Len, len(rows)-given)
		}
		for i := range b.Len {
			for p, column := range b.Columns {
				if column != nil && column[i] != rows[given][p] {
					t.Fatalf("seek to %x in %s: row %d differs", key, scan.Order, i)
				}
			}
			given++
		}
	}
}

// hasOpen reports whether a place that the rows of a scan have is open in its
// pattern.
func hasOpen(scan index.Scan) bool {
	prefix := scan.Order.Prefix(scan.Pattern.Bound())
	return prefix < 4 && scan.Columns.Has(scan.Order.Positions()[prefix])
}

func arranged(o index.Order, q index.Quad) []index.ID {
	q = o.Arrange(q)
	return q[:]
}

// compareRanges restricts the first open place to ranges.
func compareRanges(t tester, s index.Snapshot, scan index.Scan, rows []index.Quad, r *rand.Rand) {
	t.Helper()
	prefix := scan.Order.Prefix(scan.Pattern.Bound())
	if len(rows) == 0 || !hasOpen(scan) {
		return
	}
	var ends []index.ID
	for range 2 * (1 + r.IntN(3)) {
		ends = append(ends, arranged(scan.Order, rows[r.IntN(len(rows))])[prefix]+index.ID(r.IntN(2)))
	}
	slices.Sort(ends)
	scan.Ranges = []index.Range{}
	for i := 0; i < len(ends); i += 2 {
		if n := len(scan.Ranges); n == 0 || scan.Ranges[n-1].Last < ends[i] {
			scan.Ranges = append(scan.Ranges, index.Range{First: ends[i], Last: ends[i+1]})
		}
	}
	var want []index.Quad
	for _, row := range rows {
		id := arranged(scan.Order, row)[prefix]
		if slices.ContainsFunc(scan.Ranges, func(r index.Range) bool { return r.First <= id && id <= r.Last }) {
			want = append(want, row)
		}
	}
	if got := readScan(t, s, scan); !slices.Equal(got, want) {
		t.Fatalf("ranges %x in %s: %d rows, want %d", scan.Ranges, scan.Order, len(got), len(want))
	}
	compareSeeks(t, s, scan, want, r)
}

// testTerms are terms of all kinds, some in several places of a quad.
func testTerms() (nodes, predicates, objects, graphs []rdf.Term) {
	for i := range 12 {
		nodes = append(nodes, ex(fmt.Sprintf("node/%d", i)))
	}
	nodes = append(nodes, rdf.Blank("b0"), rdf.Blank("b1"))
	for i := range 4 {
		predicates = append(predicates, ex(fmt.Sprintf("p%d", i)))
	}
	predicates = append(predicates, nodes[0])
	objects = append(objects, nodes...)
	objects = append(objects,
		rdf.String("a"), rdf.String(""), rdf.LangString("a", "en"), rdf.LangString("a", "EN"),
		rdf.DirLangString("a", "en", rdf.RTL), rdf.Literal("007", rdf.XSDInteger), rdf.Literal("7", rdf.XSDInteger),
		rdf.Literal("1.0", rdf.XSDDecimal), rdf.Literal("1.00", rdf.XSDDecimal), rdf.Literal("1e2", rdf.XSDDouble),
		rdf.Literal("2024-01-01", rdf.XSDNamespace+"date"), rdf.Literal("2024-01-01Z", rdf.XSDNamespace+"date"),
		rdf.Literal("POINT(1 2)", "http://www.opengis.net/ont/geosparql#wktLiteral"),
		rdf.TripleTerm(nodes[0], predicates[0], rdf.TripleTerm(nodes[1], predicates[1], rdf.String("x"))),
	)
	graphs = []rdf.Term{{}, ex("g0"), ex("g1"), nodes[1]}
	return nodes, predicates, objects, graphs
}

func randomQuad(r *rand.Rand) rdf.Quad {
	nodes, predicates, objects, graphs := testTerms()
	pick := func(terms []rdf.Term) rdf.Term { return terms[r.IntN(len(terms))] }
	return rdf.Quad{Subject: pick(nodes), Predicate: pick(predicates), Object: pick(objects), Graph: pick(graphs)}
}

func mustCheck(t tester, db *DB) {
	t.Helper()
	var faults []string
	if err := db.Check(ctx, func(fault string) { faults = append(faults, fault) }); err != nil {
		t.Fatalf("check: %v: %q", err, faults)
	}
}
