package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"diplograph/graph/explore"
	"diplograph/graph/vocab"
)

func TestBadParameterIs400(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, target := range []string{
		"/v1/neighborhood",
		"/v1/neighborhood?iri=nosuch",
		"/v1/neighborhood?iri=res:x&iri=res:y",
		"/v1/neighborhood?iri=a%3Ab%20c",
		"/v1/neighborhood?iri=" + strings.Repeat("a:", maxIRI),
		"/v1/neighborhood?iri=res:x&depth=9",
		"/v1/neighborhood?iri=res:x&depth=two",
		"/v1/neighborhood?iri=res:x&limit=0",
		"/v1/neighborhood?iri=res:x&direction=up",
		"/v1/neighborhood?iri=res:x&from=May",
		"/v1/neighborhood?iri=res:x&from=2025&to=2024",
		"/v1/neighborhood?iri=res:x&format=svg",
		"/v1/neighborhood?iri=res:x&lang=" + url.QueryEscape("<b>"),
		"/v1/neighborhood?iri=res:x&lang=" + strings.Repeat("aa,", 9) + "aa",
		"/v1/neighborhood?iri=res:x&type=what",
		"/v1/neighborhood?iri=res:x&" + strings.Repeat("type=dg:Visit&", maxRepeats+1),
		"/v1/neighborhood?iri=res:x&color=red",
		"/v1/neighborhood?iri=%ff",
		"/v1/neighborhood?iri=%zz",
		"/v1/neighborhood?iri=res:x;depth=1",
		"/v1/entities",
		"/v1/entities?q=--",
		"/v1/entities?q=a&limit=1000",
		"/v1/entity",
		"/v1/timeline?limit=5000",
		"/v1/timeline?match=some",
		"/v1/timeline?cursor=x",
		"/api/v2/query?qu=g",
		"/api/v2/query?lang=nosuch&qu=g",
		"/api/v2/query?lang=gizmo",
	} {
		call{method: "GET", target: target, status: 400, code: CodeParameter}.make(t, s)
	}
	call{method: "DELETE", target: "/v1/articles", status: 400, code: CodeParameter}.make(t, s)
}

func TestUnknownIRIIs404(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, target := range []string{"/v1/neighborhood?iri=res:nobody", "/v1/entity?iri=res:nobody", "/v1/timeline?entity=res:nobody"} {
		call{method: "GET", target: target, status: 404, code: CodeNotFound}.make(t, s)
	}
	call{method: "DELETE", target: "/v1/articles?iri=res:article/nosuch", status: 404, code: CodeNotFound}.make(t, s)
}

func TestNeighborhoodInEveryFormat(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	target := "/v1/neighborhood?iri=" + tokayevName + "&depth=2&lang=kk,en"
	for _, f := range explore.Formats {
		for _, c := range []call{
			{method: "GET", target: target + "&format=" + f.Name, status: 200},
			{method: "GET", target: target, header: with("Accept", "text/html;q=0.5, "+f.MediaType), status: 200},
		} {
			if w := c.make(t, s); w.Header().Get("Content-Type") != f.MediaType || !strings.Contains(w.Body.String(), "Қасым-Жомарт Тоқаев") ||
				!strings.Contains(w.Header().Get("Content-Disposition"), "neighborhood."+f.Extension) {
				t.Errorf("%s: Content-Type %s: %s", f.Name, w.Header().Get("Content-Type"), w.Body)
			}
		}
	}
}

func TestLanguageByHeader(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{method: "GET", target: "/v1/entity?iri=res:country/uzbekistan", status: 200,
		header: with("Accept-Language", "de;q=0.3, kaa-Latn;q=0.9, *;q=0.1")}.make(t, s)
	if got := decode[explore.Entity](t, w); got.Label != "Өзбекстан" {
		t.Errorf("label %q", got.Label)
	}
}

func TestEntitiesInAnyScript(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, q := range []string{"Tokayev", "Тоқаев", "Toqaev", "Tokaev", "tokayew"} {
		w := call{method: "GET", target: "/v1/entities?q=" + url.QueryEscape(q), status: 200}.make(t, s)
		if hits := decode[explore.Hits](t, w); len(hits.Entities) == 0 || hits.Entities[0].Label != "Kassym-Jomart Tokayev" {
			t.Errorf("%s: %s", q, w.Body)
		}
	}
}

