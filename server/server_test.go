package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader"
)

// storeOf gives a store in memory that holds testdata/world.trig.
func storeOf(t testing.TB) *graph.Store {
	t.Helper()
	store := emptyStore(t)
	source := loader.Source{Name: "testdata/world.trig", Open: func() (io.ReadCloser, error) { return os.Open("testdata/world.trig") }}
	if _, err := loader.Load(context.Background(), store, []loader.Source{source}, loader.Options{}); err != nil {
		t.Fatal(err)
	}
	return store
}

func emptyStore(t testing.TB) *graph.Store {
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// longTexts is a store of so many quads that answers to joins of them are long.
func longTexts(t *testing.T, n int) *graph.Store {
	store := emptyStore(t)
	var quads []rdf.Quad
	for i := range n {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI(fmt.Sprint("x:s", i)), Predicate: rdf.IRI("x:p"), Object: rdf.String(strings.Repeat("a", 100))})
	}
	if _, err := store.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	return store
}

// quiet is the options of tests: no log, and the reader of articles below.
func quiet() Options {
	return Options{Log: slog.New(slog.DiscardHandler), Extractor: fakeReader{}, Version: "test"}
}

func newServer(t testing.TB, store *graph.Store, opts Options) *Server {
	t.Helper()
	s, err := New(context.Background(), store, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A fakeReader reads articles of one line, "meeting <slug>", and obeys others.
type fakeReader struct{}

func (fakeReader) Extract(ctx context.Context, text []byte, opts ArticleOptions) ([]rdf.Quad, string, error) {
	slug, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "meeting ")
	switch {
	case string(text) == "panic":
		panic("at the reader's")
	case string(text) == "fail":
		return nil, "", errors.New("secret of the reader")
	case string(text) == "wait":
		<-ctx.Done()
		return nil, "", ctx.Err()
	case !ok:
		return nil, "", fmt.Errorf("%w: want a meeting", ErrArticle)
	}
	iri := opts.Source
	if iri == "" {
		iri = vocab.Res + "article/" + slug
	}
	event := rdf.IRI(vocab.Res + "event/meeting-" + slug)
	triples := []rdf.Triple{
		{Subject: rdf.IRI(iri), Predicate: rdf.IRI(vocab.RDFType), Object: rdf.IRI(vocab.SchemaArticle)},
		{Subject: event, Predicate: rdf.IRI(vocab.RDFType), Object: rdf.IRI(vocab.Meeting)},
		{Subject: event, Predicate: rdf.IRI(vocab.RDFType), Object: rdf.IRI(vocab.SEMEvent)},
		{Subject: event, Predicate: rdf.IRI(vocab.RDFSLabel), Object: rdf.LangString("Meeting "+slug, "en")},
		{Subject: event, Predicate: rdf.IRI(vocab.Participant), Object: rdf.IRI(vocab.Res + "person/kassym-jomart-tokayev")},
	}
	if !opts.Date.IsZero() {
		triples = append(triples, rdf.Triple{Subject: event, Predicate: rdf.IRI(vocab.SchemaStartDate), Object: opts.Date.Term()})
	}
	var quads []rdf.Quad
	for _, tr := range triples {
		quads = append(quads, rdf.Quad{Subject: tr.Subject, Predicate: tr.Predicate, Object: tr.Object, Graph: rdf.IRI(iri)})
	}
	return quads, iri, nil
}

// A call is a request and what it must give.
type call struct {
	method, target string
	header         http.Header
	body           string
	status         int
	code           Code // of a problem
}

// with makes the header of a call of names and values.
func with(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

// make sends the call and checks the answer against openapi.yaml.
func (c call) make(t testing.TB, h http.Handler) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
	for name, values := range c.header {
		r.Header[http.CanonicalHeaderKey(name)] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != c.status {
		t.Errorf("%s %s: status %d, want %d: %s", c.method, c.target, w.Code, c.status, w.Body)
	}
	if c.status >= 400 {
		checkProblem(t, c, w)
	}
	agrees(t, r, w)
	return w
}

func checkProblem(t testing.TB, c call, w *httptest.ResponseRecorder) {
	t.Helper()
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil && c.method != http.MethodHead {
		t.Errorf("%s %s: %v in %s", c.method, c.target, err, w.Body)
		return
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("%s %s: Content-Type %s", c.method, c.target, got)
	}
	if c.method != http.MethodHead && (p.Code != c.code || p.Status != c.status || p.Detail == "" || p.Request != w.Header().Get("X-Request-Id")) {
		t.Errorf("%s %s: %+v, want code %s and status %d", c.method, c.target, p, c.code, c.status)
	}
}

// decode reads the body of an answer.
func decode[T any](t testing.TB, w *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	d := json.NewDecoder(bytes.NewReader(w.Body.Bytes()))
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return v
}

const (
	tokayevName = "res:person/kassym-jomart-tokayev"
	plainText   = "text/plain; charset=utf-8"
	oneQuad     = "<urn:s> <urn:p> \"o\" <urn:g> .\n"
)
