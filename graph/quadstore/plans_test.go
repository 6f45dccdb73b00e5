package quadstore_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestEveryPlan asks random paths by every plan there is, and has each give the
// rows of the model, as often as the model does. Cayley's own store gives some of
// them, each no more often.
func TestEveryPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		snap := memindex.New(append(rapid.SliceOfN(drawQuad(), 0, 20).Draw(t, "quads"), everyNode()...))
		shown := quadstore.New(snap)
		m := newModel(quadsOf(t, shown))
		draw := &asker{t: t}
		a := draw.steps(2)
		rows := a.model(m, m.all())
		if len(rows) > 2000 {
			t.Skip("too many rows") // another is drawn
		}
		want := sortedRows(rows)
		everyPlan(shown, func() {
			got, err := rowsOf(a.path(path.StartPath(shown)), shown)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-model +plan)\n%s", a, diff)
			}
		})
		checkCounts(t, a, quadstore.New(snap), want)
		if draw.ordered {
			return
		}
		for _, got := range memstoreRows(t, a, shown, draw.excluded) {
			i, found := slices.BinarySearch(want, got)
			switch {
			case found:
				want = slices.Delete(want, i, i+1)
			case !strings.Contains(got, "<nil>"): // Cayley tags with nil what it has already left behind.
				t.Fatalf("%s: Cayley has %s, or more often", a, got)
			}
		}
	})
}

// everyPlan runs a query once for each choice of plans, or for the first 40.
func everyPlan(qs *quadstore.QuadStore, run func()) {
	var chosen, plans []int
	for range 40 {
		at := 0
		qs.Pick(func(costs []int64) int {
			if at == len(chosen) {
				chosen, plans = append(chosen, 0), append(plans, len(costs))
			}
			at++
			return chosen[at-1]
		})
		run()
		last := len(chosen) - 1
		for last >= 0 && chosen[last]+1 == plans[last] {
			last--
		}
		if last < 0 {
			return
		}
		chosen, plans = chosen[:last+1], plans[:last+1]
		chosen[last]++
	}
}

func quadsOf(t *rapid.T, qs *quadstore.QuadStore) (quads []quad.Quad) {
	for it := qs.QuadsAllIterator().Iterate(); it.Next(context.Background()); {
		q, err := qs.Quad(it.Result())
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func sortedRows(rows []row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.String()
	}
	slices.Sort(out)
	return out
}

const resultTag = "result"

// rowsOf gives all that a path gives, without some of the tags, sorted.
func rowsOf(p *path.Path, qs cayley.QuadStore, without ...string) ([]string, error) {
	var rows []row
	err := p.Tag(resultTag).Iterate(context.Background()).TagValues(qs, func(tags map[string]quad.Value) error {
		r := row{tags[resultTag], tags}
		for _, tag := range append(without, resultTag) {
			delete(tags, tag)
		}
		rows = append(rows, r)
		return nil
	})
	return sortedRows(rows), err
}

// checkCounts asks how many there are, and for the first of them.
func checkCounts(t *rapid.T, a asked, qs *quadstore.QuadStore, want []string) {
	n, err := a.path(path.StartPath(qs)).Iterate(context.Background()).Count()
	if err != nil || n != int64(len(want)) {
		t.Fatalf("%s: counted %d, %v; expected %d", a, n, err, len(want))
	}
	limit := rapid.IntRange(1, 5).Draw(t, "limit")
	got, err := rowsOf(a.path(path.StartPath(qs)).Limit(int64(limit)), qs)
	if err != nil || len(got) != min(limit, len(want)) {
		t.Fatalf("%s: %d of the first %d, %v; there are %d", a, len(got), limit, err, len(want))
	}
	for _, r := range got {
		if _, found := slices.BinarySearch(want, r); !found {
			t.Fatalf("%s: %s is among the first %d and not in the whole", a, r, limit)
		}
	}
}

// memstoreRows are what Cayley's own store gives: nothing where Cayley panics, see
// cayleys.
func memstoreRows(t *rapid.T, a asked, shown *quadstore.QuadStore, without []string) (rows []string) {
	defer func() {
		x := recover()
		if err, ok := x.(runtime.Error); ok {
			t.Log(err)
		} else if x != nil {
			panic(x)
		}
	}()
	mem := memstore(t, shown)
	rows, err := rowsOf(a.path(path.StartPath(mem)), mem, without...)
	if err != nil {
		t.Fatal(fmt.Errorf("memstore: %w", err))
	}
	return rows
}
