package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// streamed serves one streamed answer.
func streamed(t *testing.T, write func(*stream) error) *httptest.Server {
	s := newServer(t, emptyStore(t), quiet())
	h := s.watched(s.serve("/x", endpoint{handle: func(*http.Request) (*answer, error) {
		return &answer{mediaType: "text/csv", stream: write}, nil
	}}))
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, url string) (*http.Response, string, error) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

func TestStreamThatFailsAtOnceIsAProblem(t *testing.T) {
	server := streamed(t, func(*stream) error { return context.DeadlineExceeded })
	res, body, err := get(t, server.URL)
	if res.StatusCode != 504 || err != nil || !strings.Contains(body, string(CodeTimeout)) || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s %s %v", res.Status, body, err)
	}
}

// TestStreamThatFailsLateBreaks fails, or panics, after a part was sent.
func TestStreamThatFailsLateBreaks(t *testing.T) {
	for name, end := range map[string]func() error{
		"error": func() error { return errors.New("late") },
		"panic": func() error { panic("late") },
	} {
		server := streamed(t, func(s *stream) error {
			_, _ = s.Write([]byte("part"))
			return end()
		})
		res, err := http.Get(server.URL)
		if err != nil {
			continue // nothing came at all
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err == nil {
			t.Errorf("%s: %s %q passes for a whole answer", name, res.Status, body)
		}
	}
}

func TestStreamWithoutBody(t *testing.T) {
	server := streamed(t, func(*stream) error { return nil })
	if res, body, err := get(t, server.URL); res.StatusCode != 200 || body != "" || err != nil || res.Header.Get("Content-Type") != "text/csv" {
		t.Errorf("%s %s %v", res.Status, body, err)
	}
}

// TestStreamIsFlushed waits with the end of an answer for its reader to have its
// beginning.
func TestStreamIsFlushed(t *testing.T) {
	read := make(chan struct{})
	server := streamed(t, func(s *stream) error {
		flush := func() error {
			_, err := s.Write([]byte("row\n"))
			return err
		}
		if err := s.part(flush, func() error { return nil }); err != nil {
			return err
		}
		<-read
		return nil
	})
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.ReadFull(res.Body, make([]byte, 4)); err != nil {
		t.Error(err)
	}
	close(read)
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		t.Error(err)
	}
	time.Sleep(nextPatience) // nobody writes any more
}

// TestTimerThatComesLate has the timer go off when the end is already written.
func TestTimerThatComesLate(t *testing.T) {
	server := streamed(t, func(s *stream) error {
		nothing := func() error { return nil }
		if err := s.part(nothing, nothing); err != nil {
			return err
		}
		return s.last(func() error {
			var late sync.WaitGroup
			defer late.Wait()
			late.Go(s.flushInTime)
			_, err := s.Write([]byte("end"))
			return err
		})
	})
	if _, body, err := get(t, server.URL); body != "end" || err != nil {
		t.Errorf("%q %v", body, err)
	}
}

// raw sends a request as it is written and gives all that comes back.
func raw(t *testing.T, server *httptest.Server, request string) string {
	t.Helper()
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// TestHTTP10HasLengths asks by HTTP/1.0, where a body that is cut would pass for
// the whole: an answer has a length, or is a problem.
func TestHTTP10HasLengths(t *testing.T) {
	nothing := func() error { return nil }
	for name, test := range map[string]struct {
		end          func(*stream) error
		status, want string
	}{
		"whole":    {func(s *stream) error { return s.last(nothing) }, "200", "part"},
		"error":    {func(*stream) error { return problem(503, CodeStopped, "late") }, "503", string(CodeStopped)},
		"panic":    {func(*stream) error { panic("late") }, "500", string(CodeInternal)},
		"too long": {func(s *stream) error { _, err := s.Write(make([]byte, maxHeld)); return err }, "505", "by HTTP/1.1"},
	} {
		server := streamed(t, func(s *stream) error {
			write := func() error { _, err := s.Write([]byte("part")); return err }
			if err := s.part(nothing, write); err != nil {
				return err
			}
			time.Sleep(2 * firstPatience)
			return test.end(s)
		})
		got := raw(t, server, "GET / HTTP/1.0\r\n\r\n")
		head, body, _ := strings.Cut(got, "\r\n\r\n")
		if !strings.HasPrefix(head, "HTTP/1.0 "+test.status) || !strings.Contains(body, test.want) ||
			!strings.Contains(head, fmt.Sprint("Content-Length: ", len(body))) || strings.Contains(body, "part") != (test.status == "200") {
			t.Errorf("%s: %s", name, got)
		}
	}
}
