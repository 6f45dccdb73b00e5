package server

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Clients that send a small upload slowly keep nobody from sending another.
func TestClientsThatSendSlowly(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	s.smallPlaces.wait = 100 * time.Millisecond
	address, _ := started(t, s)
	for range smallUploadsAtOnce {
		c, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "POST /v1/quads HTTP/1.1\r\nHost: x\r\nContent-Type: application/n-quads\r\nContent-Length: 30\r\n\r\n<urn:"); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(50 * time.Millisecond) // they have come
	call{"POST", "/v1/quads", with("Content-Type", "application/n-quads"), "<urn:s> <urn:p> <urn:o> .\n", 200, `"added":1`}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), "INSERT DATA { <urn:s> <urn:p> 1 }", 204, ""}.make(t, s)
}

// Clients that ask for much and never read keep no query waiting, though they are
// more than there are places of long queries.
func TestClientsThatDoNotRead(t *testing.T) {
	store := longTexts(t, 1500)
	opts := quiet()
	opts.MaxQueries, opts.Timeout = 2, 20*time.Second
	s := newServer(t, store, opts)
	turns := s.gate.turns.free
	address, _ := started(t, s)
	for range 2 * opts.MaxQueries {
		c, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "GET /sparql?query="+url.QueryEscape("SELECT * {?s ?p ?o . ?x ?y ?z}")+" HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(slice) {
		s.gate.mu.Lock()
		stalled := s.gate.inside == 2*opts.MaxQueries && s.gate.turns.free == turns && s.gate.long.queue.Len() == 0
		s.gate.mu.Unlock()
		if stalled {
			break
		}
		if time.Now().After(until) {
			t.Fatal("those who do not read keep others waiting")
		}
	}
	res, err := http.Get(address + "/sparql?query=" + url.QueryEscape(`SELECT (COUNT(*) AS ?n) {?s ?p ?o . ?x ?y ?z FILTER(?s != ?x)}`))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("a count: %s", res.Status)
	}
}
