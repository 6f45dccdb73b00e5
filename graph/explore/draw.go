package explore

import (
	"cmp"
	"slices"
	"strings"

	"diplograph/graph/vocab"
)

// draw describes what the walk shows and joins it up.
func (w *walk) draw() (*Picture, error) {
	p := &Picture{Root: w.opts.IRI, Truncated: w.cut, Exact: w.exact}
	for _, iri := range w.order {
		t, err := w.thing(iri)
		if err != nil {
			return nil, err
		}
		p.Nodes = append(p.Nodes, Node{*t, w.shown[iri], w.hidden(iri)})
	}
	if err := w.joinUp(); err != nil {
		return nil, err
	}
	p.Total = w.total()
	for _, j := range w.visible() {
		if len(p.Edges) == edgesPerNode*w.opts.Limit {
			p.Truncated = true
			break
		}
		e, ok, err := w.edge(j)
		if err != nil {
			return nil, err
		}
		if ok {
			p.Edges = append(p.Edges, e)
		}
	}
	return p, nil
}

func (w *walk) hidden(node string) int {
	n := 0
	for other := range w.found[node] {
		if _, shown := w.shown[other]; !shown && !w.refused[other] {
			n++
		}
	}
	return n
}

// total counts the neighbours found that the filters do not leave out.
func (w *walk) total() int {
	all := map[string]bool{}
	for _, others := range w.found {
		for other := range others {
			all[other] = !w.refused[other] && other != w.opts.IRI
		}
	}
	n := 0
	for _, counts := range all {
		if counts {
			n++
		}
	}
	return n
}

// joinUp finds the edges between nodes shown that the walk did not come by.
func (w *walk) joinUp() error {
	for _, iri := range w.order {
		var joints []joint
		quads, _, err := w.look(about(iri), perNode)
		if err != nil {
			return err
		}
		members, _, err := w.look(leading(vocab.ORGMember, iri), perNode)
		if err != nil {
			return err
		}
		found := map[jointKey]int{}
		for _, q := range quads {
			if q.Object.IsIRI() && !attributes[q.Predicate.Value] {
				joints = merge(joints, []joint{plainJoint(q)}, found)
			}
		}
		for _, q := range members {
			js, err := w.membership(q.Subject)
			if err != nil {
				return err
			}
			joints = merge(joints, js, found)
		}
		for _, j := range joints {
			if w.joints[j.key()] == nil && w.follows(j.predicate) {
				w.joints[j.key()] = &j
			}
		}
	}
	return nil
}

func (w *walk) follows(predicate string) bool {
	return len(w.opts.Predicates) == 0 || slices.Contains(w.opts.Predicates, predicate)
}

// visible gives the edges between nodes shown, in the order of their sources.
func (w *walk) visible() []*joint {
	place := map[string]int{}
	for i, iri := range w.order {
		place[iri] = i
	}
	var joints []*joint
	for _, j := range w.joints {
		_, from := w.shown[j.source]
		_, to := w.shown[j.target]
		if from && to && j.source != j.target {
			joints = append(joints, j)
		}
	}
	joints = withoutBare(joints)
	slices.SortFunc(joints, func(a, b *joint) int {
		return cmp.Or(cmp.Compare(place[a.source], place[b.source]), cmp.Compare(place[a.target], place[b.target]),
			strings.Compare(a.predicate, b.predicate), strings.Compare(a.role, b.role), a.span.Compare(b.span))
	})
	return joints
}

// edge looks up what an edge carries; ok is false if it is outside the asked time.
func (w *walk) edge(j *joint) (e Edge, ok bool, err error) {
	e = Edge{ID: edgeID(j.source, j.predicate, j.target, j.role, j.span.Start.String()), Source: j.source, Target: j.target, Predicate: vocab.Compact(j.predicate),
		Start: j.span.Start, End: j.span.End, Passages: j.passages}
	if j.role != "" {
		e.Role = vocab.Compact(j.role)
	}
	if ok, err = w.inTime(j); !ok || err != nil {
		return e, ok, err
	}
	if directRelations[j.predicate] {
		return e, true, w.restOn(&e, j)
	}
	if !fromEvents[j.predicate] {
		return e, true, nil
	}
	source, err := w.event(j.source)
	if err != nil || classify(source.types) != ClassEvent {
		return e, true, err
	}
	e.Start, e.End = source.span.Start, source.span.End
	e.Status = compactName(source.status)
	e.Inferred = source.isInferred(j.predicate)
	e.Passages = source.quotes(j.graphs)
	return e, true, nil
}

// restOn gives a direct relation the dates, the status and the passages of the
// events that it rests on.
func (w *walk) restOn(e *Edge, j *joint) error {
	support, err := w.support(j)
	statuses := map[string]bool{}
	for _, s := range support {
		if !s.span.Overlaps(w.opts.From, w.opts.To) {
			continue
		}
		e.Events = append(e.Events, s.iri)
		e.Passages = append(e.Passages, s.quotes(j.graphs)...)
		statuses[s.status] = true
		e.Status = compactName(s.status)
		if e.Start.IsZero() {
			e.Start = s.span.Start
		}
		if last := cmp.Or(s.span.End, s.span.Start); e.End.IsZero() || last.Last().Compare(e.End.Last()) > 0 {
			e.End = last
		}
	}
	if len(statuses) != 1 {
		e.Status = ""
	}
	e.Passages = byPlace(e.Passages)
	return err
}

// thing describes an entity or an event.
func (v *view) thing(iri string) (*Thing, error) {
	if n, ok := v.things[iri]; ok {
		return n, nil
	}
	types, err := v.types(iri)
	if err != nil {
		return nil, err
	}
	n := &Thing{ID: iri, Class: classify(types), Types: compactAll(types)}
	if len(types) > 0 {
		n.Kind = n.Types[0]
	}
	if n.Class == ClassEvent {
		if err := v.eventThing(n); err != nil {
			return nil, err
		}
	}
	label, err := v.label(iri)
	n.Label, n.Language = label.Text, label.Language
	v.things[iri] = n
	return n, err
}

func (v *view) eventThing(n *Thing) error {
	e, err := v.event(n.ID)
	if err != nil {
		return err
	}
	n.Start, n.End = e.span.Start, e.span.End
	n.Status = compactName(e.status)
	n.Inferred = compactAll(e.inferred)
	return nil
}

// compactName shortens an IRI and leaves the empty name empty.
func compactName(iri string) string {
	if iri == "" {
		return ""
	}
	return vocab.Compact(iri)
}