func TestTimelineOfACountry(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{method: "GET", target: "/v1/timeline?entity=res:country/uzbekistan&entity=res:country/kazakhstan&from=2024&to=2024-04", status: 200}.make(t, s)
	line := decode[explore.Timeline](t, w)
	if len(line.Events) != 1 || line.Events[0].Places[0].Label != "Khiva" || len(line.Events[0].Passages) != 1 {
		t.Errorf("%s", w.Body)
	}
}

func TestQuadsComeAndGo(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	nquads := with("Content-Type", "application/n-quads")
	for _, step := range []struct {
		call
		want string
	}{
		{call{"POST", "/v1/quads", nquads, oneQuad + oneQuad, 200, ""}, `{"added":1,"duplicates":1}`},
		{call{"POST", "/v1/quads?graph=urn:h", with("Content-Type", "text/turtle; charset=UTF-8"), "<urn:s> <urn:p> 'o' .", 200, ""}, `{"added":1,"duplicates":0}`},
		{call{"DELETE", "/v1/quads?graph=urn:h", with("Content-Type", "application/n-triples"), "<urn:s> <urn:p> \"o\" .\n", 200, ""}, `{"removed":1,"absent":0}`},
		{call{"DELETE", "/v1/quads", nquads, oneQuad, 200, ""}, `{"removed":1,"absent":0}`},
		{call{"DELETE", "/v1/quads", nquads, oneQuad, 200, ""}, `{"removed":0,"absent":1}`},
		{call{"POST", "/v1/quads", with("Content-Type", "application/n-quads", "Content-Encoding", "gzip"), packed(t, oneQuad), 200, ""}, `{"added":1,"duplicates":0}`},
		{call{"DELETE", "/v1/quads", with("Content-Type", "application/n-quads", "Content-Encoding", "gzip"), packed(t, oneQuad), 200, ""}, `{"removed":1,"absent":0}`},
		{call{"POST", "/v1/quads", nquads, "", 200, ""}, `{"added":0,"duplicates":0}`},
	} {
		if got := strings.TrimSpace(step.make(t, s).Body.String()); got != step.want {
			t.Errorf("%s %s: %s, want %s", step.method, step.target, got, step.want)
		}
	}
}

// A name that was posted is found, and not when it is gone again.
func TestSearchFollowsUploads(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	label := "<urn:x:narbaeva> <" + vocab.RDFSLabel + "> \"Танзила Нарбаева\"@kaa .\n"
	find := call{method: "GET", target: "/v1/entities?q=Narbayeva", status: 200}
	for _, step := range []struct {
		method string
		found  int
	}{{"POST", 1}, {"DELETE", 0}} {
		call{step.method, "/v1/quads", with("Content-Type", "application/n-quads"), label, 200, ""}.make(t, s)
		if hits := decode[explore.Hits](t, find.make(t, s)); len(hits.Entities) != step.found {
			t.Errorf("after %s: %d found, want %d", step.method, len(hits.Entities), step.found)
		}
	}
}

