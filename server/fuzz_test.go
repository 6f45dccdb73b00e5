package server

import (
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzGet: whatever the query string and headers, a route that reads answers,
// and never with 500.
func FuzzGet(f *testing.F) {
	paths := []string{"/v1/neighborhood", "/v1/entities", "/v1/entity", "/v1/timeline"}
	f.Add(uint8(0), "iri=res:city/khiva&depth=2&type=dg:Visit&from=2024", "*/*;q=0.1", "kaa-Latn, en;q=0.5")
	f.Add(uint8(1), "q=%D0%A2%D0%BE%D2%9B%D0%B0%D0%B5%D0%B2", "application/json", "*")
	f.Add(uint8(2), "iri=res:country/uzbekistan&lang=uz-Cyrl,ru", "text/*;q=", ",,;q=2")
	f.Add(uint8(3), "entity=res:city/khiva&match=any&cursor=eyJpIjoieCJ9", "", "")
	s := newServer(f, storeOf(f), quiet())
	f.Fuzz(func(t *testing.T, route uint8, query, accept, language string) {
		r := httptest.NewRequest("GET", paths[int(route)%len(paths)], nil)
		r.URL = &url.URL{Path: r.URL.Path, RawQuery: query}
		r.Header["Accept"], r.Header["Accept-Language"] = []string{accept}, []string{language}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 200 && w.Code != 400 && w.Code != 404 && w.Code != 406 {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	})
}

// FuzzQuads: whatever is uploaded, the answer is one that is described.
func FuzzQuads(f *testing.F) {
	types := []string{"application/n-quads", "text/turtle", "application/trig", "application/rdf+xml", "application/ld+json"}
	f.Add(uint8(0), oneQuad, false)
	f.Add(uint8(1), "@prefix x: <urn:> . x:a x:b [ x:c 1 ] .", true)
	f.Add(uint8(3), `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`, false)
	f.Add(uint8(4), `{"@id": "urn:a", "urn:b": 1}`, false)
	opts := quiet()
	opts.MaxUpload = 10_000
	s := newServer(f, storeOf(f), opts)
	f.Fuzz(func(t *testing.T, kind uint8, body string, zip bool) {
		c := call{method: "POST", target: "/v1/quads", header: with("Content-Type", types[int(kind)%len(types)]), body: body}
		if zip {
			c.header.Set("Content-Encoding", "gzip")
			c.body = packed(t, body)
		}
		r := httptest.NewRequest(c.method, c.target, nil)
		r.Header = c.header
		r.Body = io.NopCloser(strings.NewReader(c.body))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 200 && w.Code != 400 && w.Code != 413 {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	})
}
