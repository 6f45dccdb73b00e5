package cayleyquery

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// The graph of the tests: who visited whom, in a named graph, with literals that
// quad stores like to change.
//
//	ann -> bob -> cid -> ann     x:visited
//	ann "007"^^xsd:integer, bob "7"^^xsd:integer, cid "7.5"^^xsd:double   x:age
func testStore(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	q := func(subject, p string, o rdf.Term) rdf.Quad {
		return rdf.Quad{Subject: rdf.IRI("x:" + subject), Predicate: rdf.IRI("x:" + p), Object: o, Graph: rdf.IRI("x:g")}
	}
	xsd := func(lexical, name string) rdf.Term { return rdf.Literal(lexical, rdf.XSDNamespace+name) }
	applyQuads(t, s,
		q("ann", "visited", rdf.IRI("x:bob")), q("bob", "visited", rdf.IRI("x:cid")), q("cid", "visited", rdf.IRI("x:ann")),
		q("ann", "age", xsd("007", "integer")), q("bob", "age", xsd("7", "integer")), q("cid", "age", xsd("7.5E0", "double")),
		q("ann", "name", rdf.String("Ann")), q("ann", "name", rdf.LangString("Анна", "kaa")),
		q("ann", "born", xsd("1970-01-01", "date")), q("bob", "born", xsd("1980-01-01", "date")),
		q("ann", "seen", xsd("2024-01-01T00:00:00+05:00", "dateTime")), q("bob", "seen", xsd("2024-01-01T00:00:00Z", "dateTime")),
	)
	return s
}

func applyQuads(t testing.TB, s *graph.Store, quads ...rdf.Quad) {
	t.Helper()
	if _, err := s.Apply(context.Background(), graph.Changes{Add: quads}); err != nil {
		t.Fatal(err)
	}
}

// body runs a query and gives the answer's body or the error, as one text.
func body(t testing.TB, s *graph.Store, opts Options, lang, query string) string {
	t.Helper()
	a, err := New(opts).Run(context.Background(), s, Request{Language: lang, Query: query})
	if err != nil {
		return "error: " + err.Error()
	}
	return strings.TrimSpace(string(a.Body))
}

