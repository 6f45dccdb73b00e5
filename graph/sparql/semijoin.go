package sparql

// semiJoin plans FILTER EXISTS and NOT EXISTS as a join, nil where only
// evaluating the pattern for each row gives the right answer: where not every
// variable that both sides have is bound on both.
func (pl *planner) semiJoin(l *plan, e *exprExists) *plan {
	kind, name := joinSemi, "hash semi join"
	if e.not {
		kind, name = joinAnti, "hash anti join"
	}
	common := l.possible.intersect(e.slots)
	items, _, simple := simpleJoin(e.pattern)
	for _, it := range items {
		if _, path := it.(*pathNode); path {
			return nil // of a row's term a path of no length asks not whether it is in the graph
		}
	}
	if !simple || common.empty() || !common.within(l.certain) || !common.within(pl.free(e.pattern.certain())) {
		return nil
	}
	r := pl.plan(e.pattern, common)
	p := &plan{kind: name, detail: func() string { return pl.list(common.list()) }, children: []*plan{l, r}}
	p.certain, p.possible, p.sorted, p.distinct = l.certain, l.possible, l.sorted, l.distinct
	p.rows = l.rows * selectivity
	p.cost = l.cost + r.cost + costHashBuild*r.rows + costHashProbe*l.rows
	keys := common.list()
	p.build = func(run *run) operator {
		return &hashJoin{run: run, left: l.open(run), right: r.open(run), kind: kind, keys: keys}
	}
	if fed := pl.feedJoin(l, e.pattern, e.row, nil, kind, nil); fed != nil {
		return cheaper(weighed(p), fed)
	}
	return p
}
