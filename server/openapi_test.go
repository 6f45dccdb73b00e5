package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// spec is openapi.yaml, checked, with what tests saw of it.
var spec struct {
	once   sync.Once
	doc    *openapi3.T
	router routers.Router
	err    error

	mu   sync.Mutex
	seen map[string]bool // "GET /v1/entities 200"
}

func loadSpec(t testing.TB) {
	t.Helper()
	spec.once.Do(func() {
		for _, mediaType := range []string{"application/gexf+xml", "application/graphml+xml", "text/html", "application/n-quads", "application/trig",
			"text/turtle", "application/n-triples", "application/rdf+xml", "application/sparql-results+xml", "text/tab-separated-values", "application/xml", "text/xml"} {
			openapi3filter.RegisterBodyDecoder(mediaType, openapi3filter.FileBodyDecoder)
		}
		openapi3filter.RegisterBodyDecoder(jsonLDType, openapi3filter.JSONBodyDecoder)
		openapi3filter.RegisterBodyDecoder("application/sparql-results+json", openapi3filter.JSONBodyDecoder)
		spec.seen = map[string]bool{}
		if spec.doc, spec.err = openapi3.NewLoader().LoadFromData(openAPI); spec.err != nil {
			return
		}
		if spec.err = spec.doc.Validate(context.Background()); spec.err != nil {
			return
		}
		spec.router, spec.err = gorillamux.NewRouter(spec.doc)
	})
	if spec.err != nil {
		t.Fatal(spec.err)
	}
}

// agrees checks an answer against openapi.yaml: the route, the method, the
// status and the body must be described there. HEAD is described with GET,
// OPTIONS, unknown paths and wrong methods in its introduction.
func agrees(t testing.TB, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	loadSpec(t)
	if r.Method == http.MethodHead || r.Method == http.MethodOptions || w.Code == http.StatusMethodNotAllowed {
		return
	}
	route, pathParams, err := spec.router.FindRoute(r)
	if err != nil {
		if w.Code != http.StatusNotFound {
			t.Errorf("%s %s: status %d, but openapi.yaml does not have it: %v", r.Method, r.URL.Path, w.Code, err)
		}
		return
	}
	if w.Code != http.StatusInternalServerError && route.Operation.Responses.Status(w.Code) == nil {
		t.Errorf("%s %s: status %d is not in openapi.yaml", r.Method, r.URL.Path, w.Code)
	}
	spec.mu.Lock()
	spec.seen[r.Method+" "+route.Path+" "+strconv.Itoa(w.Code)] = true
	spec.mu.Unlock()
	err = openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: pathParams, Route: route},
		Status:                 w.Code,
		Header:                 w.Header(),
		Body:                   io.NopCloser(bytes.NewReader(w.Body.Bytes())),
		Options:                &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
	if err != nil {
		t.Errorf("%s %s: the answer is not as openapi.yaml says: %v", r.Method, r.URL, err)
	}
}

// TestMain fails if openapi.yaml promises an answer that no test saw.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && spec.doc != nil && len(os.Args) > 0 && !partial() {
		for _, missing := range unseen() {
			os.Stderr.WriteString("openapi.yaml describes an answer that no test saw: " + missing + "\n")
			code = 1
		}
	}
	os.Exit(code)
}

// partial reports whether only some tests were asked for.
func partial() bool {
	return slices.ContainsFunc(os.Args[1:], func(arg string) bool {
		for _, flag := range []string{"-test.run=", "-test.bench=", "-test.fuzz=", "-test.list=", "-test.skip="} {
			if value, ok := strings.CutPrefix(arg, flag); ok && value != "" {
				return true
			}
		}
		return false
	})
}

func unseen() []string {
	var missing []string
	for path, item := range spec.doc.Paths.Map() {
		for method, op := range item.Operations() {
			for status := range op.Responses.Map() {
				if key := method + " " + path + " " + status; status != "default" && !spec.seen[key] {
					missing = append(missing, key)
				}
			}
		}
	}
	slices.Sort(missing)
	return missing
}

func TestOpenAPIHasTheRoutes(t *testing.T) {
	loadSpec(t)
	var served, described []string
	for _, r := range (&Server{}).routes() {
		for method := range r.methods {
			served = append(served, method+" "+r.path)
		}
	}
	for path, item := range spec.doc.Paths.Map() {
		for method := range item.Operations() {
			described = append(described, method+" "+path)
		}
	}
	slices.Sort(served)
	slices.Sort(described)
	if !slices.Equal(served, described) {
		t.Errorf("served:\n%s\ndescribed:\n%s", strings.Join(served, "\n"), strings.Join(described, "\n"))
	}
}

func TestOpenAPIHasTheParameters(t *testing.T) {
	loadSpec(t)
	s := newServer(t, storeOf(t), quiet())
	for path, item := range spec.doc.Paths.Map() {
		if !strings.HasPrefix(path, "/v1/") {
			continue
		}
		for method, op := range item.Operations() {
			// Asked with a parameter that is not there, a route names those that are.
			w := httptest.NewRecorder()
			r := httptest.NewRequest(method, path+"?nosuch=1", strings.NewReader("meeting x"))
			r.Header.Set("Content-Type", "text/plain")
			s.ServeHTTP(w, r)
			p := decode[Problem](t, w)
			for _, ref := range append(slices.Clone(op.Parameters), item.Parameters...) {
				if ref.Value.In == "query" && !strings.Contains(p.Detail, ref.Value.Name) {
					t.Errorf("%s %s: openapi.yaml has %s, the route says: %s", method, path, ref.Value.Name, p.Detail)
				}
			}
			if strings.HasPrefix(p.Detail, "want no parameters") {
				continue
			}
			list, _, _ := strings.Cut(strings.TrimPrefix(p.Detail, "want the parameters "), ", got ")
			for _, name := range strings.Split(list, ", ") {
				if op.Parameters.GetByInAndName("query", name) == nil && item.Parameters.GetByInAndName("query", name) == nil {
					t.Errorf("%s %s: %s is not in openapi.yaml", method, path, name)
				}
			}
		}
	}
}

func TestOpenAPIHasTheCodes(t *testing.T) {
	loadSpec(t)
	var described []string
	for _, v := range spec.doc.Components.Schemas["Problem"].Value.Properties["code"].Value.Enum {
		described = append(described, v.(string))
	}
	for _, code := range []Code{
		CodeParameter, CodeSyntax, CodeStatement, CodeBody, CodeArticle, CodeNotFound, CodeMethod, CodeAccept, CodeMedia, CodeTooLarge,
		CodeSlowRequest, CodeOrigin, CodeConflict, CodeQuery, CodeRemote, CodeMemory, CodeStopped, CodeTimeout, CodeBusy, CodeReadOnly, CodeUnavailable, CodeInternal,
	} {
		if !slices.Contains(described, string(code)) {
			t.Errorf("code %s is not in openapi.yaml", code)
		}
	}
}
