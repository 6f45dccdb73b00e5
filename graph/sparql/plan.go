package sparql

// A plan is an operator that can be opened, with what is known of its rows
// before it runs and, after, of what it did.
type plan struct {
	kind     string        // scan, merge join, ...
	detail   func() string // for people, made when asked for; may be nil
	children []*plan
	rows     float64   // estimated
	cost     float64   // estimated, of this and its children
	certain  slotSet   // columns without unbound variables
	possible slotSet   // columns
	distinct estimates // of some columns
	sorted   []slot    // the columns that rows are sorted by, by id
	ranged   slot      // of a scan that is narrowed to ranges of a variable, else noSlot
	build    func(r *run) operator
	actual   actual
}

// open makes the operator.
func (p *plan) open(r *run) operator {
	p.actual.opened++
	return &meter{operator: p.build(r), run: r, actual: &p.actual}
}

// planBytes is about what an operator of a plan takes before it is opened.
const planBytes = 1 << 9

// nodes counts the operators of a plan.
func (p *plan) nodes() int64 {
	n := int64(1)
	for _, c := range p.children {
		n += c.nodes()
	}
	return n
}

// inherit takes over the columns and the order of a child.
func (p *plan) inherit(from *plan) *plan {
	p.certain, p.possible, p.sorted = from.certain, from.possible, from.sorted
	p.rows, p.cost, p.distinct = from.rows, from.cost, from.distinct
	return p
}

// sortedBy reports whether rows are sorted by a variable.
func (p *plan) sortedBy(s slot) bool { return len(p.sorted) > 0 && p.sorted[0] == s }

// groupedBy reports whether rows with the same ids in some columns stand
// together: the columns, those that are constant left out, are the first that
// rows are sorted by.
func (p *plan) groupedBy(keys []slot) bool {
	k := slotsOf(keys...)
	if n := len(k.list()); n > len(p.sorted) {
		return false
	} else if !slotsOf(p.sorted[:n]...).within(k) {
		return false
	}
	return k.within(p.certain)
}
