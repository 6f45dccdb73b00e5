package quadstore

import (
	"context"
	"fmt"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// A QuadStore is a store of quads as Cayley sees one. It may be used from
// several goroutines; iterators by one each.
type QuadStore struct {
	snapshots snapshots
	native    bool
	pick      func(costs []int64) int // one of several plans
}

var (
	_ cayley.QuadStore = (*QuadStore)(nil)
	_ refs.BatchNamer  = (*QuadStore)(nil)
	_ shape.Optimizer  = (*QuadStore)(nil)
)

// New shows a snapshot, for reading. Its values are those of cayleyvalue.Of:
// literals keep their lexical form. The snapshot stays the caller's to close.
func New(snap index.Snapshot) *QuadStore {
	return &QuadStore{snapshots: snapshots{fixed: snap}, pick: cheapest}
}

// NewWritable shows a store for reading and writing, where Cayley expects one of
// its own backends: integers, booleans, doubles and dateTimes are of Cayley's
// native types if that loses nothing ("7" but not "007"). Closing it closes the
// store.
func NewWritable(store Store) *QuadStore {
	return &QuadStore{snapshots: snapshots{store: store}, native: true, pick: cheapest}
}

// Close implements graph.QuadStore. The snapshot that New was given stays open.
func (qs *QuadStore) Close() error { return qs.snapshots.end() }

// ValueOf gives the Ref of a value, nil if no quad has it.
func (qs *QuadStore) ValueOf(v quad.Value) (refs.Ref, error) {
	out, err := qs.find(context.Background(), []quad.Value{v})
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// RefsOf is ValueOf for many; a value that no quad has is an error.
func (qs *QuadStore) RefsOf(ctx context.Context, values []quad.Value) ([]refs.Ref, error) {
	out, err := qs.find(ctx, values)
	if err != nil {
		return nil, err
	}
	for i, ref := range out {
		if ref == nil {
			return nil, fmt.Errorf("not found: %v", values[i])
		}
	}
	return out, nil
}

func (qs *QuadStore) find(ctx context.Context, values []quad.Value) ([]refs.Ref, error) {
	terms := make([]rdf.Term, len(values))
	for i, v := range values {
		var err error
		if terms[i], err = cayleyvalue.Term(v); err != nil {
			return nil, err
		}
	}
	snap, release, err := qs.snapshots.take()
	if err != nil {
		return nil, err
	}
	defer release()
	ids := make([]index.ID, len(terms))
	if err := snap.IDs(ctx, terms, ids); err != nil {
		return nil, err
	}
	out := make([]refs.Ref, len(ids))
	for i, id := range ids {
		if id == index.None || id == index.DefaultGraph {
			continue
		}
		// An inline id is there whether or not a quad has it, and a term may
		// outlive its last quad.
		there, err := live(ctx, snap, id)
		if err != nil {
			return nil, err
		}
		if there {
			out[i] = Node(id)
		}
	}
	return out, nil
}

// live reports whether a quad has id in any place.
func live(ctx context.Context, snap index.Snapshot, id index.ID) (bool, error) {
	for _, p := range [...]index.Position{index.Subject, index.Object, index.Predicate, index.Graph} {
		var pattern index.Quad
		pattern[p] = id
		n, err := snap.Count(ctx, pattern, false)
		if n > 0 || err != nil {
			return err == nil, err
		}
	}
	return false, nil
}

// NameOf gives the value of a node, nil for a Ref that is none of this store's.
func (qs *QuadStore) NameOf(ref refs.Ref) (quad.Value, error) {
	out, err := qs.ValuesOf(context.Background(), []refs.Ref{ref})
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// ValuesOf is NameOf for many.
func (qs *QuadStore) ValuesOf(ctx context.Context, list []refs.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(list))
	ids := make([]index.ID, len(list))
	for i, ref := range list {
		switch ref := ref.(type) {
		case refs.PreFetchedValue:
			out[i] = ref.NameOf()
		case Node:
			ids[i] = index.ID(ref)
		}
	}
	terms, err := qs.terms(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if id != index.None {
			out[i] = qs.value(terms[i])
		}
	}
	return out, nil
}

func (qs *QuadStore) terms(ctx context.Context, ids []index.ID) ([]rdf.Term, error) {
	snap, release, err := qs.snapshots.take()
	if err != nil {
		return nil, err
	}
	defer release()
	terms := make([]rdf.Term, len(ids))
	return terms, snap.Terms(ctx, ids, terms)
}

func (qs *QuadStore) value(t rdf.Term) quad.Value {
	v := cayleyvalue.Of(t)
	if qs.native {
		return cayleyvalue.Native(v)
	}
	return v
}

// Quad gives the quad of a Ref.
func (qs *QuadStore) Quad(ref refs.Ref) (quad.Quad, error) {
	q, ok := ref.(Quad)
	if !ok {
		return quad.Quad{}, fmt.Errorf("expected a quad of this store, found %T", ref)
	}
	terms, err := qs.terms(context.Background(), q[:])
	if err != nil {
		return quad.Quad{}, err
	}
	var out quad.Quad
	for i, t := range terms {
		if !t.IsZero() {
			out.Set(direction(index.Position(i)), qs.value(t))
		}
	}
	return out, nil
}

// QuadDirection gives a node of a quad, nil for the unnamed graph.
func (qs *QuadStore) QuadDirection(ref refs.Ref, d quad.Direction) (refs.Ref, error) {
	q, ok := ref.(Quad)
	p, ok2 := position(d)
	if !ok || !ok2 {
		return nil, fmt.Errorf("expected a quad of this store and a direction, found %T and %v", ref, d)
	}
	return nodeRef(q[p]), nil
}

// id gives the id of a node; that of a foreign Ref is none.
func (qs *QuadStore) id(ref refs.Ref) (index.ID, bool, error) {
	if v, ok := ref.(refs.PreFetchedValue); ok {
		found, err := qs.ValueOf(v.NameOf())
		if err != nil {
			return index.None, false, err
		}
		ref = found
	}
	n, ok := ref.(Node)
	return index.ID(n), ok, nil
}

// QuadIterator gives the quads that have a node in a direction.
func (qs *QuadStore) QuadIterator(d quad.Direction, ref refs.Ref) iterator.Shape {
	p, ok := position(d)
	id, known, err := qs.id(ref)
	switch {
	case err != nil:
		return iterator.NewError(err)
	case !ok || !known:
		return iterator.NewNull()
	}
	s := &step{store: qs, result: wholeQuad}
	s.pattern[p] = id
	return s.BuildIterator(qs)
}

// QuadIteratorSize counts the quads that have a node in a direction.
func (qs *QuadStore) QuadIteratorSize(ctx context.Context, d quad.Direction, ref refs.Ref) (refs.Size, error) {
	costs, err := qs.QuadIterator(d, ref).Stats(ctx)
	return costs.Size, err
}

// QuadsAllIterator gives every quad.
func (qs *QuadStore) QuadsAllIterator() iterator.Shape {
	return (&step{store: qs, result: wholeQuad}).BuildIterator(qs)
}

// NodesAllIterator gives every node that some quad has, once.
func (qs *QuadStore) NodesAllIterator() iterator.Shape {
	return (&nodes{store: qs}).BuildIterator(qs)
}

// Stats counts nodes and quads, exactly.
func (qs *QuadStore) Stats(context.Context, bool) (cayley.Stats, error) {
	snap, release, err := qs.snapshots.take()
	if err != nil {
		return cayley.Stats{}, err
	}
	defer release()
	st, err := snap.Statistics()
	return cayley.Stats{
		Nodes: refs.Size{Value: st.Terms, Exact: true},
		Quads: refs.Size{Value: st.Quads, Exact: true},
	}, err
}
