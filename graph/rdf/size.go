package rdf

// TermSize is about what a Term takes besides its characters.
const TermSize = 72

// quadSize is about what a Quad in a growing slice takes besides its characters.
const quadSize = 4 * 80

// Characters is how many bytes the texts of t take, and the terms within.
func (t Term) Characters() int64 {
	if t.Triple != nil {
		x := t.Triple
		return 3*TermSize + x.Subject.Characters() + x.Predicate.Characters() + x.Object.Characters()
	}
	return int64(len(t.Value) + len(t.Datatype) + len(t.Language))
}

// Size is about how many bytes q takes in memory, if it shares no text with
// another.
func (q Quad) Size() int64 {
	return quadSize + q.Subject.Characters() + q.Predicate.Characters() + q.Object.Characters() + q.Graph.Characters()
}
