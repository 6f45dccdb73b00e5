package quadstore_test

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	_ "github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// plain is a quad store without its optimizer.
type plain struct{ cayley.QuadStore }

// TestPathsAnswerAlike asks random paths with the optimizer, without it, and of
// Cayley's own store in memory.
func TestPathsAnswerAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quads := append(rapid.SliceOfN(drawQuad(), 0, 25).Draw(t, "quads"), everyNode()...)
		shown := quadstore.New(memindex.New(quads))
		mem := memstore(t, shown)
		p := drawPath(2).Draw(t, "path")
		want := cayleys(t, p, shown, true)
		if want == nil && cayleys(t, p, plain{shown}, false) != nil {
			t.Fatal("panics with the optimizer alone")
		}
		for name, got := range map[string][]string{
			"with the optimizer, iterators as they are": cayleys(t, p, shown, false),
			"without, iterators as they are":            cayleys(t, p, plain{shown}, false),
			"without the optimizer":                     cayleys(t, p, plain{shown}, true),
			"memstore":                                  cayleys(t, p, mem, true),
		} {
			if got != nil && want != nil && !slices.Equal(got, want) {
				t.Fatalf("%s: %v, with the optimizer: %v, of\n%s", name, got, want, fmt.Sprint(quads))
			}
		}
	})
}

// cayleys is answers, nil where Cayley panics: over a complement that it believes
// to have fewer than no members, or one of nothing.
func cayleys(t *rapid.T, p pathMaker, qs cayley.QuadStore, optimize bool) (got []string) {
	defer func() {
		x := recover()
		if err, ok := x.(runtime.Error); ok {
			t.Log(err)
			got = nil
		} else if x != nil {
			panic(x)
		}
	}()
	return answers(t, p, qs, optimize)
}

// everyNode has each node that a path may name stand in some quad: Cayley panics
// over some paths with nodes that are not there.
func everyNode() (quads []rdf.Quad) {
	for _, name := range []string{"n0", "n1", "n2", "n3", "n4", "n5", "n6", "p0", "p1", "p2", "p3", "g0", "g1"} {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI(name), Predicate: rdf.IRI("is"), Object: rdf.IRI("node")})
	}
	return quads
}

func drawQuad() *rapid.Generator[rdf.Quad] {
	return rapid.Custom(func(t *rapid.T) rdf.Quad {
		q := rdf.Quad{
			Subject:   rdf.IRI(fmt.Sprint("n", rapid.IntRange(0, 5).Draw(t, "subject"))),
			Predicate: rdf.IRI(fmt.Sprint("p", rapid.IntRange(0, 2).Draw(t, "predicate"))),
			Object:    rdf.IRI(fmt.Sprint("n", rapid.IntRange(0, 5).Draw(t, "object"))),
		}
		if rapid.IntRange(0, 3).Draw(t, "literal") == 0 {
			q.Object = rapid.SampledFrom([]rdf.Term{
				rdf.Literal("3", rdf.XSDInteger), rdf.Literal("11", rdf.XSDInteger), rdf.Literal("007", rdf.XSDInteger),
				rdf.Literal("7.5", rdf.XSDDecimal), rdf.String("k"), rdf.String("m"),
				rdf.Literal("2024-01-01T00:00:00Z", rdf.XSDNamespace+"dateTime"),
			}).Draw(t, "object")
		}
		if rapid.Bool().Draw(t, "named") {
			q.Graph = rdf.IRI(fmt.Sprint("g", rapid.IntRange(0, 1).Draw(t, "graph")))
		}
		return q
	})
}

func memstore(t *rapid.T, from *quadstore.QuadStore) cayley.QuadStore {
	mem, err := cayley.NewQuadStore("memstore", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	var deltas []cayley.Delta
	for it := from.QuadsAllIterator().Iterate(); it.Next(context.Background()); {
		q, err := from.Quad(it.Result())
		if err != nil {
			t.Fatal(err)
		}
		deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Add})
	}
	if err := mem.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	return mem
}

// pathMaker makes a path for a quad store.
type pathMaker func(*path.Path) *path.Path

