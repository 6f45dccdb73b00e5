package rdf

// A Triple is one statement.
type Triple struct{ Subject, Predicate, Object Term }

// Equal reports whether t and u have equal terms.
func (t Triple) Equal(u Triple) bool {
	return t.Subject.Equal(u.Subject) && t.Predicate.Equal(u.Predicate) && t.Object.Equal(u.Object)
}

// Compare orders triples by subject, predicate, object.
func (t Triple) Compare(u Triple) int {
	if c := t.Subject.Compare(u.Subject); c != 0 {
		return c
	}
	if c := t.Predicate.Compare(u.Predicate); c != 0 {
		return c
	}
	return t.Object.Compare(u.Object)
}

// A Quad is a statement in a graph; a zero Graph is the default graph.
type Quad struct{ Subject, Predicate, Object, Graph Term }

// Triple gives q without its graph.
func (q Quad) Triple() Triple { return Triple{q.Subject, q.Predicate, q.Object} }

// String gives q as a line of N-Quads, without the line end.
func (q Quad) String() string { return string(AppendQuad(nil, q)) }

// Equal reports whether q and r have equal terms.
func (q Quad) Equal(r Quad) bool {
	return q.Triple().Equal(r.Triple()) && q.Graph.Equal(r.Graph)
}

// Compare orders quads by graph, subject, predicate, object, so that a sorted
// dataset is grouped as documents are.
func (q Quad) Compare(r Quad) int {
	if c := q.Graph.Compare(r.Graph); c != 0 {
		return c
	}
	return q.Triple().Compare(r.Triple())
}
