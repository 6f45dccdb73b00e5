package sparql

// SetChance changes the costs of plans, so that tests run plans that would not
// be chosen.
func SetChance(f func(cost float64) float64) { chance = f }

// Held gives the bytes that a query holds.
func Held(p *Plan) int64 { return p.run.budget.used }
