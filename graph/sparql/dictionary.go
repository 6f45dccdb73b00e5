package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A dictionary knows the terms of one query: the store's, and those that the
// query made, which get ids of their own. Within a query a term has one id.
type dictionary struct {
	snap   index.Snapshot
	budget *budget
	locals []rdf.Term
	ids    map[string]index.ID // of terms that the query made, by their N-Triples
	cache  idTable[rdf.Term]   // of the store's terms
	key    []byte              // of ids, used again
	need   []index.ID          // of load, used again
	terms  []rdf.Term          // of load, used again
	held   int64               // bytes of the terms in cache
}

// cacheTerms is how many of the store's terms a query keeps decoded.
const cacheTerms = 1 << 15

// cacheSize is how many bytes of them, about.
const cacheSize = 64 << 20

func newDictionary(snap index.Snapshot, b *budget) *dictionary {
	return &dictionary{snap: snap, budget: b, ids: map[string]index.ID{}, cache: idTable[rdf.Term]{most: 2 * cacheTerms}}
}

// id gives the id of a term.
func (d *dictionary) id(ctx context.Context, t rdf.Term) (index.ID, error) {
	if t.IsZero() {
		return index.None, nil
	}
	if id, ok := index.Inline(t); ok {
		return id, nil
	}
	d.key = rdf.AppendTerm(d.key[:0], t)
	if id, ok := d.ids[string(d.key)]; ok {
		return id, nil
	}
	key := string(d.key)
	ids := [1]index.ID{}
	if err := d.snap.IDs(ctx, []rdf.Term{t}, ids[:]); err != nil {
		return index.None, err
	}
	if ids[0] == index.None {
		ids[0] = index.MakeID(index.TagLocal, uint64(len(d.locals)))
		d.locals = append(d.locals, t)
	}
	d.ids[key] = ids[0]
	return ids[0], d.budget.take(int64(2*len(key)) + 160)
}

// local reports whether id is of a term that the query made.
func local(id index.ID) bool { return id.Tag() == index.TagLocal }

// load makes the terms of ids quick to get, all of them in one request.
func (d *dictionary) load(ctx context.Context, ids ...[]index.ID) error {
	d.need = d.need[:0]
	for _, column := range ids {
		var last index.ID
		for _, id := range column {
			if id == last || id <= index.DefaultGraph || id.IsInline() || local(id) {
				continue
			}
			last = id
			if _, ok := d.cache.get(id); !ok {
				d.need = append(d.need, id)
			}
		}
	}
	if len(d.need) == 0 {
		return nil
	}
	slices.Sort(d.need)
	d.need = slices.Compact(d.need)
	if d.cache.n+len(d.need) > cacheTerms || d.held > cacheSize {
		// What this request needs may have been in the cache and be lost with
		// it: ask again for all.
		if d.cache.n > 0 {
			d.cache.clear()
			d.budget.give(d.held)
			d.held = 0
			return d.load(ctx, ids...)
		}
	}
	d.terms = slices.Grow(d.terms[:0], len(d.need))[:len(d.need)]
	if err := d.snap.Terms(ctx, d.need, d.terms); err != nil {
		return err
	}
	d.cache.reserve(len(d.need))
	size := int64(0)
	for i, id := range d.need {
		d.cache.put(id, d.terms[i])
		size += int64(len(d.terms[i].Value))
	}
	d.held += size
	return d.budget.take(size)
}

// keep makes a term quick to get that was read elsewhere, if there is room.
func (d *dictionary) keep(id index.ID, t rdf.Term) error {
	if id.IsInline() || local(id) || id <= index.DefaultGraph || d.cache.n >= cacheTerms || d.held > cacheSize {
		return nil
	}
	if _, ok := d.cache.get(id); ok {
		return nil
	}
	d.cache.put(id, t)
	size := int64(len(t.Value))
	d.held += size
	return d.budget.take(size)
}

// term gives the term of an id, the zero term for None.
func (d *dictionary) term(ctx context.Context, id index.ID) (rdf.Term, error) {
	if id == index.None {
		return rdf.Term{}, nil
	}
	if local(id) {
		return d.locals[id.Payload()], nil
	}
	if t, ok := id.Term(); ok {
		return t, nil
	}
	if t, ok := d.cache.get(id); ok {
		return t, nil
	}
	if err := d.load(ctx, []index.ID{id}); err != nil {
		return rdf.Term{}, err
	}
	t, _ := d.cache.get(id)
	return t, nil
}
