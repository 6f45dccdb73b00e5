package block

import (
	"encoding/binary"
	"math/bits"

	"diplograph/graph/index"
)

// A column reads one encoded column in place.
type column struct {
	base  uint64 // the least id
	codes packed // of every row, or of every run
	ends  packed // the last row of each run
	bases packed // of clusters, less base
	count int    // codes: rows or runs
	rows  int
	runs  bool
	// A code is an offset, above it the number of a cluster.
	clusters int // 0 if there is one, that begins at base
	offset   uint
}

// What the first byte of a column says.
const (
	flagRuns     = 1
	flagClusters = 2
	flagsKnown   = flagRuns | flagClusters
)

// parse reads the headers at the start of b, and gives what follows the column.
func (c *column) parse(b []byte, rows int) ([]byte, error) {
	if len(b) < 10+slack {
		return nil, damaged("a column of %d bytes", len(b))
	}
	flags, width := b[0], uint(b[1])
	c.base, c.rows = binary.LittleEndian.Uint64(b[2:]), rows
	b, c.count, c.offset = b[10:], rows, width
	if flags&^flagsKnown != 0 || width > maxWidth && width != 64 {
		return nil, damaged("flags %#x, width %d", flags, width)
	}
	if flags&flagRuns != 0 {
		c.runs = true
		if c.count = int(binary.LittleEndian.Uint16(b)) + 1; c.count > rows {
			return nil, damaged("%d runs in %d rows", c.count, rows)
		}
		b = b[2:]
	}
	var basesWidth uint
	if flags&flagClusters != 0 {
		if len(b) < 3+slack {
			return nil, damaged("clusters that are cut off")
		}
		c.clusters, basesWidth = int(binary.LittleEndian.Uint16(b))+1, uint(b[2])
		width += selectorWidth(c.clusters)
		if c.clusters > MaxRows || width > maxWidth || basesWidth > maxWidth && basesWidth != 64 {
			return nil, damaged("%d clusters, widths %d and %d", c.clusters, width, basesWidth)
		}
		b = b[3:]
	}
	endsWidth := uint(0)
	if c.runs {
		endsWidth = widthOf(uint64(rows - 1))
	}
	if b = c.ends.parse(b, c.count, endsWidth); b != nil {
		if b = c.bases.parse(b, c.clusters, basesWidth); b != nil {
			b = c.codes.parse(b, c.count, width)
		}
	}
	if b == nil {
		return nil, damaged("numbers that are cut off")
	}
	return b, nil
}

// selectorWidth gives the width of the number of one of n clusters.
func selectorWidth(n int) uint { return uint(bits.Len(uint(n - 1))) }

// value gives the i-th id of count.
func (c *column) value(i int) index.ID {
	code := c.codes.at(i)
	if c.clusters == 0 {
		return index.ID(c.base + code)
	}
	cluster := min(int(code>>c.offset), c.clusters-1)
	return index.ID(c.base + c.bases.at(cluster) + code&(1<<c.offset-1))
}

// end gives the row after the i-th run.
func (c *column) end(i int) int { return int(c.ends.at(i)) + 1 }

// run gives the run that a row is in.
func (c *column) run(row int) int { return c.runAmong(row, 0, c.count-1) }

// runAmong gives the run that a row is in, which is one of those from lo to hi.
func (c *column) runAmong(row, lo, hi int) int {
	for lo < hi {
		if m := (lo + hi) >> 1; c.end(m) > row {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

func (c *column) at(row int) index.ID {
	if c.runs {
		row = c.run(row)
	}
	return c.value(row)
}
