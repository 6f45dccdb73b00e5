package backend_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"diplograph/graph/quadstore/backend"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	_ "github.com/hidal-go/hidalgo/kv/flat/leveldb"
)

// queries are asked of a graph of 200,000 events with 5 quads each. A quarter of
// them is a protest, a fifth in Khiva, a sixth of the union.
var queries = []struct{ name, text string }{
	{"three-way and", `g.V("<protest>").in("<type>").and(g.V("<khiva>").in("<city>")).and(g.V("<union>").in("<actor>")).count()`},
	{"three-way has", `g.V().has("<type>", "<protest>").has("<city>", "<khiva>").has("<actor>", "<union>").count()`},
	{"hop", `g.V("<event1>").out("<city>").count()`},
	{"hub, first 50", `g.V("<khiva>").in("<city>").limit(50).count()`},
	{"hub, count", `g.V("<khiva>").in("<city>").count()`},
	{"hub, two hops", `g.V("<khiva>").in("<city>").out("<actor>").unique().count()`},
	{"range", `g.V().has("<deaths>", gte(995)).count()`},
}

// BenchmarkGizmo asks the embedded store and Cayley's leveldb through Cayley's
// own Gizmo. Run it with -benchtime 3x: leveldb takes seconds for some.
func BenchmarkGizmo(b *testing.B) {
	for _, name := range []string{backend.Name, "leveldb"} {
		b.Run(name, func(b *testing.B) {
			qs := filled(b, name)
			for _, q := range queries {
				b.Run(q.name, func(b *testing.B) {
					for b.Loop() {
						ask(b, qs, q.text)
					}
				})
			}
		})
	}
}

func ask(b *testing.B, qs cayley.QuadStore, text string) {
	b.Helper()
	ctx := context.Background()
	it, err := gizmo.NewSession(qs).Execute(ctx, "g.emit("+text+")", query.Options{Collation: query.Raw})
	if err != nil {
		b.Fatal(err)
	}
	defer it.Close()
	for it.Next(ctx) {
		b.ReportMetric(float64(number(it.Result())), "results")
	}
	if err := it.Err(); err != nil {
		b.Fatal(err)
	}
}

func number(v any) (n int64) {
	if r, ok := v.(*gizmo.Result); ok {
		_, _ = fmt.Sscan(fmt.Sprint(r.Val), &n)
	}
	return n
}

func filled(b *testing.B, name string) cayley.QuadStore {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "store")
	if err := cayley.InitQuadStore(name, dir, nil); err != nil {
		b.Fatal(err)
	}
	qs, err := cayley.NewQuadStore(name, dir, cayley.Options{"nosync": true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = qs.Close() })
	w, err := qs.NewQuadWriter()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := quad.CopyBatch(w, &events{r: rand.New(rand.NewPCG(1, 2))}, 10_000); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return qs
}

// events makes the quads of the graph.
type events struct {
	r    *rand.Rand
	n    int
	left []quad.Quad
}

func (e *events) ReadQuad() (quad.Quad, error) {
	if len(e.left) == 0 {
		if e.n == 200_000 {
			return quad.Quad{}, io.EOF
		}
		e.n++
		e.left = e.event(quad.IRI(fmt.Sprint("event", e.n)))
	}
	q := e.left[0]
	e.left = e.left[1:]
	return q, nil
}

func (e *events) event(id quad.IRI) []quad.Quad {
	pick := func(one quad.IRI, in int) quad.Value {
		if e.r.IntN(in) == 0 {
			return one
		}
		return quad.IRI(fmt.Sprint("other", e.r.IntN(1000)))
	}
	make := func(p quad.IRI, o quad.Value) quad.Quad { return quad.Quad{Subject: id, Predicate: p, Object: o} }
	return []quad.Quad{
		make("type", pick("protest", 4)), make("city", pick("khiva", 5)), make("actor", pick("union", 6)),
		make("deaths", quad.Int(e.r.IntN(1000))), make("text", quad.String(fmt.Sprint("what happened in event ", e.n))),
	}
}
