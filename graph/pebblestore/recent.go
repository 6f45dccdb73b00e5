package pebblestore

// recent is a map of bounded size that keeps what was put or asked for lately.
// When its newer half is full that becomes the older one, and what nobody asked
// for again is gone with the next.
type recent[K comparable, V any] struct {
	newer, older map[K]V
	half         int
}

func newRecent[K comparable, V any](most int) recent[K, V] {
	return recent[K, V]{newer: map[K]V{}, half: most / 2}
}

func (r *recent[K, V]) get(k K) (V, bool) {
	v, ok := r.newer[k]
	if !ok {
		if v, ok = r.older[k]; ok && len(r.newer) < r.half {
			r.newer[k] = v
		}
	}
	return v, ok
}

// put reports whether the newer half was full, so that the older one is gone.
func (r *recent[K, V]) put(k K, v V) (turned bool) {
	if len(r.newer) >= r.half {
		r.newer, r.older, turned = map[K]V{}, r.newer, true
	}
	r.newer[k] = v
	return turned
}

func (r *recent[K, V]) drop(k K) {
	delete(r.newer, k)
	delete(r.older, k)
}
