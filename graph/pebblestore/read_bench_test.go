package pebblestore

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

const (
	benchQuads = 1_000_000
	hubEdges   = 100_000
)

// benchStore loads a million generated quads, and a hub that 100,000 nodes point
// to, one in ten of which point to a second and one in fifteen to a third.
func benchStore(b *testing.B) *DB {
	b.Helper()
	db, err := Open(b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	g, err := generate.New(generate.Options{Quads: benchQuads - hubEdges, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	hub := 0
	_, err = db.Load(ctx, LoadOptions{}, func() ([]rdf.Quad, error) {
		if quads := g.Next(); len(quads) > 0 {
			return quads, nil
		}
		if hub == hubEdges {
			return nil, io.EOF
		}
		var quads []rdf.Quad
		for range 1000 {
			node := ex(fmt.Sprint("node/", hub*7%hubEdges))
			quads = append(quads, rdf.Quad{Subject: node, Predicate: ex("points"), Object: ex("hub"), Graph: ex("g")})
			if hub%10 == 0 {
				quads = append(quads, rdf.Quad{Subject: node, Predicate: ex("points"), Object: ex("hub2"), Graph: ex("g")})
			}
			if hub%15 == 0 {
				quads = append(quads, rdf.Quad{Subject: node, Predicate: ex("points"), Object: ex("hub3"), Graph: ex("g")})
			}
			hub++
		}
		return quads, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// scatter adds and removes a hundredth of the quads, all over the store.
func scatter(b *testing.B, db *DB) {
	b.Helper()
	s := mustSnapshot(b, db)
	rows := readScan(b, s, index.Scan{Order: index.SPOG, Columns: index.AllPositions})
	r := rand.New(rand.NewPCG(1, 1))
	var quads []rdf.Quad
	terms := make([]rdf.Term, 4)
	for range len(rows) / 100 {
		q := rows[r.IntN(len(rows))]
		if err := s.Terms(ctx, q[:], terms); err != nil {
			b.Fatal(err)
		}
		quads = append(quads, rdf.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Graph: terms[3]})
	}
	s.Close()
	n := len(quads) / 2
	removed := quads[n:]
	added := make([]rdf.Quad, n)
	for i := range added {
		added[i] = rdf.Quad{Subject: quads[i].Subject, Predicate: quads[i].Predicate, Object: quads[(i+1)%n].Object, Graph: quads[i].Graph}
	}
	db.limits.entries = 0 // nothing is folded
	mustApply(b, db, added, removed)
}

func BenchmarkScan(b *testing.B) {
	db := benchStore(b)
	scan := func(b *testing.B) {
		for o := range index.Order(index.Orders) {
			for _, columns := range []index.Positions{index.AllPositions, index.AllPositions &^ (1 << index.Graph)} {
				triples := columns != index.AllPositions && o.Positions()[3] == index.Graph
				b.Run(fmt.Sprintf("%s/%04b/triples=%v", o, columns, triples), func(b *testing.B) {
					s := mustSnapshot(b, db)
					defer s.Close()
					rows := 0
					defer onThread(b)()
					for b.Loop() {
						sc, err := s.Scan(ctx, index.Scan{Order: o, Columns: columns, Triples: triples})
						if err != nil {
							b.Fatal(err)
						}
						for {
							batch, err := sc.Next(ctx)
							if err != nil {
								b.Fatal(err)
							}
							if batch.Len == 0 {
								break
							}
							rows += batch.Len
						}
						sc.Close()
					}
					b.ReportMetric(float64(rows)/float64(b.N), "rows/op")
				})
			}
		}
	}
	b.Run("folded", scan)
	scatter(b, db)
	b.Run("delta", scan)
}

func BenchmarkLookup(b *testing.B) {
	db := benchStore(b)
	b.Run("folded", func(b *testing.B) { lookups(b, db) })
	scatter(b, db)
	b.Run("delta", func(b *testing.B) { lookups(b, db) })
}

func lookups(b *testing.B, db *DB) {
	s := mustSnapshot(b, db)
	defer s.Close()
	ids := make([]index.ID, 5)
	if err := s.IDs(ctx, []rdf.Term{ex("points"), ex("hub"), ex("node/70"), ex("hub2"), ex("hub3")}, ids); err != nil {
		b.Fatal(err)
	}
	points, hub, node := ids[0], ids[1], ids[2]
	inHub := index.Quad{index.Predicate: points, index.Object: hub}
	first := func(b *testing.B, s *Snapshot, pattern index.Quad, n int) {
		sc, err := s.Scan(ctx, index.Scan{Pattern: pattern, Order: index.OrderFor(pattern.Bound()), Columns: index.AllPositions})
		if err != nil {
			b.Fatal(err)
		}
		defer sc.Close()
		for n > 0 {
			batch, err := sc.Next(ctx)
			if err != nil {
				b.Fatal(err)
			}
			if batch.Len == 0 {
				return
			}
			n -= batch.Len
		}
	}
	b.Run("snapshot", func(b *testing.B) {
		defer onThread(b)()
		for b.Loop() {
			mustSnapshot(b, db).Close()
		}
	})
	b.Run("1hop", func(b *testing.B) {
		defer onThread(b)()
		for b.Loop() {
			first(b, s, index.Quad{index.Subject: node}, 1<<30)
		}
	})
	b.Run("1hopWithSnapshotAndTerms", func(b *testing.B) {
		terms := []rdf.Term{ex("node/70")}
		out := make([]rdf.Term, 4)
		defer onThread(b)()
		for b.Loop() {
			s := mustSnapshot(b, db)
			id := make([]index.ID, 1)
			if err := s.IDs(ctx, terms, id); err != nil {
				b.Fatal(err)
			}
			first(b, s, index.Quad{index.Subject: id[0]}, 1<<30)
			if err := s.Terms(ctx, []index.ID{node, points, hub, index.DefaultGraph}, out); err != nil {
				b.Fatal(err)
			}
			s.Close()
		}
	})
	b.Run("hubFirst50", func(b *testing.B) {
		defer onThread(b)()
		for b.Loop() {
			first(b, s, inHub, 50)
		}
	})
	b.Run("hubCount", func(b *testing.B) {
		defer onThread(b)()
		for b.Loop() {
			if n, err := s.Count(ctx, inHub, true); err != nil || n < hubEdges*9/10 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("countAll", func(b *testing.B) {
		defer onThread(b)()
		for b.Loop() {
			if _, err := s.Statistics(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("intersection", func(b *testing.B) {
		found := 0
		defer onThread(b)()
		for b.Loop() {
			found = intersect(b, s, points, hub, ids[3], ids[4])
		}
		b.ReportMetric(float64(found), "found")
	})
}

// intersect counts the subjects that point to all objects, by leapfrog.
func intersect(b *testing.B, s *Snapshot, p index.ID, objects ...index.ID) (found int) {
	type stream struct {
		sc    index.Scanner
		batch []index.ID
	}
	streams := make([]stream, len(objects))
	for i, o := range objects {
		sc, err := s.Scan(ctx, index.Scan{Pattern: index.Quad{index.Predicate: p, index.Object: o}, Order: index.POSG, Columns: 1 << index.Subject, Triples: true})
		if err != nil {
			b.Fatal(err)
		}
		defer sc.Close()
		streams[i] = stream{sc: sc}
	}
	// to moves a stream to the first id not before one.
	to := func(st *stream, id index.ID) (index.ID, bool) {
		for i, other := range st.batch {
			if other >= id {
				st.batch = st.batch[i:]
				return other, true
			}
		}
		if err := st.sc.Seek(ctx, id); err != nil {
			b.Fatal(err)
		}
		batch, err := st.sc.Next(ctx)
		if err != nil {
			b.Fatal(err)
		}
		if st.batch = batch.Columns[index.Subject]; batch.Len == 0 {
			return 0, false
		}
		return st.batch[0], true
	}
	id, agreed := index.ID(1), 0
	for i := 0; ; i = (i + 1) % len(streams) {
		got, ok := to(&streams[i], id)
		if !ok {
			return found
		}
		if got != id {
			id, agreed = got, 1
			continue
		}
		if agreed++; agreed >= len(streams) {
			found++
			id, agreed = id+1, 0
		}
	}
}
