package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/loader"
)

// loadMemory is about how many bytes one upload may take while it is stored.
const loadMemory = 256 << 20

// Bounds of the statements of an upload that is held as a whole: in Turtle each
// may be two bytes long, and a name of four bytes be four thousand written out.
const (
	maxQuads     = 2_000_000
	maxQuadBytes = graph.MaxTransaction
)

// How many uploads are at work at once bounds their memory together. One of a
// few kB takes little: in Turtle every other byte or so may stand for a name of 4 kB,
// which is some 25 MB while it is stored. So there may be more of these, which then
// share transactions.
const (
	uploadsAtOnce      = 2
	smallUpload        = 8 << 10 // bytes of a body
	smallUploadsAtOnce = 16
)

type added struct {
	Added      int `json:"added"`
	Duplicates int `json:"duplicates"` // in the store already, or twice in the body
}

type removed struct {
	Removed int `json:"removed"`
	Absent  int `json:"absent"` // not in the store
}

// addQuads stores the quads of the body, all or none. Its blank nodes are new
// ones, whatever their labels.
func (s *Server) addQuads(r *http.Request) (*answer, error) {
	body, format, into, err := s.upload(r)
	if err != nil {
		return nil, err
	}
	source := loader.Source{Name: "body", Format: format, Open: func() (io.ReadCloser, error) { return io.NopCloser(body), nil }}
	report, err := loader.Load(r.Context(), s.store, []loader.Source{source}, loader.Options{
		Graph: into, Memory: loadMemory,
	})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(added{report.Added, report.Duplicates})
}

// removeQuads removes the quads of the body, all in one change. A blank node in
// it is the one that the store gives that label.
func (s *Server) removeQuads(r *http.Request) (*answer, error) {
	body, format, from, err := s.upload(r)
	if err != nil {
		return nil, err
	}
	quads, err := s.readQuads(body, format, from)
	if err != nil {
		return nil, err
	}
	done, err := s.store.Apply(r.Context(), graph.Changes{Remove: quads})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(removed{done.Removed, done.Absent})
}

// readQuads reads a document. The body has a deadline and a bound, so this does.
func (s *Server) readQuads(body io.Reader, format rdf.Format, into rdf.Term) ([]rdf.Quad, error) {
	reader, err := rdf.NewReader(body, format, rdf.ReaderOptions{MaxToken: graph.MaxTerm})
	if err != nil {
		return nil, err
	}
	list := heldQuads{most: s.held}
	for {
		q, err := reader.Read()
		if err == io.EOF {
			return list.quads, nil
		}
		if err != nil {
			return nil, err
		}
		if !into.IsZero() {
			q.Graph = into
		}
		if err := list.add(q); err != nil {
			return nil, err
		}
	}
}

// heldBounds are what an upload may hold.
type heldBounds struct {
	quads int
	bytes int64
}

// heldQuads are the statements of an upload that is held as a whole.
type heldQuads struct {
	most  heldBounds
	quads []rdf.Quad
	bytes int64
}

func (h *heldQuads) add(q rdf.Quad) error {
	if len(h.quads) >= h.most.quads {
		return tooLarge("the body has more than %d statements; send it in parts", h.most.quads)
	}
	if h.bytes += q.Size(); h.bytes > h.most.bytes {
		return tooLarge("the statements of the body, with all names written out, take more than %d bytes of memory; send it in parts", h.most.bytes)
	}
	h.quads = append(h.quads, q)
	return nil
}

func tooLarge(format string, most any) error {
	return problem(http.StatusRequestEntityTooLarge, CodeTooLarge, format, most)
}

// upload gives the body of a request that changes quads, unpacked, its format,
// and the graph that is to hold all of it, if one is asked for.
func (s *Server) upload(r *http.Request) (body io.Reader, format rdf.Format, into rdf.Term, err error) {
	p := readParams(r, "graph")
	if p.text("graph") != "" {
		into = rdf.IRI(p.iri("graph"))
	}
	if p.err != nil {
		return nil, 0, into, p.err
	}
	if s.store.ReadOnly() {
		return nil, 0, into, graph.ErrReadOnly
	}
	if _, err := negotiate(r, jsonType); err != nil {
		return nil, 0, into, err
	}
	mediaType, charset, err := contentType(r)
	if err != nil {
		return nil, 0, into, err
	}
	format, known := rdf.FormatByMediaType(mediaType)
	if !known || !slices.Contains(readable, format) || !utf8Charset(charset) {
		return nil, 0, into, problem(http.StatusUnsupportedMediaType, CodeMedia, "want a Content-Type of %s in UTF-8, got %q",
			strings.Join(mediaTypes(readable), ", "), r.Header.Get("Content-Type"))
	}
	body, err = s.unpacked(r)
	return body, format, into, err
}

func utf8Charset(charset string) bool {
	return charset == "" || charset == "utf-8" || charset == "us-ascii"
}

// unpacked undoes the Content-Encoding of the body; what comes out is bounded
// like the body itself.
func (s *Server) unpacked(r *http.Request) (io.Reader, error) {
	switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
		return r.Body, nil
	case "gzip", "x-gzip":
		plain, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, badBody(err)
		}
		return http.MaxBytesReader(nil, gzipBody{plain}, s.opts.MaxUpload), nil
	default:
		return nil, problem(http.StatusUnsupportedMediaType, CodeMedia, "want a Content-Encoding of gzip or none, got %q", encoding)
	}
}

// A gzipBody says in errors that the body cannot be unpacked.
type gzipBody struct{ *gzip.Reader }

func (g gzipBody) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = badBody(err)
	}
	return n, err
}

// badBody is the problem of a body that is not gzip, unless reading it failed
// for a reason of its own.
func badBody(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return problem(http.StatusBadRequest, CodeBody, "want a body in gzip, as Content-Encoding says: %v", err)
	}
	return err
}

// readable and writable are the formats that package rdf reads and writes.
var (
	readable = formatsThat(func(f rdf.Format) error {
		_, err := rdf.NewReader(bytes.NewReader(nil), f, rdf.ReaderOptions{})
		return err
	})
	writable = formatsThat(func(f rdf.Format) error {
		_, err := rdf.NewWriter(io.Discard, f, rdf.WriterOptions{})
		return err
	})
)

func formatsThat(try func(rdf.Format) error) []rdf.Format {
	return slices.DeleteFunc(rdf.Formats(), func(f rdf.Format) bool { return try(f) != nil })
}

func mediaTypes(formats []rdf.Format) []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.MediaTypes()[0])
	}
	return all
}

// document writes quads in a format.
func document(quads []rdf.Quad, format rdf.Format) ([]byte, error) {
	var b bytes.Buffer
	w, err := rdf.NewWriter(&b, format, rdf.WriterOptions{Prefixes: prefixes})
	if err != nil {
		return nil, err
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			return nil, fmt.Errorf("writing %s: %w", format, err)
		}
	}
	err = w.Close()
	return b.Bytes(), err
}
