package sparql

import "diplograph/graph/index"

// countable gives the pattern of a node that is one triple pattern, each match of
// which the store counts once: no variable twice, all graphs merged, or one.
func (pl *planner) countable(n node) (*triplePattern, bool) {
	t, ok := n.(*tripleNode)
	if !ok || pl.options.Plain {
		return nil, false
	}
	seen := slotSet{}
	for p := index.Subject; p <= index.Graph; p++ {
		v := t.at(p)
		if v != noSlot && seen.has(v) {
			return nil, false
		}
		seen = seen.with(v)
	}
	switch t.graph.kind {
	case graphUnion, graphOne:
		return &t.triplePattern, true
	case graphNamed:
		return &t.triplePattern, t.graph.set == nil
	}
	return nil, false
}

// countsOnly gives the variables of aggregates that all count the rows of a
// pattern.
func countsOnly(aggs []aggregate, certain slotSet) ([]slot, bool) {
	var slots []slot
	for _, a := range aggs {
		v, isVar := a.arg.(*exprVar)
		if a.name != "COUNT" || a.distinct || a.arg != nil && (!isVar || !certain.has(v.slot)) {
			return nil, false
		}
		slots = append(slots, a.slot)
	}
	return slots, len(slots) > 0
}

// counted plans GROUP BY of one triple pattern by what the store counts, nil if
// that gives not what is asked for, or is not quicker.
func (pl *planner) counted(n *groupNode) *plan {
	t, ok := pl.countable(n.input)
	if !ok {
		return nil
	}
	counts, ok := countsOnly(n.aggs, pl.free(t.slots()))
	if !ok {
		return nil
	}
	if n.whole && t.graph.kind != graphNamed {
		p := &plan{kind: "count", detail: func() string { return pl.patternText(t) }, rows: 1, cost: costSeek}
		p.certain = slotsOf(counts...)
		p.possible = p.certain
		p.build = func(r *run) operator { return &countOp{run: r, pattern: t, counts: counts} }
		return p
	}
	if len(n.keys) != 1 || !pl.free(t.slots()).has(n.keys[0]) {
		return nil
	}
	return pl.skip(t, n.keys[0], counts)
}

// skip plans to seek from one value of a variable to the next, nil if reading all
// matches is not dearer.
func (pl *planner) skip(t *triplePattern, key slot, counts []slot) *plan {
	place, ok := t.position(key)
	if !ok || (t.graph.kind == graphNamed) != (place == index.Graph) {
		return nil
	}
	bound := pl.boundPlaces(t)
	for _, order := range scanOrders(t, bound) {
		sorted := scanOrder(t, order, bound)
		if len(sorted) == 0 || sorted[0] != key || order.Prefix(bound) != placesIn(bound) {
			continue
		}
		st := pl.scanStats(t)
		p := &plan{kind: "skip", detail: func() string { return pl.patternText(t) + " in " + order.String() }}
		p.rows = st.distinctOf(key)
		p.cost = p.rows * costSeek
		if len(counts) > 0 {
			p.cost *= 2
		}
		if p.cost > costScan*st.rows && chance == nil {
			return nil
		}
		p.certain = slotsOf(key).union(slotsOf(counts...))
		p.possible, p.sorted = p.certain, sorted[:1]
		p.build = func(r *run) operator {
			return &skipOp{run: r, pattern: t, order: order, key: key, counts: counts}
		}
		return p
	}
	return nil
}

// distinctValues plans DISTINCT of one variable of one triple pattern, nil if
// that is not what is asked for.
func (pl *planner) distinctValues(n *distinctNode) *plan {
	in, ok := n.input.(*projectNode)
	if !ok || len(n.slots) != 1 {
		return nil
	}
	t, ok := pl.countable(in.input)
	if !ok || !pl.free(t.slots()).has(n.slots[0]) {
		return nil
	}
	return pl.skip(t, n.slots[0], nil)
}
