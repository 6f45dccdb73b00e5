package server

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// remoteServer answers as other hosts may.
func remoteServer(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	answer := func(path, mediaType, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			fmt.Fprint(w, body)
		})
	}
	answer("/sparql", "application/sparql-results+json", `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}`)
	answer("/cut", "application/sparql-results+json", `{"head":{"vars":["x"]},"results":{"bindings":[{"x":`)
	answer("/html", "text/html", `<html>`)
	answer("/long", "application/sparql-results+json", `{"head":{"vars":["x"]},"results":{"bindings":[`+strings.Repeat("{},", 100_000)+`{}]}}`)
	answer("/doc.ttl", "text/turtle", "<a> <urn:p> 'far' .")
	answer("/doc.trig", "application/trig", "<a:g> { <a:s> <a:p> <a:o> }")
	answer("/bad.ttl", "text/turtle", "<a")
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/doc.ttl", http.StatusFound) })
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:1/secret", http.StatusFound)
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then is it seen that the client has gone
		<-r.Context().Done()
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestService(t *testing.T) {
	far := remoteServer(t)
	opts := quiet()
	opts.RemoteHosts = []string{strings.TrimPrefix(far.URL, "http://")}
	opts.MaxUpload = 100_000
	opts.Timeout = 2 * time.Second
	s := newServer(t, emptyStore(t), opts)
	ask := func(path string) string {
		return "/sparql?query=" + url.QueryEscape("SELECT * { SERVICE <"+far.URL+path+"> { ?x ?y ?z } }")
	}
	w := call{"GET", ask("/sparql"), nil, "", 200, ""}.make(t, s)
	if _, rows := rowsOf(t, w.Body, "application/json"); len(rows) != 1 || rows[0][0].Value != "far" {
		t.Errorf("%v", rows)
	}
	for path, status := range map[string]int{"/cut": 502, "/html": 502, "/long": 502, "/nosuch": 502, "/inside": 403} {
		call{"GET", ask(path), nil, "", status, CodeRemote}.make(t, s)
	}
	call{"GET", ask("/slow"), nil, "", 504, CodeTimeout}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", sparqlQueryType), "SELECT * { SERVICE <" + far.URL + "/cut> { ?x ?y ?z } }", 502, CodeRemote}.make(t, s)
	silent := "/sparql?query=" + url.QueryEscape("SELECT * { SERVICE SILENT <"+far.URL+"/cut> { ?x ?y ?z } }")
	w = call{"GET", silent, nil, "", 200, ""}.make(t, s)
	if _, rows := rowsOf(t, w.Body, "application/json"); len(rows) != 1 {
		t.Errorf("SILENT: %v", rows)
	}
}

func TestLoad(t *testing.T) {
	far := remoteServer(t)
	opts := quiet()
	opts.RemoteHosts = []string{strings.TrimPrefix(far.URL, "http://")}
	s := newServer(t, emptyStore(t), opts)
	update := with("Content-Type", updateType)
	for path, status := range map[string]int{"/doc.ttl": 204, "/moved": 204, "/bad.ttl": 502, "/doc.trig": 502, "/html": 502, "/inside": 403} {
		code := CodeRemote
		if status == 204 {
			code = ""
		}
		call{"POST", "/sparql", update, "LOAD <" + far.URL + path + "> INTO GRAPH <urn:g>", status, code}.make(t, s)
	}
	w := call{"GET", "/store?graph=urn:g", with("Accept", "application/n-triples"), "", 200, ""}.make(t, s)
	if want := "<" + far.URL + "/a> <urn:p> \"far\" .\n"; w.Body.String() != want {
		t.Errorf("%s, want %s", w.Body, want)
	}
}

// TestLoadThatFailsLeavesNothing has the second of two operations fail.
func TestLoadThatFailsLeavesNothing(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	call{"POST", "/sparql", with("Content-Type", updateType), "INSERT DATA { GRAPH <urn:g> { <a:s> <a:p> 1 } } ; LOAD <http://example.org/x.ttl>", 403, CodeRemote}.make(t, s)
	call{"GET", "/store?graph=urn:g", nil, "", 404, CodeNotFound}.make(t, s)
}

