package sparql

import (
	"context"

	"diplograph/graph/index"
)

// A firstStep is a predicate that a path may begin with, and the place in its
// triples where the path begins.
type firstStep struct {
	predicate index.ID // None for any
	place     index.Position
}

// firstSteps gives how a path may begin; any term of the graph may begin one that
// may have no length.
func firstSteps(p path, back bool) []firstStep {
	anywhere := []firstStep{{place: index.Subject}, {place: index.Object}}
	switch p := p.(type) {
	case pathIRI:
		if back {
			return []firstStep{{p.id, index.Object}}
		}
		return []firstStep{{p.id, index.Subject}}
	case pathInverse:
		return firstSteps(p.path, !back)
	case pathSequence:
		if back {
			return firstSteps(p.paths[len(p.paths)-1], back)
		}
		return firstSteps(p.paths[0], back)
	case pathAlternative:
		var all []firstStep
		for _, part := range p.paths {
			all = append(all, firstSteps(part, back)...)
		}
		return all
	case pathRepeat:
		if !p.zero {
			return firstSteps(p.path, back)
		}
	}
	return anywhere
}

// A startsOp gives the terms that a path may begin with, each once, in column 0.
type startsOp struct {
	run     *run
	graph   graphPlace
	steps   []firstStep
	seen    idSet
	scanner index.Scanner
	out     *batch
	column  []index.ID
}

func newStarts(r *run, g graphPlace, steps []firstStep) *startsOp {
	return &startsOp{run: r, graph: g, steps: steps, out: newBatch(max(1, r.slots))}
}

func (s *startsOp) next(ctx context.Context) (*batch, error) {
	for len(s.steps) > 0 {
		if s.scanner == nil {
			ok, err := s.open(ctx)
			if err != nil {
				return nil, err
			}
			if !ok {
				s.steps = s.steps[1:]
				continue
			}
		}
		b, err := s.scanner.Next(ctx)
		if err != nil {
			return nil, err
		}
		if b.Len == 0 {
			_ = s.scanner.Close() // nothing was written
			s.scanner, s.steps = nil, s.steps[1:]
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
	return nil, nil
}

func (s *startsOp) open(ctx context.Context) (bool, error) {
	step := s.steps[0]
	t := triplePattern{graph: s.graph, places: [3]place{{slot: noSlot}, constant(step.predicate), {slot: noSlot}}}
	q, ok := openQuad(&t, s.run.env)
	if !ok {
		return false, nil
	}
	scan := index.Scan{Pattern: q, Columns: 1 << step.place, Order: index.OrderFor(q.Bound())}
	switch s.graph.kind {
	case graphUnion:
		scan.Triples = true
	case graphMerge:
		scan.Columns |= 1 << index.Graph
	}
	scanner, err := s.run.snap.Scan(ctx, scan)
	s.scanner = scanner
	return err == nil, err
}

func (s *startsOp) add(b *index.Batch) error {
	s.column = s.column[:0]
	for i, id := range b.Columns[s.steps[0].place] {
		if s.graph.kind == graphMerge && !s.graph.allows(b.Columns[index.Graph][i]) {
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
	s.run.budget.give(s.seen.held)
	s.seen = idSet{}
}