func answers(t *rapid.T, p pathMaker, qs cayley.QuadStore, optimize bool) []string {
	t.Helper()
	chain := p(path.StartPath(qs)).Iterate(context.Background())
	if !optimize {
		chain = chain.UnOptimized()
	}
	set := map[string]bool{}
	err := chain.EachValue(qs, func(v quad.Value) error {
		set[v.String()] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

func drawPath(depth int) *rapid.Generator[pathMaker] {
	node := rapid.Custom(func(t *rapid.T) quad.Value {
		return quad.IRI(fmt.Sprint("n", rapid.IntRange(0, 6).Draw(t, "node")))
	})
	via := rapid.Custom(func(t *rapid.T) []any {
		var out []any
		for range rapid.IntRange(0, 2).Draw(t, "predicates") {
			out = append(out, quad.IRI(fmt.Sprint("p", rapid.IntRange(0, 3).Draw(t, "predicate"))))
		}
		return out
	})
	return rapid.Custom(func(t *rapid.T) pathMaker {
		var steps []pathMaker
		for range rapid.IntRange(1, 3).Draw(t, "steps") {
			steps = append(steps, drawStep(t, depth, fmt.Sprint(len(steps)), node, via))
		}
		return func(p *path.Path) *path.Path {
			for _, step := range steps {
				p = step(p)
			}
			return p
		}
	})
}

func drawStep(t *rapid.T, depth int, name string, node *rapid.Generator[quad.Value], via *rapid.Generator[[]any]) pathMaker {
	kinds := []string{"out", "in", "has", "hasReverse", "is", "tag", "label", "filter", "hasFilter", "save"}
	if depth >= 0 { // of several ways to a node, these may keep one
		kinds = append(kinds, "unique", "predicates", "optional", "both")
	}
	if depth > 0 {
		kinds = append(kinds, "and", "and", "or", "except", "outPath", "follow")
	}
	nodes := rapid.SliceOfN(node, 0, 2).Draw(t, "nodes")
	by := via.Draw(t, "via")
	var one any
	if len(by) > 0 {
		one = by[0]
	}
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	var sub pathMaker
	if depth > 0 {
		sub = drawPath(depth-1).Draw(t, "sub")
	}
	op := rapid.SampledFrom([]iterator.Operator{iterator.CompareLT, iterator.CompareLTE, iterator.CompareGT, iterator.CompareGTE}).Draw(t, "op")
	val := rapid.SampledFrom([]quad.Value{quad.IRI("n3"), quad.String("l"), quad.Int(7), quad.Float(7.5)}).Draw(t, "value")
	return func(p *path.Path) *path.Path {
		fresh := func() *path.Path { return sub(path.StartMorphism()) }
		switch kind {
		case "out":
			return p.Out(by...)
		case "in":
			return p.In(by...)
		case "both":
			return p.Both(by...)
		case "has":
			return p.Has(orAny(one), nodes...)
		case "hasReverse":
			return p.HasReverse(orAny(one), nodes...)
		case "is":
			return p.Is(nodes...)
		case "tag":
			return p.Tag("t" + name)
		case "save":
			return p.Save(orAny(one), "s"+name)
		case "optional":
			return p.SaveOptional(orAny(one), "o"+name)
		case "label":
			return p.LabelContext(quad.IRI("g0"))
		case "filter":
			return p.Filter(op, val)
		case "hasFilter":
			return p.HasFilter(orAny(one), false, shape.Comparison{Op: op, Val: val})
		case "unique":
			return p.Unique()
		case "predicates":
			return p.OutPredicates()
		case "and":
			return p.And(fresh())
		case "or":
			return p.Or(fresh())
		case "except":
			return p.Except(fresh())
		case "outPath":
			return p.Out(path.StartMorphism(quad.IRI("p0"), quad.IRI("p1")))
		}
		return p.Follow(fresh())
	}
}

// orAny gives a predicate: without any, Cayley panics.
func orAny(via any) any {
	if via == nil {
		return quad.IRI("p0")
	}
	return via
}
