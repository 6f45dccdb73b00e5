package block

import "sort"

// A layout is a way to write the codes of a column.
type layout struct {
	offset     uint // width of the offset within a cluster
	clusters   int
	basesWidth uint
	bits       int // what it costs
}

// width gives the width of a code.
func (l layout) width() uint {
	if l.clusters <= 1 {
		return l.offset
	}
	return l.offset + selectorWidth(l.clusters)
}

// reach gives the largest offset.
func (l layout) reach() uint64 { return 1<<l.offset - 1 }

// maxClusters is how many clusters are tried that are wider than one value.
const maxClusters = 64

// clusterHeader is what clusters cost beside their bases, in bits.
const clusterHeader = 24

// frame gives the layout of offsets to the least value.
func frame(span uint64, count int) layout {
	width := widthOf(span)
	return layout{offset: width, clusters: 1, bits: count * int(width)}
}

// choose gives the cheapest layout for count codes of these values, which are
// sorted and differ.
func choose(unique []uint64, count int) layout {
	best := ranges(unique, count)
	span := unique[len(unique)-1] - unique[0]
	if d := dictionary(len(unique), span, count); d.bits < best.bits {
		return d
	}
	return best
}

// dictionary gives the layout of codes of n values.
func dictionary(n int, span uint64, count int) layout { return clustered(0, n, span, count) }

// clustered gives the layout of clusters of offsets. The last base is not after
// the last value, so that bases are no wider than the span.
func clustered(offset uint, clusters int, span uint64, count int) layout {
	l := layout{offset: offset, clusters: clusters, basesWidth: widthOf(span)}
	l.bits = clusterHeader + clusters*int(l.basesWidth) + count*int(l.width())
	return l
}

// ranges gives the cheapest layout with offsets. Narrower and narrower ones are
// tried, each with as few clusters as reach all values.
func ranges(unique []uint64, count int) layout {
	span := unique[len(unique)-1] - unique[0]
	best := frame(span, count)
	for offset := min(best.offset, maxWidth); offset > 0; {
		clusters, widest := cluster(unique, 1<<(offset-1)-1)
		if clusters > maxClusters {
			break
		}
		offset = widthOf(widest)
		if l := clustered(offset, clusters, span, count); l.bits < best.bits && l.width() <= maxWidth {
			best = l
		}
	}
	return best
}

// cluster covers values with clusters of at most reach, and gives how many it
// takes, or more than maxClusters, and the largest offset in any.
func cluster(unique []uint64, reach uint64) (n int, widest uint64) {
	for len(unique) > 0 && n <= maxClusters {
		base := unique[0]
		end := sort.Search(len(unique), func(i int) bool { return unique[i]-base > reach })
		widest = max(widest, unique[end-1]-base)
		unique = unique[end:]
		n++
	}
	return n, widest
}
