package rdf

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/piprate/json-gold/ld"
)

// A jsonldReader reads JSON-LD 1.1: json-gold expands the document, what is
// expanded becomes quads here. The document is read whole with the first quad.
type jsonldReader struct {
	in    io.Reader
	opts  ReaderOptions
	quads []Quad
	err   error
}

func newJSONLDReader(r io.Reader, opts ReaderOptions) *jsonldReader {
	return &jsonldReader{in: r, opts: opts}
}

func (r *jsonldReader) Read() (Quad, error) {
	if r.in != nil {
		r.quads, r.err = readJSONLD(r.in, r.opts)
		r.in = nil
	}
	if r.err != nil {
		return Quad{}, r.err
	}
	if len(r.quads) == 0 {
		return Quad{}, io.EOF
	}
	q := r.quads[0]
	r.quads = r.quads[1:]
	return q, nil
}

func readJSONLD(in io.Reader, opts ReaderOptions) ([]Quad, error) {
	text, err := io.ReadAll(io.LimitReader(in, int64(opts.MaxDocument)+1))
	if err != nil {
		return nil, fmt.Errorf("rdf: reading %s: %w", JSONLD, err)
	}
	if len(text) > opts.MaxDocument {
		return nil, &SyntaxError{
			Format: JSONLD, Err: ErrLimit,
			Expected: fmt.Sprintf("a document of at most %d bytes", opts.MaxDocument), Found: "a longer one",
		}
	}
	doc, err := parseJSON(bytes.TrimPrefix(text, []byte("\uFEFF")), opts.MaxDepth)
	if err != nil {
		return nil, err
	}
	tags := jsonldTags{}
	tags.collect(doc)
	expanded, err := expandJSONLD(doc, tags, opts)
	if err != nil {
		return nil, err
	}
	c := jsonldConverter{labels: map[string]Term{}, tags: tags}
	for _, node := range expanded {
		c.object(node, Term{})
	}
	return c.quads, c.err
}

// expandJSONLD runs the expansion algorithm. The library panics on some input.
func expandJSONLD(doc any, tags jsonldTags, opts ReaderOptions) (expanded []any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = jsonldError(fmt.Errorf("the processor failed: %v", p))
		}
	}()
	o := ld.NewJsonLdOptions(opts.Base)
	contexts := &contextLoader{opts: opts, tags: tags}
	o.DocumentLoader = contexts
	expanded, err = ld.NewJsonLdProcessor().Expand(doc, o)
	switch {
	case contexts.refused != "":
		return nil, &SyntaxError{Format: JSONLD, Expected: "contexts in the document itself, for remote ones are not fetched", Found: contexts.refused, Err: err}
	case err != nil:
		return nil, jsonldError(err)
	}
	return expanded, nil
}

func jsonldError(err error) error {
	return &SyntaxError{Format: JSONLD, Expected: "a JSON-LD 1.1 document", Found: err.Error(), Err: err}
}

// A contextLoader answers for the remote contexts that a document refers to.
type contextLoader struct {
	opts    ReaderOptions
	tags    jsonldTags
	refused string // the first of them, if there is no LoadContext
}

func (l *contextLoader) LoadDocument(iri string) (*ld.RemoteDocument, error) {
	if l.opts.LoadContext == nil {
		l.refused = cmp.Or(l.refused, iri)
		return nil, ld.NewJsonLdError(ld.LoadingRemoteContextFailed, iri)
	}
	text, err := l.opts.LoadContext(iri)
	if err != nil {
		return nil, ld.NewJsonLdError(ld.LoadingRemoteContextFailed, err)
	}
	doc, err := parseJSON(text, l.opts.MaxDepth)
	if err != nil {
		return nil, ld.NewJsonLdError(ld.InvalidRemoteContext, err)
	}
	l.tags.collect(doc)
	return &ld.RemoteDocument{DocumentURL: iri, Document: doc}, nil
}

// parseJSON parses a JSON text as encoding/json does, but refuses text that is
// not UTF-8, half surrogate pairs and values nested too deep.
func parseJSON(text []byte, maxDepth int) (any, error) {
	if i, expected, err := checkJSON(text, maxDepth); i >= 0 {
		return nil, jsonSyntaxError(text, i, expected, err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var doc any
	err := d.Decode(&doc)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return doc, checkContexts(doc, false)
		}
		return nil, jsonSyntaxError(text, int(d.InputOffset()), "the end of the document", nil)
	}
	at := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = int(syntax.Offset) - 1
	}
	return nil, jsonSyntaxError(text, at, "JSON", err)
}

// jsonSyntaxError says that something else was expected at text[i].
func jsonSyntaxError(text []byte, i int, expected string, err error) error {
	i = max(0, min(i, len(text)))
	s := scanner{f: JSONLD, buf: text, pos: i, line: 1, col: 1}
	e := s.errorf("%s", expected)
	e.Err = err
	return e
}

// checkContexts looks through the contexts in a document: it reports strings
// that short names could repeat without measure, and makes floats of the values
// of @version, since json-gold does not know 1.1 as a json.Number.
func checkContexts(value any, inContext bool) error {
	switch v := value.(type) {
	case string:
		if inContext && len(v) > maxNamespace {
			return &SyntaxError{
				Format: JSONLD, Err: ErrLimit,
				Expected: fmt.Sprintf("at most %d bytes in each string of a context", maxNamespace), Found: "more",
			}
		}
	case []any:
		for _, e := range v {
			if err := checkContexts(e, inContext); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, e := range v {
			if n, ok := e.(json.Number); ok && k == "@version" {
				v[k], _ = n.Float64()
			}
			if err := checkContexts(e, inContext || k == "@context"); err != nil {
				return err
			}
		}
	}
	return nil
}
