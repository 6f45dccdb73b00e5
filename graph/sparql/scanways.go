package sparql

import (
	"math"

	"diplograph/graph/index"
	"diplograph/graph/sparql/value"
)

// scans gives the ways to read a pattern on its own, with the conditions that
// judge it alone: in every order in which what it binds stands together.
func (s *joinSearch) scans(r *relation) []*plan {
	t := r.pattern
	bound := s.pl.boundPlaces(t)
	conds := s.apply(r.certain, nil)
	var plans []*plan
	for _, order := range scanOrders(t, bound) {
		p := s.pl.scanIn(t, scanChoice{order: order, ranges: s.pl.ranges(t, order, bound, conds)}, s.need)
		plans = append(plans, s.pl.filtered(weighed(p), conds))
	}
	return plans
}

// scanOrders gives the orders in which the places that are bound come first. A
// graph that is bound may come last as well: then the store passes over what is
// in others.
func scanOrders(t *triplePattern, bound index.Positions) []index.Order {
	merged := t.graph.kind == graphUnion || t.graph.kind == graphMerge
	var orders []index.Order
	for o := range index.Order(index.Orders) {
		last := o.Positions()[3] == index.Graph
		if merged && !last {
			continue
		}
		n := o.Prefix(bound)
		if n == placesIn(bound) || last && bound.Has(index.Graph) && n == placesIn(bound)-1 {
			orders = append(orders, o)
		}
	}
	if len(orders) == 0 {
		orders = append(orders, scanOrderFor(t, bound))
	}
	return orders
}

// ranges turns conditions on the first place that an order leaves open into
// ranges of ids, nil if there are none.
func (pl *planner) ranges(t *triplePattern, order index.Order, bound index.Positions, conds []expr) []index.Range {
	n := order.Prefix(bound)
	if n == 4 {
		return nil
	}
	place := order.Positions()[n]
	v := t.at(place)
	if v == noSlot || place == index.Graph {
		return nil
	}
	var ranges []index.Range
	for _, c := range conds {
		_, sure, check, ok := comparison(c, v)
		if !ok {
			continue
		}
		ids := mergeRanges(sure, check)
		if ranges == nil {
			ranges = ids
		} else {
			ranges = intersectRanges(ranges, ids)
		}
		if ranges == nil {
			ranges = []index.Range{}
		}
	}
	return ranges
}

// comparison gives the ids for which a condition that compares a variable with a
// constant holds, and those for which the terms must say.
func comparison(c expr, v slot) (op value.Op, sure, check []index.Range, ok bool) {
	e, isCompare := c.(*exprCompare)
	if !isCompare {
		return
	}
	x, isVar := e.left.(*exprVar)
	k, isConst := e.right.(*exprConst)
	op = e.op
	if !isVar || !isConst {
		x, isVar = e.right.(*exprVar)
		k, isConst = e.left.(*exprConst)
		op = mirrored[op]
	}
	if !isVar || !isConst || x.slot != v {
		return
	}
	sure, check, ok = value.Ranges(op, k.value)
	return
}

var mirrored = map[value.Op]value.Op{
	value.EQ: value.EQ, value.NE: value.NE, value.LT: value.GT, value.GT: value.LT, value.LE: value.GE, value.GE: value.LE,
}

// mergeRanges gives the ids of a or b.
func mergeRanges(a, b []index.Range) []index.Range {
	out := []index.Range{}
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].First <= b[0].First {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
		if n := len(out); n > 1 && out[n-1].First <= out[n-2].Last {
			out[n-2].Last = max(out[n-2].Last, out[n-1].Last)
			out = out[:n-1]
		}
	}
	return out
}

// intersectRanges gives the ids of a and b.
func intersectRanges(a, b []index.Range) []index.Range {
	out := []index.Range{}
	for len(a) > 0 && len(b) > 0 {
		first, last := max(a[0].First, b[0].First), min(a[0].Last, b[0].Last)
		if first <= last {
			out = append(out, index.Range{First: first, Last: last})
		}
		if a[0].Last < b[0].Last {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}

// sampled is up to how many rows a range is counted by reading it.
const sampled = 4 * index.BatchSize

// rangeRows estimates the rows of a scan with ranges: exactly if they are few.
func (pl *planner) rangeRows(t *triplePattern, how scanChoice, rows float64) float64 {
	if how.ranges == nil || !pl.outside.intersect(t.slots()).empty() {
		return rows
	}
	if len(how.ranges) == 0 {
		return 0
	}
	q, ok := t.quad(nil)
	if !ok {
		return 0
	}
	scan := index.Scan{Pattern: q, Order: how.order, Ranges: how.ranges} // quads, as the store estimates: they are counted without a look at any
	scanner, err := pl.snap.Scan(pl.ctx, scan)
	if err != nil {
		pl.fail(err)
		return rows
	}
	defer scanner.Close()
	n := 0
	for n < sampled {
		b, err := scanner.Next(pl.ctx)
		if err != nil {
			pl.fail(err)
			return rows
		}
		if b.Len == 0 {
			return float64(n)
		}
		n += b.Len
	}
	return math.Max(float64(n), rows*selectivity)
}

// scanStats gives a plan with the estimates of a pattern, to reckon with.
func (pl *planner) scanStats(t *triplePattern) *plan {
	if p, ok := pl.stats[t]; ok {
		return p
	}
	p := &plan{kind: "scan", rows: pl.estimate(t)}
	p.certain = pl.free(t.slots())
	p.possible = p.certain
	pl.stats[t] = p
	st, err := pl.snap.Statistics()
	if err != nil {
		pl.fail(err)
	}
	counts := [4]float64{float64(st.Subjects), float64(st.Predicates), float64(st.Objects), float64(st.Graphs)}
	bound := pl.boundPlaces(t)
	if pred := t.places[index.Predicate]; pred.slot == noSlot && !local(pred.id) && pred.id != index.None {
		if bound&^(1<<index.Graph) == 1<<index.Predicate {
			ps, err := pl.snap.Predicate(pred.id)
			if err != nil {
				pl.fail(err)
			}
			counts[index.Subject], counts[index.Object] = float64(ps.Subjects), float64(ps.Objects)
		}
	}
	for pos := index.Subject; pos <= index.Graph; pos++ {
		if v := t.at(pos); v != noSlot {
			p.distinct.set(v, math.Min(p.rows, counts[pos]))
		}
	}
	return p
}
