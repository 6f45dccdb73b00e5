package cayleyadapter

import (
	"fmt"
	"sync"

	"diplograph/graph/cayleyvalue"
	"diplograph/graph/index"
	"diplograph/graph/rdf"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// dictionary numbers the terms that have been met.
type dictionary struct {
	most int

	mu    sync.Mutex
	ids   map[quad.Value]index.ID // by cayleyvalue.Of
	terms map[index.ID]rdf.Term
	refs  map[any]index.ID // by the keys of Cayley's Refs, as long as they last
}

// id gives the ID of a term, a new one if it has none.
func (d *dictionary) id(t rdf.Term) (index.ID, error) {
	if id, ok := index.Inline(t); ok {
		return id, nil
	}
	key := cayleyvalue.Of(t)
	d.mu.Lock()
	defer d.mu.Unlock()
	if id, ok := d.ids[key]; ok {
		return id, nil
	}
	if len(d.ids) >= d.most {
		return index.None, fmt.Errorf("%w: there are more than %d terms", ErrTooLarge, d.most)
	}
	if d.ids == nil {
		d.ids, d.terms = map[quad.Value]index.ID{}, map[index.ID]rdf.Term{}
	}
	id := index.MakeID(index.TagOf(t), uint64(len(d.ids)+1))
	d.ids[key], d.terms[id] = id, t
	return id, nil
}

// known gives the ID of a term that has one.
func (d *dictionary) known(t rdf.Term) (index.ID, bool) {
	if id, ok := index.Inline(t); ok {
		return id, true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id, ok := d.ids[cayleyvalue.Of(t)]
	return id, ok
}

func (d *dictionary) term(id index.ID) (rdf.Term, bool) {
	if t, ok := id.Term(); ok || id == index.None {
		return t, true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	t, ok := d.terms[id]
	return t, ok
}

// idOf gives the ID of a node of Cayley's.
func (d *dictionary) idOf(quads cayley.QuadStore, ref refs.Ref) (index.ID, error) {
	if ref == nil {
		return index.DefaultGraph, nil
	}
	key := ref.Key()
	d.mu.Lock()
	id, ok := d.refs[key]
	d.mu.Unlock()
	if ok {
		return id, nil
	}
	v, err := quads.NameOf(ref)
	if err != nil {
		return index.None, err
	}
	t, err := cayleyvalue.Term(v)
	if err == nil && t.IsZero() {
		err = fmt.Errorf("%w: a quad holds a node that is not there", index.ErrDamaged)
	}
	if err != nil {
		return index.None, err
	}
	if id, err = d.id(t); err != nil {
		return index.None, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refs == nil {
		d.refs = map[any]index.ID{}
	}
	d.refs[key] = id
	return id, nil
}

// forgetRefs is called when Cayley may give its Refs to other nodes.
func (d *dictionary) forgetRefs() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refs = nil
}

// values gives a term as it may be stored: in its lexical form, and as Cayley
// itself stores it.
func values(t rdf.Term) []quad.Value {
	v := cayleyvalue.Of(t)
	if n := cayleyvalue.Native(v); n != v {
		return []quad.Value{v, n}
	}
	return []quad.Value{v}
}
