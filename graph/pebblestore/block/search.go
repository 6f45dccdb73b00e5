package block

import "diplograph/graph/index"

// bounds gives where in the rows from up to to, in which ids ascend, those with an
// id stand, or where they would.
func (c *column) bounds(id index.ID, from, to int) (first, end int) {
	switch {
	case from >= to:
		return to, to
	case c.codes.width == 0: // all are alike
		switch v := c.value(0); {
		case v == id:
			return from, to
		case v > id:
			return from, from
		}
		return to, to
	case !c.runs:
		first = c.lower(id, from, to)
		if first == to || c.value(first) != id {
			return first, first
		}
		if id == ^index.ID(0) {
			return first, to
		}
		return first, c.lower(id+1, first+1, to)
	}
	begin := 0
	if from > 0 {
		begin = c.run(from)
	}
	last := c.count
	if to < c.rows {
		last = c.runFrom(to-1, begin) + 1
	}
	run := c.lower(id, begin, last)
	if run >= last {
		return to, to
	}
	first = from
	if run > begin {
		first = min(max(from, c.end(run-1)), to)
	}
	if c.value(run) != id {
		return first, first
	}
	return first, max(first, min(c.end(run), to))
}

// runFrom gives the run that a row is in, which is not before another run and
// often near it.
func (c *column) runFrom(row, run int) int {
	lo, hi := run, c.count-1
	for step := 1; lo+step < hi; step *= 2 {
		if c.end(lo+step-1) > row {
			hi = lo + step - 1
			break
		}
		lo += step
	}
	return c.runAmong(row, lo, hi)
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
