package sparql

import (
	"math"
	"math/bits"
)

// A relation is an item of a join.
type relation struct {
	node     node
	possible slotSet
	certain  slotSet
	pattern  *triplePattern // or nil
	path     *pathNode      // or nil
	plans    []*plan        // ways to read it on its own, with its conditions
}

// A joinSearch looks for the cheapest sequence of joins: plans for each set of
// relations, built from those for smaller sets. Of the plans for a set it keeps
// the cheapest, and the cheapest that is sorted by each variable.
type joinSearch struct {
	pl    *planner
	rels  []*relation
	conds []expr
	reads []slotSet // by condition, its variables
	need  slotSet
	all   slotSet // every variable of the join
	base  *plan   // rows that are there already, or nil
}

func newJoinSearch(pl *planner, conds []expr, need slotSet) *joinSearch {
	s := &joinSearch{pl: pl, conds: conds, need: need}
	for _, c := range conds {
		reads := slotsOfExpr(c)
		s.reads, s.need = append(s.reads, reads), s.need.union(reads)
	}
	return s
}

// maxExact is up to how many relations all sequences are tried.
const maxExact = 9

// joinOrder plans the join of items under conditions.
func (pl *planner) joinOrder(items []node, conds []expr, need slotSet) *plan {
	return pl.joinFrom(nil, pl.bundled(items, need.union(slotsOfExprs(conds))), conds, need)
}

// joinFrom plans the join of some rows with items under conditions.
func (pl *planner) joinFrom(base *plan, items []node, conds []expr, need slotSet) *plan {
	s := newJoinSearch(pl, conds, need)
	items, empty := s.constants(items)
	if empty {
		return &plan{kind: "empty", detail: func() string { return "a condition is never true" }, build: func(*run) operator { return emptyOp{} }}
	}
	if base != nil {
		s.all = base.possible
	}
	for _, it := range items {
		s.all = s.all.union(pl.free(it.possible()))
	}
	if base != nil {
		s.base = pl.filtered(base, s.apply(base.certain, nil))
	}
	for _, it := range items {
		s.rels = append(s.rels, s.relation(it))
	}
	if len(s.rels) == 0 {
		return pl.filtered(base, conds)
	}
	var best *plan
	if len(s.rels) <= maxExact {
		best = s.exact()
	} else {
		best = s.greedy()
	}
	return pl.filtered(best, s.open(s.certainOf(s.full())))
}

func (s *joinSearch) full() uint64 { return 1<<len(s.rels) - 1 }

// relation prepares an item: its plans, with the conditions that judge it alone.
func (s *joinSearch) relation(it node) *relation {
	r := &relation{node: it, possible: s.pl.free(it.possible()), certain: s.pl.free(it.certain())}
	switch n := it.(type) {
	case *tripleNode:
		r.pattern = &n.triplePattern
		r.plans = s.scans(r)
		return r
	case *pathNode:
		r.path = n
	}
	p := s.pl.plan(it, s.need)
	r.possible, r.certain = p.possible, p.certain
	r.plans = []*plan{s.pl.filtered(p, s.apply(r.certain, nil))}
	return r
}

// apply gives the conditions that can be judged where some variables are
// certain, and could not where those before were.
func (s *joinSearch) apply(certain slotSet, before []slotSet) []expr {
	var list []expr
	for k, c := range s.conds {
		if !s.judged(k, certain) {
			continue
		}
		done := false
		for _, b := range before {
			done = done || s.judged(k, b)
		}
		if !done {
			list = append(list, c)
		}
	}
	return list
}

// judged reports whether the k-th condition can be judged where some variables
// are certain.
func (s *joinSearch) judged(k int, certain slotSet) bool {
	return s.reads[k].intersect(s.all).within(certain) && !volatile(s.conds[k])
}

// open gives the conditions that are left for after the last join.
func (s *joinSearch) open(certain slotSet) []expr {
	var list []expr
	for k, c := range s.conds {
		if !s.judged(k, certain) {
			list = append(list, c)
		}
	}
	return list
}

