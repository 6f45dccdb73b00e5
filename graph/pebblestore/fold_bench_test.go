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
	mustApply(b, db, added, removed)
}

// BenchmarkFold folds changes of one quad in a hundred, all over the store.
func BenchmarkFold(b *testing.B) {
	db := benchStore(b)
	defer onThread(b)()
	blocks := 0
	for b.Loop() {
		b.StopTimer()
		scatter(b, db)
		b.StartTimer()
		if err := db.foldAll(ctx); err != nil {
			b.Fatal(err)
		}
		s := mustSnapshot(b, db)
		for o := range index.Order(index.Orders) {
			list, err := s.dirs.list(s.r, o)
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range list.pages {
				blocks += len(p)
			}
		}
		s.Close()
	}
	b.ReportMetric(float64(blocks)/float64(b.N), "blocks/op")
}

// BenchmarkDirectory reads the directory of an order, as its first use does.
func BenchmarkDirectory(b *testing.B) {
	db := benchStore(b)
	s := mustSnapshot(b, db)
	defer s.Close()
	defer onThread(b)()
	for b.Loop() {
		if _, err := readBlockList(s.r, uint32(s.state.generation), index.SPOG); err != nil {
			b.Fatal(err)
		}
	}
}
