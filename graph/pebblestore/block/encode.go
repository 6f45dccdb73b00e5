package block

import (
	"encoding/binary"
	"fmt"
	"sync"

	"diplograph/graph/index"
)

// Append appends the first n rows of c, 1 to MaxRows, as a block. The rows are
// sorted and differ.
func Append(dst []byte, c Columns, n int) []byte {
	if n < 1 || n > MaxRows {
		panic(fmt.Sprintf("block: %d rows, want 1 to %d", n, MaxRows))
	}
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	dst = binary.LittleEndian.AppendUint16(dst, uint16(n-1))
	for _, ids := range c {
		dst = e.append(dst, ids[:n])
	}
	return append(dst, make([]byte, slack)...)
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// An encoder is memory for one column.
type encoder struct {
	values [MaxRows]uint64 // of the runs
	ends   [MaxRows]uint64 // the last row of each run
	sorted [MaxRows]keyed  // values and the run of each
	spare  [MaxRows]keyed
	unique [MaxRows]uint64 // different values
	rank   [MaxRows]uint16 // which of them each run has
	codes  [MaxRows]uint64
	bases  [MaxRows]uint64
}

func (e *encoder) append(dst []byte, ids []index.ID) []byte {
	runs, ascending := e.cut(ids)
	unique := e.unique[:e.distinct(runs, ascending)]
	byRow, byRun := choose(unique, len(ids)), choose(unique, runs)
	endsWidth := widthOf(uint64(len(ids) - 1))
	asRuns := byRun.bits+16+runs*int(endsWidth) < byRow.bits
	if asRuns {
		dst = e.header(dst, flagRuns, byRun, unique)
		dst = binary.LittleEndian.AppendUint16(dst, uint16(runs-1))
	} else {
		dst = e.header(dst, 0, byRow, unique)
	}
	how := byRow
	if asRuns {
		how = byRun
	}
	bases := e.code(unique, how)
	if how.clusters > 1 {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(how.clusters-1))
		dst = append(dst, byte(how.basesWidth))
	}
	if asRuns {
		dst = appendPacked(dst, e.ends[:runs], endsWidth)
	}
	if how.clusters > 1 {
		dst = appendPacked(dst, bases, how.basesWidth)
	}
	return appendPacked(dst, e.spread(runs, len(ids), asRuns), how.width())
}

func (e *encoder) header(dst []byte, flags byte, how layout, unique []uint64) []byte {
	if how.clusters > 1 {
		flags |= flagClusters
	}
	dst = append(dst, flags, byte(how.offset))
	return binary.LittleEndian.AppendUint64(dst, unique[0])
}

// cut puts the runs of ids into values and ends, and reports whether they ascend.
func (e *encoder) cut(ids []index.ID) (runs int, ascending bool) {
	ascending = true
	last := ids[0]
	for i, id := range ids {
		if id != last {
			ascending = ascending && id > last
			e.values[runs], e.ends[runs] = uint64(last), uint64(i-1)
			last = id
			runs++
		}
	}
	e.values[runs], e.ends[runs] = uint64(last), uint64(len(ids)-1)
	return runs + 1, ascending
}

// distinct fills unique and rank, and gives how many different values there are.
func (e *encoder) distinct(runs int, ascending bool) int {
	if ascending {
		copy(e.unique[:], e.values[:runs])
		for i := range runs {
			e.rank[i] = uint16(i)
		}
		return runs
	}
	n := 0
	for i, k := range e.sort(runs) {
		if i == 0 || k.value != e.unique[n-1] {
			e.unique[n] = k.value
			n++
		}
		e.rank[k.at] = uint16(n - 1)
	}
	return n
}

// code puts the code of each different value into codes, and gives the bases of
// the clusters, less the first.
func (e *encoder) code(unique []uint64, how layout) []uint64 {
	n := 0
	base, next := unique[0], uint64(0) // of the cluster at hand
	for i, v := range unique {
		if i == 0 || how.clusters > 1 && v-base > how.reach() {
			base, next = v, uint64(n)<<how.offset
			e.bases[n] = v - unique[0]
			n++
		}
		e.codes[i] = next + v - base
	}
	return e.bases[:n]
}

// spread gives the codes of the runs, or of all rows, in place of values.
func (e *encoder) spread(runs, rows int, asRuns bool) []uint64 {
	if asRuns || runs == rows {
		for i := range runs {
			e.values[i] = e.codes[e.rank[i]]
		}
		return e.values[:runs]
	}
	row := 0
	for i := range runs {
		code := e.codes[e.rank[i]]
		for ; row <= int(e.ends[i]); row++ {
			e.values[row] = code
		}
	}
	return e.values[:rows]
}
