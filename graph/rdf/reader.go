package rdf

import (
	"fmt"
	"io"
)

// A Reader gives the quads of a document one by one.
type Reader interface {
	// Read returns the next quad, and io.EOF after the last one. Any other
	// error ends the reading: a *SyntaxError, or the error of the underlying
	// reader, wrapped. After an error Read returns that error again.
	Read() (Quad, error)
}

// ReaderOptions bound and steer a Reader. The zero value is ready to use.
type ReaderOptions struct {
	// Base is the absolute IRI that relative ones are resolved against until
	// the document sets its own. Without either, relative IRIs are errors.
	Base string

	// MaxToken is the length in bytes of the longest IRI or literal, and in
	// N-Triples and N-Quads of the longest line. 0 means DefaultMaxToken,
	// a negative number no limit.
	MaxToken int

	// MaxDepth is how deep collections, blank node property lists, triple
	// terms, XML elements and JSON values may nest. 0 means DefaultMaxDepth.
	MaxDepth int

	// MaxDocument is the size in bytes of the largest JSON-LD document, the
	// one format that is not streamed. 0 means DefaultMaxDocument.
	MaxDocument int

	// LoadContext, if set, gives the remote contexts that JSON-LD documents refer
	// to. Without it documents that have any are refused.
	LoadContext func(iri string) ([]byte, error)

	// Continue, if set, is told of each bad line of N-Triples or N-Quads; true
	// goes on with the next line, false ends the reading with that error. In
	// other formats what follows an error cannot be told, so they always end.
	Continue func(*SyntaxError) bool

	// Workers is how many goroutines parse N-Triples and N-Quads in ReadBatches;
	// Unordered lets their quads come in any order.
	Workers   int
	Unordered bool
}

// What zero ReaderOptions mean.
const (
	DefaultMaxToken    = 64 << 20
	DefaultMaxDepth    = 512
	DefaultMaxDocument = 64 << 20
)

func (o ReaderOptions) withDefaults() ReaderOptions {
	if o.MaxToken == 0 {
		o.MaxToken = DefaultMaxToken
	}
	if o.MaxToken < 0 {
		o.MaxToken = int(^uint(0) >> 1)
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = DefaultMaxDepth
	}
	if o.MaxDocument <= 0 {
		o.MaxDocument = DefaultMaxDocument
	}
	return o
}

// NewReader reads a document in a format from r, which it does not close.
func NewReader(r io.Reader, f Format, opts ReaderOptions) (Reader, error) {
	opts = opts.withDefaults()
	if opts.Base != "" {
		if err := checkIRI(opts.Base); err != nil {
			return nil, fmt.Errorf("base: %w", err)
		}
	}
	switch f {
	case NTriples, NQuads:
		return newLineReader(r, f, opts), nil
	case Turtle, TriG:
		return newTurtleReader(r, f, opts), nil
	case RDFXML:
		x, err := newRDFXMLReader(r, opts)
		if err != nil {
			return nil, err
		}
		return x, nil
	case JSONLD:
		return newJSONLDReader(r, opts), nil
	}
	return nil, fmt.Errorf("rdf: cannot read %s", f)
}