func packed(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBadUploadChangesNothing(t *testing.T) {
	opts := quiet()
	opts.MaxUpload = 1000
	store := storeOf(t)
	s := newServer(t, store, opts)
	before := s.quadCount()
	nquads := with("Content-Type", "application/n-quads")
	zipped := with("Content-Type", "application/n-quads", "Content-Encoding", "gzip")
	for _, method := range []string{"POST", "DELETE"} {
		for _, c := range []call{
			{method, "/v1/quads", nquads, oneQuad + "<urn:s> <urn:p> oops .\n", 400, CodeSyntax},
			{method, "/v1/quads", with("Content-Type", "text/turtle"), "<urn:s> <urn:p> <relative> .", 400, CodeSyntax},
			{method, "/v1/quads", nquads, strings.Repeat(oneQuad, 100), 413, CodeTooLarge},
			{method, "/v1/quads", zipped, packed(t, strings.Repeat(oneQuad, 10_000)), 413, CodeTooLarge},
			{method, "/v1/quads", zipped, "not gzip at all", 400, CodeBody},
			{method, "/v1/quads", zipped, packed(t, oneQuad)[:30], 400, CodeBody},
			{method, "/v1/quads", zipped, "", 400, CodeBody},
			{method, "/v1/quads", nil, oneQuad, 415, CodeMedia},
			{method, "/v1/quads", with("Content-Type", "text/csv"), oneQuad, 415, CodeMedia},
			{method, "/v1/quads", with("Content-Type", ";;"), oneQuad, 415, CodeMedia},
			{method, "/v1/quads", with("Content-Type", "application/n-quads; charset=utf-16"), oneQuad, 415, CodeMedia},
			{method, "/v1/quads", with("Content-Type", "application/n-quads", "Content-Encoding", "br"), oneQuad, 415, CodeMedia},
			{method, "/v1/quads?graph=nosuch", nquads, oneQuad, 400, CodeParameter},
			{method, "/v1/quads?graf=urn:g", nquads, oneQuad, 400, CodeParameter},
		} {
			c.make(t, s)
		}
	}
	if after := s.quadCount(); after != before {
		t.Errorf("%v quads before, %v after", before, after)
	}
}

func TestSyntaxErrorHasItsPlace(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{"POST", "/v1/quads", with("Content-Type", "application/n-quads"), oneQuad + "<urn:s> <urn:p> oops .\n", 400, CodeSyntax}.make(t, s)
	if p := decode[Problem](t, w); p.Line != 2 || p.Column != 17 {
		t.Errorf("line %d, column %d, want 2, 17: %s", p.Line, p.Column, p.Detail)
	}
}

func TestArticleComesIsReplacedAndGoes(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	plain := with("Content-Type", plainText)
	c := call{"POST", "/v1/articles?lang=kaa&date=2025-11-14", plain, "meeting two", 201, ""}
	w := c.make(t, s)
	got := decode[storedArticle](t, w)
	if got.IRI != vocab.Res+"article/two" || !got.Created || got.Added != 6 || len(got.Statements) != 6 || len(got.Events) != 1 || got.Events[0].Label != "Meeting two" {
		t.Errorf("%s", w.Body)
	}
	call{method: "GET", target: w.Header().Get("Location"), status: 200}.make(t, s)

	c = call{"POST", "/v1/articles", with("Content-Type", "application/json", "Accept", "application/n-quads"),
		`{"text": "meeting three", "lang": "kaa", "source": "res:article/two"}`, 200, ""}
	if w = c.make(t, s); strings.Count(w.Body.String(), "\n") != 5 {
		t.Errorf("%s", w.Body)
	}
	around := call{method: "GET", target: "/v1/neighborhood?iri=" + tokayevName, status: 200}
	if body := around.make(t, s).Body.String(); strings.Contains(body, "Meeting two") || !strings.Contains(body, "Meeting three") {
		t.Errorf("after it was replaced: %s", body)
	}

	call{method: "DELETE", target: "/v1/articles?iri=res:article/two", status: 200}.make(t, s)
	if body := around.make(t, s).Body.String(); strings.Contains(body, "Meeting three") {
		t.Errorf("after it was withdrawn: %s", body)
	}
}

func TestBadArticleChangesNothing(t *testing.T) {
	opts := quiet()
	opts.MaxArticle = 100
	s := newServer(t, storeOf(t), opts)
	before := s.quadCount()
	plain, asJSON := with("Content-Type", plainText), with("Content-Type", "application/json")
	for _, c := range []call{
		{"POST", "/v1/articles", plain, "nothing of note", 422, CodeArticle},
		{"POST", "/v1/articles", plain, "fail", 500, CodeInternal},
		{"POST", "/v1/articles", plain, "panic", 500, CodeInternal},
		{"POST", "/v1/articles", plain, strings.Repeat("long ", 100), 413, CodeTooLarge},
		{"POST", "/v1/articles?date=yesterday", plain, "meeting x", 400, CodeParameter},
		{"POST", "/v1/articles?date=2025-11", plain, "meeting x", 400, CodeParameter},
		{"POST", "/v1/articles?lang=!!", plain, "meeting x", 400, CodeParameter},
		{"POST", "/v1/articles?source=what", plain, "meeting x", 400, CodeParameter},
		{"POST", "/v1/articles?source=res:graph/gazetteer", plain, "meeting x", 409, CodeConflict},
		{"POST", "/v1/articles", nil, "meeting x", 415, CodeMedia},
		{"POST", "/v1/articles", with("Content-Type", "text/html"), "meeting x", 415, CodeMedia},
		{"POST", "/v1/articles", with("Content-Type", plainText, "Content-Encoding", "gzip"), "meeting x", 415, CodeMedia},
		{"POST", "/v1/articles", asJSON, `{"txt": "meeting x"}`, 400, CodeBody},
		{"POST", "/v1/articles", asJSON, `{"text": "meeting x"} {}`, 400, CodeBody},
		{"POST", "/v1/articles", asJSON, `[`, 400, CodeBody},
		{"POST", "/v1/articles", asJSON, "{\"text\": \"meeting \xff\"}", 400, CodeBody},
		{"POST", "/v1/articles?date=2025-11-14", asJSON, `{"text": "meeting x"}`, 400, CodeParameter},
		{"DELETE", "/v1/articles?iri=res:graph/gazetteer", nil, "", 409, CodeConflict},
	} {
		if w := c.make(t, s); strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "at the reader's") {
			t.Errorf("the answer tells what the log should: %s", w.Body)
		}
	}
	if after := s.quadCount(); after != before {
		t.Errorf("%v quads before, %v after", before, after)
	}
}

