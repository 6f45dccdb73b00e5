package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// A pathSearch finds what paths lead to, from one term at a time. Sets of
// terms seen make it end on cycles.
type pathSearch struct {
	run   *run
	graph graphPlace
	edges map[edgeKind]*edgeList // of predicates that are followed
	held  int64                  // bytes of what reach gave last
}

// reach gives the different terms that p connects with a term, forwards or back.
// Their memory is the search's until it gives others.
func (s *pathSearch) reach(ctx context.Context, p path, from index.ID, back bool) ([]index.ID, error) {
	s.run.budget.give(s.held)
	s.held = 0
	found := idList{run: s.run}
	if err := s.step(ctx, p, []index.ID{from}, back, found.add); err != nil {
		found.release()
		return nil, err
	}
	s.held = found.held
	return found.set(), nil
}

// step calls visit with the terms that p leads to from any of some, perhaps
// several times each.
func (s *pathSearch) step(ctx context.Context, p path, from []index.ID, back bool, visit func([]index.ID) error) error {
	switch p := p.(type) {
	case pathIRI:
		return s.follow(ctx, p.id, from, back, visit)
	case pathInverse:
		return s.step(ctx, p.path, from, !back, visit)
	case pathSequence:
		return s.sequence(ctx, p.paths, from, back, visit)
	case pathAlternative:
		for _, part := range p.paths {
			if err := s.step(ctx, part, from, back, visit); err != nil {
				return err
			}
		}
		return nil
	case pathRepeat:
		return s.repeat(ctx, p, from, back, visit)
	case pathNegated:
		return s.followOthers(ctx, p, from, back, visit)
	}
	return nil
}

func (s *pathSearch) sequence(ctx context.Context, parts []path, from []index.ID, back bool, visit func([]index.ID) error) error {
	for i := range parts {
		part := parts[i]
		if back {
			part = parts[len(parts)-1-i]
		}
		if i == len(parts)-1 {
			return s.step(ctx, part, from, back, visit)
		}
		next := idList{run: s.run}
		defer next.release()
		if err := s.step(ctx, part, from, back, next.add); err != nil {
			return err
		}
		from = next.set()
	}
	return nil
}

// repeat searches breadth first: the terms one step away, those two steps away,
// and so on, each once.
func (s *pathSearch) repeat(ctx context.Context, p pathRepeat, from []index.ID, back bool, visit func([]index.ID) error) error {
	var seen idSet
	defer func() { s.run.budget.give(seen.held) }()
	if p.zero {
		if err := visit(from); err != nil {
			return err
		}
		for _, id := range from {
			if _, err := seen.add(s.run.budget, id); err != nil {
				return err
			}
		}
	}
	last := idList{run: s.run} // holds from, but for the first step
	defer func() { last.release() }()
	for len(from) > 0 {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		next := idList{run: s.run}
		err := s.step(ctx, p.path, from, back, func(ids []index.ID) error {
			for _, id := range ids {
				fresh, err := seen.add(s.run.budget, id)
				if err != nil {
					return err
				}
				if !fresh {
					continue
				}
				if err := next.push(id); err != nil {
					return err
				}
			}
			return nil
		})
		last.release()
		last = next
		if err != nil {
			return err
		}
		if len(next.ids) > 0 {
			if err := visit(next.ids); err != nil {
				return err
			}
		}
		if !p.many {
			return nil
		}
		slices.Sort(next.ids)
		from = next.ids
	}
	return nil
}

// follow goes over one predicate.
func (s *pathSearch) follow(ctx context.Context, predicate index.ID, from []index.ID, back bool, visit func([]index.ID) error) error {
	edges, err := s.often(ctx, edgeKind{predicate, back}, len(from))
	if err != nil {
		return err
	}
	if edges != nil {
		return edges.follow(ctx, from, visit)
	}
	start, end := index.Subject, index.Object
	if back {
		start, end = end, start
	}
	for _, id := range from {
		t := triplePattern{graph: s.graph}
		t.places = [3]place{{slot: noSlot}, constant(predicate), {slot: noSlot}}
		t.places[start] = constant(id)
		if err := s.run.scanColumn(ctx, &t, end, nil, visit); err != nil {
			return err
		}
	}
	return nil
}

// followOthers goes over the predicates that a negated property set allows.
func (s *pathSearch) followOthers(ctx context.Context, p pathNegated, from []index.ID, back bool, visit func([]index.ID) error) error {
	for _, way := range []struct {
		on       bool
		excepted []index.ID
		back     bool
	}{{p.goForward, p.forward, back}, {p.goBack, p.back, !back}} {
		if !way.on {
			continue
		}
		start, end := index.Subject, index.Object
		if way.back {
			start, end = end, start
		}
		for _, id := range from {
			t := triplePattern{graph: s.graph}
			t.places = [3]place{{slot: noSlot}, {slot: noSlot}, {slot: noSlot}}
			t.places[start] = constant(id)
			if err := s.run.scanColumn(ctx, &t, end, way.excepted, visit); err != nil {
				return err
			}
		}
	}
	return nil
}

// scanColumn calls visit with the ids in a place of the matches of a pattern,
// in which a place without variable and id is open. Matches with an excepted
// predicate are passed over.
func (r *run) scanColumn(ctx context.Context, t *triplePattern, want index.Position, excepted []index.ID, visit func([]index.ID) error) error {
	q, ok := openQuad(t, r.env)
	if !ok {
		return nil
	}
	scan := index.Scan{Pattern: q, Columns: 1 << want}
	if len(excepted) > 0 {
		scan.Columns |= 1 << index.Predicate
	}
	scan.Order = index.OrderFor(q.Bound())
	if t.graph.kind == graphUnion {
		scan.Triples = true
	} else if q[index.Graph] == index.None {
		scan.Columns |= 1 << index.Graph
	}
	scanner, err := r.snap.Scan(ctx, scan)
	if err != nil {
		return err
	}
	defer scanner.Close()
	for {
		b, err := scanner.Next(ctx)
		if err != nil || b.Len == 0 {
			return err
		}
		ids := b.Columns[want]
		if len(excepted) > 0 || b.Columns[index.Graph] != nil {
			ids = allowed(&b, want, t.graph, excepted)
		}
		if err := visit(ids); err != nil {
			return err
		}
	}
}

// allowed gives the ids in a place of the rows that stand in a graph of the
// dataset and have no excepted predicate.
func allowed(b *index.Batch, want index.Position, g graphPlace, excepted []index.ID) []index.ID {
	var ids []index.ID
	for i, id := range b.Columns[want] {
		if b.Columns[index.Graph] != nil && !g.allows(b.Columns[index.Graph][i]) {
			continue
		}
		if len(excepted) > 0 && contains(excepted, b.Columns[index.Predicate][i]) {
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// openQuad is quad for a pattern in which None is open.
func openQuad(t *triplePattern, env []index.ID) (index.Quad, bool) {
	open := *t
	for i, p := range open.places {
		if p.slot == noSlot && p.id == index.None {
			open.places[i] = constant(anyTerm)
		}
	}
	q, ok := open.quad(env)
	for i, id := range q {
		if id == anyTerm {
			q[i] = index.None
		}
	}
	return q, ok
}

// anyTerm stands for an open place. No term has this id.
const anyTerm = index.ID(2)
