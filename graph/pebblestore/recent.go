package pebblestore

// recent is a map of bounded size that keeps what was put or asked for lately.
// When its newer half is full that becomes the older one, and what nobody asked
// for again is gone with the next.
type recent[K comparable, V any] struct {
	newer, older map[K]V
	cost         func(K, V) int
	used, half   int // what the newer half costs, and may
}

func newRecent[K comparable, V any](most int, cost func(K, V) int) recent[K, V] {
	return recent[K, V]{newer: map[K]V{}, cost: cost, half: most / 2}
}

// one has a map bounded by the number of what it keeps.
func one[K, V any](K, V) int { return 1 }

func (r *recent[K, V]) get(k K) (V, bool) {
	v, ok := r.newer[k]
	if !ok {
		if v, ok = r.older[k]; ok && r.used < r.half {
			r.newer[k] = v
			r.used += r.cost(k, v)
		}
	}
	return v, ok
}

// put reports whether the newer half was full, so that the older one is gone.
func (r *recent[K, V]) put(k K, v V) (turned bool) {
	if r.used >= r.half {
		r.newer, r.older, r.used, turned = map[K]V{}, r.newer, 0, true
	}
	if _, there := r.newer[k]; !there {
		r.used += r.cost(k, v)
	}
	r.newer[k] = v
	return turned
}

// drop leaves what it cost to the half that it was in.
func (r *recent[K, V]) drop(k K) {
	delete(r.newer, k)
	delete(r.older, k)
}
