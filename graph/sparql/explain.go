package sparql

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// An Explanation is a plan as people and programs read it. Rows, Batches, Opened
// and Time are of the run, and zero before it.
type Explanation struct {
	Operator  string         `json:"operator"`
	Detail    string         `json:"detail,omitempty"`
	Estimated float64        `json:"estimatedRows"`
	Cost      float64        `json:"cost"`
	Sorted    []string       `json:"sorted,omitempty"`
	Rows      int64          `json:"rows"`
	Batches   int64          `json:"batches"`
	Opened    int64          `json:"opened"`
	Time      time.Duration  `json:"nanoseconds"` // with its inputs
	Inputs    []*Explanation `json:"inputs,omitempty"`
}

// Explain gives the plan, with what it has done so far.
func (p *Plan) Explain() *Explanation { return p.run.planner.explain(p.root) }

func (pl *planner) explain(p *plan) *Explanation {
	e := &Explanation{
		Operator: p.kind, Estimated: p.rows, Cost: p.cost,
		Rows: p.actual.rows, Batches: p.actual.batches, Opened: p.actual.opened, Time: p.actual.elapsed,
	}
	if p.detail != nil {
		e.Detail = p.detail()
	}
	for _, s := range p.sorted {
		e.Sorted = append(e.Sorted, pl.name(s))
	}
	for _, c := range p.children {
		e.Inputs = append(e.Inputs, pl.explain(c))
	}
	return e
}

// Write writes the plan as a tree, an operator a line: estimated rows and, after
// a run, true rows and time.
func (e *Explanation) Write(w io.Writer) error { return e.write(w, 0) }

func (e *Explanation) write(w io.Writer, depth int) error {
	line := strings.Repeat("  ", depth) + e.Operator
	if e.Detail != "" {
		line += " " + e.Detail
	}
	line += fmt.Sprintf("  ~%.0f rows", e.Estimated)
	if e.Opened > 0 {
		line += fmt.Sprintf(", %d found in %v", e.Rows, e.Time.Round(time.Microsecond))
	}
	if e.Opened > 1 {
		line += fmt.Sprintf(", %d times", e.Opened)
	}
	if _, err := fmt.Fprintln(w, line); err != nil {
		return err
	}
	for _, in := range e.Inputs {
		if err := in.write(w, depth+1); err != nil {
			return err
		}
	}
	return nil
}
