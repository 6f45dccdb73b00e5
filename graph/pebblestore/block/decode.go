package block

import "diplograph/graph/index"

// decode puts the ids of the rows from the given one on into dst.
func (c *column) decode(from int, dst []index.ID) {
	switch {
	case len(dst) == 0:
	case c.runs:
		c.decodeRuns(from, dst)
	case c.codes.width == 0:
		fill(dst, c.value(0))
	default:
		c.decodeCodes(from, dst)
	}
}

func fill(dst []index.ID, id index.ID) {
	for i := range dst {
		dst[i] = id
	}
}

// smallTable is how many clusters are unpacked before codes are resolved.
const smallTable = 256

// decodeCodes resolves the codes from the i-th on.
func (c *column) decodeCodes(i int, dst []index.ID) {
	if c.clusters == 0 {
		c.codes.decode(i, c.base, dst)
		return
	}
	c.codes.decode(i, 0, dst)
	offset := c.offset & 63
	mask := index.ID(1)<<offset - 1
	if c.clusters > smallTable || c.clusters > len(dst) {
		for j, code := range dst {
			cluster := min(int(code>>offset), c.clusters-1)
			dst[j] = index.ID(c.base+c.bases.at(cluster)) + code&mask
		}
		return
	}
	var table [smallTable]index.ID
	c.bases.decode(0, c.base, table[:c.clusters])
	for j, code := range dst {
		dst[j] = table[uint8(code>>offset)] + code&mask
	}
}

// runsAtOnce is how many runs are resolved at a time.
const runsAtOnce = 256

// fewRows is up to how many rows runs are followed one by one: making room to
// resolve many would take longer.
const fewRows = 8

func (c *column) decodeRuns(from int, dst []index.ID) {
	if len(dst) <= fewRows {
		c.decodeFew(from, dst)
		return
	}
	var ids, ends [runsAtOnce]index.ID
	row := from
	for run := c.run(from); run < c.count && len(dst) > 0; run += runsAtOnce {
		n := min(c.count-run, runsAtOnce, len(dst))
		c.ends.decode(run, 1, ends[:n])
		c.decodeCodes(run, ids[:n])
		for j, end := range ends[:n] {
			length := int(end) - row
			if length <= 0 {
				continue // damaged
			}
			length = min(length, len(dst))
			fill(dst[:length], ids[j])
			dst = dst[length:]
			row += length
		}
	}
	fill(dst, c.value(c.count-1)) // damaged, if any are left
}

func (c *column) decodeFew(from int, dst []index.ID) {
	run := c.run(from)
	id, end := c.value(run), c.end(run)
	for j := range dst {
		if from+j >= end && run < c.count-1 {
			run++
			id, end = c.value(run), c.end(run)
		}
		dst[j] = id
	}
}
