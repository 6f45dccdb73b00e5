package server

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/loader/article"
)

// A textReader is the reader of articles that ships, for its faults alone.
type textReader struct{}

func (textReader) Extract(ctx context.Context, text []byte, opts ArticleOptions) ([]rdf.Quad, string, error) {
	_, err := article.Extract(ctx, string(text), article.Options{Language: opts.Language, Date: opts.Date, Source: opts.Source})
	fault := ErrArticle
	switch {
	case errors.Is(err, article.ErrNoDate):
		fault = ErrNoDate
	case errors.Is(err, article.ErrLanguage):
		fault = ErrLanguage
	}
	return nil, "", fmt.Errorf("%w: %w", fault, err)
}

// The fault of a text is told with its place, and with the parameter that helps.
func TestFaultsOfTexts(t *testing.T) {
	opts := quiet()
	opts.Extractor = textReader{}
	s := newServer(t, storeOf(t), opts)
	const arrival = "Қазақстан Президенти Ташкентке келди."
	for _, step := range []struct {
		target, text string
		want, never  []string
	}{
		{"/v1/articles", "Өзбекстан \xff", []string{"not UTF-8", "byte 19"}, []string{"?date=", "?lang="}},
		{"/v1/articles?lang=kaa", arrival, []string{"give it as ?date=YYYY-MM-DD"}, []string{"?lang="}},
		{"/v1/articles?date=2025-11-14", "The President of Kazakhstan arrived.", []string{"name it as ?lang="}, []string{"?date="}},
		{"/v1/articles?date=2025-11-14&lang=tlh", arrival, []string{"tlh"}, []string{"?date=", "?lang="}},
		{"/v1/articles", "", []string{"empty"}, []string{"?date=", "?lang="}},
	} {
		w := call{"POST", step.target, with("Content-Type", plainText), step.text, 422, CodeArticle}.make(t, s)
		says(t, decode[Problem](t, w).Detail, step.want, append(step.never, "--"))
	}
	asJSON := with("Content-Type", "application/json")
	w := call{"POST", "/v1/articles", asJSON, "{\"text\": \"\xd3\"}", 400, CodeBody}.make(t, s)
	says(t, decode[Problem](t, w).Detail, []string{"UTF-8", "byte 10 "}, nil)
}

// What is wrong with a parameter is told after its name.
func TestParameterIsNamed(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for target, want := range map[string]string{
		"/v1/entities":      "q: want a name with a letter or a digit",
		"/v1/entities?q=--": "q: want a name with a letter or a digit",
		"/v1/entities?q=" + strings.Repeat("a", 10_000): "q: want a name of at most",
		"/v1/entities?q=a&limit=1000":                   "limit: want a whole number from 1 to 100, got",
		"/v1/neighborhood?iri=res:x&depth=9":            "depth: want a whole number from 1 to 4, got",
		"/v1/neighborhood?iri=res:x&limit=2001":         "limit: want a whole number from 1 to 2000, got",
		"/v1/neighborhood?iri=res:x&format=svg":         "format: want one of json, cytoscape, gexf, graphml, got",
		"/v1/timeline?limit=5000":                       "limit: want a whole number from 1 to 1000, got",
		"/v1/timeline?cursor=x":                         "cursor: want one from an earlier answer, got",
		"/v1/timeline?limit=1&pretty=1":                 "want the parameters entity, match,",
		"/api/v2/query":                                 "lang: want one of gizmo, graphql, linkedql, mql, sparql, got \"\"",
		"/api/v2/query?lang=sexp":                       "lang: want one of gizmo, graphql, linkedql, mql, sparql, got \"sexp\"",
	} {
		detail := decode[Problem](t, call{method: "GET", target: target, status: 400, code: CodeParameter}.make(t, s)).Detail
		if !strings.HasPrefix(detail, want) {
			t.Errorf("%.60s: %s, want %s", target, detail, want)
		}
	}
}

// Cayley's clients send parameters that are not read here.
func TestQueryIgnoresUnknownParameters(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	unknown := "&timeout=30s&pretty=&pretty=1&x=%ff" + strings.Repeat("&limit=5", maxRepeats+1)
	for _, c := range []call{
		{method: "GET", target: "/api/v2/query?lang=gizmo&qu=" + gizmoQuery + unknown, status: 200},
		{method: "POST", target: "/api/v2/query?lang=gizmo" + unknown, body: gizmoText, status: 200},
		{method: "GET", target: "/api/v2/query?lang=gizmo&lang=mql&qu=" + gizmoQuery, status: 400, code: CodeParameter},
		{method: "GET", target: "/api/v2/query?lang=gizmo&qu=%ff" + unknown, status: 400, code: CodeParameter},
	} {
		c.make(t, s)
	}
}

// A blank node is removed by the label that the store gave it, in each format;
// by its label in the upload, or without one, it is not found.
func TestBlankNodesGoByTheLabelsOfTheStore(t *testing.T) {
	for mediaType, body := range map[string]string{
		"application/n-quads":   "_:%s <urn:p> \"o\" .\n",
		"application/n-triples": "_:%s <urn:p> \"o\" .\n",
		"text/turtle":           "_:%s <urn:p> 'o' .",
		"application/trig":      "{ _:%s <urn:p> 'o' }",
		"application/rdf+xml": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">` +
			`<rdf:Description rdf:nodeID="%s"><u:p>o</u:p></rdf:Description></rdf:RDF>`,
		"application/ld+json": `{"@id": "_:%s", "urn:p": "o"}`,
	} {
		t.Run(mediaType, func(t *testing.T) {
			s := newServer(t, storeOf(t), quiet())
			header := with("Content-Type", mediaType)
			call{"POST", "/v1/quads", header, fmt.Sprintf(body, "mine"), 200, ""}.make(t, s)
			label := blankLabel(t, s)
			for _, step := range []struct{ contentType, body, want string }{
				{mediaType, fmt.Sprintf(body, "mine"), `{"removed":0,"absent":1}`},
				{"text/turtle", "[] <urn:p> 'o' .", `{"removed":0,"absent":1}`},
				{mediaType, fmt.Sprintf(body, label), `{"removed":1,"absent":0}`},
			} {
				w := call{"DELETE", "/v1/quads", with("Content-Type", step.contentType), step.body, 200, ""}.make(t, s)
				if got := strings.TrimSpace(w.Body.String()); got != step.want {
					t.Errorf("%s: %s, want %s", step.body, got, step.want)
				}
			}
		})
	}
}

// blankLabel is the label of what has the property urn:p, as a query tells it.
func blankLabel(t *testing.T, s *Server) string {
	t.Helper()
	query := url.QueryEscape(`g.V().has("<urn:p>", "o").all()`)
	body := call{method: "GET", target: "/api/v2/query?lang=gizmo&qu=" + query, status: 200}.make(t, s).Body.String()
	_, rest, found := strings.Cut(body, `"_:`)
	label, _, _ := strings.Cut(rest, `"`)
	if !found || label == "mine" {
		t.Fatalf("no blank node of the store in %s", body)
	}
	return label
}

func says(t *testing.T, detail string, want, never []string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(detail, s) {
			t.Errorf("%q does not say %q", detail, s)
		}
	}
	for _, s := range never {
		if strings.Contains(detail, s) {
			t.Errorf("%q says %q", detail, s)
		}
	}
}
