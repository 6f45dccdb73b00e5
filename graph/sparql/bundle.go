package sparql

const (
	// maxRelations is how many items of a join are put in order at once: a bit
	// of a word for each.
	maxRelations = 64
	// bundleSize is how many are where there are more than that.
	bundleSize = 16
)

// A plannedNode is a part of a join that has its plan already.
type plannedNode struct{ plan *plan }

func (n *plannedNode) possible() slotSet { return n.plan.possible }
func (n *plannedNode) certain() slotSet  { return n.plan.certain }

// bundled makes of very many items of a join fewer: it plans the first ones, then
// that plan with the next ones, and so on until the last ones are left.
func (pl *planner) bundled(items []node, need slotSet) []node {
	if len(items) <= maxRelations {
		return items
	}
	items = connected(items)
	for len(items) > bundleSize {
		if !pl.going() {
			return items[:bundleSize] // of a plan that nobody will run
		}
		first := &plannedNode{pl.joinFrom(nil, items[:bundleSize], nil, need)}
		items = append([]node{first}, items[bundleSize:]...)
	}
	return items
}

// connected gives items in a sequence in which each has a variable in common with
// one before, where there is such a one.
func connected(items []node) []node {
	with := map[slot][]int{}
	for i, it := range items {
		for _, v := range it.possible().list() {
			with[v] = append(with[v], i)
		}
	}
	sequence := make([]node, 0, len(items))
	taken := make([]bool, len(items))
	var queue []int
	take := func(i int) {
		if !taken[i] {
			taken[i] = true
			queue = append(queue, i)
		}
	}
	for i := range items {
		for take(i); len(queue) > 0; queue = queue[1:] {
			it := items[queue[0]]
			sequence = append(sequence, it)
			for _, v := range it.possible().list() {
				for _, k := range with[v] {
					take(k)
				}
				delete(with, v)
			}
		}
	}
	return sequence
}
