package quadstore_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/quadstore"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// TestCayleySuite runs what Cayley asks of its backends. The film data are asked
// of the embedded store alone: plain slices take too long for them.
func TestCayleySuite(t *testing.T) {
	enterCayleyData(t)
	graphtest.TestAll(t, func(testing.TB) (cayley.QuadStore, cayley.Options) {
		return quadstore.NewWritable(newMemory()), nil
	}, &graphtest.Config{OptimizesComparison: true})
}

// enterCayleyData goes to a folder from which Cayley's suites find their data.
func enterCayleyData(t *testing.T) {
	t.Helper()
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "graph", "backend")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(strings.TrimSpace(string(module)), "data")
	if err := os.Symlink(data, filepath.Join(folder, "../../data")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
}
