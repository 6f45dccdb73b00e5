package sparql

import (
	"context"

	"diplograph/graph/index"
)

// sweepRows is for how many rows of a pattern a key must be looked up to make one
// sweep of them. Going from key to key costs little more than looking each up even
// where every key is in another block of the store, and much less where many are
// in one.
const sweepRows = 1 << 16

// lookAll looks keys up by going over the pattern once, from key to key: where
// many keys are looked up, most are near the one before.
func (j *bindJoin) lookAll(ctx context.Context) error {
	defer j.sweep.close()
	j.sweep.reset()
	var b *batch
	at := 0
	for _, key := range j.keys {
		j.starts = append(j.starts, int32(j.found.n))
		for {
			if b == nil || at >= b.n {
				var err error
				if b, err = j.sweep.next(ctx); err != nil {
					return err
				}
				if at = 0; b == nil {
					break
				}
			}
			if j.compareTo(b, b.n-1, key) < 0 {
				lead := j.bound[0]
				id, last := j.b.cols[lead][key], b.cols[lead][b.n-1]
				if b = nil; id > last {
					if err := j.sweep.seek(ctx, id); err != nil {
						return err
					}
				}
				continue
			}
			from := j.search(b, at, key)
			to := from
			for to < b.n && j.compareTo(b, to, key) == 0 {
				to++
			}
			if err := j.keep(b, from, to); err != nil {
				return err
			}
			if at = to; at < b.n {
				break
			}
		}
		if b == nil {
			j.none()
			return nil
		}
	}
	return nil
}

// none notes that the keys that are left have no matches.
func (j *bindJoin) none() {
	for len(j.starts) < len(j.keys) {
		j.starts = append(j.starts, int32(j.found.n))
	}
}

// keep adds matches.
func (j *bindJoin) keep(b *batch, from, to int) error {
	if len(j.fresh) == 0 {
		j.found.n += to - from
		return nil
	}
	return j.found.add(b, from, to)
}

// search gives the first row from at on that is not before a key.
func (j *bindJoin) search(b *batch, at, key int) int {
	step, lo := 1, at
	for lo+step < b.n && j.compareTo(b, lo+step, key) < 0 {
		lo, step = lo+step, step*2
	}
	hi := min(lo+step, b.n)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); j.compareTo(b, mid, key) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// compareTo compares a row of the sweep with a key.
func (j *bindJoin) compareTo(b *batch, row, key int) int {
	for _, s := range j.bound {
		if x, y := b.cols[s][row], j.b.cols[s][key]; x != y {
			if x < y {
				return -1
			}
			return 1
		}
	}
	return 0
}

// sweepable reports whether some variables are the first that an order sorts
// by, and gives them in its sequence.
func sweepable(t *triplePattern, order index.Order, bound index.Positions, common slotSet) ([]slot, bool) {
	sorted := scanOrder(t, order, bound)
	n := len(common.list())
	if n == 0 || n > len(sorted) || !slotsOf(sorted[:n]...).within(common) {
		return common.list(), false
	}
	return sorted[:n], true
}
