package quadstore_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	"pgregory.net/rapid"
)

// TestTagsAreAllThere compares the tags of random chains of steps: what Cayley's
// own plans find is found, and more where they lose a way to a node.
func TestTagsAreAllThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quads := append(rapid.SliceOfN(drawQuad(), 0, 25).Draw(t, "quads"), everyNode()...)
		shown := quadstore.New(memindex.New(quads))
		p := drawPath(-1).Draw(t, "path")
		got := tagged(t, p, shown)
		for row := range tagged(t, p, plain{shown}) {
			// Cayley tags with nil what it has already left behind.
			if !got[row] && !strings.Contains(row, "<nil>") {
				t.Fatalf("%s is missing in %v, of\n%s", row, slices.Sorted(maps.Keys(got)), fmt.Sprint(quads))
			}
		}
	})
}

func tagged(t *rapid.T, p pathMaker, qs cayley.QuadStore) map[string]bool {
	set := map[string]bool{}
	err := p(path.StartPath(qs)).Tag("result").Iterate(context.Background()).TagEach(func(tags map[string]refs.Ref) error {
		names := map[string]string{}
		for tag, ref := range tags {
			v, err := qs.NameOf(ref)
			if err != nil {
				return err
			}
			names[tag] = fmt.Sprint(v)
		}
		set[fmt.Sprint(names)] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
