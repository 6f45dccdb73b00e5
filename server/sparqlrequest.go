package server

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// A sparqlRequest is an operation of the SPARQL 1.1 Protocol.
type sparqlRequest struct {
	text   string
	query  *syntax.Query
	update *syntax.Update
	// The dataset that the protocol names: of a query in place of FROM, of an
	// update in place of USING.
	unnamed, named []rdf.Term
}

const (
	formType        = "application/x-www-form-urlencoded"
	sparqlQueryType = "application/sparql-query"
	updateType      = "application/sparql-update"
)

// sparqlOf reads the operation of a request: GET ?query=, POST of a form, POST
// of the text itself (sections 2.1 and 2.2 of the protocol).
func (s *Server) sparqlOf(r *http.Request) (*sparqlRequest, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, problem(http.StatusBadRequest, CodeParameter, "query string: %v", err)
	}
	if r.Method != http.MethodPost {
		if values.Has("update") {
			return nil, problem(http.StatusBadRequest, CodeParameter, "an update is sent by POST")
		}
		return s.operation(r, values)
	}
	mediaType, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	if err != nil || !slices.Contains([]string{formType, sparqlQueryType, updateType}, mediaType) || !utf8Charset(charset) {
		return nil, problem(http.StatusUnsupportedMediaType, CodeMedia, "want a Content-Type of %s, %s or %s in UTF-8, got %q",
			sparqlQueryType, updateType, formType, r.Header.Get("Content-Type"))
	}
	body, err := s.unpacked(r)
	if err != nil {
		return nil, err
	}
	if mediaType == sparqlQueryType {
		body = http.MaxBytesReader(nil, io.NopCloser(body), s.opts.MaxQuery)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	if mediaType == formType {
		form, err := url.ParseQuery(string(text))
		if err != nil {
			return nil, problem(http.StatusBadRequest, CodeBody, "want a form: %v", err)
		}
		for name, all := range values { // some clients put the dataset into the URL
			form[name] = append(form[name], all...)
		}
		return s.operation(r, form)
	}
	name := map[string]string{sparqlQueryType: "query", updateType: "update"}[mediaType]
	if values.Has("query") || values.Has("update") {
		return nil, problem(http.StatusBadRequest, CodeParameter, "want one operation, got one in the body and one in the URL")
	}
	values.Set(name, string(text))
	return s.operation(r, values)
}

// operation reads an operation from parameters. Those that the protocol does not
// know are ignored, because clients send their own.
func (s *Server) operation(r *http.Request, values url.Values) (*sparqlRequest, error) {
	p := &params{values: values}
	isUpdate := values.Has("update")
	name, defaults, named := "query", "default-graph-uri", "named-graph-uri"
	if isUpdate {
		name, defaults, named = "update", "using-graph-uri", "using-named-graph-uri"
	}
	for _, other := range []string{"query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"} {
		if other != name && other != defaults && other != named && values.Has(other) {
			p.fail("%s: not with %s", other, name)
		}
	}
	text := p.text(name)
	switch {
	case text == "" && !values.Has(name):
		p.fail("want query= or update=, got neither")
	case !utf8.ValidString(text):
		p.fail("want %s in UTF-8", name)
	case !isUpdate && int64(len(text)) > s.opts.MaxQuery:
		return nil, problem(http.StatusRequestEntityTooLarge, CodeTooLarge, "want a query of at most %d bytes, got %d", s.opts.MaxQuery, len(text))
	}
	req := &sparqlRequest{text: text, unnamed: p.graphs(defaults), named: p.graphs(named)}
	if p.err != nil {
		return nil, p.err
	}
	opts := syntax.Options{Base: endpointURL(r), MaxBytes: int(s.opts.MaxUpload)}
	var err error
	if isUpdate {
		if req.update, err = syntax.ParseUpdate(text, opts); err == nil {
			err = req.checkUsing()
		}
	} else {
		req.query, err = syntax.ParseQuery(text, opts)
	}
	return req, err
}

// loads reports whether an update fetches documents.
func (q *sparqlRequest) loads() bool {
	return slices.ContainsFunc(q.update.Operations, func(op syntax.Operation) bool {
		_, ok := op.Action.(*syntax.Load)
		return ok
	})
}

// graphs gives the graphs that a parameter names, each IRI whole: a prefix is
// none of the protocol's.
func (p *params) graphs(name string) (terms []rdf.Term) {
	if len(p.values[name]) > maxGraphs {
		p.fail("%s: want it at most %d times, got it %d times", name, maxGraphs, len(p.values[name]))
		return nil
	}
	for _, iri := range p.values[name] {
		t := rdf.IRI(iri)
		if q := (rdf.Quad{Subject: t, Predicate: t, Object: t}); q.Validate() != nil {
			p.fail("%s: want an absolute IRI, got %q", name, iri)
		}
		terms = append(terms, t)
	}
	return terms
}

// maxGraphs bounds the graphs that a request may name.
const maxGraphs = 1000

// checkUsing refuses an update that names its dataset twice (section 2.2.3).
func (q *sparqlRequest) checkUsing() error {
	if len(q.unnamed)+len(q.named) == 0 {
		return nil
	}
	for _, op := range q.update.Operations {
		if m, ok := op.Action.(*syntax.Modify); ok && (m.With != nil || !m.Using.IsZero()) {
			return problem(http.StatusBadRequest, CodeParameter,
				"want the dataset either in the update (USING, WITH) or in using-graph-uri and using-named-graph-uri, got both")
		}
	}
	return nil
}