func TestAnswers(t *testing.T) {
	s := testStore(t)
	for _, c := range []struct{ lang, query, want string }{
		{"gizmo", `g.V("<x:ann>").out("<x:visited>").all()`, `{"result":[{"id":"<x:bob>"}]}`},
		{"gizmo", `g.V("<x:bob>").in("<x:visited>").all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V("<x:nosuch>").all()`, `{"result":null}`},
		{"gizmo", `g.V("<x:ann>", "<x:nosuch>").all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V("<x:ann>").out("<x:nosuch>").all()`, `{"result":null}`},
		{"gizmo", `g.V("<x:ann>").out("<x:age>").all()`, `{"result":[{"id":"\"007\"^^<http://www.w3.org/2001/XMLSchema#integer>"}]}`},
		{"gizmo", `g.V("<x:bob>").out("<x:age>").all()`, `{"result":[{"id":7}]}`},
		{"gizmo", `g.V("<x:cid>").out("<x:age>").all()`, `{"result":[{"id":7.5}]}`},
		{"gizmo", `g.V(7).in("<x:age>").all()`, `{"result":[{"id":"<x:bob>"}]}`},
		{"gizmo", `g.V(7.5).in("<x:age>").all()`, `{"result":[{"id":"<x:cid>"}]}`},
		{"gizmo", `g.V(typed("007", "xsd:integer")).in("<x:age>").all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V("Ann").in("<x:name>").all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V(lang("Анна", "kaa")).in().all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V().has("<x:age>", lt(7.2)).count()`, `{"result":[null]}`},
		{"gizmo", `g.emit(g.V().has("<x:age>", lt(7.2)).count())`, `{"result":[2]}`},
		{"gizmo", `g.emit(g.V().has("<x:age>", gte(7)).count())`, `{"result":[3]}`},
		{"gizmo", `g.emit(g.V().has("<x:born>", gt(typed("1975-01-01", "xsd:date"))).toArray())`, `{"result":[["<x:bob>"]]}`},
		{"gizmo", `g.emit(g.V().has("<x:seen>", lt(new Date(Date.UTC(2024, 0, 1)))).toArray())`, `{"result":[["<x:ann>"]]}`},
		{"gizmo", `g.V("<x:bob>").out("<x:seen>").all()`, `{"result":[{"id":"2024-01-01T00:00:00Z"}]}`},
		{"gizmo", `g.V("<x:ann>").out("<x:seen>").all()`, `{"result":[{"id":"2024-01-01T00:00:00+05:00"}]}`},
		{"gizmo", `g.V("<x:ann>").out("<x:born>").all()`, `{"result":[{"id":"\"1970-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>"}]}`},
		{"gizmo", `g.V("<x:ann>").tag("who").labelContext("<x:g>").out("<x:visited>").all()`, `{"result":[{"id":"<x:bob>","who":"<x:ann>"}]}`},
		{"gizmo", `g.V("<x:ann>").labelContext("<x:other>").out("<x:visited>").all()`, `{"result":null}`},
		{"gizmo", `g.V("<x:ann>").followRecursive(g.M().out("<x:visited>")).all()`, `{"result":[{"id":"<x:bob>"},{"id":"<x:cid>"},{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V("<x:ann>").and(g.V("<x:nosuch>")).all()`, `{"result":null}`},
		{"gizmo", `g.V("<x:ann>").or(g.V("<x:nosuch>")).all()`, `{"result":[{"id":"<x:ann>"}]}`},
		{"gizmo", `g.V("<x:ann>").out("<x:visited>").forEach(function (d) { g.emit({to: d.id}) })`, `{"result":[{"to":"<x:bob>"}]}`},
		{"gizmo", `g.emit([3, 1, 2].sort().map(x => x * 2).join("-") + "abc".replace("b", "-").split("-").length)`, `{"result":["2-4-62"]}`},
		{"gizmo", `g.emit([1,2,3,4].filter(function (x) { return x % 2 == 0 }).concat([9], 8).reverse().slice(1, 3))`, `{"result":[[9,4]]}`},
		{"gizmo", `var a = [5,6,7]; a.splice(1, 1, "x", "y"); a.unshift(0); a.push(a.shift()); g.emit(a); g.emit(a.indexOf("y"))`, `{"result":[[5,"x","y",7,0],2]}`},
		{"gizmo", `g.V(g.IRI("x:ann")).out(g.IRI("x:visited")).all()`, `{"result":[{"id":"<x:bob>"}]}`},
		{"gizmo", `g.emit(g.IRI("res:city/khiva"))`, `{"result":["https://w3id.org/diplograph/id/city/khiva"]}`},
		{"gizmo", `g.emit({n: NaN, i: 1/0, u: undefined, d: new Date(0)})`, `{"result":[{"d":"1970-01-01T00:00:00Z","i":null,"n":null,"u":null}]}`},
		{"gizmo", `g.V("<x:ann>").Out("<x:visited>").All()`, `{"result":[{"id":"<x:bob>"}]}`},
		{"gizmo", `try { g.V().out({}) } catch (e) { g.emit("caught") }`, `{"result":["caught"]}`},
		{"gizmo", `for (var k in [7, 8]) g.emit(k)`, `{"result":["0","1"]}`},

		{"graphql", `{ nodes(id: <x:ann>) { id, to: <x:visited> { id } } }`, `{"data":{"nodes":{"id":"x:ann","to":{"id":"x:bob"}}}}`},
		{"graphql", `{ nodes(id: <x:bob>) { age: <x:age> } }`, `{"data":{"nodes":{"age":7}}}`},
		{"graphql", `{ nodes(id: <x:ann>) { age: <x:age> } }`, `{"data":{"nodes":{"age":{"Value":"007","Type":"http://www.w3.org/2001/XMLSchema#integer"}}}}`},
		{"graphql", `{ nodes(id: <x:nosuch>) { id } }`, `{"data":{"nodes":null}}`},
		{"graphql", `{ nodes(<x:visited>: <x:bob>) { * } }`, ``},
		{"graphql", `{ nodes(first: 1, <x:visited>: <x:bob>) { id } }`, `{"data":{"nodes":{"id":"x:ann"}}}`},

		{"mql", `[{"id": null, "<x:visited>": "<x:bob>"}]`, `{"result":[{"<x:visited>":"<x:bob>","id":"<x:ann>"}]}`},
		{"mql", `[{"id": "<x:nosuch>", "<x:visited>": null}]`, `{"result":null}`},
		{"mql", `{"id": "<x:ann>", "<x:age>": null}`, `{"result":[{"<x:age>":"\"007\"^^<http://www.w3.org/2001/XMLSchema#integer>","id":"<x:ann>"}]}`},

		{"linkedql", `{"@context": {"@vocab": "http://cayley.io/linkedql#"}, "@type": "Visit", "properties": "x:visited",
			"from": {"@type": "Vertex", "values": [{"@id": "x:ann"}]}}`, `{"result":[{"@id":"x:bob"}]}`},
		{"linkedql", `{"@context": {"@vocab": "http://cayley.io/linkedql#"}, "@type": "Visit", "properties": "x:age",
			"from": {"@type": "Vertex", "values": [{"@id": "x:ann"}]}}`, `{"result":[{"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"007"}]}`},
	} {
		got := body(t, s, Options{}, c.lang, c.query)
		if c.want == "" && strings.HasPrefix(got, "{") {
			continue
		}
		if got != c.want {
			t.Errorf("%s: %s\ngot:      %s\nexpected: %s", c.lang, c.query, got, c.want)
		}
	}
}

