package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf"
)

// started serves on a free port until the test ends or stop is called, which
// gives what Serve gave.
func started(t *testing.T, s *Server) (url string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	return "http://" + l.Addr().String(), func() error {
		cancel()
		return <-done
	}
}

// A heldReader is a reader of articles that waits to be opened.
type heldReader struct {
	fakeReader
	entered, open chan struct{}
}

func newHeldReader() *heldReader {
	return &heldReader{entered: make(chan struct{}), open: make(chan struct{})}
}

// Extract reads the article when it is opened.
func (g *heldReader) Extract(ctx context.Context, text []byte, opts ArticleOptions) ([]rdf.Quad, string, error) {
	close(g.entered)
	<-g.open
	return g.fakeReader.Extract(ctx, text, opts)
}

func TestShutdownWaitsForRequestsAtWork(t *testing.T) {
	g := newHeldReader()
	opts := quiet()
	opts.Extractor = g
	url, stop := started(t, newServer(t, storeOf(t), opts))
	answered := make(chan int, 1)
	go func() {
		r, err := http.Post(url+"/v1/articles", plainText, strings.NewReader("meeting late"))
		if err != nil {
			answered <- 0
			return
		}
		r.Body.Close()
		answered <- r.StatusCode
	}()
	<-g.entered
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	select {
	case err := <-stopped:
		t.Fatalf("stopped before the request at work was answered: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(g.open)
	if status := <-answered; status != http.StatusCreated {
		t.Errorf("the request at work got %d", status)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("still answering")
	}
}

func TestServeReportsABrokenListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := newServer(t, storeOf(t), quiet()).Serve(context.Background(), l); err == nil {
		t.Error("no error")
	}
}

// A client that goes away ends its request.
func TestDisconnectEndsTheRequest(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	url, stop := started(t, s)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/v1/articles", strings.NewReader("wait"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", plainText)
	if _, err := http.DefaultClient.Do(r); err == nil {
		t.Error("the request was answered")
	}
	began := time.Now()
	if err := stop(); err != nil || time.Since(began) > 10*time.Second {
		t.Errorf("stopping took %v: %v", time.Since(began), err)
	}
}

// A client that sends too slowly is told so.
func TestSlowUploadIs408(t *testing.T) {
	opts := quiet()
	opts.UploadTimeout = 100 * time.Millisecond
	url, _ := started(t, newServer(t, storeOf(t), opts))
	body, never := io.Pipe()
	defer never.Close()
	r, err := http.Post(url+"/v1/quads", "application/n-quads", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusRequestTimeout && r.StatusCode != http.StatusGatewayTimeout {
		t.Errorf("status %d, want 408 or 504", r.StatusCode)
	}
}
