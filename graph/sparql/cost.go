package sparql

// Costs are in about a nanosecond's work.
const (
	costScan      = 2
	costMerge     = 6
	costOut       = 5 // a row of a join
	costHashBuild = 40
	costHashProbe = 12
	costFilter    = 5
	costSort      = 100
	costSeek      = 8000 // one look-up in an index
	selectivity   = 0.3  // what a filter keeps, if nothing else is known
)

// chance changes costs in tests, so that plans that would not be chosen are.
var chance func(cost float64) float64

// weighed gives p with the cost that chance makes of it.
func weighed(p *plan) *plan {
	if chance != nil {
		p.cost = chance(p.cost)
	}
	return p
}
