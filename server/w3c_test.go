package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/rdf/w3ctest"
	"diplograph/graph/vocab"
)

// Namespaces of the manifests that describe requests.
const (
	ht  = "http://www.w3.org/2011/http#"
	cnt = "http://www.w3.org/2011/content#"
	hts = "http://www.w3.org/2011/http-statusCodes#"
)

// A w3cRequest is a request of a manifest and what must be answered.
type w3cRequest struct {
	method, path string
	header       http.Header
	body         string

	status     []string // "Created", "StatusCode2xx"
	boolean    string
	format     string // boolean, tabular, RDF
	location   string // a placeholder for what Location says
	wantType   string
	wantGraph  string // Turtle
	comparable bool
}

// A w3cTest is a conversation.
type w3cTest struct {
	name     string
	data     [][2]string // graph, IRI of a file
	requests []w3cRequest
}

// w3cTests reads the conversations of a manifest of SPARQL 1.1, one that its list
// forgets among them.
func w3cTests(t *testing.T, file, kind string) (tests []w3cTest) {
	t.Helper()
	quads, err := w3ctest.Need(t, 1).Quads(w3ctest.Base + "sparql/sparql11/" + file)
	if err != nil {
		t.Fatal(err)
	}
	m := w3ctest.StatementsOf(quads)
	for _, q := range quads {
		if q.Predicate.Value != rdf.RDFType || q.Object.Value != w3ctest.MF+kind {
			continue
		}
		test := w3cTest{name: m.One(q.Subject, w3ctest.MF+"name").Value}
		for _, d := range m.All(q.Subject, w3ctest.UT+"graphData") {
			test.data = append(test.data, [2]string{m.One(d, vocab.RDFS+"label").Value, m.One(d, w3ctest.UT+"graph").Value})
		}
		for _, node := range m.List(m.One(m.One(q.Subject, w3ctest.MF+"action"), ht+"requests")) {
			test.requests = append(test.requests, requestOf(m, node))
		}
		tests = append(tests, test)
	}
	return tests
}

func headerOf(m w3ctest.Statements, node rdf.Term) http.Header {
	h := http.Header{}
	for _, field := range m.List(m.One(node, ht+"headers")) {
		h.Add(m.One(field, ht+"fieldName").Value, m.One(field, ht+"fieldValue").Value)
	}
	return h
}

func requestOf(m w3ctest.Statements, node rdf.Term) w3cRequest {
	r := w3cRequest{
		method: m.One(node, ht+"methodName").Value, path: m.One(node, ht+"absolutePath").Value,
		header: headerOf(m, node), body: m.One(m.One(node, ht+"body"), cnt+"chars").Value,
	}
	if m.One(m.One(node, ht+"body"), cnt+"characterEncoding").Value == "UTF-16" {
		var wide []byte
		for _, c := range r.body {
			wide = append(wide, byte(c>>8), byte(c))
		}
		r.body = string(wide)
	}
	res := m.One(node, ht+"resp")
	for _, status := range m.All(res, w3ctest.MF+"expectedStatus") {
		r.status = append(r.status, strings.TrimPrefix(status.Value, hts))
	}
	r.boolean, r.format = m.One(res, w3ctest.MF+"expectedBoolean").Value, m.One(res, w3ctest.MF+"expectedFormat").Value
	r.location = m.One(res, w3ctest.MF+"expectedLocation").Value
	r.wantType = headerOf(m, res).Get("Content-Type")
	r.wantGraph = m.One(m.One(res, ht+"body"), cnt+"chars").Value
	r.comparable = r.wantGraph != ""
	return r
}

// statusIs reports whether a status is one of those expected.
func (r w3cRequest) statusIs(status int) bool {
	return slices.ContainsFunc(r.status, func(want string) bool {
		if class, ok := strings.CutPrefix(want, "StatusCode"); ok {
			return fmt.Sprintf("%dxx", status/100) == class
		}
		return strings.ReplaceAll(http.StatusText(status), " ", "") == want
	})
}

