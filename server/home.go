package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"

	"diplograph/graph"
	"diplograph/graph/explore"
)

var (
	//go:embed home.html
	homeHTML string
	//go:embed home.css
	homeCSS string

	homePage = template.Must(template.New("home").Funcs(template.FuncMap{"style": func() template.CSS { return template.CSS(homeCSS) }}).Parse(homeHTML))
)

// countMost bounds how many statements are read to count what is there.
const countMost = 500_000

// A summary is what the store holds, counted again only after it has changed.
type summary struct {
	store *graph.Store
	stale atomic.Bool

	mu   sync.Mutex
	last explore.Summary
}

func newSummary(store *graph.Store) *summary {
	s := &summary{store: store}
	s.stale.Store(true)
	store.OnApplied(func(graph.Changes) { s.stale.Store(true) })
	return s
}

func (s *summary) get(ctx context.Context) (explore.Summary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stale.Swap(false) {
		return s.last, nil
	}
	err := s.store.View(ctx, func(snap graph.Snapshot) (err error) {
		s.last, err = explore.Summarize(ctx, snap, countMost)
		return err
	})
	if err != nil {
		s.stale.Store(true)
	}
	return s.last, err
}

// home answers with a page that says what runs here and what to try.
func (s *Server) home(r *http.Request) (*answer, error) {
	counts, err := s.summary.get(r.Context())
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	err = homePage.Execute(&body, map[string]any{
		"Version":  s.opts.Version,
		"Entities": count(counts.Entities, counts.Exact),
		"Events":   count(counts.Events, counts.Exact),
		"Articles": count(counts.Articles, counts.Exact),
	})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(homeCSS))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
	return &answer{mediaType: "text/html; charset=utf-8", body: body.Bytes(), header: http.Header{"Content-Security-Policy": {policy}}}, nil
}

// count writes a number with its thousands apart, and a plus if there are more.
func count(n int, exact bool) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	if !exact {
		s += "+"
	}
	return s
}
