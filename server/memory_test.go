package server

import (
	"net/url"
	"testing"
)

// A query for which the others leave no memory is told to come again, one that needs
// little is answered, and what a query held goes back.
func TestQueriesShareMemory(t *testing.T) {
	opts := quiet()
	opts.MaxMemory, opts.AllMemory = 256<<20, 257<<20
	s := newServer(t, longTexts(t, 400), opts)
	ask := func(query string, status int, code Code) {
		t.Helper()
		target := "/sparql?query=" + url.QueryEscape(query)
		res := call{method: "GET", target: target, status: status, code: code}.make(t, s)
		if code == CodeBusy && res.Header().Get("Retry-After") == "" {
			t.Error("nothing says when to come again")
		}
	}
	const (
		large = `SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } }`
		small = `ASK { ?a ?b ?c }`
	)
	ask(large, 200, "")
	other := s.memory.share()
	if err := other.hold(256 << 20); err != nil {
		t.Fatal(err)
	}
	ask(large, 503, CodeBusy)
	ask(small, 200, "")
	other.giveBack()
	ask(large, 200, "")
	if s.memory.free != opts.AllMemory {
		t.Errorf("%d bytes are held by nobody", opts.AllMemory-s.memory.free)
	}
}
