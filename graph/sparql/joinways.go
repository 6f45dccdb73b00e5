package sparql

import (
	"math"

	"diplograph/graph/index"
)

// extend gives the ways to join a relation to a plan for a set of others.
func (s *joinSearch) extend(l *plan, set uint64, j int) []*plan {
	r := s.rels[j]
	common := l.possible.intersect(r.possible)
	keys := l.certain.intersect(r.certain)
	before := s.certainOf(set)
	after := s.certainOf(set | 1<<j)
	var ways []*plan
	add := func(p *plan, done ...slotSet) {
		ways = append(ways, s.pl.filtered(weighed(p), s.apply(after, append(done, before))))
	}
	if s.base == nil || r.pattern == nil {
		right := cheapest(r.plans)
		add(s.pl.hashJoin(l, right, joinInner, nil), r.certain)
		if s.base == nil && l.rows < right.rows {
			add(s.pl.hashJoin(right, l, joinInner, nil), r.certain)
		}
		for _, v := range keys.list() {
			if !l.sortedBy(v) {
				continue
			}
			for _, p := range r.plans {
				if p.sortedBy(v) {
					add(s.pl.mergeJoin(l, p, v, common), r.certain)
				}
			}
		}
	}
	if r.pattern != nil && common.within(l.certain) && (s.base != nil || !common.empty()) {
		add(s.pl.bindJoin(l, r, common, s.need))
	}
	if r.path != nil {
		for end, e := range r.path.ends {
			other := r.path.ends[1-end].slot
			if e.slot != noSlot && l.certain.has(e.slot) && (!l.possible.has(other) || l.certain.has(other)) {
				add(s.pl.pathJoin(l, r, end))
			}
		}
	}
	return ways
}

// joined gives a plan with the columns of a join of two and its estimates.
func joined(kind string, detail func() string, l, r *plan, keys slotSet) *plan {
	p := &plan{kind: kind, detail: detail, children: []*plan{l, r}}
	p.certain, p.possible = l.certain.union(r.certain), l.possible.union(r.possible)
	p.rows = joinRows(l, r, keys)
	p.distinct = merged(l.distinct, r.distinct)
	for _, k := range keys.list() {
		p.distinct.set(k, math.Min(l.distinctOf(k), r.distinctOf(k)))
	}
	return p
}

// joinRows estimates the rows of a join: those of a cross product, of which a
// row is kept if the values of every common variable meet.
func joinRows(l, r *plan, keys slotSet) float64 {
	rows := l.rows * r.rows
	for i, k := range keys.list() {
		d := math.Max(l.distinctOf(k), r.distinctOf(k))
		if i > 0 {
			d = math.Sqrt(d) // variables of one pattern are not independent
		}
		rows /= d
	}
	return rows
}

// mergeJoin plans a join of two sides that are sorted by a variable.
func (pl *planner) mergeJoin(l, r *plan, key slot, common slotSet) *plan {
	p := joined("merge join", func() string { return pl.name(key) }, l, r, l.certain.intersect(r.certain))
	check := common.minus(slotsOf(key)).list()
	p.sorted = l.sorted
	p.cost = seekCost(l, r) + seekCost(r, l) + costOut*p.rows
	p.build = func(run *run) operator {
		return &mergeJoin{run: run, key: key, check: check,
			left: &cursor{op: l.open(run), key: key}, right: &cursor{op: r.open(run), key: key}}
	}
	return p
}

// seekCost is the cost of reading a side of a merge join: all of it, or as much
// as it takes to seek what the other side has.
func seekCost(p, other *plan) float64 {
	if p.kind != "scan" {
		return p.cost + costMerge*p.rows
	}
	return math.Min(p.cost+costMerge*p.rows, other.rows*costSeek+costSeek)
}

// bindJoin plans looking up a pattern for each row.
func (pl *planner) bindJoin(l *plan, r *relation, common, need slotSet) *plan {
	t := r.pattern
	order, ok := pl.boundOrder(t, common)
	single := pl.scanStats(t)
	p := joined("bind join", func() string { return pl.patternText(t) + " in " + order.String() }, l, single, common)
	p.children = []*plan{l}
	p.sorted = l.sorted
	bound, sweep := sweepable(t, order, pl.boundPlaces(t), common)
	p.cost = l.cost + bindCost(l, single, common, ok, sweep) + costHashProbe*l.rows + costOut*p.rows
	fresh := pl.free(t.slots()).minus(common).intersect(need).list()
	p.build = func(run *run) operator {
		j := &bindJoin{run: run, left: l.open(run), bound: bound, fresh: fresh,
			scan: &scanOp{run: run, pattern: t, order: order, need: need}}
		if sweep {
			j.size = single.rows
			if chance != nil {
				j.size = chance(j.size)
			}
			j.sweep = &scanOp{run: run, pattern: t, order: order, need: need.union(common)}
		}
		return j
	}
	return p
}

// bindCost estimates the look-ups of a bind join: chunk by chunk, one for each
// different key or, where those are many, going over the whole pattern.
func bindCost(l, single *plan, common slotSet, ordered, sweep bool) float64 {
	keys := 1.0
	for _, k := range common.list() {
		keys *= l.distinctOf(k)
	}
	keys = math.Min(keys, l.rows)
	chunks := math.Ceil(l.rows / index.BatchSize)
	inChunk := math.Min(keys, index.BatchSize)
	each := inChunk * costSeek
	if !ordered {
		each = inChunk * math.Max(costSeek, costScan*single.rows)
	}
	if sweep {
		each = math.Min(each, costScan*single.rows+costSeek+inChunk*costHashBuild)
	}
	return chunks * each
}

// boundOrder gives the order to look up a pattern in of which some variables are
// bound; false if what is bound does not stand together in it.
func (pl *planner) boundOrder(t *triplePattern, common slotSet) (index.Order, bool) {
	bound := pl.boundPlaces(t)
	for p := index.Subject; p <= index.Graph; p++ {
		if v := t.at(p); v != noSlot && common.has(v) {
			bound |= 1 << p
		}
	}
	order := scanOrderFor(t, bound)
	return order, order.Prefix(bound) == placesIn(bound)
}

// pathJoin plans a search for each row from what it binds at one end.
func (pl *planner) pathJoin(l *plan, r *relation, end int) *plan {
	n := r.path
	p := &plan{kind: "path join", children: []*plan{l}, distinct: l.distinct, sorted: l.sorted}
	p.detail = func() string {
		return pl.placeText(n.ends[0]) + " " + pl.pathText(n.path) + " " + pl.placeText(n.ends[1])
	}
	p.certain, p.possible = l.certain.union(r.certain), l.possible.union(r.possible)
	p.rows = l.rows * 10
	p.cost = l.cost + l.rows*costSeek*10
	p.build = func(run *run) operator { return newPathJoin(run, l.open(run), n, end) }
	return p
}
