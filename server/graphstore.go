package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"diplograph/graph"
	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// The SPARQL 1.1 Graph Store HTTP Protocol. A graph is named indirectly
// (/store?graph=IRI, /store?default) or directly, by the URL of the request
// (/store/visits). The default graph is the unnamed one, also where queries see
// the union of all. A graph exists as long as there is a statement in it.

// target gives the graph that a request is about, the pattern that is all of it,
// and the base of what is sent; created says that a POST to the store itself
// makes a new graph.
func (s *Server) target(r *http.Request) (name rdf.Term, created bool, err error) {
	if rest := strings.TrimPrefix(r.URL.Path, "/store"); rest != "" {
		if p := readParams(r); p.err != nil {
			return name, false, p.err
		}
		iri, err := wholeIRI(endpointURL(r))
		if err != nil {
			return name, false, problem(http.StatusBadRequest, CodeParameter, "the URL: %v", err)
		}
		return rdf.IRI(iri), false, nil
	}
	p := readParams(r, "graph", "default")
	_, isDefault := p.values["default"]
	_, isNamed := p.values["graph"]
	switch {
	case p.err != nil:
	case isDefault && isNamed || isDefault && p.text("default") != "":
		p.fail("want either graph=IRI or default, without a value")
	case isDefault:
		return rdf.Term{}, false, p.err
	case isNamed:
		p.text("graph") // there once
		if graphs := p.graphs("graph"); p.err == nil {
			name = graphs[0]
		}
	case r.Method == http.MethodPost:
		return rdf.IRI(endpointURL(r) + "/" + strings.ToLower(rand.Text())), true, nil
	default:
		p.fail("want graph=IRI or default, got neither")
	}
	return name, false, p.err
}

// endpointURL is the URL by which the client asked, without its query.
func endpointURL(r *http.Request) string {
	u := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path, RawPath: r.URL.RawPath}
	if r.TLS != nil {
		u.Scheme = "https"
	}
	return u.String()
}

func graphPattern(name rdf.Term) graph.Pattern {
	if name.IsZero() {
		name = graph.DefaultGraph
	}
	return graph.Pattern{Graph: name}
}

func noGraph(name rdf.Term) error {
	return problem(http.StatusNotFound, CodeNotFound, "there is no graph %s here", name)
}

// getGraph answers with all of a graph.
func (s *Server) getGraph(r *http.Request) (*answer, error) {
	name, _, err := s.target(r)
	if err != nil {
		return nil, err
	}
	mediaType, format, err := negotiateGraph(r)
	if err != nil {
		return nil, err
	}
	a := &answer{mediaType: withCharset(mediaType)}
	a.stream = func(out *stream) error {
		out.ctx, out.turn = r.Context(), turnOf(r.Context())
		return s.store.View(out.ctx, func(snap graph.Snapshot) error { return writeGraph(snap, name, out, format) })
	}
	return varyBy(a, "Accept"), nil
}

// writeGraph writes all of a graph.
func writeGraph(snap graph.Snapshot, name rdf.Term, out *stream, format rdf.Format) error {
	w, err := rdf.NewWriter(out, format, rdf.WriterOptions{Prefixes: prefixes})
	if err != nil {
		return err
	}
	found := name.IsZero()
	for q, err := range snap.Match(out.ctx, graphPattern(name)) {
		if err == nil {
			err = out.turn.giveWay(out.ctx)
		}
		if err != nil {
			return err
		}
		found, q.Graph = true, rdf.Term{}
		if err := out.part(w.Flush, func() error { return w.Write(q) }); err != nil {
			return err
		}
	}
	if !found {
		return noGraph(name)
	}
	return out.last(w.Close)
}

// documentFormats are those that answers have graphs in, the preferred first.
var documentFormats = slices.DeleteFunc([]rdf.Format{rdf.Turtle, rdf.NTriples, rdf.RDFXML, rdf.JSONLD, rdf.TriG, rdf.NQuads},
	func(f rdf.Format) bool { return !slices.Contains(writable, f) })

// negotiateGraph picks the format in which the client likes a graph best.
func negotiateGraph(r *http.Request) (mediaType string, f rdf.Format, err error) {
	var offers [][]string
	for _, f := range documentFormats {
		offers = append(offers, f.MediaTypes())
	}
	if mediaType, err = negotiateNames(r, offers); err != nil {
		return "", 0, err
	}
	f, _ = rdf.FormatByMediaType(mediaType)
	return mediaType, f, nil
}

// withCharset says of text that it is UTF-8, which HTTP does not assume.
func withCharset(mediaType string) string {
	if strings.HasPrefix(mediaType, "text/") {
		return mediaType + "; charset=utf-8"
	}
	return mediaType
}

// putGraph makes the body the whole of a graph.
func (s *Server) putGraph(r *http.Request) (*answer, error) {
	name, quads, _, err := s.graphUpload(r)
	if err != nil {
		return nil, err
	}
	a := &answer{status: http.StatusNoContent}
	return a, s.store.Change(r.Context(), func(tx *graph.Tx) error {
		removed, err := tx.RemoveAll(r.Context(), graphPattern(name))
		if err != nil {
			return err
		}
		if removed == 0 && len(quads) > 0 {
			a.status = http.StatusCreated
		}
		_, err = tx.Add(r.Context(), quads)
		return err
	})
}

