package server

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
	"diplograph/graph/sparql/results"
)

const selectKhiva = `SELECT ?in { <https://w3id.org/diplograph/id/city/khiva> <https://schema.org/containedInPlace> ?in }`

var selectTarget = "/sparql?query=" + url.QueryEscape(selectKhiva)

// rowsOf reads the rows of an answer.
func rowsOf(t testing.TB, body io.Reader, mediaType string) (vars []string, rows [][]rdf.Term) {
	t.Helper()
	f, _ := results.FormatByMediaType(mediaType)
	r, err := results.NewReader(body, f, results.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Row()
		if err == io.EOF {
			return r.Vars(), rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

func TestSparqlWaysToAsk(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	form := url.Values{"query": {selectKhiva}, "format": {"ignored"}}.Encode()
	for _, c := range []call{
		{"GET", selectTarget, nil, "", 200, ""},
		{"GET", selectTarget + "&timeout=10", nil, "", 200, ""},
		{"POST", "/sparql", with("Content-Type", formType), form, 200, ""},
		{"POST", "/sparql", with("Content-Type", sparqlQueryType), selectKhiva, 200, ""},
		{"POST", "/sparql", with("Content-Type", "application/sparql-query; charset=UTF-8"), selectKhiva, 200, ""},
	} {
		w := c.make(t, s)
		if got := w.Header().Get("Content-Type"); got != "application/sparql-results+json" {
			t.Errorf("Content-Type %s", got)
		}
		vars, rows := rowsOf(t, w.Body, "application/json")
		if !slices.Equal(vars, []string{"in"}) || len(rows) != 1 || rows[0][0] != rdf.IRI("https://w3id.org/diplograph/id/country/uzbekistan") {
			t.Errorf("%v %v", vars, rows)
		}
	}
}

func TestSparqlRefuses(t *testing.T) {
	opts := quiet()
	opts.MaxQuery, opts.MaxUpload = 300, 1000
	s := newServer(t, storeOf(t), opts)
	form, query, update := with("Content-Type", formType), with("Content-Type", sparqlQueryType), with("Content-Type", updateType)
	long := "ASK {} #" + strings.Repeat(" ", 300)
	for _, c := range []call{
		{"GET", "/sparql?query=", nil, "", 400, CodeSyntax},
		{"GET", "/sparql?x=1", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", nil, "", 400, CodeParameter},
		{"GET", "/sparql?update=CLEAR%20ALL", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=ASK%7B%7D&using-graph-uri=urn:a", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=%FF", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=%zz", nil, "", 400, CodeParameter},
		{"GET", "/sparql?query=" + url.QueryEscape(long), nil, "", 413, CodeTooLarge},
		{"GET", "/sparql?query=ASK%7B%7D", with("Accept", "image/png"), "", 406, CodeAccept},
		{"GET", "/sparql?query=ASK%7B%7D", with("Accept", turtleType), "", 406, CodeAccept},
		{"GET", "/sparql", with("Accept", "text/csv"), "", 406, CodeAccept},
		{"POST", "/sparql", query, selectKhiva[:50], 400, CodeSyntax},
		{"POST", "/sparql", query, "\xff", 400, CodeParameter},
		{"POST", "/sparql", query, long, 413, CodeTooLarge},
		{"POST", "/sparql", query, strings.Repeat(long, 10), 413, CodeTooLarge},
		{"POST", "/sparql?query=ASK%7B%7D", query, "ASK {}", 400, CodeParameter},
		{"POST", "/sparql", with("Content-Type", "application/sparql-query; charset=utf-16"), "ASK {}", 415, CodeMedia},
		{"POST", "/sparql", with("Content-Type", plainText), "ASK {}", 415, CodeMedia},
		{"POST", "/sparql", nil, "ASK {}", 415, CodeMedia},
		{"POST", "/sparql", form, "", 400, CodeParameter},
		{"POST", "/sparql", form, "%zz", 400, CodeBody},
		{"POST", "/sparql", form, "query=ASK%7B%7D&update=CLEAR%20ALL", 400, CodeParameter},
		{"POST", "/sparql", with("Content-Type", formType, "Accept", "image/png"), "query=ASK%7B%7D", 406, CodeAccept},
		{"POST", "/sparql?using-graph-uri=urn:a", update, "DELETE { ?s ?p ?o } USING <urn:b> WHERE { ?s ?p ?o }", 400, CodeParameter},
		{"POST", "/sparql?using-named-graph-uri=urn:a", update, "WITH <urn:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 400, CodeParameter},
		{"POST", "/sparql?default-graph-uri=urn:a", update, "CLEAR ALL", 400, CodeParameter},
		{"GET", "/sparql?query=" + url.QueryEscape("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }"), nil, "", 403, CodeRemote},
	} {
		c.make(t, s)
	}
}

func TestSparqlSyntaxErrorHasItsPlace(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{"POST", "/sparql", with("Content-Type", sparqlQueryType), "SELECT *\nWHERE { ?s ?p }", 400, CodeSyntax}.make(t, s)
	if p := decode[Problem](t, w); p.Line != 2 || p.Column != 15 {
		t.Errorf("line %d, column %d: %s", p.Line, p.Column, p.Detail)
	}
}

func TestSparqlFormats(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, test := range []struct{ query, accept, want string }{
		{selectKhiva, "", "application/sparql-results+json"},
		{selectKhiva, "*/*", "application/sparql-results+json"},
		{selectKhiva, "application/json", "application/json"},
		{selectKhiva, "application/sparql-results+xml, application/sparql-results+json;q=0.9", "application/sparql-results+xml"},
		{selectKhiva, "text/html, application/xml;q=0.5, */*;q=0.1", "application/xml"},
		{selectKhiva, "text/csv", "text/csv; charset=utf-8"},
		{selectKhiva, "text/*", "text/csv; charset=utf-8"},
		{selectKhiva, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"},
		{selectKhiva, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"},
		{"ASK {}", "text/csv", "text/csv; charset=utf-8"},
		{"ASK {}", "", "application/sparql-results+json"},
		{"CONSTRUCT WHERE { ?s ?p ?o }", "", "text/turtle; charset=utf-8"},
		{"CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"},
		{"CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"},
		{"CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"},
		{"DESCRIBE <https://w3id.org/diplograph/id/city/khiva>", "application/trig, */*;q=0.5", "application/trig"},
		{"DESCRIBE <https://w3id.org/diplograph/id/city/khiva>", "application/n-quads", "application/n-quads"},
		{"", "", "text/turtle; charset=utf-8"},
		{"", "application/ld+json", "application/ld+json"},
	} {
		h := http.Header{}
		if test.accept != "" {
			h.Set("Accept", test.accept)
		}
		target := "/sparql"
		if test.query != "" {
			target += "?query=" + url.QueryEscape(test.query)
		}
		w := call{"GET", target, h, "", 200, ""}.make(t, s)
		if got := w.Header().Get("Content-Type"); got != test.want || w.Body.Len() == 0 {
			t.Errorf("%s, Accept %q: %s, want %s: %s", test.query, test.accept, got, test.want, w.Body)
		}
		if w.Header().Get("Vary") == "" {
			t.Error("no Vary")
		}
	}
}

// TestSparqlBrokenAnswer has a query fail after its answer has begun: the
// connection breaks, and what came is no document.
func TestSparqlBrokenAnswer(t *testing.T) {
	opts := quiet()
	opts.MaxMemory = 64 << 20
	server := httptest.NewServer(newServer(t, emptyStore(t), opts))
	defer server.Close()
	// A control character stands late in an answer in XML, which cannot hold it.
	query := `SELECT ?x { { VALUES ?x { ` + strings.Repeat(`"`+strings.Repeat("long ", 200)+`" `, 400) + ` } } UNION { BIND("\u0001" AS ?x) } }`
	for _, accept := range []string{"application/sparql-results+xml"} {
		req, err := http.NewRequest("POST", server.URL+"/sparql", strings.NewReader(query))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", sparqlQueryType)
		req.Header.Set("Accept", accept)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != 200 || err == nil || bytes.Contains(body, []byte("</sparql>")) {
			t.Errorf("%s: %s, %d bytes, error %v", accept, res.Status, len(body), err)
		}
	}
}

// TestW3CProtocol runs the suite of the SPARQL Protocol.
func TestW3CProtocol(t *testing.T) {
	passed, total := 0, 0
	for _, test := range w3cTests(t, "protocol/manifest.ttl", "ProtocolTest") {
		total++
		if t.Run(test.name, func(t *testing.T) {
			store := emptyStore(t)
			test.load(t, store)
			server := httptest.NewServer(newServer(t, store, quiet()))
			defer server.Close()
			if err := test.run(server.URL, "/sparql/", "/sparql"); err != nil {
				t.Error(err)
			}
		}) {
			passed++
		}
	}
	fmt.Printf("sparql11/protocol %d/%d\n", passed, total)
}

// TestW3CServiceDescription runs the three tests of that suite: the endpoint
// gives RDF on a bare GET, it has a matching sd:endpoint, and what it says is as
// the vocabulary has it.
func TestW3CServiceDescription(t *testing.T) {
	server := httptest.NewServer(newServer(t, storeOf(t), quiet()))
	defer server.Close()
	res, err := http.Get(server.URL + "/sparql")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	quads, err := rdftest.ReadAll(res.Body, rdf.Turtle, rdf.ReaderOptions{Base: server.URL})
	passed := 0
	if err == nil && res.StatusCode == 200 && len(quads) > 0 {
		passed++
	} else {
		t.Errorf("%s: %v", res.Status, err)
	}
	m := map[string]rdf.Quad{}
	for _, q := range quads {
		m[q.Predicate.Value] = q
	}
	if q := m[sdNamespace+"endpoint"]; q.Object == rdf.IRI(server.URL+"/sparql") {
		passed++
	} else {
		t.Errorf("sd:endpoint: %v", q)
	}
	if err := checkDescription(quads); err == nil {
		passed++
	} else {
		t.Error(err)
	}
	fmt.Printf("sparql11/service-description %d/3\n", passed)
}

// checkDescription holds a description to the ranges of the vocabulary: one
// service, things where it wants things, one default graph to a dataset.
func checkDescription(quads []rdf.Quad) error {
	count := map[string]int{}
	for _, q := range quads {
		name, ours := strings.CutPrefix(q.Predicate.Value, sdNamespace)
		if ours && q.Object.IsLiteral() {
			return fmt.Errorf("sd:%s is a literal", name)
		}
		if q.Predicate.Value == rdf.RDFType {
			name = strings.TrimPrefix(q.Object.Value, sdNamespace)
		}
		count[name]++
	}
	for _, name := range []string{"Service", "endpoint", "defaultDataset", "Dataset", "defaultGraph", "Graph"} {
		if count[name] != 1 {
			return fmt.Errorf("sd:%s: %d times", name, count[name])
		}
	}
	if count["resultFormat"] == 0 || count["supportedLanguage"] == 0 {
		return fmt.Errorf("no formats or languages: %v", count)
	}
	return nil
}

func TestSparqlTooCostly(t *testing.T) {
	opts := quiet()
	opts.MaxMemory = 1
	s := newServer(t, storeOf(t), opts)
	query := "SELECT DISTINCT ?a ?b { ?a ?p ?b . ?c ?q ?d } ORDER BY ?a"
	call{"GET", "/sparql?query=" + url.QueryEscape(query), nil, "", 422, CodeMemory}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", sparqlQueryType), query, 422, CodeMemory}.make(t, s)
}

// TestSparqlDefaultGraph asks what a query sees without GRAPH.
func TestSparqlDefaultGraph(t *testing.T) {
	for empty, want := range map[bool]string{false: "2", true: "1"} {
		opts := quiet()
		opts.EmptyDefaultGraph = empty
		s := newServer(t, emptyStore(t), opts)
		call{"POST", "/sparql", with("Content-Type", updateType), "INSERT DATA { <a:s> <a:p> 1 . GRAPH <a:g> { <a:s> <a:p> 1, 2 } }", 204, ""}.make(t, s)
		w := call{"GET", "/sparql?query=" + url.QueryEscape("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), nil, "", 200, ""}.make(t, s)
		if _, rows := rowsOf(t, w.Body, "application/json"); len(rows) != 1 || rows[0][0].Value != want {
			t.Errorf("empty default graph %v: %v, want %s", empty, rows, want)
		}
	}
}

// TestSparqlStreams reads the first row of an answer that would take long, and
// goes: the query ends with its reader.
func TestSparqlStreams(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	var data strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&data, "<urn:s%d> <urn:p> %d .\n", i, i)
	}
	call{"POST", "/store?default", with("Content-Type", turtleType), data.String(), 201, ""}.make(t, s)
	server := httptest.NewServer(s)
	defer server.Close()
	query := url.QueryEscape("SELECT * { ?a <urn:p> ?b . ?c <urn:p> ?d . FILTER(?b != ?d) }")
	for _, accept := range []string{"application/sparql-results+json", "text/csv"} {
		req, err := http.NewRequest("GET", server.URL+"/sparql?query="+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", accept)
		started := time.Now()
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		first := make([]byte, 200)
		if _, err := io.ReadFull(res.Body, first); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(started); took > time.Second {
			t.Errorf("%s: the first rows after %v", accept, took)
		}
		res.Body.Close()
		for i := 0; s.atWork() > 0; i++ {
			if time.Sleep(10 * time.Millisecond); i == 300 {
				t.Fatalf("%s: the query runs on without its reader", accept)
			}
		}
	}
}

// atWork counts the queries that run.
func (s *Server) atWork() int {
	s.running.mu.Lock()
	defer s.running.mu.Unlock()
	return len(s.running.byID)
}

// TestSparqlRows reads a long answer whole, in each format.
func TestSparqlRows(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	var data strings.Builder
	for i := range 100 {
		fmt.Fprintf(&data, "<urn:s%d> <urn:p> %d .\n", i, i)
	}
	call{"POST", "/store?default", with("Content-Type", turtleType), data.String(), 201, ""}.make(t, s)
	server := httptest.NewServer(s)
	defer server.Close()
	query := url.QueryEscape("SELECT * { ?a <urn:p> ?b . ?c <urn:p> ?d }")
	for _, f := range resultFormats {
		req, err := http.NewRequest("GET", server.URL+"/sparql?query="+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", f.MediaTypes()[0])
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if _, rows := rowsOf(t, res.Body, res.Header.Get("Content-Type")); len(rows) != 10_000 {
			t.Errorf("%s: %d rows", f, len(rows))
		}
		res.Body.Close()
	}
}