// run holds a conversation with a server and says what was not as expected; from
// is where the manifest has the endpoint, to where it is.
func (c w3cTest) run(base, from, to string) error {
	vars := []string{}
	for i, r := range c.requests {
		target := to + strings.TrimPrefix(strings.NewReplacer(vars...).Replace(r.path), from)
		req, err := http.NewRequest(r.method, base+target, strings.NewReader(strings.NewReplacer(vars...).Replace(r.body)))
		if err != nil {
			return err
		}
		req.Header = r.header.Clone()
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			return err
		}
		if err := r.check(res, string(body), base+target); err != nil {
			return fmt.Errorf("request %d, %s %s: %w", i+1, r.method, target, err)
		}
		if r.location != "" {
			vars = append(vars, r.location, res.Header.Get("Location"))
		}
	}
	return nil
}

func (r w3cRequest) check(res *http.Response, body, base string) error {
	if !r.statusIs(res.StatusCode) {
		return fmt.Errorf("status %d, want %v: %s", res.StatusCode, r.status, body)
	}
	mediaType, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	if r.wantType != "" && res.Header.Get("Content-Type") != r.wantType {
		return fmt.Errorf("Content-Type %q, want %q", res.Header.Get("Content-Type"), r.wantType)
	}
	if r.location != "" && res.Header.Get("Location") == "" {
		return errors.New("no Location")
	}
	if r.comparable {
		got, err := rdftest.ReadAll(strings.NewReader(body), rdf.Turtle, rdf.ReaderOptions{Base: base})
		if err != nil {
			return fmt.Errorf("%w in %s", err, body)
		}
		want, err := rdftest.ReadAll(strings.NewReader(r.wantGraph), rdf.Turtle, rdf.ReaderOptions{Base: base})
		if err != nil {
			return err
		}
		if diff := rdftest.Diff(got, want); diff != "" {
			return errors.New(diff)
		}
	}
	return r.checkFormat(mediaType, body)
}

func (r w3cRequest) checkFormat(mediaType, body string) error {
	tabular := []string{"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
	switch {
	case r.format == "tabular" && !slices.Contains(tabular, mediaType),
		r.format == "boolean" && !slices.Contains(tabular[:2], mediaType):
		return fmt.Errorf("%s is not %s", mediaType, r.format)
	case r.format == "RDF":
		if _, known := rdf.FormatByMediaType(mediaType); !known {
			return fmt.Errorf("%s is no RDF", mediaType)
		}
	}
	if r.boolean != "" && !strings.Contains(body, `"boolean":`+r.boolean+"}") {
		return fmt.Errorf("want %s, got %s", r.boolean, body)
	}
	return nil
}

// load puts the data of a test into the store.
func (c w3cTest) load(t *testing.T, store *graph.Store) {
	t.Helper()
	for _, d := range c.data {
		quads, err := w3ctest.Need(t, 1).Quads(d[1])
		if err != nil {
			t.Fatal(err)
		}
		for i := range quads {
			quads[i].Graph = rdf.IRI(d[0])
		}
		if _, err := store.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestW3CGraphStore runs the suite of the Graph Store Protocol.
func TestW3CGraphStore(t *testing.T) {
	passed, total := 0, 0
	for _, file := range []string{"manifest-direct.ttl", "manifest-indirect.ttl"} {
		for _, test := range w3cTests(t, "graph-store-protocol/"+file, "GraphStoreProtocolTest") {
			total++
			if t.Run(test.name, func(t *testing.T) {
				server := httptest.NewServer(newServer(t, emptyStore(t), quiet()))
				defer server.Close()
				if err := test.run(server.URL, "/gsp", "/store"); err != nil {
					t.Error(err)
				}
			}) {
				passed++
			}
		}
	}
	fmt.Printf("sparql11/graph-store-protocol %d/%d\n", passed, total)
}
