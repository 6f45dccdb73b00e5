package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"diplograph/graph"
	"diplograph/graph/caldate"
	"diplograph/graph/explore"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

var prefixes = func() (all []rdf.Prefix) {
	for _, p := range vocab.Prefixes {
		all = append(all, rdf.Prefix(p))
	}
	return all
}()

// A storedArticle is the answer for an article that was stored.
type storedArticle struct {
	IRI        string          `json:"iri"`
	Created    bool            `json:"created"` // false: it took the place of an earlier text
	Added      int             `json:"added"`   // quads
	Removed    int             `json:"removed"` // quads of the earlier text
	Events     []explore.Event `json:"events"`
	Statements []string        `json:"statements"` // N-Quads, one line each
}

// addArticle reads a text and stores its statements in the article's graph, in
// the place of what was there.
func (s *Server) addArticle(r *http.Request) (*answer, error) {
	text, opts, err := s.articleOf(r)
	if err != nil {
		return nil, err
	}
	offers := append([]string{jsonType}, mediaTypes(graphFormats())...)
	wanted, err := negotiate(r, offers...)
	if err != nil {
		return nil, err
	}
	if s.opts.Extractor == nil {
		return nil, problem(http.StatusServiceUnavailable, CodeUnavailable, "this server was started without a reader of articles")
	}
	if s.store.ReadOnly() {
		return nil, graph.ErrReadOnly
	}
	quads, iri, err := s.opts.Extractor.Extract(r.Context(), text, opts)
	if err != nil {
		return nil, hinted(err, opts)
	}
	stored, err := s.replaceArticle(r.Context(), iri, quads)
	if err != nil {
		return nil, err
	}
	a, err := s.articleAnswer(r, stored, quads, wanted)
	if err != nil {
		return nil, err
	}
	a.header = http.Header{"Location": {"/v1/entity?iri=" + url.QueryEscape(iri)}, "Vary": {"Accept, Accept-Language", "Origin"}}
	if stored.Created {
		a.status = http.StatusCreated
	}
	return a, nil
}

// hinted adds to the fault of a text the parameter that would mend it.
func hinted(err error, opts ArticleOptions) error {
	switch {
	case errors.Is(err, ErrNoDate):
		return fmt.Errorf("%w; give it as ?date=YYYY-MM-DD, or as date in JSON", err)
	case errors.Is(err, ErrLanguage) && opts.Language == "":
		return fmt.Errorf("%w; name it as ?lang=, or as lang in JSON", err)
	}
	return err
}

// graphFormats are those that can say which graph a statement is in.
func graphFormats() []rdf.Format {
	var all []rdf.Format
	for _, f := range writable {
		if f.HasGraphs() {
			all = append(all, f)
		}
	}
	return all
}

func (s *Server) articleAnswer(r *http.Request, stored storedArticle, quads []rdf.Quad, wanted string) (*answer, error) {
	if format, ok := rdf.FormatByMediaType(wanted); ok {
		body, err := document(quads, format)
		return &answer{mediaType: wanted, body: body}, err
	}
	var iris []string
	for _, q := range quads {
		stored.Statements = append(stored.Statements, q.String())
		if q.Predicate.Value == vocab.RDFType && q.Object.Value == vocab.SEMEvent {
			iris = append(iris, q.Subject.Value)
		}
	}
	p := &params{}
	events, err := looking(s, r.Context(), func(snap graph.Snapshot) ([]explore.Event, error) {
		return explore.Events(r.Context(), snap, iris, p.languages(r))
	})
	if err != nil {
		return nil, err
	}
	stored.Events = events
	return jsonAnswer(stored)
}

// replaceArticle stores quads as the whole of the graph iri.
func (s *Server) replaceArticle(ctx context.Context, iri string, quads []rdf.Quad) (storedArticle, error) {
	for i, q := range quads {
		if q.Graph != rdf.IRI(iri) {
			return storedArticle{}, fmt.Errorf("server: extractor: want every statement in the graph %s, got %s", iri, q)
		}
		quads[i] = graph.ScopeBlanks(iri, q)
	}
	leave, err := s.alone(ctx)
	if err != nil {
		return storedArticle{}, err
	}
	defer leave()
	old, err := s.article(ctx, iri)
	if err != nil && !errors.Is(err, explore.ErrNotFound) {
		return storedArticle{}, err
	}
	done, err := s.store.Apply(ctx, graph.Changes{Remove: old, Add: quads})
	return storedArticle{IRI: iri, Created: len(old) == 0, Added: done.Added, Removed: done.Removed,
		Events: []explore.Event{}, Statements: []string{}}, err
}

