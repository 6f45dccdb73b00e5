package quadstore_test

import (
	"testing"

	"diplograph/graph/quadstore"
	"diplograph/graph/quadstore/internal/suitedata"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// TestCayleySuite runs what Cayley asks of its backends. The film data are asked
// of the embedded store alone: plain slices take too long for them.
func TestCayleySuite(t *testing.T) {
	suitedata.Enter(t)
	graphtest.TestAll(t, func(testing.TB) (cayley.QuadStore, cayley.Options) {
		return quadstore.NewWritable(newMemory()), nil
	}, &graphtest.Config{OptimizesComparison: true})
}
