package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestServeGreetsWithLinesThatWork has an empty store filled and tries the things
// to try.
func TestServeGreetsWithLinesThatWork(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	greeting, stdout := io.Pipe()
	var stderr bytes.Buffer
	code := make(chan int)
	started := time.Now()
	go func() {
		code <- run(ctx, []string{"serve", "--db", "memory:", "--addr", "127.0.0.1:0"}, strings.NewReader(""), stdout, &stderr)
		stdout.Close()
	}()
	curl := regexp.MustCompile(`curl '(http://[^']+)'`)
	tried := 0
	for lines := bufio.NewScanner(greeting); tried < 3 && lines.Scan(); {
		if tried == 0 {
			t.Logf("%s after %v", lines.Text(), time.Since(started))
		}
		found := curl.FindStringSubmatch(lines.Text())
		if found == nil {
			continue
		}
		tried++
		res, err := http.Get(found[1])
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusOK || len(body) < 200 {
			t.Errorf("GET %s: %s, %v: %s", found[1], res.Status, err, body)
		}
	}
	if tried != 3 {
		t.Errorf("%d things to try, want 3", tried)
	}
	stop()
	if c := <-code; c != 0 {
		t.Errorf("exit code %d after an orderly end, want 0; stderr:\n%s", c, stderr.String())
	}
	if filled := "The store was empty: "; !strings.HasPrefix(stderr.String(), filled) {
		t.Errorf("stderr begins with %.40q, want %q", stderr.String(), filled)
	}
}
