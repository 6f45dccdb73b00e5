package server

import (
	"context"
	"encoding/json"
	"fmt"
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
	var quads []rdf.Quad
	for i := range 2000 {
		quads = append(quads, rdf.Quad{Subject: rdf.IRI("x:s"), Predicate: rdf.IRI("x:p"), Object: rdf.Literal(strings.Repeat("1", 1+i%15)+"0", rdf.XSDInteger), Graph: rdf.IRI(fmt.Sprint("x:g", i))})
	}
	store := storeOf(t)
	if _, err := store.Apply(t.Context(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, store, quiet())
	long := `SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?x ?p ?y } GRAPH ?b { ?z ?q ?w } GRAPH ?c { ?u ?r ?v } FILTER (?y + ?w = ?v + 1) }`
	done := make(chan *httptest.ResponseRecorder)
	go func() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/sparql?query="+url.QueryEscape(long), nil))
		done <- w
	}()
	var list struct {
		Queries []struct {
			ID, Language, Query string
		}
	}
	for until := time.Now().Add(10 * time.Second); len(list.Queries) == 0; {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/queries", nil))
		if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || time.Now().After(until) {
			t.Fatalf("no query is listed: %s, %v", w.Body, err)
		}
	}
	if q := list.Queries[0]; q.Language != "sparql" || q.Query != long {
		t.Errorf("listed is %+v", q)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodDelete, "/v1/queries/"+list.Queries[0].ID, nil))
	if w.Code != http.StatusNoContent {
		t.Fatalf("stopping gave %d: %s", w.Code, w.Body)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	select {
	case w := <-done:
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"stopped"`) {
			t.Errorf("the stopped query got %d: %s", w.Code, w.Body)
		}
	case <-ctx.Done():
		t.Fatal("the stopped query runs on")
	}
	w = httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodDelete, "/v1/queries/"+list.Queries[0].ID, nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("stopping it again gave %d: %s", w.Code, w.Body)
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
	ask := func(target, accept, text string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(text))
		r.Header.Set("Content-Type", "application/sparql-query")
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	const query = "SELECT ?s { ?s <x:p> ?o }"
	type operator struct {
		Operator string
		Rows     int
	}
	for target, rows := range map[string]int{"/v1/explain": 0, "/v1/explain?run=true": 1} {
		w := ask(target, "application/json", query)
		if plan := decode[operator](t, w); w.Code != http.StatusOK || plan.Operator == "" || plan.Rows != rows {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	if w := ask("/v1/explain?run=true", "text/plain", query); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "1 found in") {
		t.Errorf("as text: %d %s", w.Code, w.Body)
	}
	if w := ask("/v1/explain?run=perhaps", "text/plain", query); w.Code != http.StatusBadRequest {
		t.Errorf("run=perhaps: %d %s", w.Code, w.Body)
	}
}
