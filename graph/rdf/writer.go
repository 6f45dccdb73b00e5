package rdf

import (
	"fmt"
	"io"
)

// A Writer writes quads as a document.
type Writer interface {
	// Write adds a quad. It refuses one that the format cannot hold: a term in
	// a place that RDF does not allow, a named graph in a format without
	// graphs, characters that the syntax cannot express.
	Write(Quad) error

	// Flush writes out what was collected. It does not end the document.
	Flush() error

	// Close ends the document and flushes it. It does not close the io.Writer.
	Close() error
}

// WriteTriples adds triples, which are in no named graph.
func WriteTriples(w Writer, triples []Triple) error {
	for _, t := range triples {
		if err := w.Write(Quad{Subject: t.Subject, Predicate: t.Predicate, Object: t.Object}); err != nil {
			return err
		}
	}
	return nil
}

// A Prefix is a short name for a namespace.
type Prefix struct{ Name, Namespace string }

// WriterOptions steer a Writer. The zero value is ready to use.
type WriterOptions struct {
	// Prefixes shorten IRIs in Turtle, TriG, RDF/XML and JSON-LD.
	Prefixes []Prefix

	// Canonical lower-cases language tags in N-Triples and N-Quads, the one
	// thing that sets their canonical form apart from what is written always.
	Canonical bool
}

// NewWriter writes a document in a format to w, which it does not close.
func NewWriter(w io.Writer, f Format, opts WriterOptions) (Writer, error) {
	switch f {
	case NTriples, NQuads:
		return newLineWriter(w, f, opts), nil
	case Turtle, TriG:
		return newTurtleWriter(w, f, opts)
	case RDFXML:
		return newRDFXMLWriter(w, opts)
	case JSONLD:
		return newJSONLDWriter(w, opts)
	}
	return nil, fmt.Errorf("rdf: cannot write %s", f)
}
