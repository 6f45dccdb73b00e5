package block

import "diplograph/graph/index"

// search gives the first of the rows from up to to, in which ids ascend, that
// has an id not less than id, and to if there is none.
func (c *column) search(id index.ID, from, to int) int {
	switch {
	case from >= to:
		return to
	case c.codes.width == 0: // all are alike
		if c.value(0) >= id {
			return from
		}
		return to
	case !c.runs:
		return c.lower(id, from, to)
	}
	first, end := 0, c.count
	if from > 0 {
		first = c.run(from)
	}
	if to < c.rows {
		end = c.run(to-1) + 1
	}
	switch run := c.lower(id, first, end); {
	case run >= end:
		return to
	case run == first:
		return from
	default:
		return min(max(from, c.end(run-1)), to)
	}
}

// lower gives the first of the values from up to end that is not less than id,
// and end if there is none. It looks ever further from the first one on, for what
// is looked for is often near.
func (c *column) lower(id index.ID, from, end int) int {
	if c.clusters == 0 {
		return c.codes.lower(id, c.base, from, end)
	}
	lo, hi := from, end
	for step := 1; lo+step < hi; step *= 2 {
		if c.value(lo+step-1) >= id {
			hi = lo + step
			break
		}
		lo += step
	}
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); c.value(m) >= id {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

// lower does the same for numbers to which base is added.
func (p *packed) lower(id index.ID, base uint64, from, end int) int {
	if uint64(id) <= base {
		return from
	}
	code := uint64(id) - base
	if code > p.mask {
		return end
	}
	lo, hi := from, end
	for step := 1; lo+step < hi; step *= 2 {
		if p.at(lo+step-1) >= code {
			hi = lo + step
			break
		}
		lo += step
	}
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); p.at(m) >= code {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}
