package backend_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"diplograph/graph/quadstore/backend"
	"diplograph/graph/quadstore/internal/suitedata"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// TestCayleySuite runs all that Cayley asks of its backends, with the film data.
func TestCayleySuite(t *testing.T) {
	suitedata.Enter(t)
	graphtest.TestAll(t, func(tb testing.TB) (cayley.QuadStore, cayley.Options) {
		return create(tb, filepath.Join(tb.TempDir(), "store")), nil
	}, &graphtest.Config{OptimizesComparison: true, AlwaysRunIntegration: true})
}

func create(tb testing.TB, dir string) cayley.QuadStore {
	tb.Helper()
	if err := cayley.InitQuadStore(backend.Name, dir, nil); err != nil {
		tb.Fatal(err)
	}
	qs, err := cayley.NewQuadStore(backend.Name, dir, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := qs.Close(); err != nil {
			tb.Error(err)
		}
	})
	return qs
}

func TestOpenedAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	qs, err := cayley.NewQuadStore(backend.Name, dir, cayley.Options{"read_only": true})
	if err == nil {
		t.Fatalf("a store that is not there was opened for reading: %v", qs)
	}
	if err := cayley.InitQuadStore(backend.Name, dir, nil); err != nil {
		t.Fatal(err)
	}
	if err := cayley.InitQuadStore(backend.Name, dir, nil); !errors.Is(err, cayley.ErrDatabaseExists) {
		t.Errorf("a store that is there was created again: %v", err)
	}
	qs, err = cayley.NewQuadStore(backend.Name, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := qs.ApplyDeltas([]cayley.Delta{{Quad: quad.MakeIRI("s", "p", "o", ""), Action: cayley.Add}}, cayley.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	if err := qs.Close(); err != nil {
		t.Fatal(err)
	}
	qs, err = cayley.NewQuadStore(backend.Name, dir, cayley.Options{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	got, err := path.StartPath(qs, quad.IRI("s")).Out(quad.IRI("p")).Iterate(context.Background()).AllValues(qs)
	if err != nil || len(got) != 1 || got[0] != quad.IRI("o") {
		t.Errorf("found %v, %v; expected <o>", got, err)
	}
	if err := qs.Close(); err != nil {
		t.Error(err)
	}
}
