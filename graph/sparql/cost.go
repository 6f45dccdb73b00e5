package sparql

// Costs are in about a nanosecond's work.
const (
	costHashBuild = 30
	costHashProbe = 12
	costFilter    = 5
	costSort      = 100
	costSeek      = 2000 // one look-up in an index
	selectivity   = 0.3  // what a filter keeps, if nothing else is known
)

// joinRows estimates a join on some variables.
func joinRows(l, r *plan, keys slotSet) float64 {
	if keys.empty() {
		return l.rows * r.rows
	}
	return min(l.rows*r.rows, max(l.rows, r.rows))
}
