package sparql

import (
	"context"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// targetSlots gives the variables that a DESCRIBE describes.
func (t *translator) targetSlots(q *syntax.Query) []slot {
	var slots []slot
	for _, n := range q.Targets {
		if v, ok := n.(*syntax.Variable); ok {
			slots = append(slots, t.scope.slot(v.Name))
		}
	}
	if len(q.Targets) == 0 && q.Where != nil {
		for _, v := range q.Where.Visible() {
			slots = append(slots, t.scope.slot(v.Name))
		}
	}
	return slots
}

// describe gives the concise bounded description of each resource: the triples
// of which it is the subject and, of a blank node that is an object there, the
// same again.
func (p *Plan) describe(ctx context.Context, op operator, out *tripleSink) error {
	d := &describer{plan: p, out: out, todo: idList{run: p.run}}
	defer func() {
		p.run.budget.give(d.seen.held)
		d.todo.release()
	}()
	for _, n := range p.query.Targets {
		c, ok := n.(*syntax.Constant)
		if !ok {
			continue
		}
		id, err := p.run.dict.id(ctx, c.Term)
		if err != nil {
			return err
		}
		if err := d.describe(ctx, id); err != nil {
			return err
		}
	}
	for {
		b, err := op.next(ctx)
		if b == nil || err != nil {
			return err
		}
		for row := range b.n {
			for _, s := range p.slots {
				if err := d.describe(ctx, b.at(s, row)); err != nil {
					return err
				}
			}
		}
	}
}

// A describer remembers what it has described.
type describer struct {
	plan *Plan
	out  *tripleSink
	seen idSet
	todo idList // is described next, the last first
}

func (d *describer) describe(ctx context.Context, id index.ID) error {
	if err := d.todo.push(id); err != nil {
		return err
	}
	for len(d.todo.ids) > 0 {
		last := len(d.todo.ids) - 1
		id := d.todo.ids[last]
		d.todo.ids = d.todo.ids[:last]
		if id == index.None || local(id) {
			continue
		}
		fresh, err := d.seen.add(d.plan.run.budget, id)
		if err != nil {
			return err
		}
		if !fresh {
			continue
		}
		if err := d.triples(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// triples gives the triples of a subject, and adds blank nodes to todo.
func (d *describer) triples(ctx context.Context, id index.ID) error {
	r := d.plan.run
	pattern := &triplePattern{places: [3]place{constant(id), variable(0), variable(1)}, graph: d.plan.outer.dataset.merged}
	own := *r // the pattern has two variables
	own.slots, own.env = 2, make([]index.ID, 2)
	scan := &scanOp{run: &own, pattern: pattern, order: index.SPOG, need: slotsOf(0, 1)}
	defer scan.close()
	for {
		b, err := scan.next(ctx)
		if b == nil || err != nil {
			return err
		}
		if err := r.dict.load(ctx, []index.ID{id}, b.cols[0], b.cols[1]); err != nil {
			return err
		}
		for row := range b.n {
			var terms [3]rdf.Term
			for i, x := range []index.ID{id, b.at(0, row), b.at(1, row)} {
				if terms[i], err = r.dict.term(ctx, x); err != nil {
					return err
				}
			}
			if err := d.out.add(rdf.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2]}); err != nil {
				return err
			}
			if terms[2].IsBlank() {
				if err := d.todo.push(b.at(1, row)); err != nil {
					return err
				}
			}
		}
	}
}
