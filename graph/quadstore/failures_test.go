package quadstore_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/index/memindex"
	"diplograph/graph/quadstore"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

var errDisk = errors.New("the disk is gone")

// failing is a snapshot whose disk fails after some reads.
type failing struct {
	index.Snapshot
	left atomic.Int64
}

func (f *failing) spend() error {
	if f.left.Add(-1) < 0 {
		return errDisk
	}
	return nil
}

func (f *failing) Scan(ctx context.Context, s index.Scan) (index.Scanner, error) {
	if err := f.spend(); err != nil {
		return nil, err
	}
	scanner, err := f.Snapshot.Scan(ctx, s)
	return &failingScanner{scanner, f}, err
}

func (f *failing) Count(ctx context.Context, pattern index.Quad, triples bool) (int64, error) {
	if err := f.spend(); err != nil {
		return 0, err
	}
	return f.Snapshot.Count(ctx, pattern, triples)
}

type failingScanner struct {
	index.Scanner
	f *failing
}

func (s *failingScanner) Next(ctx context.Context) (index.Batch, error) {
	if err := s.f.spend(); err != nil {
		return index.Batch{}, err
	}
	return s.Scanner.Next(ctx)
}

func (s *failingScanner) Seek(ctx context.Context, key ...index.ID) error {
	if err := s.f.spend(); err != nil {
		return err
	}
	return s.Scanner.Seek(ctx, key...)
}

func somePaths(qs cayley.QuadStore) map[string]*path.Path {
	p0, p1 := quad.IRI("p0"), quad.IRI("p1")
	return map[string]*path.Path{
		"all":    path.StartPath(qs),
		"hop":    path.StartPath(qs, quad.IRI("n1")).Out(p0),
		"hops":   path.StartPath(qs).Out(p0).In(p0).Out(),
		"join":   path.StartPath(qs).Has(p0).Has(p1),
		"and":    path.StartPath(qs).Out(p0).And(path.StartPath(qs).In(p1).Out(p0)),
		"except": path.StartPath(qs).Has(p0).Except(path.StartPath(qs).Out(p1)),
		"filter": path.StartPath(qs).HasFilter(p0, false, shape.Comparison{Op: iterator.CompareGT, Val: quad.IRI("n3")}),
		"save":   path.StartPath(qs).Save(p0, "s").Out(p1),
	}
}

func someQuads() (quads []rdf.Quad) {
	for i := range 40 {
		node := func(n int) rdf.Term { return rdf.IRI(fmt.Sprint("n", n%10)) }
		q := rdf.Quad{Subject: node(i), Predicate: rdf.IRI(fmt.Sprint("p", i%2)), Object: node(i * 7)}
		if i%4 == 0 {
			q.Object = rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)
		}
		if i%5 == 0 {
			q.Subject = node(i + 1)
		}
		quads = append(quads, q)
	}
	return quads
}

// TestNothingIsPartSilently has the disk fail at every read, one after another:
// either all results come, or the error does.
func TestNothingIsPartSilently(t *testing.T) {
	whole := quadstore.New(memindex.New(someQuads()))
	for name := range somePaths(whole) {
		want, err := somePaths(whole)[name].Iterate(context.Background()).All()
		if err != nil || len(want) == 0 {
			t.Fatalf("%s: %d results, %v", name, len(want), err)
		}
		for reads := int64(0); ; reads++ {
			snap := &failing{Snapshot: memindex.New(someQuads())}
			snap.left.Store(1 << 40)
			qs := quadstore.New(snap)
			p := somePaths(qs)[name]
			it := shape.BuildIterator(context.Background(), qs, p.Shape())
			it, _ = it.Optimize(context.Background())
			snap.left.Store(reads)
			got, err := iterator.Iterate(context.Background(), it).UnOptimized().All()
			if err == nil && len(got) != len(want) {
				t.Fatalf("%s after %d reads: %d of %d results and no error", name, reads, len(got), len(want))
			}
			if err != nil && !errors.Is(err, errDisk) {
				t.Fatalf("%s after %d reads: %v", name, reads, err)
			}
			if err == nil {
				break
			}
		}
	}
}

func TestDoneContext(t *testing.T) {
	qs := quadstore.New(memindex.New(someQuads()))
	for name, p := range somePaths(qs) {
		ctx, cancel := context.WithCancel(context.Background())
		it := shape.BuildIterator(ctx, qs, p.Shape()).Iterate()
		cancel()
		if it.Next(ctx) || !errors.Is(it.Err(), context.Canceled) {
			t.Errorf("%s: gives %v with a done context, %v", name, it.Result(), it.Err())
		}
		if err := it.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// watcher counts the steps of iterators.
type watcher struct {
	*quadstore.QuadStore
	steps int
}

func (w *watcher) NodesAllIterator() iterator.Shape { return w.Watch(w.QuadStore.NodesAllIterator()) }

func (w *watcher) Watch(it iterator.Shape) iterator.Shape { return &watchedIterator{it, w} }

type watchedIterator struct {
	iterator.Shape
	w *watcher
}

func (it *watchedIterator) Optimize(context.Context) (iterator.Shape, bool) { return it, false }

func (it *watchedIterator) Iterate() iterator.Scanner {
	return &watchedScanner{it.Shape.Iterate(), it.w}
}

type watchedScanner struct {
	iterator.Scanner
	w *watcher
}

func (s *watchedScanner) Next(ctx context.Context) bool {
	s.w.steps++
	return s.Scanner.Next(ctx)
}

// TestWatcher has every step of every plan go by a quad store that stands before
// another.
func TestWatcher(t *testing.T) {
	for name := range somePaths(quadstore.New(memindex.New(nil))) {
		w := &watcher{QuadStore: quadstore.New(memindex.New(someQuads()))}
		got, err := somePaths(w)[name].Iterate(context.Background()).All()
		if err != nil || len(got) == 0 || w.steps < 2 {
			t.Errorf("%s: %d results, %d steps watched, %v", name, len(got), w.steps, err)
		}
	}
}

// TestForeignRefs: Cayley asks for the size of sets with nodes that it makes up.
func TestForeignRefs(t *testing.T) {
	qs := quadstore.New(memindex.New(someQuads()))
	foreign := iterator.Int64Node(20)
	for _, ref := range []refs.Ref{foreign, nil, quadstore.Quad{}, refs.PreFetched(quad.IRI("nosuch"))} {
		if size, err := qs.QuadIteratorSize(context.Background(), quad.Subject, ref); size.Value != 0 || err != nil {
			t.Errorf("%v: %v quads, %v", ref, size, err)
		}
	}
	if size, err := qs.QuadIteratorSize(context.Background(), quad.Subject, refs.PreFetched(quad.IRI("n1"))); size.Value == 0 || err != nil {
		t.Errorf("a value instead of a node: %v quads, %v", size, err)
	}
	if v, err := qs.NameOf(foreign); v != nil || err != nil {
		t.Errorf("a foreign node is named %v, %v", v, err)
	}
}

func TestReadOnly(t *testing.T) {
	qs := quadstore.New(memindex.New(nil))
	if err := qs.ApplyDeltas(nil, cayley.IgnoreOpts{}); !errors.Is(err, index.ErrReadOnly) {
		t.Error(err)
	}
	if _, err := qs.NewQuadWriter(); !errors.Is(err, index.ErrReadOnly) {
		t.Error(err)
	}
}
