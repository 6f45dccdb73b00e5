package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
)

// operations are requests that succeed, one for each method of each route that
// does more than say that the server is there.
var operations = []call{
	{method: "GET", target: "/", status: 200},
	{method: "GET", target: "/readyz", status: 200},
	{method: "GET", target: "/api/v2/query?lang=gizmo&qu=" + gizmoQuery, status: 200},
	{method: "POST", target: "/api/v2/query?lang=gizmo", body: gizmoText, status: 200},
	{method: "GET", target: "/v1/neighborhood?iri=" + tokayevName, status: 200},
	{method: "GET", target: "/v1/entities?q=tokayev", status: 200},
	{method: "GET", target: "/v1/entity?iri=" + tokayevName, status: 200},
	{method: "GET", target: "/v1/timeline?entity=" + tokayevName, status: 200},
	{method: "POST", target: "/v1/quads", header: with("Content-Type", "application/n-quads"), body: oneQuad, status: 200},
	{method: "DELETE", target: "/v1/quads", header: with("Content-Type", "application/n-quads"), body: oneQuad, status: 200},
	{method: "POST", target: "/v1/articles", header: with("Content-Type", plainText), body: "meeting two", status: 201},
	{method: "DELETE", target: "/v1/articles?iri=res:article/one", status: 200},
	{method: "GET", target: selectTarget, status: 200},
	{method: "POST", target: "/sparql", header: with("Content-Type", updateType), body: "INSERT DATA { <urn:s> <urn:p> <urn:o> }", status: 204},
	{method: "GET", target: "/store?default", status: 200},
	{method: "PUT", target: "/store?graph=urn:new", header: with("Content-Type", turtleType), body: oneTriple, status: 201},
	{method: "POST", target: "/store?graph=urn:new", header: with("Content-Type", turtleType), body: oneTriple, status: 201},
	{method: "DELETE", target: "/store?graph=https://w3id.org/diplograph/id/article/one", status: 204},
}

func TestEveryOperation(t *testing.T) {
	for _, c := range operations {
		c.make(t, newServer(t, storeOf(t), quiet()))
	}
	for _, path := range []string{"/healthz", "/metrics", "/openapi.yaml"} {
		call{method: "GET", target: path, status: 200}.make(t, newServer(t, storeOf(t), quiet()))
	}
}

// otherwise gives the call a header more, and another end.
func (c call) otherwise(status int, code Code, header ...string) call {
	h := c.header.Clone()
	if h == nil {
		h = http.Header{}
	}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	c.header, c.status, c.code = h, status, code
	return c
}

func TestTimeoutIs504(t *testing.T) {
	opts := quiet()
	opts.Timeout, opts.UploadTimeout = time.Nanosecond, time.Nanosecond
	s := newServer(t, storeOf(t), opts)
	for _, c := range operations {
		c.otherwise(504, CodeTimeout).make(t, s)
	}
}

func TestClosedStoreIs503(t *testing.T) {
	store := storeOf(t)
	s := newServer(t, store, quiet())
	store.Close()
	for _, c := range operations {
		c.otherwise(503, CodeUnavailable).make(t, s)
	}
}

func TestBusyIs503(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	s.gate.most = 1
	one, err := s.gate.enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w := call{method: "GET", target: "/v1/timeline", status: 503, code: CodeBusy}.make(t, s)
	if w.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	call{method: "GET", target: "/v1/entities?q=khiva", status: 200}.make(t, s)
	one.leave()
	call{method: "GET", target: "/v1/timeline", status: 200}.make(t, s)
}

