package sparql

import (
	"context"

	"diplograph/graph/index"
)

// sweepRows is for how many rows of a pattern a key of several variables must be
// looked up to go over all rows of the first one: each look-up begins anew, and
// finds just the rows of its key.
const sweepRows = 1 << 16

// sweeps reports whether the keys are looked up in one sweep.
func (j *bindJoin) sweeps() bool {
	if j.sweep == nil {
		return false
	}
	return len(j.bound) == 1 || float64(len(j.keys))*sweepRows > j.size
}

// lookAll looks keys up by going once over what the pattern has for the first
// variable of each: the store goes from one to the next, and many are near the one
// before.
func (j *bindJoin) lookAll(ctx context.Context) error {
	defer j.sweep.close()
	j.sweep.reset()
	j.sweep.ranges = j.leads()
	var b *batch
	at := 0
	j.kept, j.upTo = 0, 0
	for _, key := range j.keys {
		j.starts = append(j.starts, j.matches())
		for {
			if b == nil || at >= b.n {
				if err := j.add(b); err != nil {
					return err
				}
				var err error
				if b, err = j.sweep.next(ctx); err != nil {
					return err
				}
				if at = 0; b == nil {
					break
				}
			}
			if j.compareTo(b, b.n-1, key) < 0 {
				at = b.n
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
	return j.add(b)
}

// leads gives the first variable's ids of the keys.
func (j *bindJoin) leads() []index.Range {
	column := j.b.cols[j.bound[0]]
	j.ranges = j.ranges[:0]
	for _, key := range j.keys {
		id := column[key]
		if n := len(j.ranges); n > 0 && id <= j.ranges[n-1].Last+1 {
			j.ranges[n-1].Last = id
			continue
		}
		j.ranges = append(j.ranges, index.Range{First: id, Last: id})
	}
	return j.ranges
}

// none notes that the keys that are left have no matches.
func (j *bindJoin) none() {
	for len(j.starts) < len(j.keys) {
		j.starts = append(j.starts, int32(j.found.n))
	}
}

// matches is how many there are so far.
func (j *bindJoin) matches() int32 { return int32(j.found.n + j.upTo - j.kept) }

// keep notes matches; those that stand together are added at once.
func (j *bindJoin) keep(b *batch, from, to int) error {
	if from > j.upTo {
		if err := j.add(b); err != nil {
			return err
		}
		j.kept = from
	}
	j.upTo = to
	return nil
}

// add adds the matches that were noted.
func (j *bindJoin) add(b *batch) error {
	from, to := j.kept, j.upTo
	j.kept, j.upTo = 0, 0
	switch {
	case from == to:
		return nil
	case len(j.fresh) == 0:
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
