package sparql

import "diplograph/graph/index"

// scan plans a triple pattern on its own, in the order in which what it binds
// stands together.
func (pl *planner) scan(t *triplePattern, need slotSet) *plan {
	bound := pl.boundPlaces(t)
	return pl.scanIn(t, scanChoice{order: scanOrderFor(t, bound)}, need)
}

// boundPlaces gives the places of a pattern that are terms when it is run.
func (pl *planner) boundPlaces(t *triplePattern) index.Positions {
	var b index.Positions
	for p := index.Subject; p <= index.Graph; p++ {
		v := t.at(p)
		switch {
		case p == index.Graph && t.graph.kind != graphOne && v == noSlot:
		case v == noSlot || pl.outside.has(v):
			b |= 1 << p
		}
	}
	return b
}

// scanOrderFor gives the order for a pattern that binds some places. One that
// merges graphs must end with the graph.
func scanOrderFor(t *triplePattern, bound index.Positions) index.Order {
	if t.graph.kind == graphUnion || t.graph.kind == graphMerge {
		bound &^= 1 << index.Graph
	}
	order := index.OrderFor(bound)
	if order != index.SPOG || t.places[index.Predicate].slot != noSlot || t.at(index.Subject) == noSlot {
		return order
	}
	// The triples of one predicate are fewer, and nearer each other, than those
	// of all subjects that are looked up.
	if n := index.PSOG.Prefix(bound); n == order.Prefix(bound) {
		return index.PSOG
	}
	return order
}

// A scanChoice is one way to scan a pattern.
type scanChoice struct {
	order  index.Order
	ranges []index.Range
}

func (pl *planner) scanIn(t *triplePattern, how scanChoice, need slotSet) *plan {
	bound := pl.boundPlaces(t)
	p := &plan{kind: "scan", detail: func() string { return pl.patternText(t) + " in " + how.order.String() }}
	p.certain = pl.free(t.slots())
	p.possible = p.certain
	p.sorted = scanOrder(t, how.order, bound)
	p.ranged = noSlot
	if how.ranges != nil {
		p.ranged = p.sorted[0]
		p.detail = func() string {
			return pl.patternText(t) + " in " + how.order.String() + " in ranges of " + pl.name(p.ranged)
		}
	}
	st := pl.scanStats(t)
	p.rows, p.distinct = pl.rangeRows(t, how, st.rows), st.distinct
	p.cost = costScan*pl.read(t, how, p.rows) + costSeek
	p.build = func(r *run) operator {
		return &scanOp{run: r, pattern: t, order: how.order, need: need, ranges: how.ranges}
	}
	return p
}

// read estimates how many rows a scan goes over to give some: where the graph
// comes last though it is bound, those of other graphs too.
func (pl *planner) read(t *triplePattern, how scanChoice, rows float64) float64 {
	bound := pl.boundPlaces(t)
	if how.order.Prefix(bound) == placesIn(bound) {
		return rows
	}
	anywhere := *t
	anywhere.graph = graphPlace{kind: graphUnion}
	return max(rows, pl.estimate(&anywhere))
}

// estimate gives about how many rows a pattern has; a variable that stands for a
// term counts as some term.
func (pl *planner) estimate(t *triplePattern) float64 {
	q, ok := t.quad(nil)
	if !ok {
		return 0
	}
	n, err := pl.snap.Estimate(q)
	if err != nil {
		pl.fail(err)
	}
	rows := float64(n)
	for p := index.Subject; p <= index.Graph; p++ {
		if v := t.at(p); v != noSlot && pl.outside.has(v) {
			rows /= 20
		}
	}
	return rows
}

func (pl *planner) graphs(n *graphsNode) *plan {
	p := &plan{kind: "graphs", detail: func() string { return pl.name(n.graph.slot) }, rows: 10, cost: 10}
	p.certain = pl.free(slotsOf(n.graph.slot))
	p.possible = p.certain
	p.build = func(r *run) operator { return &graphsOp{run: r, graph: n.graph} }
	return p
}

// values plans inline data. Rows that contradict what a variable stands for are
// left out when it runs.
func (pl *planner) values(n *valuesNode) *plan {
	p := &plan{kind: "values", detail: func() string { return pl.list(n.slots) }, rows: float64(len(n.rows)), cost: float64(len(n.rows))}
	p.possible, p.certain = n.possible(), n.certain()
	p.build = func(r *run) operator { return &valuesOp{run: r, node: n} }
	return pl.constrained(p, n.possible())
}

// constrained drops the rows of p that contradict what the variables of s stand
// for in this pattern, and those columns: in EXISTS, the variables of the row
// outside.
func (pl *planner) constrained(p *plan, s slotSet) *plan {
	given := s.intersect(pl.outside)
	if given.empty() {
		return p
	}
	c := (&plan{kind: "given", detail: func() string { return pl.list(given.list()) }, children: []*plan{p}}).inherit(p)
	c.certain, c.possible = p.certain.minus(given), p.possible.minus(given)
	c.sorted = nil
	c.build = func(r *run) operator {
		return &givenOp{run: r, input: p.open(r), slots: given.list(), out: newGatherer(r)}
	}
	return c
}

func (pl *planner) patternText(t *triplePattern) string {
	text := ""
	for i, p := range t.places {
		if i > 0 {
			text += " "
		}
		text += pl.placeText(p)
	}
	switch t.graph.kind {
	case graphOne:
		text += " in graph " + pl.placeText(constant(t.graph.id))
	case graphNamed:
		text += " in graph " + pl.name(t.graph.slot)
	case graphMerge:
		text += " in some graphs"
	}
	return text
}
