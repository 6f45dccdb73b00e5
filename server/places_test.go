package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// A query is answered while more updates than there are places for wait for the
// writer and for places, however they were sent.
func TestWaitingUpdatesKeepNoQueryWaiting(t *testing.T) {
	opts := quiet()
	opts.MaxQueries = 1
	store := storeOf(t)
	s := newServer(t, store, opts)
	writing, written := make(chan bool), make(chan bool)
	var wait sync.WaitGroup
	wait.Go(func() {
		err := store.Change(context.Background(), func(*graph.Tx) error {
			close(writing)
			<-written
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-writing
	send := func(update string) {
		read := make(chan bool)
		wait.Go(func() {
			body := io.MultiReader(strings.NewReader(update), atEnd(func() { close(read) }))
			r := httptest.NewRequest("POST", "/sparql", body)
			r.ContentLength = int64(len(update))
			r.Header.Set("Content-Type", updateType)
			w := httptest.NewRecorder()
			if s.ServeHTTP(w, r); w.Code != http.StatusNoContent {
				t.Errorf("an update: status %d: %s", w.Code, w.Body)
			}
		})
		<-read
	}
	for range uploadsAtOnce + 1 {
		send("INSERT { <urn:s> <urn:p> <urn:o> } WHERE {}")
	}
	for range smallUploadsAtOnce + 1 {
		send("INSERT DATA { <urn:s> <urn:p> <urn:o> }")
	}
	full := func(p *places) bool { return len(p.taken) == cap(p.taken) }
	for until := time.Now().Add(10 * time.Second); !full(s.uploadPlaces) || !full(s.smallPlaces); time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Error("there are places that nobody takes")
			break
		}
	}
	call{"GET", selectTarget, nil, "", 200, ""}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", sparqlQueryType), selectKhiva, 200, ""}.make(t, s)
	call{"POST", "/api/v2/query?lang=gizmo", nil, gizmoText, 200, ""}.make(t, s)
	call{"POST", "/api/v2/query?lang=sparql", nil, selectKhiva, 200, ""}.make(t, s)
	close(written)
	wait.Wait()
	_, inside := s.gate.load()
	if n := len(s.uploadPlaces.taken) + len(s.smallPlaces.taken) + inside; n != 0 {
		t.Errorf("%d places are still taken", n)
	}
}

// atEnd is called when a body has been read.
type atEnd func()

func (f atEnd) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

// A long body has the place of an upload before it is read.
func TestLongBodiesNeedAPlace(t *testing.T) {
	opts := quiet()
	opts.MaxQuery = 100
	s := newServer(t, emptyStore(t), opts)
	for _, test := range []struct {
		method, mediaType, encoding string
		length                      int64
		want                        bool
	}{
		{"GET", "", "", 0, false},
		{"POST", sparqlQueryType, "", -1, false},
		{"POST", formType, "", 300, false},
		{"POST", formType, "", 301, true},
		{"POST", formType, "gzip", 10, true},
		{"POST", updateType, "", 10, false},
		{"POST", updateType, "", -1, true},
	} {
		r := httptest.NewRequest(test.method, "/sparql", nil)
		r.ContentLength = test.length
		if test.mediaType != "" {
			r.Header.Set("Content-Type", test.mediaType)
		}
		if test.encoding != "" {
			r.Header.Set("Content-Encoding", test.encoding)
		}
		if got := s.mayBeLong(r); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
	long := "INSERT DATA { <urn:s> <urn:p> <urn:o> } #" + strings.Repeat(" ", 300)
	call{"POST", "/sparql", with("Content-Type", updateType), long, 204, ""}.make(t, s)
	if n := len(s.uploadPlaces.taken); n != 0 {
		t.Errorf("%d places are still taken", n)
	}
}

// A few quads are added and removed, by either way, while uploads of any size have
// their places; a longer body, one of unknown length and one that is packed wait.
func TestSmallUploadsHavePlaces(t *testing.T) {
	s := newServer(t, emptyStore(t), quiet())
	for _, c := range []struct {
		length   int64
		encoding string
		small    bool
	}{{0, "", true}, {smallUpload, "", true}, {smallUpload, "identity", true}, {smallUpload + 1, "", false}, {-1, "", false}, {10, "gzip", false}} {
		r := httptest.NewRequest("POST", "/v1/quads", nil)
		r.ContentLength = c.length
		r.Header.Set("Content-Encoding", c.encoding)
		if got := isSmall(r); got != c.small {
			t.Errorf("%+v: %v", c, got)
		}
	}
	for range uploadsAtOnce {
		leave, err := s.uploadPlaces.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
	}
	s.uploadPlaces.wait = time.Millisecond
	quad := "<urn:s> <urn:p> <urn:o> .\n"
	call{"POST", "/v1/quads", with("Content-Type", "application/n-quads"), quad, 200, `"added":1`}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), "DELETE DATA { " + quad + " } ; INSERT DATA { <urn:s> <urn:p> 1 }", 204, ""}.make(t, s)
	call{"DELETE", "/v1/quads", with("Content-Type", "application/n-quads"), quad, 200, `"absent":1`}.make(t, s)
	long := quad + "#" + strings.Repeat(" ", smallUpload)
	call{"POST", "/v1/quads", with("Content-Type", "application/n-quads"), long, 503, CodeBusy}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), "DELETE WHERE { ?s ?p ?o }", 503, CodeBusy}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", updateType), "INSERT DATA { <urn:s> <urn:p> 2 } #" + strings.Repeat(" ", smallUpload), 503, CodeBusy}.make(t, s)
}

// Small bodies that take most memory for their length, together.
func TestSmallUploadsAreSmall(t *testing.T) {
	const name = "urn:" // a namespace has 4 kB at most
	long := "@prefix : <" + name + strings.Repeat("n", 4096-len(name)) + "> .\n: : "
	for _, each := range []string{":,", ":%d,"} {
		body := long
		for n := 0; len(body) < smallUpload-10; n++ {
			if strings.Contains(each, "%") {
				body += fmt.Sprintf(each, n)
			} else {
				body += each
			}
		}
		r, err := rdf.NewReader(strings.NewReader(body+": ."), rdf.Turtle, rdf.ReaderOptions{MaxToken: graph.MaxTerm})
		if err != nil {
			t.Fatal(err)
		}
		size, quads := int64(0), 0
		for {
			q, err := r.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			size, quads = size+q.Size(), quads+1
		}
		t.Logf("%d bytes say %d quads, %d MB with all names written out", len(body), quads, size>>20)
		if size > 35<<20 {
			t.Errorf("%d MB", size>>20)
		}
	}
}

// Queries in every language pass one gate.
func TestQueriesBeyondTheQueueAre503(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	s.gate.most = 1
	one, err := s.gate.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer one.leave()
	for _, c := range []call{
		{"GET", selectTarget, nil, "", 503, CodeBusy},
		{"POST", "/api/v2/query?lang=sparql", nil, selectKhiva, 503, CodeBusy},
		{"POST", "/api/v2/query?lang=gizmo", nil, gizmoText, 503, CodeBusy},
	} {
		if w := c.make(t, s); w.Header().Get("Retry-After") == "" {
			t.Errorf("%s %s: no Retry-After", c.method, c.target)
		}
	}
}
