package explore

import (
	"slices"

	"diplograph/graph/vocab"
)

// A walk goes out from the root step by step and keeps what it decides to show.
type walk struct {
	*view
	opts  Options
	types map[string]bool // that a neighbour may have; empty: any

	order   []string                   // nodes shown, the root first
	shown   map[string]int             // node shown -> distance
	refused map[string]bool            // neighbours that the filters leave out
	found   map[string]map[string]bool // node looked around from -> neighbours found
	joints  map[jointKey]*joint        // edges between nodes found
	cut     bool                       // something was left out for the limit
	exact   bool                       // everything around was found and judged
}

// A candidate is a neighbour that may be shown.
type candidate struct {
	iri    string
	joints []*joint
	event  bool
	span   Span // of an event
}

func (w *walk) show(iri string, distance int) {
	w.shown[iri] = distance
	w.order = append(w.order, iri)
}

func (w *walk) full() bool { return len(w.order) >= w.opts.Limit+1 }

// step looks around from the frontier and shows what ranks highest; it returns
// the nodes newly shown.
func (w *walk) step(frontier []string, distance int) ([]string, error) {
	candidates, err := w.lookAround(frontier)
	if err != nil {
		return nil, err
	}
	if err := w.date(candidates); err != nil {
		return nil, err
	}
	var next []string
	for _, c := range ranked(candidates) {
		if w.full() || w.late() {
			w.cut = true
			w.exact = w.exact && !w.filtered()
			break
		}
		ok, err := w.accepts(c)
		if err != nil {
			return nil, err
		}
		if !ok {
			w.refused[c.iri] = true
			continue
		}
		w.show(c.iri, distance)
		next = append(next, c.iri)
	}
	return next, nil
}

// late reports whether there are filters and the budget for applying them is
// spent.
func (w *walk) late() bool { return w.filtered() && w.spent() }

func (w *walk) filtered() bool { return len(w.types) > 0 || !w.undated() }

func (w *walk) undated() bool { return w.opts.From.IsZero() && w.opts.To.IsZero() }

// lookAround finds the neighbours of the frontier that are neither shown nor
// refused yet.
func (w *walk) lookAround(frontier []string) (map[string]*candidate, error) {
	candidates := map[string]*candidate{}
	for i, node := range frontier {
		if w.full() && len(candidates) > 0 {
			w.exact = false
			break
		}
		joints, whole, err := w.expand(node, max(w.left/2/(len(frontier)-i), 64))
		if err != nil {
			return nil, err
		}
		if !whole {
			w.cut, w.exact = true, false
		}
		for _, j := range joints {
			w.propose(node, j, candidates)
		}
	}
	return candidates, nil
}

// propose notes the edge j, found from node, and its other end.
func (w *walk) propose(node string, j joint, candidates map[string]*candidate) {
	other := j.target
	if other == node {
		other = j.source
	}
	if other == node || w.refused[other] {
		return
	}
	kept, known := w.joints[j.key()]
	if !known {
		kept = &j
		w.joints[j.key()] = kept
	}
	if w.found[node] == nil {
		w.found[node] = map[string]bool{}
	}
	w.found[node][other] = true
	if _, shown := w.shown[other]; shown {
		return
	}
	c := candidates[other]
	if c == nil {
		c = &candidate{iri: other}
		candidates[other] = c
	}
	c.event = c.event || (other == j.source && fromEvents[j.predicate]) || (other == j.target && toEvents[j.predicate])
	if !slices.Contains(c.joints, kept) {
		c.joints = append(c.joints, kept)
	}
}

// accepts applies the filters to a candidate.
func (w *walk) accepts(c *candidate) (bool, error) {
	w.left--
	if len(w.types) > 0 {
		types, err := w.view.types(c.iri)
		if err != nil || !slices.ContainsFunc(types, func(t string) bool { return w.types[t] }) {
			return false, err
		}
	}
	if w.undated() {
		return true, nil
	}
	if c.event {
		return c.span.Overlaps(w.opts.From, w.opts.To), nil
	}
	for _, j := range c.joints {
		if ok, err := w.inTime(j); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// inTime reports whether an edge has to do with the asked time.
func (w *walk) inTime(j *joint) (bool, error) {
	switch {
	case w.undated():
		return true, nil
	case directRelations[j.predicate]:
		support, err := w.support(j)
		return slices.ContainsFunc(support, func(e *event) bool { return e.span.Overlaps(w.opts.From, w.opts.To) }), err
	case j.predicate == vocab.ORGMemberOf:
		return j.span.holds(w.opts.From, w.opts.To), nil
	case fromEvents[j.predicate]:
		e, err := w.event(j.source)
		return err == nil && (classify(e.types) != ClassEvent || e.span.Overlaps(w.opts.From, w.opts.To)), err
	}
	return true, nil
}
