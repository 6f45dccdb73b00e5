package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// serviceJoin plans SERVICE ?x beside what binds ?x: each endpoint is asked once.
func (pl *planner) serviceJoin(n *serviceJoinNode, need slotSet) *plan {
	name := n.service.name.slot
	both := n.input.possible().intersect(n.service.possible())
	c := pl.plan(n.input, need.union(both).with(name))
	p := (&plan{kind: "service join", detail: func() string { return pl.name(name) }, children: []*plan{c}}).inherit(c)
	p.sorted = nil
	p.cost, p.rows = c.cost+1e6, c.rows*10
	p.possible = n.possible()
	check := both.minus(slotsOf(name)).list()
	p.build = func(r *run) operator {
		return &serviceJoinOp{run: r, service: n.service, input: c.open(r), check: check}
	}
	return pl.constrained(p, p.possible.minus(c.possible))
}

// A serviceJoinOp joins its input with what the endpoints that a variable of it
// names answer.
type serviceJoinOp struct {
	run     *run
	service *serviceNode
	input   operator
	check   []slot // variables of both sides but the endpoint's

	rows, found *table
	join        operator
}

func (s *serviceJoinOp) next(ctx context.Context) (*batch, error) {
	if s.join == nil {
		if err := s.begin(ctx); err != nil {
			return nil, err
		}
	}
	return s.join.next(ctx)
}

func (s *serviceJoinOp) begin(ctx context.Context) error {
	s.rows, s.found = newTable(s.run), newTable(s.run)
	if err := s.rows.drain(ctx, s.input); err != nil {
		return err
	}
	name := s.service.name.slot
	for _, id := range slices.Compact(slices.Sorted(slices.Values(s.rows.cols[name]))) {
		if err := s.ask(ctx, id); err != nil {
			return err
		}
	}
	s.join = &hashJoin{
		run: s.run, left: &tableOp{table: s.rows}, right: &tableOp{table: s.found},
		kind: joinInner, keys: []slot{name}, check: s.check,
		out: newGatherer(s.run), picked: newGatherer(s.run),
	}
	return nil
}

// ask adds the answer of one endpoint to what was found.
func (s *serviceJoinOp) ask(ctx context.Context, id index.ID) error {
	name := s.service.name.slot
	saved := s.run.env[name]
	s.run.env[name] = id
	defer func() { s.run.env[name] = saved }()
	b, err := (&serviceOp{run: s.run, node: s.service}).next(ctx)
	if b == nil || err != nil {
		return err
	}
	named := newBatch(s.run.slots)
	named.share(b)
	named.cols[name] = slices.Repeat([]index.ID{id}, b.n)
	return s.found.add(named, 0, b.n)
}

func (s *serviceJoinOp) close() {
	s.input.close()
	for _, t := range []*table{s.rows, s.found} {
		if t != nil {
			t.release()
		}
	}
	if s.join != nil {
		s.join.close()
	}
}

// A tableOp gives the rows of a table.
type tableOp struct {
	table *table
	done  bool
}

func (t *tableOp) next(context.Context) (*batch, error) {
	if t.done || t.table.n == 0 {
		return nil, nil
	}
	t.done = true
	return &t.table.batch, nil
}

func (t *tableOp) close() {}
