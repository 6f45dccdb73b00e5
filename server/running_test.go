package server

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// A query that runs is listed, can be stopped, and says so to who asked it.
func TestQueriesAreListedAndStopped(t *testing.T) {
	store := manyGraphs(t)
	s := newServer(t, store, quiet())
	long := `SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?x ?p ?y } GRAPH ?b { ?z ?q ?w } GRAPH ?c { ?u ?r ?v } FILTER (?y + ?w = ?v + 1) }`
	done := make(chan bool)
	go func() {
		defer close(done)
		call{"GET", "/sparql?query=" + url.QueryEscape(long), nil, "", http.StatusServiceUnavailable, CodeStopped}.make(t, s)
	}()
	type list struct {
		Queries []struct{ ID, Language, Query string }
	}
	var running list
	for until := time.Now().Add(20 * time.Second); len(running.Queries) == 0; {
		running = decode[list](t, call{"GET", "/v1/queries", nil, "", http.StatusOK, ""}.make(t, s))
		if time.Now().After(until) {
			t.Fatal("no query is listed")
		}
	}
	q := running.Queries[0]
	if q.Language != "sparql" || q.Query != long {
		t.Errorf("listed is %+v", q)
	}
	call{"DELETE", "/v1/queries/" + q.ID, nil, "", http.StatusNoContent, ""}.make(t, s)
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("the stopped query runs on")
	}
	call{"DELETE", "/v1/queries/" + q.ID, nil, "", http.StatusNotFound, CodeNotFound}.make(t, s)
	call{"DELETE", "/v1/queries/" + q.ID, with("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"), "", http.StatusForbidden, CodeOrigin}.make(t, s)
	for _, target := range []string{"/v1/queries", "/v1/examples"} {
		call{"GET", target, with("Accept", "text/csv"), "", http.StatusNotAcceptable, CodeAccept}.make(t, s)
	}
	type examples struct {
		Examples []struct{ Name, Title, Explanation, Graph, Query string }
	}
	all := decode[examples](t, call{"GET", "/v1/examples", nil, "", http.StatusOK, ""}.make(t, s))
	count := map[string]int{}
	for _, e := range all.Examples {
		count[e.Graph]++
		if e.Name == "" || e.Title == "" || e.Explanation == "" || !strings.Contains(e.Query, "SELECT") {
			t.Errorf("an example lacks something: %+v", e)
		}
	}
	if count["shipped"] != 13 || count["generated"] != 30 {
		t.Errorf("examples for each graph: %v, want 13 for that which ships and 30 for a generated one", count)
	}
}

// A plan is shown without running the query, or after.
func TestExplain(t *testing.T) {
	store := storeOf(t)
	q := rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.String("o")}
	if _, err := store.Apply(t.Context(), graph.Changes{Add: []rdf.Quad{q}}); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, store, quiet())
	const query = "SELECT ?s { ?s <x:p> ?o }"
	ask := func(target, accept, text string, status int, code Code) *httptest.ResponseRecorder {
		t.Helper()
		return call{"POST", target, with("Content-Type", sparqlQueryType, "Accept", accept), text, status, code}.make(t, s)
	}
	type operator struct {
		Operator string
		Rows     int
	}
	for target, rows := range map[string]int{"/v1/explain": 0, "/v1/explain?run=true": 1} {
		w := ask(target, jsonType, query, http.StatusOK, "")
		if plan := decode[operator](t, w); plan.Operator == "" || plan.Rows != rows {
			t.Errorf("%s: %s", target, w.Body)
		}
	}
	if w := ask("/v1/explain?run=true", textType, query, http.StatusOK, ""); !strings.Contains(w.Body.String(), "1 found in") {
		t.Errorf("as text: %s", w.Body)
	}
	ask("/v1/explain?run=perhaps", textType, query, http.StatusBadRequest, CodeParameter)
	ask("/v1/explain", textType, "SELECT", http.StatusBadRequest, CodeSyntax)
	ask("/v1/explain", "image/png", query, http.StatusNotAcceptable, CodeAccept)
	call{"POST", "/v1/explain", with("Content-Type", "text/turtle"), query, http.StatusUnsupportedMediaType, CodeMedia}.make(t, s)

	small := newServer(t, store, Options{Log: quiet().Log, MaxQuery: 10, MaxUpload: 10})
	call{"POST", "/v1/explain", with("Content-Type", sparqlQueryType), query, http.StatusRequestEntityTooLarge, CodeTooLarge}.make(t, small)
}

// A query that was slow is in the log, with the request that it came with.
func TestSlowQueriesAreLogged(t *testing.T) {
	var log bytes.Buffer
	opts := quiet()
	opts.Log, opts.SlowQuery = slog.New(slog.NewJSONHandler(&log, nil)), time.Nanosecond
	s := newServer(t, storeOf(t), opts)
	type line struct {
		Level, Msg, Request, Language, Query, Error string
		Took                                        time.Duration
	}
	for _, c := range []struct {
		call
		language, text, err string
	}{
		{call{"GET", selectTarget, nil, "", http.StatusOK, ""}, "sparql", selectKhiva, ""},
		{call{"POST", "/sparql", with("Content-Type", updateType), "CLEAR DEFAULT", http.StatusNoContent, ""}, "sparql", "CLEAR DEFAULT", ""},
		{call{"POST", "/api/v2/query?lang=gizmo", nil, gizmoText, http.StatusOK, ""}, "gizmo", gizmoText, ""},
		{call{"POST", "/api/v2/query?lang=gizmo", nil, "nonsense", http.StatusBadRequest, CodeQuery}, "gizmo", "nonsense", "nonsense"},
	} {
		log.Reset()
		id := c.make(t, s).Header().Get("X-Request-Id")
		var slow []line
		for text := range bytes.Lines(log.Bytes()) {
			var l line
			if err := json.Unmarshal(text, &l); err != nil {
				t.Fatalf("%v in %s", err, text)
			}
			if l.Msg == "slow query" {
				slow = append(slow, l)
			}
		}
		if len(slow) != 1 {
			t.Errorf("%s %s: %d slow queries in the log:\n%s", c.method, c.target, len(slow), &log)
			continue
		}
		l := slow[0]
		if l.Level != "WARN" || l.Request != id || l.Language != c.language || l.Query != c.text || l.Took <= 0 || !strings.Contains(l.Error, c.err) {
			t.Errorf("%s %s: logged is %+v", c.method, c.target, l)
		}
	}
	opts.SlowQuery = time.Hour
	s = newServer(t, storeOf(t), opts)
	log.Reset()
	call{"GET", selectTarget, nil, "", http.StatusOK, ""}.make(t, s)
	if strings.Contains(log.String(), "slow query") {
		t.Errorf("a fast query is logged as slow: %s", &log)
	}
}

// A query or update that panics is listed no more, and its place is free.
func TestQueriesThatPanicAreForgotten(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	passes := func() (passed bool) {
		defer func() { passed = recover() == nil }()
		return s.queued(t.Context(), "sparql", "ASK {}", func(context.Context, *turn) error { panic("at work") }) == nil
	}
	if passes() {
		t.Error("the panic is lost")
	}
	if w := (call{"GET", "/v1/queries", nil, "", http.StatusOK, ""}).make(t, s); strings.Contains(w.Body.String(), "ASK") {
		t.Errorf("still there: %s", w.Body)
	}
	s.gate.empty(t, s.gate.turns.free, s.gate.long.free)
}
