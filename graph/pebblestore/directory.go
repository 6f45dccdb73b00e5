package pebblestore

import (
	"encoding/binary"
	"slices"
	"sort"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore/block"
)

// entry is what the directory knows of a block: the key and value under
// kindDirectory, which are
//
//	key    generation, 'x', order, first quad
//	value  last quad, number of rows (4 bytes), of triples (4 bytes), smallest
//	       and largest id of the second, third and fourth column (8 bytes each)
//
// The triples of a block are its rows without those that differ from the row
// before, in the same block, by the last column alone.
type entry struct {
	first, last   index.Quad
	least, most   [3]index.ID // of the columns after the first
	rows, triples uint32
	rowsBefore    uint32 // in the page, not stored
	triplesBefore uint32 // in the page, each once, not stored
	number        uint64 // of this description of the block, not stored
}

const entryValueSize = quadSize + 4 + 4 + 6*8

func (e *entry) appendValue(dst []byte) []byte {
	dst = appendQuad(dst, e.last)
	dst = binary.BigEndian.AppendUint32(dst, e.rows)
	dst = binary.BigEndian.AppendUint32(dst, e.triples)
	for i := range e.least {
		dst = binary.BigEndian.AppendUint64(dst, uint64(e.least[i]))
		dst = binary.BigEndian.AppendUint64(dst, uint64(e.most[i]))
	}
	return dst
}

func readEntry(key, value []byte) (entry, error) {
	first, ok := quadOfKey(key)
	if !ok || len(value) != entryValueSize {
		return entry{}, damaged("directory: entry %x of %d bytes", key, len(value))
	}
	e := entry{first: first, last: readQuad(value), number: blockNumbers.Add(1)}
	value = value[quadSize:]
	e.rows = binary.BigEndian.Uint32(value)
	e.triples = binary.BigEndian.Uint32(value[4:])
	value = value[8:]
	for i := range e.least {
		e.least[i] = index.ID(binary.BigEndian.Uint64(value[16*i:]))
		e.most[i] = index.ID(binary.BigEndian.Uint64(value[16*i+8:]))
	}
	if e.rows == 0 || e.rows > block.MaxRows || e.triples == 0 || e.triples > e.rows || e.first.Compare(e.last) > 0 {
		return entry{}, damaged("directory: %s: %d rows, %d triples up to %s", describe(first), e.rows, e.triples, describe(e.last))
	}
	return e, nil
}

// entryOf describes the first n rows of columns.
func entryOf(c *block.Columns, n int) entry {
	e := entry{rows: uint32(n), triples: 1, number: blockNumbers.Add(1)}
	for i := range c {
		e.first[i], e.last[i] = c[i][0], c[i][n-1]
	}
	for i := range e.least {
		e.least[i], e.most[i] = slices.Min(c[i+1][:n]), slices.Max(c[i+1][:n])
	}
	for r := 1; r < n; r++ {
		if c[2][r] != c[2][r-1] || c[1][r] != c[1][r-1] || c[0][r] != c[0][r-1] {
			e.triples++
		}
	}
	return e
}

// excludes reports whether no row of the block can have the ids of q in the
// columns from column 1 on where q has some.
func (e *entry) excludes(q index.Quad) bool {
	for i, id := range q[1:] {
		if id != index.None && (id < e.least[i] || id > e.most[i]) {
			return true
		}
	}
	return false
}

// continues reports whether the block after e begins with the triple that e
// ends with.
func (e *entry) continues(next *entry) bool {
	return e.last[0] == next.first[0] && e.last[1] == next.first[1] && e.last[2] == next.first[2]
}

// pageEntries is how many entries a page has, at most.
const pageEntries = 256

type page []entry

// makePage completes entries that stand together.
func makePage(entries []entry) page {
	var rows, triples uint32
	for i := range entries {
		e := &entries[i]
		e.rowsBefore, e.triplesBefore = rows, triples
		rows += e.rows
		triples += e.triples
		if i > 0 && entries[i-1].continues(e) {
			triples--
		}
	}
	return entries
}

