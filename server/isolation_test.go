package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// manyGraphs gives a store in memory of 2000 quads, each in a graph of its own.
func manyGraphs(t *testing.T) *graph.Store {
	t.Helper()
	store := emptyStore(t)
	var quads []rdf.Quad
	for i := range 2000 {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprint("x:g", i))})
	}
	if _, err := store.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	return store
}

func updateOf(text string) call {
	return call{"POST", "/sparql", with("Content-Type", updateType), text, http.StatusNoContent, ""}
}

// Readers see the store before or after an update of several operations, never
// between them, while it runs.
func TestReadersSeeNoUpdateHalfDone(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	updateOf(`INSERT DATA { <x:s> <x:first> 0 ; <x:last> 0 . GRAPH <x:g> { <x:s> <x:named> 0 } }`).make(t, s)
	const rounds = 100
	done := make(chan struct{})
	var reading sync.WaitGroup
	for range 3 {
		reading.Go(func() {
			query := call{"GET", "/sparql?query=" + url.QueryEscape(`SELECT ?p ?n { ?s ?p ?n }`), with("Accept", "text/csv"), "", http.StatusOK, ""}
			for seen := 0; ; seen++ {
				rows := strings.Fields(query.make(t, s).Body.String())[1:]
				values := map[string]bool{}
				for _, row := range rows {
					values[row[strings.Index(row, ",")+1:]] = true
				}
				if len(rows) != 3 || len(values) != 1 {
					t.Errorf("a reader sees %q", rows)
				}
				select {
				case <-done:
					t.Logf("%d reads", seen)
					return
				default:
				}
			}
		})
	}
	for i := range rounds {
		updateOf(fmt.Sprintf(`INSERT DATA { <x:s> <x:first> %[2]d } ;
			DELETE DATA { <x:s> <x:first> %[1]d } ;
			DELETE { ?s ?p ?o } INSERT { ?s ?p %[2]d } WHERE { ?s ?p ?o FILTER (?p = <x:last>) } ;
			INSERT { GRAPH <x:new> { ?s ?p %[2]d } } WHERE { GRAPH <x:g> { ?s ?p ?o } } ;
			MOVE <x:new> TO <x:g>`, i, i+1)).make(t, s)
	}
	close(done)
	reading.Wait()
}

// listed waits until a query is at work, and gives its id.
func listed(t *testing.T, s http.Handler) string {
	t.Helper()
	type list struct {
		Queries []struct {
			ID      string
			Waiting bool
		}
	}
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(time.Millisecond) {
		for _, q := range decode[list](t, call{"GET", "/v1/queries", nil, "", http.StatusOK, ""}.make(t, s)).Queries {
			if !q.Waiting {
				return q.ID
			}
		}
	}
	t.Fatal("no query is at work")
	return ""
}

// An update that is stopped while it runs leaves nothing behind.
func TestStoppedUpdateLeavesNothing(t *testing.T) {
	s := newServer(t, manyGraphs(t), quiet())
	done := make(chan bool)
	go func() {
		defer close(done)
		c := updateOf(`INSERT DATA { <x:new> <x:q> 1 } ; DELETE WHERE { GRAPH <x:g1> { ?s ?p ?o } } ;
			INSERT { <x:new> <x:q> ?n } WHERE { SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?x ?p ?y } GRAPH ?b { ?z ?q ?w } GRAPH ?c { ?u ?r ?v } FILTER (?y + ?w = ?v + 1) } }`)
		c.status, c.code = http.StatusServiceUnavailable, CodeStopped
		c.make(t, s)
	}()
	id := listed(t, s)
	call{"DELETE", "/v1/queries/" + id, nil, "", http.StatusNoContent, ""}.make(t, s)
	passed(t, done)
	w := call{"GET", "/sparql?query=" + url.QueryEscape(`SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { <x:new> ?q ?r } }`), with("Accept", "text/csv"), "", http.StatusOK, ""}.make(t, s)
	if got := w.Body.String(); got != "n\r\n2000\r\n" {
		t.Errorf("left is %q, want the 2000 quads of before", got)
	}
	updateOf(`INSERT DATA { <x:new> <x:q> 1 }`).make(t, s) // the writer is free
}