func TestReadOnlyIs503(t *testing.T) {
	dir := t.TempDir() + "/db"
	for _, readOnly := range []bool{false, true} {
		store, err := graph.Open(dir, graph.Options{ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		if readOnly {
			s := newServer(t, store, quiet())
			for _, c := range operations {
				if c.method == "DELETE" || c.method == "PUT" || strings.HasPrefix(c.target, "/store?graph") || c.status == 204 || strings.HasPrefix(c.target, "/v1/quads") || strings.HasPrefix(c.target, "/v1/articles") {
					c.otherwise(503, CodeReadOnly).make(t, s)
				}
			}
			// it asks no host first, of which there is none that it might
			call{"POST", "/sparql", with("Content-Type", updateType), "LOAD <http://far.example/x>", 503, CodeReadOnly}.make(t, s)
		}
		store.Close()
	}
}

func TestUnacceptableIs406(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, c := range operations {
		if !strings.HasPrefix(c.target, "/v1/") && !strings.HasPrefix(c.target, "/api/") {
			continue
		}
		c.otherwise(406, CodeAccept, "Accept", "image/png").make(t, s)
		c.otherwise(406, CodeAccept, "Accept", "application/json;q=0, image/*").make(t, s)
	}
}

func TestPageOfAnotherOriginIs403(t *testing.T) {
	opts := quiet()
	opts.Origins = []string{"https://friend.example"}
	s := newServer(t, storeOf(t), opts)
	for _, c := range operations {
		if c.method == "GET" {
			continue
		}
		c.otherwise(403, CodeOrigin, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").make(t, s)
	}
	c := operations[8].otherwise(200, "", "Origin", "https://friend.example", "Sec-Fetch-Site", "cross-site")
	if w := c.make(t, s); w.Header().Get("Access-Control-Allow-Origin") != "https://friend.example" {
		t.Error("a friend may not read the answer")
	}
	c = operations[5].otherwise(200, "", "Origin", "https://evil.example")
	if w := c.make(t, s); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("a stranger may read the answer")
	}
}

func TestPreflight(t *testing.T) {
	opts := quiet()
	opts.Origins = []string{"https://friend.example"}
	s := newServer(t, storeOf(t), opts)
	for origin, allowed := range map[string]bool{"https://friend.example": true, "https://evil.example": false} {
		w := call{method: "OPTIONS", target: "/v1/quads", status: 204,
			header: with("Origin", origin, "Access-Control-Request-Method", "DELETE")}.make(t, s)
		if got := w.Header().Get("Access-Control-Allow-Methods") != ""; got != allowed {
			t.Errorf("%s: allowed %v, want %v", origin, got, allowed)
		}
	}
}

func TestWrongMethodIs405(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, r := range s.routes() {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "BREW"} {
			if _, ok := r.methods[method]; ok {
				continue
			}
			w := call{method: method, target: r.path, status: 405, code: CodeMethod}.make(t, s)
			if allow := w.Header().Get("Allow"); allow != allowed(r.methods) || !strings.Contains(allow, "OPTIONS") {
				t.Errorf("%s %s: Allow %q", method, r.path, allow)
			}
		}
	}
}

func TestOptionsNamesTheMethods(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{method: "OPTIONS", target: "/v1/quads", status: 204}.make(t, s)
	if got := w.Header().Get("Allow"); got != "DELETE, OPTIONS, POST" {
		t.Errorf("Allow %q", got)
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	server := httptest.NewServer(newServer(t, storeOf(t), quiet()))
	defer server.Close()
	for _, c := range operations {
		if c.method != "GET" {
			continue
		}
		got, err := http.Get(server.URL + c.target)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		head, err := http.Head(server.URL + c.target)
		if err != nil {
			t.Fatal(err)
		}
		head.Body.Close()
		if head.StatusCode != 200 || head.ContentLength != got.ContentLength || head.Header.Get("Content-Type") != got.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD %d, %d bytes of %s; GET %d bytes of %s", c.target, head.StatusCode,
				head.ContentLength, head.Header.Get("Content-Type"), got.ContentLength, got.Header.Get("Content-Type"))
		}
	}
}

func TestUnknownPathIs404(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, target := range []string{"/nosuch", "/v1", "/v1/", "/v1/entity/", "//v1/entity", "/v1/../healthz", "/v1/entity%2F"} {
		call{method: "GET", target: target, status: 404, code: CodeNotFound}.make(t, s)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, target := range []string{"/", "/v1/entities?q=khiva", "/nosuch"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
		for _, name := range []string{"X-Request-Id", "X-Content-Type-Options", "Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Cache-Control"} {
			if w.Header().Get(name) == "" {
				t.Errorf("%s: no %s", target, name)
			}
		}
	}
}

func TestRequestIDIsKeptIfPlain(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for id, kept := range map[string]bool{"abc-123_4.5": true, "short": false, "with space 123": false, "line\nbreak-123": false, strings.Repeat("x", 65): false} {
		r := httptest.NewRequest("GET", "/healthz", nil)
		r.Header["X-Request-Id"] = []string{id}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := w.Header().Get("X-Request-Id"); (got == id) != kept || got == "" {
			t.Errorf("%q: answered with %q", id, got)
		}
	}
}