func TestJSONLD(t *testing.T) {
	s := testStore(t)
	a, err := New(Options{}).Run(context.Background(), s, Request{
		Language: "gizmo", JSONLD: true, Query: `g.V("<x:ann>").out(["<x:age>", "<x:name>"]).order().all()`})
	want := `{"result":[{"id":{"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"007"}},{"id":"Ann"},{"id":{"@language":"kaa","@value":"Анна"}}]}`
	if err != nil || strings.TrimSpace(string(a.Body)) != want || a.ContentType != "application/ld+json" {
		t.Errorf("got %s, %v\nexpected %s", a.Body, err, want)
	}
	for _, lang := range []string{"mql", "graphql"} {
		if _, err := New(Options{}).Run(context.Background(), s, Request{Language: lang, JSONLD: true, Query: "{}"}); !errors.Is(err, ErrCollation) {
			t.Errorf("%s as JSON-LD: %v, expected ErrCollation", lang, err)
		}
	}
}

func TestRequestErrors(t *testing.T) {
	s := testStore(t)
	for _, c := range []struct {
		lang, query string
		want        error
		line        int
		says        string
	}{
		{"sexp", "x", ErrLanguage, 0, "gizmo"},
		{"gizmo", "", nil, 0, "empty"},
		{"gizmo", strings.Repeat(" ", MaxQuery+1), ErrTooComplex, 0, "bytes"},
		{"gizmo", "g.V()\n.all(", nil, 2, "Unexpected end"},
		{"gizmo", "g.V()\nnosuch()", nil, 2, "nosuch"},
		{"gizmo", "\n\nthrow new Error('mine')", nil, 3, "mine"},
		{"graphql", "{ nodes {\n id( } }", nil, 2, "Expected"},
		{"graphql", "mutation { a }", nil, 0, "unsupported"},
		{"mql", "[{\n\"id\": ]", nil, 2, "not JSON"},
		{"linkedql", "{}", nil, 0, ""},
		{"linkedql", `{"@type": "nosuch"}`, nil, 0, "unsupported"},
	} {
		_, err := New(Options{}).Run(context.Background(), s, Request{Language: c.lang, Query: c.query})
		if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %.40q: %v, expected one that says %q", c.lang, c.query, err, c.says)
		}
		var q *QueryError
		if c.line > 0 && (!errors.As(err, &q) || q.Line != c.line) {
			t.Errorf("%s %.40q: %v, expected line %d", c.lang, c.query, err, c.line)
		}
	}
}

func TestErrorBody(t *testing.T) {
	err := errors.New(`no <x> in "y"`)
	for lang, want := range map[string]string{
		"gizmo":   `{"error":"no <x> in \"y\""}` + "\n",
		"graphql": `{"data":null,"errors":[{"message":"no <x> in \"y\"","locations":null}]}` + "\n",
	} {
		if got := string(ErrorBody(lang, err)); got != want {
			t.Errorf("%s: got %s, expected %s", lang, got, want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	s := testStore(t)
	before, err := s.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	g := &guard{ctx: context.Background()}
	if err := g.ApplyDeltas(nil, struct{ IgnoreDup, IgnoreMissing bool }{}); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("applying deltas gave %v", err)
	}
	if _, err := g.NewQuadWriter(); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("writing quads gave %v", err)
	}
	after, err := s.Stats(context.Background())
	if err != nil || after.Quads != before.Quads {
		t.Errorf("%d quads became %d, %v", before.Quads, after.Quads, err)
	}
}

func within(t *testing.T, most time.Duration, what string, fn func()) {
	t.Helper()
	began := time.Now()
	fn()
	if took := time.Since(began); took > most {
		t.Errorf("%s took %v, expected at most %v", what, took, most)
	}
}

// changingQuad gives a quad that only the i-th call gives.
func changingQuad(i int) []rdf.Quad {
	return []rdf.Quad{{Subject: rdf.IRI("x:changing"), Predicate: rdf.IRI("x:to-and-fro"), Object: rdf.Literal(fmt.Sprint(i), rdf.XSDInteger)}}
}
