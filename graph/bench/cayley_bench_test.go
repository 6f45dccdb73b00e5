package bench

import (
	"context"
	"fmt"
	"testing"

	"diplograph/graph/bench/generate"
	"diplograph/graph/quadstore"
	"diplograph/graph/vocab"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// The look-ups that are measured, as paths of Cayley's; each gives how many nodes
// it found.
var lookups = []struct {
	name string
	find func(b *testing.B, qs cayley.QuadStore) int64
}{
	{"1-hop", func(b *testing.B, qs cayley.QuadStore) int64 {
		return walk(b, path.StartPath(qs, quad.IRI(someone)).Out(quad.IRI(vocab.Met)).Unique(), 0)
	}},
	{"three-way", func(b *testing.B, qs cayley.QuadStore) int64 {
		in := func(node, via string) *path.Path { return path.StartPath(qs, quad.IRI(node)).In(quad.IRI(via)) }
		three := in(generate.Person(0), vocab.Visitor).And(in(generate.Country(0), vocab.Host)).And(in(vocab.StateVisit, vocab.RDFType))
		return walk(b, three.Unique(), 0)
	}},
	{"hub-50", func(b *testing.B, qs cayley.QuadStore) int64 {
		return walk(b, path.StartPath(qs, quad.IRI(vocab.SchemaPerson)).In(quad.IRI(vocab.RDFType)), 50)
	}},
	{"hub-count", func(b *testing.B, qs cayley.QuadStore) int64 {
		return count(b, path.StartPath(qs, quad.IRI(vocab.SchemaPerson)).In(quad.IRI(vocab.RDFType)))
	}},
	{"nodes", func(b *testing.B, qs cayley.QuadStore) int64 { return count(b, path.StartPath(qs)) }},
	{"gizmo three-way", func(b *testing.B, qs cayley.QuadStore) int64 {
		return script(b, qs, fmt.Sprintf("g.V('<%s>').in('<%s>').and(g.V('<%s>').in('<%s>')).and(g.V('<%s>').in('<%s>')).unique().all()",
			generate.Person(0), vocab.Visitor, generate.Country(0), vocab.Host, vocab.StateVisit, vocab.RDFType))
	}},
}

// BenchmarkCayley takes the look-ups through Cayley, on the embedded store and on
// Cayley's LevelDB backend. Both must find the same number of nodes.
func BenchmarkCayley(b *testing.B) {
	db := openLoaded(b, "diplograph")
	level := loaded(b, "leveldb", func(dir string) {
		qs, w := newLevelDB(b, dir)
		defer closeStore(b, qs)
		loadLevelDB(b, w, graphOptions())
	})
	theirs := openLevelDB(b, level)
	defer closeStore(b, theirs)
	stores := []struct {
		name string
		qs   cayley.QuadStore
	}{{"diplograph", quadstore.New(snapshot(b, db))}, {"leveldb", theirs}}
	for _, l := range lookups {
		found := map[int64]bool{}
		for _, store := range stores {
			b.Run(l.name+"/"+store.name, func(b *testing.B) {
				var n int64
				for b.Loop() {
					n = l.find(b, store.qs)
				}
				found[n] = true
				b.ReportMetric(float64(n), "found")
			})
		}
		if len(found) > 1 {
			b.Errorf("%s: %v found, want as many on both sides", l.name, found)
		}
	}
}

// walk names all that a path finds, or so many.
func walk(b *testing.B, p *path.Path, limit int) (n int64) {
	b.Helper()
	chain := p.Iterate(context.Background()).Paths(false)
	if limit > 0 {
		chain = chain.Limit(limit)
	}
	if err := chain.EachValue(nil, func(quad.Value) error { n++; return nil }); err != nil {
		b.Fatal(err)
	}
	return n
}

func count(b *testing.B, p *path.Path) int64 {
	b.Helper()
	n, err := p.Iterate(context.Background()).Paths(false).Count()
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// script counts the results of a script in Gizmo.
func script(b *testing.B, qs cayley.QuadStore, text string) (n int64) {
	b.Helper()
	it, err := gizmo.NewSession(qs).Execute(context.Background(), text, query.Options{Collation: query.JSON})
	if err != nil {
		b.Fatal(err)
	}
	defer it.Close()
	for it.Next(context.Background()) {
		n++
	}
	if err := it.Err(); err != nil {
		b.Fatal(err)
	}
	return n
}
