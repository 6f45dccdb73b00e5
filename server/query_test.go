package server

import (
	"net/url"
	"strings"
	"testing"
)

const gizmoText = `g.V("<https://w3id.org/diplograph/id/city/khiva>").out("<https://schema.org/containedInPlace>").all()`

var gizmoQuery = url.QueryEscape(gizmoText)

func TestQueryLanguages(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	const want = "https://w3id.org/diplograph/id/country/uzbekistan"
	for language, text := range map[string]string{
		"gizmo":    gizmoText,
		"mql":      `[{"id": "<https://w3id.org/diplograph/id/city/khiva>", "<https://schema.org/containedInPlace>": null}]`,
		"graphql":  `{ nodes(id: <https://w3id.org/diplograph/id/city/khiva>) { <https://schema.org/containedInPlace> } }`,
		"linkedql": `{"@context": {"@vocab": "http://cayley.io/linkedql#"}, "@type": "Visit", "from": {"@type": "Match", "pattern": {"@id": "https://w3id.org/diplograph/id/city/khiva"}}, "properties": "https://schema.org/containedInPlace"}`,
	} {
		t.Run(language, func(t *testing.T) {
			for _, c := range []call{
				{method: "POST", target: "/api/v2/query?lang=" + language, body: text, status: 200},
				{method: "GET", target: "/api/v2/query?lang=" + language + "&qu=" + url.QueryEscape(text), status: 200},
				{method: "GET", target: "/api/v2/query?lang=" + language + "&query=" + url.QueryEscape(text), status: 200},
			} {
				if body := c.make(t, s).Body.String(); !strings.Contains(body, want) {
					t.Errorf("%s", body)
				}
			}
		})
	}
}

func TestQueryErrors(t *testing.T) {
	opts := quiet()
	opts.MaxQuery = 200
	s := newServer(t, storeOf(t), opts)
	long := strings.Repeat(" ", 201)
	for _, c := range []call{
		{"POST", "/api/v2/query?lang=gizmo", nil, "g.V(", 400, CodeQuery},
		{"POST", "/api/v2/query?lang=graphql", nil, "{", 400, CodeQuery},
		{"POST", "/api/v2/query?lang=mql", nil, "{", 400, CodeQuery},
		{"POST", "/api/v2/query?lang=linkedql", nil, "{", 400, CodeQuery},
		{"POST", "/api/v2/query?lang=gizmo", nil, "", 400, CodeParameter},
		{"POST", "/api/v2/query?lang=gizmo", nil, "\xff", 400, CodeParameter},
		{"POST", "/api/v2/query", nil, gizmoText, 400, CodeParameter},
		{"POST", "/api/v2/query?lang=gizmo", nil, long, 413, CodeTooLarge},
		{"GET", "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(long), nil, "", 413, CodeTooLarge},
		{"POST", "/api/v2/query?lang=mql", with("Accept", jsonLDType), `[{"id": null}]`, 406, CodeAccept},
	} {
		w := c.make(t, s)
		if p := decode[Problem](t, w); p.Message != p.Detail || len(p.Messages) != 1 {
			t.Errorf("%s %s: Cayley's clients find no message in %s", c.method, c.target, w.Body)
		}
	}
}

func TestQueryErrorHasItsPlace(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{"POST", "/api/v2/query?lang=gizmo", nil, "var x = 1;\ng.V(;\n", 400, CodeQuery}.make(t, s)
	if p := decode[Problem](t, w); p.Line != 2 || p.Column == 0 {
		t.Errorf("line %d, column %d, want line 2: %s", p.Line, p.Column, p.Detail)
	}
}

func TestQueryInJSONLD(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	w := call{"POST", "/api/v2/query?lang=gizmo", with("Accept", jsonLDType), gizmoText, 200, ""}.make(t, s)
	if got := w.Header().Get("Content-Type"); got != jsonLDType {
		t.Errorf("Content-Type %s", got)
	}
}

func TestQuerySparql(t *testing.T) {
	s := newServer(t, storeOf(t), quiet())
	for _, c := range []call{
		{"POST", "/api/v2/query?lang=sparql", nil, selectKhiva, 200, ""},
		{"GET", "/api/v2/query?lang=sparql&qu=" + url.QueryEscape(selectKhiva), nil, "", 200, ""},
		{"GET", "/api/v2/query?lang=sparql&query=" + url.QueryEscape(selectKhiva), with("Accept", "text/csv"), "", 200, ""},
		{"GET", "/api/v2/query?lang=sparql&query=" + url.QueryEscape("DESCRIBE <https://w3id.org/diplograph/id/city/khiva>"), nil, "", 200, ""},
	} {
		if body := c.make(t, s).Body.String(); !strings.Contains(body, "country/uzbekistan") {
			t.Errorf("%s", body)
		}
	}
	w := call{"POST", "/api/v2/query?lang=sparql", nil, "SELECT * { ?s ?p }", 400, CodeSyntax}.make(t, s)
	if p := decode[Problem](t, w); p.Message != p.Detail || p.Line != 1 || p.Column != 18 {
		t.Errorf("%s", w.Body)
	}
}
