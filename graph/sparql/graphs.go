package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// A graphsOp binds a variable to each named graph.
type graphsOp struct {
	run     *run
	graph   graphPlace
	scanner index.Scanner
	done    bool
	found   []index.ID
}

func (g *graphsOp) next(ctx context.Context) (*batch, error) {
	if g.done {
		return nil, nil
	}
	b := newBatch(g.run.slots)
	if id := g.run.env[g.graph.slot]; id != index.None {
		g.done = true
		b.n = 1
		if ok, err := g.run.isNamedGraph(ctx, g.graph, id); !ok {
			return nil, err
		}
		return b, nil
	}
	ids, err := g.some(ctx)
	if len(ids) == 0 {
		return nil, err
	}
	b.n, b.cols[g.graph.slot] = len(ids), ids
	return b, err
}

// isNamedGraph reports whether a named graph of the dataset has this name.
func (r *run) isNamedGraph(ctx context.Context, g graphPlace, id index.ID) (bool, error) {
	if g.set != nil || local(id) || id == index.DefaultGraph {
		return g.allows(id) && !(local(id) && g.set == nil), nil
	}
	n, err := r.snap.Count(ctx, index.Quad{index.Graph: id}, false)
	return n > 0, err
}

// some gives the next graphs, passing from one to the next by seeking.
func (g *graphsOp) some(ctx context.Context) ([]index.ID, error) {
	if g.graph.set != nil {
		g.done = true
		return g.graph.set, nil
	}
	if g.scanner == nil {
		s, err := g.run.snap.Scan(ctx, index.Scan{Order: index.GSPO, Columns: 1 << index.Graph})
		if err != nil {
			return nil, err
		}
		g.scanner = s
		if err := s.Seek(ctx, index.DefaultGraph+1); err != nil {
			return nil, err
		}
	}
	g.found = g.found[:0]
	for len(g.found) < index.BatchSize {
		b, err := g.scanner.Next(ctx)
		if err != nil {
			return nil, err
		}
		if b.Len == 0 {
			g.done = true
			break
		}
		column := b.Columns[index.Graph]
		for i, id := range column {
			if i == 0 || id != column[i-1] {
				g.found = append(g.found, id)
			}
		}
		if err := g.scanner.Seek(ctx, column[b.Len-1]+1); err != nil {
			return nil, err
		}
	}
	g.found = slices.Compact(g.found)
	return slices.Clone(g.found), nil
}

func (g *graphsOp) close() {
	if g.scanner != nil {
		_ = g.scanner.Close() // nothing was written
		g.scanner = nil
	}
}

// A graphLoopOp evaluates a plan in one named graph after another.
type graphLoopOp struct {
	run    *run
	slot   slot
	graphs *graphsOp
	open   func() operator
	b      *batch
	i      int
	inner  operator
	id     index.ID
	out    *batch
	column []index.ID
}

func (g *graphLoopOp) next(ctx context.Context) (*batch, error) {
	for {
		if g.inner == nil {
			if ok, err := g.begin(ctx); !ok {
				return nil, err
			}
		}
		saved := g.run.env[g.slot]
		g.run.env[g.slot] = g.id
		b, err := g.inner.next(ctx)
		g.run.env[g.slot] = saved
		if err != nil {
			return nil, err
		}
		if b != nil {
			return g.name(b), nil
		}
		g.inner.close()
		g.inner = nil
	}
}

// begin starts on the next graph.
func (g *graphLoopOp) begin(ctx context.Context) (bool, error) {
	for g.b == nil || g.i >= g.b.n {
		b, err := g.graphs.next(ctx)
		if b == nil || err != nil {
			return false, err
		}
		g.b, g.i = b, 0
	}
	g.id = g.b.at(g.slot, g.i)
	if g.id == index.None {
		g.id = g.run.env[g.slot]
	}
	g.i++
	saved := g.run.env[g.slot]
	g.run.env[g.slot] = g.id
	g.inner = g.open()
	g.run.env[g.slot] = saved
	return true, nil
}

// name adds the graph to rows.
func (g *graphLoopOp) name(b *batch) *batch {
	g.out.share(b)
	g.column = g.column[:0]
	for range b.n {
		g.column = append(g.column, g.id)
	}
	g.out.cols[g.slot] = g.column
	return g.out
}

func (g *graphLoopOp) close() {
	g.graphs.close()
	if g.inner != nil {
		g.inner.close()
	}
}
