package explore

import (
	"slices"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// A joint is an edge as it is found, before its dates and passages are looked up.
type joint struct {
	source, predicate, target string
	graphs                    []rdf.Term
	role                      string    // of a membership
	span                      Span      // of a membership
	passages                  []Passage // of a prov:wasQuotedFrom
}

type jointKey struct {
	source, predicate, target, role string
	span                            Span
}

func (j *joint) key() jointKey {
	return jointKey{j.source, j.predicate, j.target, j.role, j.span}
}

// expand finds the edges at node in the asked direction, reading at most the
// given number of quads; whole is false if there are more.
func (w *walk) expand(node string, most int) (joints []joint, whole bool, err error) {
	whole = true
	look := w.look
	if node == w.opts.IRI {
		look = w.charged // something is always shown around the root
	}
	found := map[jointKey]int{}
	for _, p := range w.patterns(node) {
		quads, all, err := look(p, most)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all
		for _, q := range quads {
			js, err := w.jointsOf(node, q)
			if err != nil {
				return nil, false, err
			}
			joints = merge(joints, js, found)
		}
	}
	return joints, whole, nil
}

// merge adds joints, the graphs of one that is there already to it.
func merge(joints, more []joint, found map[jointKey]int) []joint {
	for _, j := range more {
		if i, ok := found[j.key()]; ok {
			joints[i].graphs = append(joints[i].graphs, j.graphs...)
			joints[i].passages = byPlace(append(joints[i].passages, j.passages...))
			continue
		}
		found[j.key()] = len(joints)
		joints = append(joints, j)
	}
	return joints
}

// patterns gives what to look for around node. Memberships and quotations are
// statements about the node whichever way the edge made of them points.
func (w *walk) patterns(node string) []graph.Pattern {
	out, in := w.opts.Direction != In, w.opts.Direction != Out
	var patterns []graph.Pattern
	if len(w.opts.Predicates) == 0 {
		if out {
			patterns = append(patterns, about(node))
		}
		if in {
			return append(patterns, graph.Pattern{Object: rdf.IRI(node)})
		}
		return append(patterns, leading(vocab.ORGMember, node))
	}
	for _, p := range w.opts.Predicates {
		if out {
			patterns = append(patterns, saying(node, p))
		}
		if in {
			patterns = append(patterns, leading(p, node))
		}
	}
	if out && slices.Contains(w.opts.Predicates, vocab.ORGMemberOf) {
		patterns = append(patterns, leading(vocab.ORGMember, node))
	}
	if in && slices.Contains(w.opts.Predicates, vocab.ORGMemberOf) {
		patterns = append(patterns, leading(vocab.ORGOrganization, node))
	}
	if in && slices.Contains(w.opts.Predicates, vocab.ProvQuotedFrom) {
		patterns = append(patterns, leading(vocab.OAHasSource, node))
	}
	return patterns
}

// jointsOf makes edges at node of a quad that has node as subject or object.
func (w *walk) jointsOf(node string, q rdf.Quad) ([]joint, error) {
	toNode := q.Object.IsIRI() && q.Object.Value == node
	switch p := q.Predicate.Value; {
	case p == vocab.ORGMember && toNode && w.opts.Direction != In,
		p == vocab.ORGOrganization && toNode && w.opts.Direction != Out:
		return w.membership(q.Subject)
	case p == vocab.OAHasSource && toNode:
		return w.quotations(q.Subject, node)
	case attributes[p] || !q.Subject.IsIRI() || !q.Object.IsIRI():
		return nil, nil
	}
	return []joint{plainJoint(q)}, nil
}

// plainJoint makes an edge of a quad. Two who met met each other: of the two
// statements one is kept.
func plainJoint(q rdf.Quad) joint {
	j := joint{source: q.Subject.Value, predicate: q.Predicate.Value, target: q.Object.Value, graphs: []rdf.Term{q.Graph}}
	if j.predicate == vocab.Met && j.source > j.target {
		j.source, j.target = j.target, j.source
	}
	return j
}

// membership makes edges from the member to the organization of an
// org:Membership (The Organization Ontology, 5.3).
func (v *view) membership(node rdf.Term) ([]joint, error) {
	quads, _, err := v.read(graph.Pattern{Subject: node}, perNode)
	if err != nil {
		return nil, err
	}
	j := joint{predicate: vocab.ORGMemberOf}
	for _, q := range quads {
		switch q.Predicate.Value {
		case vocab.ORGMember:
			j.source = q.Object.Value
			j.graphs = append(j.graphs, q.Graph)
		case vocab.ORGOrganization:
			j.target = q.Object.Value
		case vocab.ORGRole:
			j.role = q.Object.Value
		case vocab.SchemaStartDate:
			j.span.Start, _ = dateOf(q.Object)
		case vocab.SchemaEndDate:
			j.span.End, _ = dateOf(q.Object)
		case vocab.ProvQuotedFrom:
			passages, err := v.passage(q.Object)
			if err != nil {
				return nil, err
			}
			j.passages = byPlace(append(j.passages, passages...))
		}
	}
	if j.source == "" || j.target == "" {
		return nil, nil
	}
	return []joint{j}, nil
}

// quotations makes edges from the events that a passage is quoted for to its
// article.
func (v *view) quotations(passage rdf.Term, article string) ([]joint, error) {
	places, err := v.passage(passage)
	if err != nil {
		return nil, err
	}
	quads, _, err := v.read(graph.Pattern{Predicate: rdf.IRI(vocab.ProvQuotedFrom), Object: passage}, perNode)
	if err != nil {
		return nil, err
	}
	var joints []joint
	for _, q := range quads {
		if !q.Subject.IsIRI() {
			continue
		}
		types, err := v.types(q.Subject.Value)
		if err != nil {
			return nil, err
		}
		if classify(types) == ClassEvent {
			joints = append(joints, joint{source: q.Subject.Value, predicate: vocab.ProvQuotedFrom, target: article,
				graphs: []rdf.Term{q.Graph}, passages: places})
		}
	}
	return joints, nil
}

// withoutBare drops each plain org:memberOf that a membership with a role or a
// date says better.
func withoutBare(joints []*joint) []*joint {
	type ends struct{ source, target string }
	told := map[ends]bool{}
	for _, j := range joints {
		if j.predicate == vocab.ORGMemberOf && !j.bare() {
			told[ends{j.source, j.target}] = true
		}
	}
	return slices.DeleteFunc(joints, func(j *joint) bool {
		return j.predicate == vocab.ORGMemberOf && j.bare() && told[ends{j.source, j.target}]
	})
}

func (j *joint) bare() bool { return j.role == "" && j.span.IsZero() }