func (p page) rows() int64 {
	e := &p[len(p)-1]
	return int64(e.rowsBefore + e.rows)
}

// triples gives the number of triples of a page on its own.
func (p page) triples() int64 {
	e := &p[len(p)-1]
	n := int64(e.triplesBefore + e.triples)
	if len(p) > 1 && p[len(p)-2].continues(e) {
		n--
	}
	return n
}

// blockList is the directory of one order. It does not change: replaced gives
// another one that shares most pages.
type blockList struct {
	pages   []page
	rows    []int64 // before each page, and at the end all
	triples []int64 // triples that begin before each page, and at the end all
	goesOn  []bool  // a page begins with the triple that the page before ends with
}

func newBlockList(pages []page) *blockList {
	n := len(pages)
	l := &blockList{pages: pages, rows: make([]int64, n+1), triples: make([]int64, n+1), goesOn: make([]bool, n)}
	for i, p := range pages {
		l.rows[i+1] = l.rows[i] + p.rows()
		l.triples[i+1] = l.triples[i] + p.triples()
		if i > 0 && pages[i-1][len(pages[i-1])-1].continues(&p[0]) {
			l.goesOn[i] = true
			l.triples[i+1]--
		}
	}
	return l
}

// A place is where a block stands in a blockList.
type place struct{ page, at int }

func (l *blockList) entry(p place) *entry { return &l.pages[p.page][p.at] }

func (l *blockList) valid(p place) bool { return p.page >= 0 && p.page < len(l.pages) }

func (l *blockList) next(p place) place {
	if p.at++; p.at == len(l.pages[p.page]) {
		return place{p.page + 1, 0}
	}
	return p
}

// locate gives the last block that does not begin after q: if any has q, this
// one. It gives the first block for a q before all, an invalid place if there is
// no block.
func (l *blockList) locate(q index.Quad) place {
	p := sort.Search(len(l.pages), func(i int) bool { return l.pages[i][0].first.Compare(q) > 0 })
	if p == 0 {
		return place{0, 0}
	}
	page := l.pages[p-1]
	at := sort.Search(len(page), func(i int) bool { return page[i].first.Compare(q) > 0 })
	return place{p - 1, at - 1}
}

// rowsBefore gives the number of rows before a block, or of all rows for the
// place after the last.
func (l *blockList) rowsBefore(p place) int64 {
	if p.page == len(l.pages) {
		return l.rows[p.page]
	}
	return l.rows[p.page] + int64(l.entry(p).rowsBefore)
}

// triplesBefore gives the number of triples that begin in the blocks before.
func (l *blockList) triplesBefore(p place) int64 {
	n := l.triples[p.page]
	if p.at > 0 {
		n += int64(l.entry(p).triplesBefore)
		if l.goesOn[p.page] {
			n--
		}
	}
	return n
}

// continued reports whether a block begins with the triple that the block before
// ends with.
func (l *blockList) continued(p place) bool {
	if p.at == 0 {
		return l.goesOn[p.page]
	}
	return l.entry(place{p.page, p.at - 1}).continues(l.entry(p))
}

// replaced gives the list with the n blocks from p on exchanged for others.
func (l *blockList) replaced(p place, n int, with []entry) *blockList {
	end := p
	for range n {
		end = l.next(end)
	}
	pages := slices.Clone(l.pages[:p.page])
	var changed []entry // all of the pages that change
	if p.at > 0 {
		changed = append(changed, l.pages[p.page][:p.at]...)
	}
	changed = append(changed, with...)
	rest := end.page
	if end.page < len(l.pages) && (end.at > 0 || end.page == p.page) {
		changed = append(changed, l.pages[end.page][end.at:]...)
		rest++
	}
	for len(changed) > 0 {
		n := len(changed)
		if n > pageEntries {
			n = min(pageEntries*3/4, n/2)
		}
		pages = append(pages, makePage(slices.Clone(changed[:n])))
		changed = changed[n:]
	}
	return newBlockList(append(pages, l.pages[rest:]...))
}