func TestRemoteHosts(t *testing.T) {
	for _, test := range []struct {
		hosts, url string
		allowed    bool
	}{
		{"", "http://example.org/", false},
		{"example.org", "http://example.org/", true},
		{"example.org", "https://EXAMPLE.org:8443/x", true},
		{"example.org:8080", "http://example.org/", false},
		{"example.org:8080", "http://example.org:8080/", true},
		{"example.org:80", "http://example.org/", true},
		{"*.example.org", "http://a.b.example.org/", true},
		{"*.example.org", "http://example.org/", false},
		{"*.example.org", "http://evilexample.org/", false},
		{"example.org", "http://example.org.evil.test/", false},
		{"example.org", "http://user@example.org/", false},
		{"example.org", "http://example.org@evil.test/", false},
		{"example.org", "file:///etc/passwd", false},
		{"example.org", "ftp://example.org/", false},
		{"example.org", "http:///x", false},
		{"::1", "http://[::1]/", true},
		{"127.0.0.1", "http://127.1/", false},
		{"127.0.0.1", "http://2130706433/", false},
	} {
		u, err := url.Parse(test.url)
		if err != nil {
			t.Fatal(err)
		}
		err = newRemote(strings.Fields(test.hosts), 1).allowed(u)
		if (err == nil) != test.allowed || err != nil && !errors.Is(err, ErrRemoteHost) {
			t.Errorf("%s asks %s: %v", test.hosts, test.url, err)
		}
	}
}

func TestInsideAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true,
		"0.0.0.0": true, "255.255.255.255": true, "224.0.0.1": true, "198.18.0.1": true, "::1": true, "::": true, "fe80::1": true,
		"fd00::1": true, "::ffff:127.0.0.1": true, "64:ff9b::7f00:1": true, "2002:7f00:1::": true, "2001:db8::1": true,
		"8.8.8.8": false, "93.184.216.34": false, "2606:2800:220:1:248:1893:25c8:1946": false,
	} {
		if got := inside(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("%s: inside %v", address, got)
		}
	}
}

// TestNameThatLeadsInside names a host whose name leads to this machine: the
// connection is refused, since the address itself was not named.
func TestNameThatLeadsInside(t *testing.T) {
	far := remoteServer(t)
	_, port, err := net.SplitHostPort(strings.TrimPrefix(far.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	name := "ip6-localhost"
	if _, err := net.LookupHost(name); err != nil {
		if name, err = hostname(); err != nil {
			t.Skipf("a name that leads to this machine is not tried: there is none but localhost: %v", err)
		}
	}
	c := newRemote([]string{name}, 1000)
	if _, _, err := c.Query(t.Context(), "http://"+name+":"+port+"/sparql", "ASK {}"); !errors.Is(err, ErrRemoteHost) {
		t.Errorf("%s: %v", name, err)
	}
	c = newRemote([]string{"localhost"}, 1000)
	if _, _, err := c.Query(t.Context(), "http://localhost:"+port+"/sparql", "ASK {}"); err != nil {
		t.Errorf("localhost, named: %v", err)
	}
}

// hostname is the name of this machine, if it leads to an address inside.
func hostname() (string, error) {
	name, err := os.Hostname()
	if err != nil {
		return "", err
	}
	_, err = net.LookupHost(name)
	return name, err
}

// Updates and uploads are answered while more LOADs than there are places for either
// wait for a slow host, whatever the length of their bodies.
func TestSlowLoadsKeepNobodyWaiting(t *testing.T) {
	far := remoteServer(t)
	opts := quiet()
	opts.RemoteHosts = []string{strings.TrimPrefix(far.URL, "http://")}
	opts.MaxQuery = 200
	s := newServer(t, emptyStore(t), opts)
	s.remote.patience = 5 * time.Second
	s.uploadPlaces.wait, s.loadPlaces.wait = time.Second, time.Second
	load := "LOAD <" + far.URL + "/slow>"
	var slow sync.WaitGroup
	for i := range loadsAtOnce {
		text := load
		if i%2 == 1 {
			text += " #" + strings.Repeat(" ", 1000)
		}
		slow.Go(func() {
			call{"POST", "/sparql", with("Content-Type", updateType), text, 502, CodeRemote}.make(t, s)
		})
	}
	for until := time.Now().Add(20 * time.Second); len(s.loadPlaces.taken) < loadsAtOnce; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("nobody loads")
		}
	}
	insert := "INSERT DATA { <urn:s> <urn:p> <urn:o> } #"
	call{"POST", "/sparql", with("Content-Type", updateType), insert, 204, ""}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), insert + strings.Repeat(" ", 1000), 204, ""}.make(t, s)
	call{"PUT", storeGraph, with("Content-Type", turtleType), oneTriple, 201, ""}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), load, 503, CodeBusy}.make(t, s)
	if n := len(s.loadPlaces.taken); n != loadsAtOnce {
		t.Errorf("only %d LOADs were at work meanwhile", n)
	}
	slow.Wait()
	if n := len(s.loadPlaces.taken) + len(s.uploadPlaces.taken); n != 0 {
		t.Errorf("%d places are still taken", n)
	}
	call{"POST", "/sparql", with("Content-Type", updateType), "LOAD SILENT <" + far.URL + "/doc.ttl>", 204, ""}.make(t, s)
}
