package sparql

import (
	"reflect"

	"diplograph/graph/index"
)

// An idTable keeps something for ids, up to a number of them: it forgets all when
// there are more. One with a budget keeps no more than that can spare.
type idTable[V any] struct {
	most   int
	budget *budget    // may be nil
	keys   []index.ID // None is a free place
	values []V
	n      int
	held   int64 // bytes of the places
	beside int64 // bytes that the values have elsewhere
}

// get gives what is kept for an id.
func (t *idTable[V]) get(id index.ID) (v V, ok bool) {
	if t.n == 0 || id == index.None {
		return v, false
	}
	mask := uint64(len(t.keys) - 1)
	for at := mix(uint64(id)) & mask; ; at = (at + 1) & mask {
		switch t.keys[at] {
		case id:
			return t.values[at], true
		case index.None:
			return v, false
		}
	}
}

// put keeps v for an id that has nothing yet. Nothing is kept for None.
func (t *idTable[V]) put(id index.ID, v V) { t.putSized(id, v, 0) }

// putSized is put for a value that has size bytes elsewhere.
func (t *idTable[V]) putSized(id index.ID, v V, size int) {
	if id == index.None {
		return
	}
	if t.n >= t.most {
		t.clear()
	}
	if t.n*2 >= len(t.keys) && !t.resize(max(64, 2*len(t.keys))) {
		return
	}
	if t.budget != nil && size > 0 {
		if !t.budget.spare(int64(size)) {
			return
		}
		t.beside += int64(size)
	}
	t.place(id, v)
}

func (t *idTable[V]) place(id index.ID, v V) {
	mask := uint64(len(t.keys) - 1)
	at := mix(uint64(id)) & mask
	for t.keys[at] != index.None {
		at = (at + 1) & mask
	}
	t.keys[at], t.values[at] = id, v
	t.n++
}

// reserve makes places for n more ids at once.
func (t *idTable[V]) reserve(n int) {
	size := max(64, len(t.keys))
	for size < 2*min(t.n+n, t.most) {
		size *= 2
	}
	if size > len(t.keys) {
		t.resize(size)
	}
}

// resize reports whether there was memory for so many places.
func (t *idTable[V]) resize(size int) bool {
	keys, values := t.keys, t.values
	if t.budget != nil {
		more := int64(size-len(keys)) * int64(8+reflect.TypeFor[V]().Size())
		if !t.budget.spare(more) {
			return false
		}
		t.held += more
	}
	t.keys, t.values, t.n = make([]index.ID, size), make([]V, size), 0
	for i, id := range keys {
		if id != index.None {
			t.place(id, values[i])
		}
	}
	return true
}

func (t *idTable[V]) clear() {
	clear(t.keys)
	clear(t.values)
	t.n = 0
	if t.budget != nil {
		t.budget.give(t.beside)
		t.beside = 0
	}
}

// release forgets all and gives the memory back.
func (t *idTable[V]) release() {
	if t == nil {
		return
	}
	t.clear()
	if t.budget != nil {
		t.budget.give(t.held)
		t.held = 0
	}
	t.keys, t.values = nil, nil
}
