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
		p.starts = newStarts(p.run, p.node.graph, firstSteps(p.node.path, false))
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
	p.search.release()
}
