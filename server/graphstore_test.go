package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const (
	turtleType = "text/turtle"
	storeGraph = "/store?graph=http://example.org/g"
	oneTriple  = "<http://example.org/s> <http://example.org/p> <o> .\n"
)

func TestGraphStore(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	turtle := with("Content-Type", turtleType)
	for _, c := range []call{
		{"GET", storeGraph, nil, "", 404, CodeNotFound},
		{"HEAD", storeGraph, nil, "", 404, CodeNotFound},
		{"DELETE", storeGraph, nil, "", 404, CodeNotFound},
		{"PUT", storeGraph, turtle, oneTriple, 201, ""},
		{"PUT", storeGraph, turtle, oneTriple, 204, ""},
		{"POST", storeGraph, turtle, "<a:s> <a:p> _:x .", 204, ""},
		{"GET", storeGraph, nil, "", 200, ""},
		{"DELETE", storeGraph, nil, "", 204, ""},
		{"POST", storeGraph, turtle, oneTriple, 201, ""},
		{"PUT", storeGraph, turtle, "", 204, ""},
		{"GET", storeGraph, nil, "", 404, CodeNotFound},
		{"GET", "/store?default", nil, "", 200, ""},
		{"PUT", "/store?default", turtle, oneTriple, 201, ""},
		{"PUT", "/store?default", turtle, oneTriple, 204, ""},
		{"POST", "/store?default=", turtle, oneTriple, 204, ""},
		{"DELETE", "/store?default", nil, "", 204, ""},
		{"DELETE", "/store?default", nil, "", 204, ""},
		{"PUT", "/store/a/b.ttl", turtle, oneTriple, 201, ""},
		{"PUT", "/store/a/b.ttl", turtle, oneTriple, 204, ""},
		{"GET", "/store/a/b.ttl", nil, "", 200, ""},
		{"GET", "/store?graph=http%3A%2F%2Fexample.com%2Fstore%2Fa%2Fb.ttl", nil, "", 200, ""},
		{"POST", "/store/a/b.ttl", turtle, oneTriple, 204, ""},
		{"DELETE", "/store/a/b.ttl", nil, "", 204, ""},
		{"DELETE", "/store/a/b.ttl", nil, "", 404, CodeNotFound},
		{"GET", "/store/a/b.ttl", nil, "", 404, CodeNotFound},
		{"POST", "/store/a/b.ttl", turtle, oneTriple, 201, ""},
	} {
		c.make(t, s)
	}
}

func TestGraphStoreRefuses(t *testing.T) {
	opts := quiet()
	opts.MaxUpload = 1000
	s := newServer(t, emptyStore(t), opts)
	turtle := with("Content-Type", turtleType)
	form := with("Content-Type", "multipart/form-data; boundary=b")
	for _, c := range []call{
		{"GET", "/store", nil, "", 400, CodeParameter},
		{"GET", "/store?graph=", nil, "", 400, CodeParameter},
		{"GET", "/store?graph=relative", nil, "", 400, CodeParameter},
		{"GET", "/store?graph=urn:a%20b", nil, "", 400, CodeParameter},
		{"GET", "/store?graph=urn:a&default", nil, "", 400, CodeParameter},
		{"GET", "/store?graph=urn:a&graph=urn:b", nil, "", 400, CodeParameter},
		{"GET", "/store?default=yes", nil, "", 400, CodeParameter},
		{"DELETE", "/store", nil, "", 400, CodeParameter},
		{"PUT", "/store", turtle, oneTriple, 400, CodeParameter},
		{"GET", "/store?default", with("Accept", "image/png"), "", 406, CodeAccept},
		{"PUT", storeGraph, turtle, "<a", 400, CodeSyntax},
		{"PUT", storeGraph, nil, oneTriple, 415, CodeMedia},
		{"PUT", storeGraph, with("Content-Type", "text/html"), oneTriple, 415, CodeMedia},
		{"PUT", storeGraph, with("Content-Type", "text/turtle; charset=utf-16"), oneTriple, 415, CodeMedia},
		{"POST", storeGraph, with("Content-Type", "image/png"), oneTriple, 415, CodeMedia},
		{"PUT", storeGraph, with("Content-Type", "application/trig"), "<a:g> { <a:s> <a:p> <a:o> }", 400, CodeStatement},
		{"PUT", storeGraph, turtle, strings.Repeat(oneTriple, 100), 413, CodeTooLarge},
		{"POST", storeGraph, turtle, strings.Repeat(oneTriple, 100), 413, CodeTooLarge},
		{"POST", storeGraph, form, "--b\r\n", 400, CodeBody},
		{"POST", storeGraph, form, "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x.ttl\"\r\n\r\n<a:s> <a:p> <a:o> .\r\n", 400, CodeBody},
		{"POST", storeGraph, form, "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x.ttl\"\r\n\r\n<a:s\r\n--b--\r\n", 400, CodeSyntax},
		{"POST", storeGraph, with("Content-Type", "multipart/form-data"), "", 400, CodeBody},
		{"GET", storeGraph, nil, "", 404, CodeNotFound},
	} {
		c.make(t, s)
	}
}

