package rdftest

import (
	"io"

	"diplograph/graph/rdf"
)

// ReadAll gives all quads of a document, or those before its first error.
func ReadAll(in io.Reader, f rdf.Format, opts rdf.ReaderOptions) (quads []rdf.Quad, err error) {
	r, err := rdf.NewReader(in, f, opts)
	if err != nil {
		return nil, err
	}
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads, nil
		}
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
}
