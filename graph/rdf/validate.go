package rdf

// Validate reports why q is not an RDF statement that N-Quads could hold, or
// nil.
func (q *Quad) Validate() error { return checkQuad(NQuads, q) }
