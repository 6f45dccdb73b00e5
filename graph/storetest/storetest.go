// Package storetest is the suite that every backend of package graph passes.
//
//	func TestFolder(t *testing.T) {
//		storetest.Run(t, storetest.Backend{
//			URL:     func(t *testing.T) string { return t.TempDir() },
//			Reopens: true,
//		})
//	}
//
// It asks for what the package promises and for what the backends under it are
// known to get wrong: exact lexical forms, the same triple in two graphs,
// duplicates, changes that fail and the changes after them, quads put in again
// and removed again, readers that keep their state while others write.
package storetest

import (
	"context"
	"slices"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"

	"github.com/google/go-cmp/cmp"
)

// A Backend is what a suite runs on.
type Backend struct {
	// URL gives where a new store is to be made.
	URL func(t *testing.T) string
	// Reopens says that a store is still there when it is opened again.
	Reopens bool
	// Slow asks for fewer random changes.
	Slow bool
	// Fails names tests that are known to fail, each with the reason.
	Fails map[string]string
}

// Run runs the whole suite, each test on a store of its own.
func Run(t *testing.T, b Backend) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Backend)
	}{
		{"ExactTerms", exactTerms},
		{"SameTripleInTwoGraphs", sameTripleInTwoGraphs},
		{"Duplicates", duplicates},
		{"Absent", absent},
		{"AddedAndRemoved", addedAndRemoved},
		{"TwoRemovedOneAdded", twoRemovedOneAdded},
		{"AddAfterFailure", addAfterFailure},
		{"AddAfterCancelledChange", addAfterCancelledChange},
		{"RemoveReinserted", removeReinserted},
		{"ReplaceAgainAndAgain", replaceAgainAndAgain},
		{"BlankScope", blankScope},
		{"Patterns", patterns},
		{"RemoveGraph", removeGraph},
		{"Statistics", statistics},
		{"Engine", engine},
		{"Observers", observers},
		{"InvalidQuads", invalidQuads},
		{"SnapshotStays", snapshotStays},
		{"ReadersAndWriters", readersAndWriters},
		{"CancelledReading", cancelledReading},
		{"AfterClose", afterClose},
		{"Model", model},
	} {
		t.Run(test.name, func(t *testing.T) {
			if why := b.Fails[test.name]; why != "" {
				t.Skip("known to fail: " + why)
			}
			test.run(t, b)
		})
	}
}

func (b Backend) open(t *testing.T) *graph.Store {
	t.Helper()
	return openAt(t, b.URL(t))
}

func openAt(t *testing.T, url string) *graph.Store {
	t.Helper()
	s, err := graph.Open(url, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func apply(t *testing.T, s *graph.Store, c graph.Changes) graph.Applied {
	t.Helper()
	a, err := s.Apply(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func add(t *testing.T, s *graph.Store, quads ...rdf.Quad) graph.Applied {
	t.Helper()
	return apply(t, s, graph.Changes{Add: quads})
}

func remove(t *testing.T, s *graph.Store, quads ...rdf.Quad) graph.Applied {
	t.Helper()
	return apply(t, s, graph.Changes{Remove: quads})
}

// match reads the quads of a pattern, sorted, and checks their number.
func match(t *testing.T, s *graph.Store, p graph.Pattern) []rdf.Quad {
	t.Helper()
	var quads []rdf.Quad
	err := s.View(context.Background(), func(snap graph.Snapshot) (err error) {
		quads, err = collect(snap, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

func collect(snap graph.Snapshot, p graph.Pattern) ([]rdf.Quad, error) {
	var quads []rdf.Quad
	for q, err := range snap.Match(context.Background(), p) {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	slices.SortFunc(quads, rdf.Quad.Compare)
	return quads, nil
}

// holds checks that a store holds exactly these quads.
func holds(t *testing.T, s *graph.Store, want ...rdf.Quad) {
	t.Helper()
	want = slices.SortedFunc(slices.Values(want), rdf.Quad.Compare)
	if d := diff(want, match(t, s, graph.Pattern{})); d != "" {
		t.Fatalf("quads in the store (-want +got):\n%s", d)
	}
}

func diff(want, got []rdf.Quad) string {
	return cmp.Diff(lines(want), lines(got))
}

func lines(quads []rdf.Quad) []string {
	out := make([]string, len(quads))
	for i := range quads {
		out[i] = quads[i].String()
	}
	return out
}

func iri(name string) rdf.Term { return rdf.IRI("http://example.org/" + name) }

// quad makes a quad of example IRIs, in the unnamed graph if g is "".
func quad(s, p, o, g string) rdf.Quad {
	q := rdf.Quad{Subject: iri(s), Predicate: iri(p), Object: iri(o)}
	if g != "" {
		q.Graph = iri(g)
	}
	return q
}
