package sparql

import (
	"slices"

	"diplograph/graph/index"
)

// An idList gathers ids, of which many may come again and again.
type idList struct {
	run  *run
	ids  []index.ID
	most int // ids that may be gathered before those that came again are dropped
	held int64
}

// fewIDs is how many ids are gathered before any are dropped.
const fewIDs = 1 << 16

func (l *idList) add(ids []index.ID) error {
	l.ids = append(l.ids, ids...)
	if len(l.ids) > max(l.most, fewIDs) {
		l.most = 2 * len(l.set())
	}
	more := int64(cap(l.ids))*8 - l.held
	l.held += more
	return l.run.budget.take(more)
}

// push adds one id, which did not come before.
func (l *idList) push(id index.ID) error {
	l.ids = append(l.ids, id)
	more := int64(cap(l.ids))*8 - l.held
	if more == 0 {
		return nil
	}
	l.held += more
	return l.run.budget.take(more)
}

// set gives the different ids in ascending order.
func (l *idList) set() []index.ID {
	slices.Sort(l.ids)
	l.ids = slices.Compact(l.ids)
	return l.ids
}

// release gives the memory back.
func (l *idList) release() {
	l.run.budget.give(l.held)
	l.held = 0
}
