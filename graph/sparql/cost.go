package sparql

// Costs are in about a nanosecond's work.
const (
	costScan       = 2
	costTrifle     = 1e6 // what is not worth planning
	costExact      = 1e5 // what running must cost for each set of relations to try its joins
	costMerge      = 6
	costOut        = 5 // a row of a join
	costHashBuild  = 40
	costHashProbe  = 12
	costFilter     = 5
	costDecode     = 2000 // the term of an id
	costDecodeNext = 500  // the term of an id that is near the one before
	costSort       = 100
	costSeek       = 2000 // one look-up in an index
	selectivity    = 0.3  // what a filter keeps, if nothing else is known
)

// conditionCost estimates the cost of judging a condition for the rows of a plan:
// that of decoding each different term that it depends on, which is less where
// terms come in the order of their ids, and of judging what they say.
func conditionCost(in *plan, c expr) float64 {
	if hasExists(c) {
		return costSeek * in.rows
	}
	cost := costFilter * in.rows
	vars := slotsOfExpr(c).list()
	if !decodes(c) || len(vars) == 0 {
		return cost
	}
	if len(vars) == 1 {
		if _, _, _, ok := comparison(c, vars[0]); ok {
			return cost
		}
	}
	for _, v := range vars {
		each := float64(costDecode)
		if in.sortedBy(v) {
			each = costDecodeNext
		}
		cost += each * in.distinctOf(v)
	}
	return cost
}

// chance changes costs in tests, so that plans that would not be chosen are.
var chance func(cost float64) float64

// weighed gives p with the cost that chance makes of it.
func weighed(p *plan) *plan {
	if chance != nil {
		p.cost = chance(p.cost)
	}
	return p
}
