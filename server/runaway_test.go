package server

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// A query that asks for too much is told what, and the server is there for others.
func TestRunawayQueriesAreProblems(t *testing.T) {
	store := longTexts(t, 3000)
	opts := quiet()
	opts.Timeout, opts.MaxMemory = 300*time.Millisecond, 8<<20
	hurried := newServer(t, store, opts)
	opts.Timeout = 30 * time.Second
	patient := newServer(t, store, opts)
	for _, test := range []struct {
		query  string
		status int
		code   Code
	}{
		{`SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }`, 504, CodeTimeout},
		{`SELECT (COUNT(*) AS ?n) { ?a (!<x:q>|^<x:p>)* ?b . ?c (!<x:q>|^<x:p>)* ?d }`, 504, CodeTimeout},
		{`SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d`, 422, CodeMemory},
		{`SELECT (REPLACE(REPLACE(REPLACE(?c, "a", "` + strings.Repeat("a", 1000) + `"), "a", "aaaaaaaa"), "a", "` + strings.Repeat("b", 1000) + `") AS ?t) { ?a ?b ?c }`, 422, CodeMemory},
		{`SELECT * { ?a ?b ?c FILTER REGEX(?c, "(a)\\1") }`, 400, CodeQuery},
		{`SELECT * { ?a ?b ?c FILTER REGEX(?c, "((a{100}){100}){100}") }`, 422, CodeMemory},
	} {
		s := patient
		if test.status == 504 {
			s = hurried
		}
		call{method: "GET", target: "/sparql?query=" + url.QueryEscape(test.query), status: test.status, code: test.code}.make(t, s)
		call{method: "GET", target: "/sparql?query=" + url.QueryEscape("ASK { ?a ?b ?c }"), status: 200}.make(t, patient)
	}
}
