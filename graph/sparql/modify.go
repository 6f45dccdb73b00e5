package sparql

import (
	"context"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// modify runs DELETE and INSERT: all solutions are found first, then their quads
// are removed, then added (section 3.1.3 of the Update specification).
func (u *updater) modify(ctx context.Context, r *run, m *syntax.Modify) error {
	using := m.Using
	var graph rdf.Term
	if m.With != nil {
		graph = m.With.Term
		if using.IsZero() && r.options.Dataset.IsZero() {
			using.Default = []*syntax.Constant{m.With}
		}
	}
	t := newTranslator(ctx, r, using)
	if m.With != nil && m.Using.IsZero() && r.options.Dataset.IsZero() {
		t.dataset.named = nil // WITH names no named graphs, it leaves them be
	}
	n := t.group(m.Where)
	deletes, inserts := t.template(r, m.Delete, graph), t.template(r, m.Insert, graph)
	if t.err != nil {
		return t.err
	}
	p := r.planQuery(ctx, t, n, slotsOf(deletes.slots...).union(slotsOf(inserts.slots...)))
	if r.planner.err != nil {
		return r.planner.err
	}
	var gone, come quadList
	gone.budget, come.budget = r.budget, r.budget
	defer gone.release()
	defer come.release()
	op := p.open(r)
	defer op.close()
	for {
		b, err := op.next(ctx)
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if err := instantiate(ctx, b, deletes, &gone); err != nil {
			return err
		}
		if err := instantiate(ctx, b, inserts, &come); err != nil {
			return err
		}
	}
	if err := u.remove(ctx, gone.quads); err != nil {
		return err
	}
	return u.add(ctx, come.quads)
}

// instantiate adds the quads that a batch makes.
func instantiate(ctx context.Context, b *batch, tm *template, to *quadList) error {
	if err := tm.load(ctx, b); err != nil {
		return err
	}
	for row := range b.n {
		if err := tm.make(ctx, b, row, to.add); err != nil {
			return err
		}
	}
	return nil
}

// A quadList is quads in memory that the budget knows of.
type quadList struct {
	budget *budget
	quads  []rdf.Quad
	held   int64
}

func (l *quadList) add(q rdf.Quad) error {
	size := q.Size()
	l.held += size
	l.quads = append(l.quads, q)
	return l.budget.take(size)
}

func (l *quadList) release() {
	l.budget.give(l.held)
	l.held, l.quads = 0, nil
}
