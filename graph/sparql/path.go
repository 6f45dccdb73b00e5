package sparql

import (
	"context"

	"diplograph/graph/index"
)

// pathPlan plans a repeated path on its own: from a term that is given, or from
// every term of the graph.
func (pl *planner) pathPlan(n *pathNode) *plan {
	p := &plan{kind: "path", detail: func() string {
		return pl.placeText(n.ends[0]) + " " + pl.pathText(n.path) + " " + pl.placeText(n.ends[1])
	}}
	p.certain = pl.free(n.possible())
	p.possible = p.certain
	st, err := pl.snap.Statistics()
	if err != nil {
		pl.fail(err)
	}
	p.rows = 100
	if len(p.possible.list()) > 1 {
		p.rows = float64(st.Terms) * 4
	}
	p.cost = p.rows * costSeek
	p.build = func(r *run) operator { return newPathOp(r, n) }
	return p
}

// A pathOp gives the pairs of terms that a repeated path connects, those of one
// start after another.
type pathOp struct {
	run    *run
	node   *pathNode
	search pathSearch
	ends   [2]index.ID // None for an end that is open
	begun  bool
	starts *startsOp // of a path whose ends are both open
	batch  *batch
	i      int
	start  index.ID
	found  []index.ID
	out    *batch
	column []index.ID
}

func newPathOp(r *run, n *pathNode) *pathOp {
	p := &pathOp{run: r, node: n, out: newBatch(r.slots)}
	p.search = pathSearch{run: r, graph: n.graph}
	for i, e := range n.ends {
		p.ends[i] = e.id
		if e.slot != noSlot {
			p.ends[i] = r.env[e.slot]
		}
	}
	return p
}

func (p *pathOp) next(ctx context.Context) (*batch, error) {
	switch {
	case p.ends[0] != index.None && p.ends[1] != index.None:
		return p.test(ctx)
	case p.ends[0] != index.None:
		return p.from(ctx, 0)
	case p.ends[1] != index.None:
		return p.from(ctx, 1)
	}
	return p.pairs(ctx)
}

// test gives one row if the path connects two terms.
func (p *pathOp) test(ctx context.Context) (*batch, error) {
	if p.begun {
		return nil, nil
	}
	p.begun = true
	found, err := p.search.reach(ctx, p.node.path, p.ends[0], false)
	if err != nil || !contains(found, p.ends[1]) {
		return nil, err
	}
	p.out.n = 1
	return p.out, nil
}

// from gives the terms that the path connects with one end.
func (p *pathOp) from(ctx context.Context, end int) (*batch, error) {
	if !p.begun {
		p.begun = true
		found, err := p.search.reach(ctx, p.node.path, p.ends[end], end == 1)
		if err != nil {
			return nil, err
		}
		p.found = found
	}
	n := min(len(p.found), index.BatchSize)
	if n == 0 {
		return nil, nil
	}
	p.out.n = n
	p.out.cols[p.node.ends[1-end].slot] = p.found[:n]
	p.found = p.found[n:]
	return p.out, nil
}

// pairs gives all pairs.
func (p *pathOp) pairs(ctx context.Context) (*batch, error) {
	if p.starts == nil {
		p.starts = newStarts(p.run, p.node.graph)
	}
	loop := p.node.ends[0].slot == p.node.ends[1].slot
	for len(p.found) == 0 {
		if p.batch == nil || p.i >= p.batch.n {
			b, err := p.starts.next(ctx)
			if b == nil || err != nil {
				return nil, err
			}
			p.batch, p.i = b, 0
		}
		p.start = p.batch.cols[0][p.i]
		p.i++
		found, err := p.search.reach(ctx, p.node.path, p.start, false)
		if err != nil {
			return nil, err
		}
		if p.found = found; loop {
			p.found = nil
			if contains(found, p.start) {
				p.found = []index.ID{p.start}
			}
		}
	}
	n := min(len(p.found), index.BatchSize)
	p.column = p.column[:0]
	for range n {
		p.column = append(p.column, p.start)
	}
	p.out.n = n
	p.out.cols[p.node.ends[1].slot] = p.found[:n]
	p.out.cols[p.node.ends[0].slot] = p.column
	p.found = p.found[n:]
	return p.out, nil
}

func (p *pathOp) close() {
	if p.starts != nil {
		p.starts.close()
	}
}

// A startsOp gives the terms that are subject or object of a triple of a graph,
// each once, in column 0.
type startsOp struct {
	run     *run
	graph   graphPlace
	seen    idSet
	scanner index.Scanner
	objects bool
	out     *batch
	column  []index.ID
}

func newStarts(r *run, g graphPlace) *startsOp {
	return &startsOp{run: r, graph: g, out: newBatch(max(1, r.slots))}
}

func (s *startsOp) next(ctx context.Context) (*batch, error) {
	for {
		if s.scanner == nil {
			if ok, err := s.open(ctx); !ok {
				return nil, err
			}
		}
		b, err := s.scanner.Next(ctx)
		if err != nil {
			return nil, err
		}
		if b.Len == 0 {
			if s.objects {
				return nil, nil
			}
			s.close()
			s.objects = true
			continue
		}
		if err := s.add(&b); err != nil {
			return nil, err
		}
		if len(s.column) > 0 {
			s.out.n, s.out.cols[0] = len(s.column), s.column
			return s.out, nil
		}
	}
}

func (s *startsOp) open(ctx context.Context) (bool, error) {
	t := triplePattern{graph: s.graph, places: [3]place{{slot: noSlot}, {slot: noSlot}, {slot: noSlot}}}
	q, ok := openQuad(&t, s.run.env)
	if !ok {
		return false, nil
	}
	scan := index.Scan{Pattern: q, Columns: 1<<index.Subject | 1<<index.Graph, Order: index.SPOG}
	if q[index.Graph] != index.None {
		scan.Order = index.GSPO
	}
	if s.objects {
		scan.Columns, scan.Order = 1<<index.Object|1<<index.Graph, index.OSPG
		if q[index.Graph] != index.None {
			scan.Order = index.GOSP
		}
	}
	if s.graph.kind == graphUnion {
		scan.Triples, scan.Columns = true, scan.Columns&^(1<<index.Graph)
	}
	scanner, err := s.run.snap.Scan(ctx, scan)
	s.scanner = scanner
	return err == nil, err
}

func (s *startsOp) add(b *index.Batch) error {
	ids := b.Columns[index.Subject]
	if s.objects {
		ids = b.Columns[index.Object]
	}
	s.column = s.column[:0]
	for i, id := range ids {
		if g := b.Columns[index.Graph]; g != nil && s.graph.kind == graphMerge && !s.graph.allows(g[i]) {
			continue
		}
		fresh, err := s.seen.add(s.run.budget, id)
		if err != nil {
			return err
		}
		if fresh {
			s.column = append(s.column, id)
		}
	}
	return nil
}

func (s *startsOp) close() {
	if s.scanner != nil {
		_ = s.scanner.Close() // nothing was written
		s.scanner = nil
	}
	if s.objects {
		s.run.budget.give(s.seen.held)
		s.seen = idSet{}
	}
}
