package quadstore_test

import (
	"context"
	"fmt"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"

	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// Nodes come in order, each with its own ways, whatever is asked of them after.
func TestOrder(t *testing.T) {
	var quads []rdf.Quad
	for _, s := range []string{"c", "a", "b"} {
		for _, o := range []string{"1", "2"} {
			quads = append(quads, rdf.Quad{Subject: rdf.IRI(s), Predicate: rdf.IRI("p"), Object: rdf.IRI(s + o)})
		}
		quads = append(quads, rdf.Quad{Subject: rdf.IRI(s), Predicate: rdf.IRI("q"), Object: rdf.IRI("x")})
	}
	qs := quadstore.New(memindex.New(quads))
	ways := []string{"<a> <a1>", "<a> <a2>", "<b> <b1>", "<b> <b2>", "<c> <c1>", "<c> <c2>"}
	p, start := quad.IRI("p"), path.StartPath(qs, quad.IRI("c"), quad.IRI("b"), quad.IRI("a"))
	for name, ordered := range map[string]*path.Path{
		"last":       start.Save(p, "o").Order(),
		"then has":   start.Save(p, "o").Order().Has(quad.IRI("q"), quad.IRI("x")),
		"then saved": start.Order().Save(p, "o"),
		"optional":   start.Save(p, "o").Order().SaveOptional(quad.IRI("none"), "none"),
	} {
		everyPlan(qs, func() {
			var got []string
			err := ordered.Tag("s").Iterate(context.Background()).TagValues(qs, func(tags map[string]quad.Value) error {
				got = append(got, fmt.Sprint(tags["s"], " ", tags["o"]))
				return nil
			})
			if diff := cmp.Diff(ways, got); diff != "" || err != nil {
				t.Errorf("%s: %v (-want +got)\n%s", name, err, diff)
			}
		})
		qs.Pick(func([]int64) int { return 0 })
		values, err := ordered.Iterate(context.Background()).AllValues(qs)
		if want := "[<a> <a> <b> <b> <c> <c>]"; fmt.Sprint(values) != want || err != nil {
			t.Errorf("%s: gave %v, %v; expected %s", name, values, err, want)
		}
		if n, err := ordered.Iterate(context.Background()).Count(); n != int64(len(ways)) || err != nil {
			t.Errorf("%s: counted %d, %v; expected %d", name, n, err, len(ways))
		}
	}
}
