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
// sorted and differ. Narrower and narrower offsets are tried, each with as few
// clusters as reach all values; those with no offset at all are a dictionary.
func choose(unique []uint64, count int) layout {
	span := unique[len(unique)-1] - unique[0]
	best := frame(span, count)
	if len(unique) == 1 {
		return best
	}
	basesWidth := widthOf(span) // at most: the last base is not after the last value
	try := func(offset uint, clusters int) {
		l := layout{offset: offset, clusters: clusters, basesWidth: basesWidth}
		l.bits = clusterHeader + clusters*int(basesWidth) + count*int(l.width())
		if l.bits < best.bits && l.width() <= maxWidth {
			best = l
		}
	}
	for offset := min(best.offset, maxWidth); offset > 0; {
		clusters, widest := cluster(unique, 1<<(offset-1)-1)
		if clusters > maxClusters {
			break
		}
		offset = widthOf(widest)
		try(offset, clusters)
	}
	try(0, len(unique))
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