func TestNoReaderOfArticlesIs503(t *testing.T) {
	opts := quiet()
	opts.Extractor = nil
	call{"POST", "/v1/articles", with("Content-Type", plainText), "meeting x", 503, CodeUnavailable}.make(t, newServer(t, storeOf(t), opts))
}

func TestHomeCounts(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	home := call{method: "GET", target: "/", status: 200}
	for _, want := range []string{"<dt>Entities</dt><dd>4</dd>", "<dt>Events</dt><dd>1</dd>", "<dt>Articles</dt><dd>1</dd>", "Version test"} {
		if body := home.make(t, s).Body.String(); !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	call{"POST", "/v1/articles", with("Content-Type", plainText), "meeting two", 201, ""}.make(t, s)
	if body := home.make(t, s).Body.String(); !strings.Contains(body, "<dt>Events</dt><dd>2</dd>") {
		t.Errorf("the new event is not counted: %s", body)
	}
}

// The style sheet in the page is the one that its policy lets in.
func TestHomeKeepsItsPolicy(t *testing.T) {
	w := call{method: "GET", target: "/", status: 200}.make(t, newServer(t, storeOf(t), quiet()))
	_, rest, _ := strings.Cut(w.Body.String(), "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(w.Header().Get("Content-Security-Policy"), hash) {
		t.Errorf("the style sheet's hash %s is not in %s", hash, w.Header().Get("Content-Security-Policy"))
	}
}

func TestLinksOfHomeLead(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	body := call{method: "GET", target: "/", status: 200}.make(t, s).Body.String()
	for i, link := range strings.Split(body, `href="`)[1:] {
		target, _, _ := strings.Cut(link, `"`)
		target = strings.ReplaceAll(target, "&amp;", "&")
		if strings.Contains(target, "samarkand") {
			continue // in the gazetteer that ships, not in this world
		}
		if call := (call{method: "GET", target: target, status: 200}); call.make(t, s).Body.Len() == 0 {
			t.Errorf("link %d leads nowhere: %s", i, target)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567"} {
		if got := count(n, true); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
	if got := count(5, false); got != "5+" {
		t.Errorf("inexact: %q", got)
	}
}

func TestMetricsCountRequests(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	call{method: "GET", target: "/v1/entities?q=khiva", status: 200}.make(t, s)
	call{method: "BREW", target: "/v1/entities", status: 405, code: CodeMethod}.make(t, s)
	body := call{method: "GET", target: "/metrics", status: 200}.make(t, s).Body.String()
	for _, want := range []string{
		`diplograph_http_requests_total{method="GET",route="/v1/entities",status="200"} 1`,
		`diplograph_http_requests_total{method="other",route="/v1/entities",status="405"} 1`,
		"diplograph_store_quads ", "diplograph_index_labels ", `diplograph_info{version="test"} 1`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in the metrics", want)
		}
	}
}

func TestLogTellsOfRequests(t *testing.T) {
	var log bytes.Buffer
	opts := quiet()
	opts.Log = slog.New(slog.NewJSONHandler(&log, nil))
	s := newServer(t, storeOf(t), opts)
	call{"POST", "/v1/articles", with("Content-Type", plainText, "X-Request-Id", "request-1"), "fail", 500, CodeInternal}.make(t, s)
	var line struct {
		Level, Request, Method, Path, Error string
		Status                              int
	}
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line.Level != "ERROR" || line.Request != "request-1" || line.Method != "POST" || line.Status != 500 || line.Error != "secret of the reader" {
		t.Errorf("%s", log.String())
	}
}

func TestBadOriginIsRefused(t *testing.T) {
	for _, origin := range []string{"example.org", "https://example.org/", "*", "https://"} {
		opts := quiet()
		opts.Origins = []string{origin}
		if _, err := New(t.Context(), storeOf(t), opts); err == nil {
			t.Errorf("%s: no error", origin)
		}
	}
}