func TestGraphStoreFormats(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	call{"PUT", storeGraph, with("Content-Type", turtleType), oneTriple, 201, ""}.make(t, s)
	for accept, want := range map[string]string{
		"":                       "text/turtle; charset=utf-8",
		"*/*":                    "text/turtle; charset=utf-8",
		"application/n-triples":  "application/n-triples",
		"application/rdf+xml":    "application/rdf+xml",
		"application/ld+json":    "application/ld+json",
		"application/trig":       "application/trig",
		"application/n-quads":    "application/n-quads",
		"text/turtle;q=0.1, */*": "application/n-triples",
	} {
		h := http.Header{}
		if accept != "" {
			h.Set("Accept", accept)
		}
		w := call{"GET", storeGraph, h, "", 200, ""}.make(t, s)
		if got := w.Header().Get("Content-Type"); got != want {
			t.Errorf("%s: %s, want %s", accept, got, want)
		}
		if !strings.Contains(w.Body.String(), "example.org") {
			t.Errorf("%s: %s", accept, w.Body)
		}
	}
}

// TestPostMakesAGraph posts to the store itself and finds the graph where
// Location says.
func TestPostMakesAGraph(t *testing.T) {
	server := httptest.NewServer(newServer(t, emptyStore(t), quiet()))
	defer server.Close()
	res, err := http.Post(server.URL+"/store", turtleType, strings.NewReader("<#a> <a:p> <a:o> ."))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	location := res.Header.Get("Location")
	if res.StatusCode != 201 || !strings.HasPrefix(location, server.URL+"/store/") {
		t.Fatalf("%s, Location %q", res.Status, location)
	}
	if res, err = http.Get(location); err != nil || res.StatusCode != 200 {
		t.Errorf("%v %v", res, err)
	}
	res.Body.Close()
}

// TestPostOfNothingMakesNoGraph posts documents without a statement, after which no
// graph is said to be there.
func TestPostOfNothingMakesNoGraph(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	for _, target := range []string{"/store", storeGraph, "/store?default", "/store/new"} {
		w := call{"POST", target, with("Content-Type", turtleType), "# nothing", 204, ""}.make(t, s)
		if location := w.Header().Get("Location"); location != "" {
			t.Errorf("%s: Location %s", target, location)
		}
	}
	call{"GET", "/store/new", nil, "", 404, CodeNotFound}.make(t, s)
}

// TestBlankNodesOfUploadsStayApart posts the same document twice.
func TestBlankNodesOfUploadsStayApart(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	for _, status := range []int{201, 204} {
		call{"POST", "/store?default", with("Content-Type", turtleType), "_:a <urn:p> _:a .", status, ""}.make(t, s)
	}
	w := call{"GET", "/store?default", with("Accept", "application/n-triples"), "", 200, ""}.make(t, s)
	if n := strings.Count(w.Body.String(), "urn:p"); n != 2 {
		t.Errorf("%d statements, want 2:\n%s", n, w.Body)
	}
}