// postGraph adds the body to a graph, or makes a new graph of it, unless it is empty.
func (s *Server) postGraph(r *http.Request) (*answer, error) {
	name, quads, created, err := s.graphUpload(r)
	if err != nil {
		return nil, err
	}
	a := &answer{status: http.StatusNoContent}
	if len(quads) == 0 {
		return a, nil // no graph is made, since none is there without a statement
	}
	if created {
		a.header = http.Header{"Location": {name.Value}}
	}
	return a, s.store.Change(r.Context(), func(tx *graph.Tx) error {
		id := []index.ID{index.None}
		if err := tx.IDs(r.Context(), []rdf.Term{name}, id); err != nil {
			return err
		}
		var n int64
		if id[0] != index.None {
			var err error
			if n, err = tx.Count(r.Context(), index.Quad{index.Graph: id[0]}, false); err != nil {
				return err
			}
		}
		if n == 0 {
			a.status = http.StatusCreated
		}
		_, err := tx.Add(r.Context(), quads)
		return err
	})
}

// deleteGraph removes all of a graph.
func (s *Server) deleteGraph(r *http.Request) (*answer, error) {
	name, _, err := s.target(r)
	if err != nil {
		return nil, err
	}
	n, err := s.store.RemoveGraph(r.Context(), graphPattern(name).Graph)
	switch {
	case err != nil:
		return nil, err
	case n == 0 && !name.IsZero():
		return nil, noGraph(name)
	}
	return &answer{status: http.StatusNoContent}, nil
}

// graphUpload reads the body of a request that changes a graph: its quads are in
// that graph, its blank nodes are new ones.
func (s *Server) graphUpload(r *http.Request) (name rdf.Term, quads []rdf.Quad, created bool, err error) {
	if name, created, err = s.target(r); err != nil {
		return name, nil, false, err
	}
	if s.store.ReadOnly() {
		return name, nil, false, graph.ErrReadOnly
	}
	body, err := s.unpacked(r)
	if err != nil {
		return name, nil, false, err
	}
	mediaType, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	into := upload{graph: name, base: endpointURL(r), held: heldQuads{most: s.held}}
	if err == nil && mediaType == "multipart/form-data" && r.Method == http.MethodPost {
		err = into.readParts(body, params["boundary"])
	} else {
		err = into.read(body, r.Header.Get("Content-Type"), "", "body")
	}
	return name, into.held.quads, created, err
}

// readParts reads the files of a form, each a document.
func (u *upload) readParts(body io.Reader, boundary string) error {
	if boundary == "" {
		return problem(http.StatusBadRequest, CodeBody, "want a boundary in the Content-Type of a form")
	}
	parts := multipart.NewReader(body, boundary)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF && n > 0 {
			return nil
		}
		if err != nil {
			return badForm(err)
		}
		if err := u.read(part, part.Header.Get("Content-Type"), part.FileName(), "part "+part.FormName()); err != nil {
			return badForm(err)
		}
	}
}

// badForm is the problem of a form that is cut short or broken.
func badForm(err error) error {
	_, ours := errors.AsType[*Problem](err)
	_, large := errors.AsType[*http.MaxBytesError](err)
	_, syntax := errors.AsType[*rdf.SyntaxError](err)
	if ours || large || syntax || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, rdf.ErrLimit) {
		return err
	}
	return problem(http.StatusBadRequest, CodeBody, "want a form of files in RDF: %v", err)
}

// An upload reads documents into a graph.
type upload struct {
	graph rdf.Term // zero: the unnamed one
	base  string   // of the documents, if the graph has no name
	held  heldQuads
}

func (u *upload) read(body io.Reader, contentType, file, what string) error {
	mediaType, params, _ := mime.ParseMediaType(contentType)
	format, known := rdf.FormatByMediaType(mediaType)
	if !known && file != "" && (mediaType == "" || mediaType == "application/octet-stream") {
		format, known = rdf.FormatByExtension(path.Ext(file))
	}
	if !known || !slices.Contains(readable, format) || !utf8Charset(strings.ToLower(params["charset"])) {
		return problem(http.StatusUnsupportedMediaType, CodeMedia, "want a Content-Type of %s in UTF-8 for the %s, got %q",
			strings.Join(mediaTypes(readable), ", "), what, contentType)
	}
	base := cmp.Or(u.graph.Value, u.base)
	reader, err := rdf.NewReader(body, format, rdf.ReaderOptions{Base: base, MaxToken: graph.MaxTerm})
	if err != nil {
		return err
	}
	scope := rand.Text()
	for {
		q, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !q.Graph.IsZero() {
			return problem(http.StatusBadRequest, CodeStatement, "want a graph, got a statement of the graph %s; /v1/quads takes those", q.Graph)
		}
		q.Graph = u.graph
		if err := u.held.add(graph.ScopeBlanks(scope, q)); err != nil {
			return err
		}
	}
}
