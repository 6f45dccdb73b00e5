package server

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"diplograph/graph/cayleyquery"
)

const jsonLDType = "application/ld+json"

// query answers a query in one of Cayley's languages, as Cayley's HTTP API does:
// parameters that it does not know pass, because Cayley's clients send more. One
// in SPARQL, which Cayley does not have, is answered as /sparql does.
func (s *Server) query(r *http.Request) (*answer, error) {
	p := readSome(r, "lang", "qu", "query")
	language := p.text("lang")
	if languages := append(cayleyquery.Languages(), "sparql"); !slices.Contains(languages, language) {
		p.fail("lang: want one of %s, got %q", strings.Join(languages, ", "), language)
	}
	if p.err != nil {
		return nil, p.err
	}
	if language == "sparql" {
		return s.querySparql(r, p)
	}
	mediaType, err := negotiate(r, jsonType, jsonLDType)
	if err != nil {
		return nil, err
	}
	text, err := s.queryText(r, p)
	if err != nil {
		return nil, err
	}
	var a *cayleyquery.Answer
	err = s.queued(r.Context(), language, text, func(ctx context.Context, t *turn) (err error) {
		a, err = s.queries.Run(ctx, s.store, cayleyquery.Request{
			Language: language, Query: text, JSONLD: mediaType == jsonLDType, GiveWay: t.giveWay,
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return varyBy(&answer{mediaType: a.ContentType, body: a.Body}, "Accept"), nil
}

// queryText gives the query: the body of a POST, else ?qu= as Cayley has it, or
// ?query=.
func (s *Server) queryText(r *http.Request, p *params) (string, error) {
	text := p.text("qu")
	if text == "" {
		text = p.text("query")
	}
	if r.Method == http.MethodPost && text == "" {
		body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, s.opts.MaxQuery))
		if err != nil {
			return "", err
		}
		text = string(body)
	}
	switch {
	case int64(len(text)) > s.opts.MaxQuery:
		return "", problem(http.StatusRequestEntityTooLarge, CodeTooLarge, "want a query of at most %d bytes, got %d", s.opts.MaxQuery, len(text))
	case text == "":
		p.fail("want a query, as the body of a POST or as ?qu=, got none")
	case !utf8.ValidString(text):
		p.fail("want a query in UTF-8")
	}
	return text, p.err
}