// TestGraphIsNamedAsItIs takes res:x for an IRI of the scheme res.
func TestGraphIsNamedAsItIs(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	call{"PUT", "/store?graph=res:x", with("Content-Type", turtleType), oneTriple, 201, ""}.make(t, s)
	call{"GET", "/store?graph=https://w3id.org/diplograph/id/x", nil, "", 404, CodeNotFound}.make(t, s)
	w := call{"GET", "/sparql?query=ASK%7BGRAPH%3Cres:x%3E%7B%3Fs%3Fp%3Fo%7D%7D", with("Accept", jsonType), "", 200, ""}.make(t, s)
	if !strings.Contains(w.Body.String(), "true") {
		t.Errorf("no graph <res:x>: %s", w.Body)
	}
}

// TestUploadsOfTooManyQuads sends short bodies of many statements.
func TestUploadsOfTooManyQuads(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	if s.held.quads != 2_000_000 {
		t.Errorf("%d quads may be held", s.held.quads)
	}
	s.held.quads = 5
	list := func(n int) string { return "<urn:a> <urn:b> " + strings.Repeat("1,", n-1) + "1 ." }
	part := "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x.ttl\"\r\n\r\n" + list(3) + "\r\n"
	turtle, form := with("Content-Type", turtleType), with("Content-Type", "multipart/form-data; boundary=b")
	for _, c := range []call{
		{"PUT", storeGraph, turtle, list(6), 413, CodeTooLarge},
		{"POST", storeGraph, turtle, list(6), 413, CodeTooLarge},
		{"POST", storeGraph, form, part + part + "--b--\r\n", 413, CodeTooLarge},
		{"DELETE", "/v1/quads", turtle, list(6), 413, CodeTooLarge},
		{"GET", storeGraph, nil, "", 404, CodeNotFound},
		{"PUT", storeGraph, turtle, list(5), 201, ""},
		{"POST", storeGraph, form, part + "--b--\r\n", 204, ""},
		{"DELETE", "/v1/quads", turtle, list(5), 200, ""},
	} {
		c.make(t, s)
	}
}

// TestUploadsThatGrow sends short bodies of names that are long when written
// out.
func TestUploadsThatGrow(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	if s.held.bytes != 1<<30 {
		t.Errorf("%d bytes may be held", s.held.bytes)
	}
	s.held.bytes = 1 << 20
	list := func(n int, name string) string {
		b := []byte("@prefix a: <http://e/" + strings.Repeat("x", 3000) + "> . <urn:s> <urn:p> ")
		for i := range n {
			b = fmt.Appendf(b, name+",", i)
		}
		return strings.TrimSuffix(string(b), ",") + " ."
	}
	part := func(body string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x.ttl\"\r\n\r\n" + body + "\r\n"
	}
	turtle, form := with("Content-Type", turtleType), with("Content-Type", "multipart/form-data; boundary=b")
	const names = "a:%d"
	long := list(200, names)
	for _, c := range []call{
		{"PUT", storeGraph, turtle, list(400, names), 413, CodeTooLarge},
		{"PUT", storeGraph, turtle, list(400, `"1"^^a:%d`), 413, CodeTooLarge},
		{"POST", storeGraph, turtle, list(400, names), 413, CodeTooLarge},
		{"POST", storeGraph, form, part(long) + part(long) + "--b--\r\n", 413, CodeTooLarge},
		{"DELETE", "/v1/quads", turtle, list(400, names), 413, CodeTooLarge},
		{"GET", storeGraph, nil, "", 404, CodeNotFound},
		{"PUT", storeGraph, turtle, long, 201, ""},
		{"POST", storeGraph, form, part(long) + "--b--\r\n", 204, ""},
		{"DELETE", "/v1/quads", turtle, long, 200, ""},
	} {
		w := c.make(t, s)
		if c.status == 413 && !strings.Contains(w.Body.String(), "bytes of memory") {
			t.Errorf("%s %s", c.method, w.Body)
		}
	}
}
