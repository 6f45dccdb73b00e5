package server

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph"
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
	const update = "INSERT DATA { <urn:s> <urn:p> <urn:o> }"
	for range uploadsAtOnce + 1 {
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
	for until := time.Now().Add(10 * time.Second); len(s.uploadPlaces.taken) < uploadsAtOnce && time.Now().Before(until); {
		time.Sleep(time.Millisecond)
	}
	call{"GET", selectTarget, nil, "", 200, ""}.make(t, s)
	call{"POST", "/sparql", with("Content-Type", sparqlQueryType), selectKhiva, 200, ""}.make(t, s)
	call{"POST", "/api/v2/query?lang=gizmo", nil, gizmoText, 200, ""}.make(t, s)
	call{"POST", "/api/v2/query?lang=sparql", nil, selectKhiva, 200, ""}.make(t, s)
	close(written)
	wait.Wait()
	_, inside := s.gate.load()
	if n := len(s.uploadPlaces.taken) + inside; n != 0 {
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
