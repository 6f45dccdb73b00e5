package sparql

import (
	"context"
	"slices"

	"diplograph/graph/index"
)

// An edgeKind is a predicate and which way it is followed.
type edgeKind struct {
	predicate index.ID
	back      bool
}

// An edgeList is all triples of a predicate in memory.
//
//	keys     a b d          the different starts, sorted
//	offsets  0 2 3 4        where the ends of each begin
//	ends     x y x z
type edgeList struct {
	asked   int
	refused bool // it would take too much memory
	loaded  bool
	keys    []index.ID
	offsets []int32
	ends    []index.ID
	held    int64
}

const (
	// askedOften is how many look-ups make it worth to read a predicate.
	askedOften = 64
	// readRows is how many triples may be read in the time of a look-up.
	readRows = 2048
	// edgeBytes is what a triple takes.
	edgeBytes = 20
)

// often gives the triples of a predicate if so many look-ups have been asked that
// having them all is cheaper, and there is room for them; else nil.
func (s *pathSearch) often(ctx context.Context, k edgeKind, asked int) (*edgeList, error) {
	if s.edges == nil {
		s.edges = map[edgeKind]*edgeList{}
	}
	e := s.edges[k]
	if e == nil {
		e = &edgeList{}
		s.edges[k] = e
	}
	if e.loaded {
		return e, nil
	}
	if e.asked += asked; e.asked < askedOften || e.refused || local(k.predicate) {
		return nil, nil
	}
	st, err := s.run.snap.Predicate(k.predicate)
	if err != nil {
		return nil, err
	}
	if st.Quads > int64(e.asked)*readRows {
		return nil, nil
	}
	if b := s.run.budget; b.limit > 0 && b.used+st.Quads*edgeBytes > b.limit/2 {
		e.refused = true
		return nil, nil
	}
	return e, s.load(ctx, k, e)
}

// load reads the triples of a predicate.
func (s *pathSearch) load(ctx context.Context, k edgeKind, e *edgeList) error {
	own := *s.run
	own.slots, own.env = 2, make([]index.ID, 2)
	graph := s.graph
	if graph.kind == graphNamed { // one graph, which the variable stands for
		graph = graphPlace{kind: graphOne, id: s.run.env[graph.slot]}
	}
	t := &triplePattern{places: [3]place{variable(0), constant(k.predicate), variable(1)}, graph: graph}
	order, start, end := index.PSOG, slot(0), slot(1)
	if k.back {
		order, start, end = index.POSG, 1, 0
	}
	scan := &scanOp{run: &own, pattern: t, order: order, need: slotsOf(0, 1)}
	defer scan.close()
	for {
		b, err := scan.next(ctx)
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		for i, id := range b.cols[start] {
			if n := len(e.keys); n == 0 || e.keys[n-1] != id {
				e.keys, e.offsets = append(e.keys, id), append(e.offsets, int32(len(e.ends)+i))
			}
		}
		e.ends = append(e.ends, b.cols[end]...)
		e.held += int64(b.n) * edgeBytes
		if err := s.run.budget.take(int64(b.n) * edgeBytes); err != nil {
			return err
		}
	}
	e.offsets = append(e.offsets, int32(len(e.ends)))
	e.loaded = true
	return nil
}

// follow calls visit with the ends of each start.
func (e *edgeList) follow(ctx context.Context, from []index.ID, visit func([]index.ID) error) error {
	for i, id := range from {
		if i&0xfff == 0xfff && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		at, ok := slices.BinarySearch(e.keys, id)
		if !ok {
			continue
		}
		if err := visit(e.ends[e.offsets[at]:e.offsets[at+1]]); err != nil {
			return err
		}
	}
	return nil
}

// release gives the memory back.
func (s *pathSearch) release() {
	for _, e := range s.edges {
		s.run.budget.give(e.held)
	}
	s.edges = nil
	s.run.budget.give(s.held)
	s.held = 0
}
