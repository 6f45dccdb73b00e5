package sparql

import "diplograph/graph/index"

// An idTable keeps something for ids, up to a number of them: it forgets all when
// there are more.
type idTable[V any] struct {
	most   int
	keys   []index.ID // None is a free place
	values []V
	n      int
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
func (t *idTable[V]) put(id index.ID, v V) {
	if id == index.None {
		return
	}
	if t.n >= t.most {
		t.clear()
	}
	if t.n*2 >= len(t.keys) {
		t.grow()
	}
	mask := uint64(len(t.keys) - 1)
	at := mix(uint64(id)) & mask
	for t.keys[at] != index.None {
		at = (at + 1) & mask
	}
	t.keys[at], t.values[at] = id, v
	t.n++
}

func (t *idTable[V]) grow() {
	keys, values := t.keys, t.values
	size := max(64, 2*len(keys))
	t.keys, t.values, t.n = make([]index.ID, size), make([]V, size), 0
	for i, id := range keys {
		if id != index.None {
			t.put(id, values[i])
		}
	}
}

func (t *idTable[V]) clear() {
	clear(t.keys)
	clear(t.values)
	t.n = 0
}