// A query, or an update, whose client goes away ends.
func TestQueryEndsWithItsClient(t *testing.T) {
	s := newServer(t, manyGraphs(t), quiet())
	server := httptest.NewServer(s)
	defer server.Close()
	for _, body := range []string{"query=" + url.QueryEscape(endless), "update=" + url.QueryEscape("INSERT { <x:new> <x:q> ?n } WHERE {"+endless+"}")} {
		ctx, leave := context.WithCancel(t.Context())
		gone := make(chan error, 1)
		go func() {
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/sparql", strings.NewReader(body))
			if err == nil {
				r.Header.Set("Content-Type", formType)
				_, err = http.DefaultClient.Do(r)
			}
			gone <- err
		}()
		listed(t, s)
		leave()
		if err := passed(t, gone); err == nil {
			t.Error("the query has an answer")
		}
		for until := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
			s.running.mu.Lock()
			n := len(s.running.byID)
			s.running.mu.Unlock()
			if n == 0 {
				break
			}
			if time.Now().After(until) {
				t.Fatalf("%.20s... runs on without its client", body)
			}
		}
	}
	s.gate.empty(t, s.gate.turns.free, s.opts.MaxQueries)
}

// What there is of an answer comes before the rest of it is found.
func TestFirstRowComesAtOnce(t *testing.T) {
	s := newServer(t, manyGraphs(t), quiet())
	server := httptest.NewServer(s)
	defer server.Close()
	slow := "SELECT (COUNT(*) AS ?o) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
	for query, want := range map[string]string{
		"SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }":                           `"c":{`,
		"SELECT * { { BIND (7 AS ?o) } UNION { " + slow + " } }":                           `"value":"7"`,
		"CONSTRUCT { <x:s> <x:p> ?o } WHERE { { BIND (7 AS ?o) } UNION { " + slow + " } }": `<x:p> 7`,
		"CONSTRUCT { ?a ?b ?c , ?f , ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }":        `<x:p> `,
	} {
		fastest := time.Hour
		for range 20 {
			fastest = min(fastest, firstRow(t, server.URL+"/sparql?query="+url.QueryEscape(query), want))
		}
		t.Logf("the first row of %.40s... comes after %s", query, fastest)
	}
}

// firstRow asks for something without end and tells when its beginning has come.
func firstRow(t *testing.T, target, want string) time.Duration {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	began := time.Now()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var got []byte
	for piece := make([]byte, 1024); !bytes.Contains(got, []byte(want)); {
		n, err := res.Body.Read(piece)
		if got = append(got, piece[:n]...); err != nil {
			t.Fatalf("%s: %s, %v after %q", target, res.Status, err, got)
		}
	}
	return time.Since(began)
}

// What an update deletes and inserts without naming a graph is of the unnamed graph,
// though its pattern matches the union of all.
func TestUpdateOfTheUnionChangesTheUnnamedGraph(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	updateOf(`INSERT DATA { <x:a> <x:p> 1 , 2 . GRAPH <x:g> { <x:a> <x:p> 1 , 3 } }`).make(t, s)
	updateOf(`DELETE WHERE { <x:a> <x:p> ?n } ; INSERT { <x:b> <x:q> ?n } WHERE { <x:a> <x:p> ?n }`).make(t, s)
	for query, want := range map[string]string{
		`SELECT ?n { GRAPH ?g { <x:a> <x:p> ?n } } ORDER BY ?n`: "n 1 3",
		`SELECT ?n { <x:a> <x:p> ?n } ORDER BY ?n`:              "n 1 3",
		`SELECT ?n { <x:b> <x:q> ?n } ORDER BY ?n`:              "n 1 3",
		`SELECT ?n { GRAPH ?g { <x:b> <x:q> ?n } }`:             "n",
	} {
		w := call{"GET", "/sparql?query=" + url.QueryEscape(query), with("Accept", "text/csv"), "", http.StatusOK, ""}.make(t, s)
		if got := strings.Join(strings.Fields(w.Body.String()), " "); got != want {
			t.Errorf("%s gives %q, want %q", query, got, want)
		}
	}
}
