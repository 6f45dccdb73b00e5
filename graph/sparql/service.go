package sparql

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"diplograph/graph"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// ErrService says that a SERVICE or LOAD is not allowed or failed.
var ErrService = errors.New("request to another server")

func (pl *planner) service(n *serviceNode) *plan {
	p := &plan{kind: "service", detail: func() string { return pl.placeText(n.name) }, rows: 1000, cost: 1e6}
	p.possible = n.possible()
	p.build = func(r *run) operator { return &serviceOp{run: r, node: n} }
	return pl.constrained(p, p.possible)
}

// A serviceOp asks an endpoint a query and gives its rows.
type serviceOp struct {
	run  *run
	node *serviceNode
	done bool
}

// A serviceKey is what a query asks of other servers: what a SERVICE says does not
// depend on the solution that it is evaluated for, but for the endpoint.
type serviceKey struct {
	node     *serviceNode
	endpoint index.ID
}

func (s *serviceOp) next(ctx context.Context) (*batch, error) {
	if s.done {
		return nil, nil
	}
	s.done = true
	key := serviceKey{s.node, s.node.name.id}
	if s.node.name.slot != noSlot {
		key.endpoint = s.run.env[s.node.name.slot]
	}
	rows, asked := s.run.answers[key]
	if !asked {
		if s.run.answers == nil {
			s.run.answers = map[serviceKey]*table{}
		}
		var err error
		if rows, err = s.answer(ctx, key.endpoint); err != nil {
			return nil, err
		}
		s.run.answers[key] = rows
	}
	if rows.n == 0 {
		return nil, nil
	}
	return &rows.batch, nil
}

// answer gives the rows of an answer, which are held until the query ends: it is
// asked once, however often the pattern is evaluated.
func (s *serviceOp) answer(ctx context.Context, endpoint index.ID) (*table, error) {
	rows := newTable(s.run)
	err := s.ask(ctx, endpoint, rows)
	if err != nil {
		rows.release()
		if !s.node.silent || ctx.Err() != nil || !errors.Is(err, ErrService) {
			return nil, err
		}
		rows = newTable(s.run)
		rows.n = 1 // SILENT: one solution without bindings
	}
	return rows, nil
}

// ask gathers the rows of an answer. Its blank nodes are its own: they become new
// ones.
func (s *serviceOp) ask(ctx context.Context, id index.ID, to *table) error {
	if id == index.None {
		return fmt.Errorf("%w: the variable that names the endpoint is not bound", ErrService)
	}
	name, err := s.run.dict.term(ctx, id)
	if err != nil {
		return err
	}
	if !name.IsIRI() {
		return fmt.Errorf("%w: expected the IRI of an endpoint, found %q", ErrService, name)
	}
	if s.run.options.Services == nil {
		return fmt.Errorf("%w: SERVICE <%s> is not allowed here", ErrService, name.Value)
	}
	vars, rows, err := s.run.options.Services.Query(ctx, name.Value, s.node.text)
	if err != nil {
		return fmt.Errorf("%w: <%s>: %w", ErrService, name.Value, err)
	}
	columns := s.columns(vars)
	scope := rand.Text()
	one := newBatch(s.run.slots)
	one.n = 1
	for _, row := range rows {
		for c, t := range row {
			if columns[c] == noSlot {
				continue
			}
			id, err := s.run.dict.id(ctx, graph.ScopeBlanks(scope, rdf.Quad{Object: t}).Object)
			if err != nil {
				return err
			}
			one.cols[columns[c]] = []index.ID{id}
		}
		if err := to.add(one, 0, 1); err != nil {
			return err
		}
	}
	return nil
}

// columns gives the slot of each variable of an answer.
func (s *serviceOp) columns(vars []string) []slot {
	columns := make([]slot, len(vars))
	for i, v := range vars {
		columns[i] = noSlot
		for k, name := range s.node.names {
			if name == v {
				columns[i] = s.node.slots[k]
			}
		}
	}
	return columns
}

func (s *serviceOp) close() {}