// certainOf gives the variables that a set of relations binds for certain.
func (s *joinSearch) certainOf(set uint64) slotSet {
	var c slotSet
	if s.base != nil {
		c = s.base.certain
	}
	for ; set != 0; set &= set - 1 {
		c = c.union(s.rels[bits.TrailingZeros64(set)].certain)
	}
	return c
}

// exact tries every sequence that is not dearer, on its way, than the one that
// greedy finds. That one is taken if running it is cheaper than the search.
func (s *joinSearch) exact() *plan {
	most := s.greedy()
	if s.base == nil && chance == nil && (most.cost < costExact*float64(s.full()) || len(s.rels) <= 2 && most.cost < costTrifle) {
		return most
	}
	best := make([][]*plan, s.full()+1)
	keep := func(set uint64, p *plan) {
		if p.cost < most.cost || chance != nil {
			best[set] = keepBest(best[set], p)
		}
	}
	s.begin(keep)
	for set := uint64(1); set < s.full() && s.pl.going(); set++ {
		for _, l := range best[set] {
			for _, j := range s.nexts(set, l) {
				for _, p := range s.extend(l, set, j) {
					keep(set|1<<j, p)
				}
			}
		}
	}
	if found := best[s.full()]; len(found) > 0 {
		return cheapest(found)
	}
	return most
}

// begin gives the plans that a sequence can begin with.
func (s *joinSearch) begin(use func(set uint64, p *plan)) {
	for j, r := range s.rels {
		if s.base == nil {
			for _, p := range r.plans {
				use(1<<j, p)
			}
			continue
		}
		if s.connected(s.base, j) || len(s.nexts(0, s.base)) == len(s.rels) {
			for _, p := range s.extend(s.base, 0, j) {
				use(1<<j, p)
			}
		}
	}
}

// greedy takes at each step the join that is cheapest with its rows.
func (s *joinSearch) greedy() *plan {
	var set uint64
	var at *plan
	s.begin(func(of uint64, p *plan) {
		if at == nil || weight(p) < weight(at) {
			set, at = of, p
		}
	})
	for set != s.full() {
		if !s.pl.going() {
			return at
		}
		var next *plan
		var with int
		for _, j := range s.nexts(set, at) {
			for _, p := range s.extend(at, set, j) {
				if next == nil || weight(p) < weight(next) {
					next, with = p, j
				}
			}
		}
		set, at = set|1<<with, next
	}
	return at
}

// weight is the cost of a plan and of going on with its rows.
func weight(p *plan) float64 { return p.cost + p.rows*costHashProbe }

// nexts gives the relations to join to a plan: those that share a variable with
// it or, if there is none, all others.
func (s *joinSearch) nexts(set uint64, l *plan) []int {
	var near, far []int
	for j := range s.rels {
		if set&(1<<j) != 0 {
			continue
		}
		if s.connected(l, j) {
			near = append(near, j)
		} else {
			far = append(far, j)
		}
	}
	if len(near) > 0 {
		return near
	}
	return far
}

func (s *joinSearch) connected(l *plan, j int) bool { return l.possible.meets(s.rels[j].possible) }

// keepBest adds a plan to those for a set, unless one of them is as cheap and
// sorted alike; those that it outdoes go.
func keepBest(list []*plan, p *plan) []*plan {
	for _, q := range list {
		if q.cost <= p.cost && (len(p.sorted) == 0 || q.sortedBy(p.sorted[0])) {
			return list
		}
	}
	kept := list[:0]
	for _, q := range list {
		if !(p.cost <= q.cost && (len(q.sorted) == 0 || p.sortedBy(q.sorted[0]))) {
			kept = append(kept, q)
		}
	}
	return append(kept, p)
}

func cheapest(list []*plan) *plan {
	best := list[0]
	for _, p := range list[1:] {
		if p.cost < best.cost {
			best = p
		}
	}
	return best
}

// distinct estimates how many different values a variable has in the rows of p.
func (p *plan) distinctOf(s slot) float64 {
	if d, ok := p.distinct.of(s); ok {
		return math.Max(1, math.Min(d, p.rows))
	}
	return math.Max(1, p.rows)
}
