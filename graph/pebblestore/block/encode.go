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
	values  [MaxRows]uint64 // of the runs
	ends    [MaxRows]uint64 // the last row of each run
	sorted  [MaxRows]uint64 // see sort
	spare   [MaxRows]uint64
	fields  []field         // that sort goes by
	unique  [MaxRows]uint64 // different values, sorted
	uniques int
	rank    [MaxRows]uint16 // which of them each run has
	codes   [MaxRows]uint64
	bases   [MaxRows]uint64
}

func (e *encoder) append(dst []byte, ids []index.ID) []byte {
	runs, ascending := e.cut(ids)
	byRow, byRun, least := e.layouts(runs, len(ids), ascending)
	endsWidth := widthOf(uint64(len(ids) - 1))
	how, flags := byRow, byte(0)
	asRuns := byRun.bits+16+runs*int(endsWidth) < byRow.bits
	if asRuns {
		how, flags = byRun, flagRuns
	}
	if how.clusters > 1 {
		flags |= flagClusters
	}
	dst = append(dst, flags, byte(how.offset))
	dst = binary.LittleEndian.AppendUint64(dst, least)
	if asRuns {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(runs-1))
	}
	if how.clusters > 1 {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(how.clusters-1))
		dst = append(dst, byte(how.basesWidth))
	}
	if asRuns {
		dst = appendPacked(dst, e.ends[:runs], endsWidth)
	}
	codes := e.values[:runs]
	if how.clusters == 1 {
		for i := range codes {
			codes[i] -= least
		}
	} else {
		dst = appendPacked(dst, e.bases[:e.code(how)], how.basesWidth)
		for i := range codes {
			codes[i] = e.codes[e.rank[i]]
		}
	}
	if !asRuns {
		codes = e.spread(runs, len(ids))
	}
	return appendPacked(dst, codes, how.width())
}

// layouts chooses a layout for codes of rows and one for codes of runs.
func (e *encoder) layouts(runs, rows int, ascending bool) (byRow, byRun layout, least uint64) {
	if !ascending && runs >= 4*sampleSize {
		if least, span, ok := scattered(e.values[:runs], rows); ok {
			return frame(span, rows), frame(span, runs), least
		}
	}
	e.distinct(runs, ascending)
	unique := e.unique[:e.uniques]
	return choose(unique, rows), choose(unique, runs), unique[0]
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

// distinct fills unique and rank.
func (e *encoder) distinct(runs int, ascending bool) {
	if ascending {
		e.uniques = copy(e.unique[:], e.values[:runs])
		for i := range runs {
			e.rank[i] = uint16(i)
		}
		return
	}
	n := 0
	for _, k := range e.sort(runs) {
		at := k & placeMask
		if v := e.values[at]; n == 0 || v != e.unique[n-1] {
			e.unique[n] = v
			n++
		}
		e.rank[at] = uint16(n - 1)
	}
	e.uniques = n
}

// code puts the code of each different value into codes, and the bases of the
// clusters, less the first, into bases.
func (e *encoder) code(how layout) (clusters int) {
	base, next := e.unique[0], uint64(0) // of the cluster at hand
	for i, v := range e.unique[:e.uniques] {
		if i == 0 || v-base > how.reach() {
			base, next = v, uint64(clusters)<<how.offset
			e.bases[clusters] = v - e.unique[0]
			clusters++
		}
		e.codes[i] = next + v - base
	}
	return clusters
}

// spread gives each row the code of its run.
func (e *encoder) spread(runs, rows int) []uint64 {
	if runs == rows {
		return e.values[:rows]
	}
	end := rows
	for i := runs - 1; i >= 0; i-- { // from behind, for there are no fewer rows than runs
		begin := 0
		if i > 0 {
			begin = int(e.ends[i-1]) + 1
		}
		code := e.values[i]
		for row := begin; row < end; row++ {
			e.values[row] = code
		}
		end = begin
	}
	return e.values[:rows]
}
