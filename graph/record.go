package graph

import "diplograph/graph/rdf"

// A record keeps what a change did, in all: what is added and removed again
// leaves no trace.
type record struct {
	steps []step
	at    map[quadKey]int // place in steps
}

type step struct {
	quad rdf.Quad
	sign int // +1 added, -1 removed, 0 undone
}

func newRecord() *record { return &record{at: map[quadKey]int{}} }

func (r *record) note(quads []rdf.Quad, sign int) {
	for i := range quads {
		key := keyOf(&quads[i])
		if before, ok := r.at[key]; ok {
			r.steps[before].sign = 0
			delete(r.at, key)
			continue
		}
		r.at[key] = len(r.steps)
		r.steps = append(r.steps, step{quads[i], sign})
	}
}

func (r *record) changes() (c Changes) {
	for _, s := range r.steps {
		switch s.sign {
		case +1:
			c.Add = append(c.Add, s.quad)
		case -1:
			c.Remove = append(c.Remove, s.quad)
		}
	}
	return c
}