// alone waits until nobody else replaces or withdraws an article.
func (s *Server) alone(ctx context.Context) (leave func(), err error) {
	select {
	case s.articles <- struct{}{}:
		return func() { <-s.articles }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// article gives the quads of an article's graph. A graph that does not say of
// itself that it is an article is not touched.
func (s *Server) article(ctx context.Context, iri string) ([]rdf.Quad, error) {
	quads, err := looking(s, ctx, func(snap graph.Snapshot) (quads []rdf.Quad, err error) {
		for q, err := range snap.Match(ctx, graph.Pattern{Graph: rdf.IRI(iri)}) {
			if err != nil {
				return nil, err
			}
			quads = append(quads, q)
		}
		return quads, nil
	})
	if err != nil {
		return nil, err
	}
	if len(quads) == 0 {
		return nil, fmt.Errorf("%w: no article %s", explore.ErrNotFound, iri)
	}
	for _, q := range quads {
		if q.Subject.Value == iri && q.Predicate.Value == vocab.RDFType && q.Object.Value == vocab.SchemaArticle {
			return quads, nil
		}
	}
	return nil, problem(http.StatusConflict, CodeConflict, "%s is a graph, but not an article's; give the article another IRI", iri)
}

// removeArticle withdraws an article with all of its statements.
func (s *Server) removeArticle(r *http.Request) (*answer, error) {
	p := readParams(r, "iri")
	iri := p.iri("iri")
	if p.err != nil {
		return nil, p.err
	}
	if _, err := negotiate(r, jsonType); err != nil {
		return nil, err
	}
	if s.store.ReadOnly() {
		return nil, graph.ErrReadOnly
	}
	leave, err := s.alone(r.Context())
	if err != nil {
		return nil, err
	}
	defer leave()
	if _, err := s.article(r.Context(), iri); err != nil {
		return nil, err
	}
	n, err := s.store.RemoveGraph(r.Context(), rdf.IRI(iri))
	if err != nil {
		return nil, err
	}
	return jsonAnswer(struct {
		IRI     string `json:"iri"`
		Removed int    `json:"removed"`
	}{iri, n})
}

// articleOf reads the body: the text itself with options in the query string,
// or both in JSON.
func (s *Server) articleOf(r *http.Request) (text []byte, opts ArticleOptions, err error) {
	mediaType, charset, err := contentType(r)
	if err != nil {
		return nil, opts, err
	}
	if encoding := r.Header.Get("Content-Encoding"); mediaType != "text/plain" && mediaType != jsonType || !utf8Charset(charset) || encoding != "" {
		return nil, opts, problem(http.StatusUnsupportedMediaType, CodeMedia,
			"want a Content-Type of text/plain or application/json in UTF-8, not packed, got %q", strings.TrimSpace(r.Header.Get("Content-Type")+" "+encoding))
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, s.opts.MaxArticle))
	if err != nil {
		return nil, opts, err
	}
	if mediaType == jsonType {
		return articleJSON(r, body)
	}
	p := readParams(r, "lang", "date", "source")
	text, opts = checkArticle(p, body, p.text("lang"), p.text("source"))
	opts.Date = day(p, p.text("date"))
	if p.err != nil {
		return nil, opts, p.err
	}
	return text, opts, nil
}

func articleJSON(r *http.Request, body []byte) (text []byte, opts ArticleOptions, err error) {
	if at := notUTF8(body); at >= 0 {
		return nil, opts, problem(http.StatusBadRequest, CodeBody, "want JSON in UTF-8: byte %d begins no character", at)
	}
	var in struct{ Text, Lang, Date, Source string }
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil || d.More() {
		return nil, opts, problem(http.StatusBadRequest, CodeBody, `want {"text": …, "lang": …, "date": …, "source": …}, all but text optional: %v`, trailing(err))
	}
	p := readParams(r)
	text, opts = checkArticle(p, []byte(in.Text), in.Lang, in.Source)
	opts.Date = day(p, in.Date)
	if p.err != nil {
		return nil, opts, p.err
	}
	return text, opts, nil
}

// trailing is the error of a body that goes on after the object, if reading it
// gave none.
func trailing(err error) error {
	if err == nil {
		return errors.New("more after the object")
	}
	return err
}

// notUTF8 gives the place of the first byte that is not UTF-8, -1 for none.
// Package json would read another character in its stead.
func notUTF8(b []byte) int {
	for at := 0; at < len(b); {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return -1
}

func checkArticle(p *params, text []byte, language, source string) ([]byte, ArticleOptions) {
	opts := ArticleOptions{Language: language}
	if source != "" {
		opts.Source = p.whole("source", source)
	}
	if language != "" {
		if err := checkLanguage(language); err != nil {
			p.fail("lang: %v", err)
		}
	}
	return text, opts
}

func day(p *params, s string) caldate.Date {
	if s == "" {
		return caldate.Date{}
	}
	d, err := caldate.Parse(s)
	if err != nil || !d.IsDay() {
		p.fail("date: want a day, YYYY-MM-DD, got %q", s)
	}
	return d
}
