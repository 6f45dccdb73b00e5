package cayleyquery

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"diplograph/graph"
	"diplograph/graph/rdf"
)

// Every query here ends the process of a server that runs it by Cayley's own
// HTTP API, or makes it loop, or read files, or answer wrongly.
func TestDeadlyQueries(t *testing.T) {
	s := testStore(t)
	deep := func(open, middle, end string, n int) string {
		return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
	}
	for _, c := range []struct{ name, lang, query, says string }{
		{"except of an absent value", "gizmo", `g.emit(g.V("<x:ann>").except(g.V("<nosuch>")).toArray())`, `{"result":[["<x:ann>"]]}`},
		{"all but an absent value", "gizmo", `g.V().except(g.V("<nosuch>")).all()`, `"id":"<x:ann>"`},
		{"except of nothing", "gizmo", `g.V().except(g.V().is()).all()`, ``},
		{"followR over labels", "gizmo", `g.V("<x:ann>").followR(g.M().labels()).all()`, "not implemented"},
		{"followR over inPredicates", "gizmo", `g.V("<x:ann>").followR(g.M().inPredicates()).all()`, "not implemented"},
		{"back over labels", "gizmo", `g.V("<x:ann>").tag("a").labels().back("a").all()`, "not implemented"},
		{"object as predicate", "gizmo", `g.V().out({})`, "cannot take"},
		{"number as tag", "gizmo", `g.V().out("<x:age>", 5).all()`, "expected string"},
		{"function as node", "gizmo", `g.V(function () {})`, "cannot take"},
		{"no arguments", "gizmo", `g.V().has()`, "arguments"},
		{"wrong arguments", "gizmo", `g.V().save({}, [])`, "cannot take"},
		{"depth tags", "gizmo", `g.V().followRecursive("<x:visited>", {}).all()`, "cannot take"},
		{"method of nothing", "gizmo", `var f = g.V().out; f("<x:age>")`, "method of paths"},
		{"method of something else", "gizmo", `var p = g.V(); var o = {out: p.out}; o.out("<x:age>")`, "method of paths"},
		{"deep value in a path", "gizmo", `var a = []; for (var i = 0; i < 3e5; i++) a = [a]; g.V(a)`, "lists of lists"},
		{"deep value emitted", "gizmo", `var a = []; for (var i = 0; i < 3e5; i++) a = [a]; g.emit(a)`, "nested"},
		{"circular value emitted", "gizmo", `var a = {}; a.a = a; g.emit(a)`, "nested"},
		{"deep value as text", "gizmo", `var a = []; for (var i = 0; i < 1e5; i++) a = [a]; g.emit("" + a)`, ""},
		{"wide value emitted", "gizmo", `var a = []; a.length = 4e9; g.emit(a)`, "at most"},
		{"failure after results", "gizmo", `g.V().all(); throw "late"`, "late"},
		{"results after a failure", "gizmo", `try { g.V().out({}) } catch (e) {} g.emit(1)`, `{"result":[1]}`},
		{"path emitted", "gizmo", `g.emit(g.V())`, "did you mean"},
		{"recursion", "gizmo", `function f() { return f() + 1 }; f()`, ""},
		{"recursion through forEach", "gizmo", `function f() { g.V("<x:ann>").forEach(f) }; f()`, ""},
		{"deep prototypes", "gizmo", `var o = {}; for (var i = 0; i < 1e6; i++) { var F = function () {}; F.prototype = o; o = new F() }`, "new"},
		{"__proto__", "gizmo", `var o = {"__proto__": {}}`, "__proto__"},
		{"eval", "gizmo", `eval("1")`, "eval"},
		{"Function", "gizmo", `(function () {}).constructor("return 1")()`, "no member"},
		{"arrow's Function", "gizmo", `(() => 1).constructor("return 1")()`, "no member"},
		{"own entry", "gizmo", entry + `()`, "not defined"},
		{"regular expression", "gizmo", `/(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")`, "regular expression"},
		{"RegExp", "gizmo", `new RegExp("(a+)+$")`, "new"},
		{"match", "gizmo", `"aaa".match("(a+)+$")`, "no member"},
		{"generator", "gizmo", `function* f() {}`, "generators"},
		{"spread", "gizmo", `var a = []; a.length = 4e9; f(...a)`, "Spread"},
		{"apply", "gizmo", `Math.max.apply(null, {length: 4e9})`, "no member"},
		{"BigInt", "gizmo", `2n ** 100000000n`, "ILLEGAL"},
		{"repeat", "gizmo", `"x".repeat(1 << 30)`, "no member"},
		{"ArrayBuffer", "gizmo", `new ArrayBuffer(1e12)`, "new"},
		{"Date bound anew", "gizmo", `var Date = function () {}; new Date()`, "Date"},
		{"Date overwritten", "gizmo", `this.Date = function () {}; g.emit(new Date(0))`, "1970"},
		{"source map", "gizmo", "1\n//# sourceMappingURL=/etc/passwd", `{"result":[null]}`},
		{"deep brackets", "gizmo", deep("(", "1", ")", 400000), "brackets"},
		{"deep brackets behind a quote", "gizmo", `/"/;` + deep("(", "1", ")", 400000), "regular expression"},
		{"regular expression after a condition", "gizmo", `if(1)/"/;` + deep("(", "1", ")", 400000), "division"},
		{"regular expression after a block", "gizmo", `{}/[/*]/;` + deep("(", "1", ")", 400000) + "*/", "division"},
		{"script comment", "gizmo", "<!-- /*\n" + deep("(", "1", ")", 400000) + "*/", "<!--"},
		{"line separator", "gizmo", "// \u2028/*\n" + deep("(", "1", ")", 400000) + "*/", ""},
		{"labels", "gizmo", strings.Repeat("a:", 30000) + "1", "label"},
		{"labels of blocks", "gizmo", deep("a:{", "1", "}", 30000), ""},
		{"arrows in arrows", "gizmo", deep("(a=", "1", ")=>1", 90), "arrow"},
		{"arrows under the limit", "gizmo", deep("(a=", "1", ")=>1", 16), ""},
		{"brackets", "gizmo", deep("(", "1", ")", 30000), ""},
		{"arrays", "gizmo", deep("[", "1", "]", 30000), ""},
		{"blocks", "gizmo", deep("{", "1", "}", 30000), ""},
		{"functions", "gizmo", deep("(function(){", "1", "})()", 4000), ""},
		{"arrows", "gizmo", strings.Repeat("a=>", 20000) + "1", ""},
		{"negations", "gizmo", strings.Repeat("!", 60000) + "1", ""},
		{"minuses", "gizmo", strings.Repeat("- ", 30000) + "1", ""},
		{"conditions", "gizmo", strings.Repeat("1?1:", 15000) + "1", ""},
		{"assignments", "gizmo", strings.Repeat("a=", 30000) + "1", ""},
		{"sum", "gizmo", strings.Repeat("1+", 30000) + "1", ""},
		{"ifs", "gizmo", strings.Repeat("if(1)", 12000) + "1", ""},
		{"templates", "gizmo", deep("`${", "1", "}`", 10000), ""},
		{"news", "gizmo", strings.Repeat("new ", 15000) + "Date", ""},
		{"members", "gizmo", "g" + strings.Repeat(".a", 30000), ""},
		{"calls", "gizmo", "g.V()" + strings.Repeat(".in()", 12000), "words"},
		{"both after both", "gizmo", `g.V()` + strings.Repeat(`.both()`, 30) + `.all()`, "steps"},
		{"both by morphisms", "gizmo", `var m = g.M().both(); for (var i = 0; i < 30; i++) m = m.follow(m); g.V().follow(m).all()`, "steps"},
		{"back after back", "gizmo", `var p = g.V().tag("a"); for (var i = 0; i < 30; i++) p = p.out().back("a"); p.all()`, "steps"},
		{"long path", "gizmo", `var p = g.V("<x:ann>"); for (var i = 0; i < 1000; i++) p = p.out("<x:visited>"); g.emit(p.toArray())`, `<x:bob>`},
		{"unique path", "gizmo", `var p = g.V("<x:ann>"); for (var i = 0; i < 60; i++) p = p.unique().out("<x:visited>"); g.emit(p.toArray())`, `<x:ann>`},
		{"path with labels", "gizmo", `var p = g.V("<x:ann>"); for (var i = 0; i < 60; i++) p = p.labelContext("<x:g>").out("<x:visited>"); g.emit(p.toArray())`, `<x:ann>`},

		{"deep GraphQL", "graphql", deep("{a", "", "}", 200000), "brackets"},
		{"deep GraphQL lists", "graphql", "{a(b:" + deep("[", "", "]", 200000) + ")}", "brackets"},
		{"GraphQL under the limit", "graphql", deep("{a", "", "}", 4000), ""},
		{"GraphQL fragments", "graphql", `{ ...f } fragment f on X { ...f }`, ""},
		{"GraphQL variable", "graphql", `query q($a: Int = 1) { nodes(first: $a) { id } }`, "number"},
		{"deep MQL", "mql", deep(`[{"a":`, "1", "}]", 100000), ""},
		{"deep MQL under the parser's limit", "mql", deep(`{"a":`, "null", "}", 9000), "levels"},
		{"MQL under the limit", "mql", deep(`{"<x:visited>":`, "null", "}", 60), ""},
		{"MQL scalar", "mql", `1`, ""},
		{"deep LinkedQL", "linkedql", deep(`{"@type":"http://cayley.io/linkedql#Vertex","http://cayley.io/linkedql#from":`, "1", "}", 5000), "levels"},
		{"LinkedQL of a wrong type", "linkedql", `{"@type":"http://cayley.io/linkedql#Visit","http://cayley.io/linkedql#from":{"@type":"http://cayley.io/linkedql#PropertyIRIs"}}`, ""},
		{"LinkedQL without a source", "linkedql", `{"@type":"http://cayley.io/linkedql#Visit"}`, "Cayley cannot run"},
		{"LinkedQL both", "linkedql", linkedBoth(30, "x:visited", linkedAnn), "Both"},
		{"LinkedQL remote context", "linkedql", `{"@context":"http://127.0.0.1:1/x","@type":"x"}`, "another document"},
		{"LinkedQL remote context inside", "linkedql", `{"a":[{"@context":[{"b":"c:"},"file:///etc/passwd"]}]}`, "another document"},
		{"LinkedQL imported context", "linkedql", `{"@context":{"@import":"http://127.0.0.1:1/x"}}`, "another document"},
		{"LinkedQL escaped context", "linkedql", `{"\u0040context":"http://127.0.0.1:1/x"}`, "another document"},
		{"LinkedQL cycle of blank nodes", "linkedql", linkedMatch(`{"@id":"x:r","x:p":{"@id":"_:a","x:p":{"@id":"_:b","x:p":{"@id":"_:a"}}}}`), "blank nodes"},
		{"LinkedQL aliased cycle", "linkedql", `{"@context":{"i":"@id","@vocab":"http://cayley.io/linkedql#"},"@type":"Match","pattern":{"i":"x:r","x:p":{"i":"_:a","x:p":{"i":"_:a"}}}}`, "blank nodes"},
		{"LinkedQL deep pattern", "linkedql", linkedMatch(deep(`{"x:p":`, `"1"`, "}", 20)), "levels"},
		{"LinkedQL pattern", "linkedql", linkedMatch(deep(`{"x:visited":`, `{"x:age":7}`, "}", 5)), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			within(t, 20*time.Second, c.name, func() {
				got := body(t, s, Options{}, c.lang, c.query)
				if !strings.Contains(got, c.says) {
					t.Errorf("got %.300s, expected something that says %q", got, c.says)
				}
			})
		})
	}
}

const linkedAnn = `{"@type":"http://cayley.io/linkedql#Vertex","http://cayley.io/linkedql#values":[{"@id":"x:ann"}]}`

func linkedBoth(n int, property, from string) string {
	for range n {
		from = `{"@type":"http://cayley.io/linkedql#Both","http://cayley.io/linkedql#properties":"` + property + `","http://cayley.io/linkedql#from":` + from + `}`
	}
	return from
}

func linkedMatch(pattern string) string {
	return `{"@type":"http://cayley.io/linkedql#Match","http://cayley.io/linkedql#pattern":` + pattern + `}`
}

// wideStore has a hub and enough around it that a few steps from everywhere to
// everywhere take for ever.
func wideStore(t testing.TB) *graph.Store {
	t.Helper()
	s, err := wide()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wide makes the store once, for all tests that only read.
var wide = sync.OnceValues(func() (*graph.Store, error) {
	s, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		return nil, err
	}
	var quads []rdf.Quad
	for i := range 3000 {
		node := rdf.IRI(fmt.Sprint("x:n", i))
		quads = append(quads,
			rdf.Quad{Subject: node, Predicate: rdf.IRI("x:to"), Object: rdf.IRI("x:hub")},
			rdf.Quad{Subject: node, Predicate: rdf.IRI("x:next"), Object: rdf.IRI(fmt.Sprint("x:n", (i+1)%3000))},
			rdf.Quad{Subject: node, Predicate: rdf.IRI("x:name"), Object: rdf.String(fmt.Sprint("name ", i))})
	}
	_, err = s.Apply(context.Background(), graph.Changes{Add: quads})
	return s, err
})

// endless are queries that do not end by themselves in reasonable time.
var endless = []struct{ name, lang, query string }{
	{"script", "gizmo", `while (true) {}`},
	{"caught", "gizmo", `while (true) { try { while (true) {} } catch (e) {} finally { while (true) {} } }`},
	{"loop in forEach", "gizmo", `g.V().forEach(function (d) { while (true) {} })`},
	{"caught forEach", "gizmo", `while (true) { try { g.V().forEach(function (d) {}) } catch (e) {} }`},
	{"emit", "gizmo", `while (true) g.V("<x:hub>").count()`},
	{"sparse array", "gizmo", `var a = []; a.length = 4e9; a.forEach(function () {})`},
	{"sort", "gizmo", `var a = []; a.length = 4e9; a.sort()`},
	{"join", "gizmo", `var a = []; a.length = 4e9; a.join()`},
	{"array of arrays", "gizmo", `[].concat.call({length: 4e9, slice: [].slice})`},
	{"sort by a loop", "gizmo", `[2, 1].sort(function () { while (true) {} })`},
	{"valueOf", "gizmo", `var o = {valueOf: function () { while (true) {} }}; o + 1`},
	{"key", "gizmo", `var o = {toString: function () { while (true) {} }}; ({})[o]`},
	{"both and filter", "gizmo", `g.V().both().both().both().both().both().filter(regex("x:", true)).count()`},
	{"count", "gizmo", `g.V().out("<x:to>").in("<x:to>").out("<x:to>").in("<x:to>").count()`},
	{"order", "gizmo", `g.V().out("<x:to>").in("<x:to>").order().all()`},
	{"unique", "gizmo", `g.V().out("<x:to>").in("<x:to>").unique().out("<x:to>").in("<x:to>").out("<x:to>").in("<x:to>").count()`},
	{"except", "gizmo", `g.V().out("<x:to>").in("<x:to>").out("<x:to>").in("<x:to>").except(g.V("<x:hub>")).count()`},
	{"recursive", "gizmo", `g.V().followRecursive(g.M().out("<x:to>").in("<x:to>").out("<x:to>").in("<x:to>"), -1).filter(like("nothing")).all()`},
	{"intersect", "gizmo", `g.V().out("<x:to>").in("<x:to>").out("<x:to>").in("<x:to>").and(g.V().in("<x:to>").out("<x:next>")).count()`},
	{"toArray", "gizmo", `while (true) g.V().out("<x:to>").in("<x:to>").toArray(1000)`},
	{"graphql", "graphql", `{ nodes { a: <x:to> { b: ~<x:to> { c: <x:to> { d: ~<x:to> { id } } } } } }`},
	{"graphql values", "graphql", `{ nodes(<x:to>: <x:hub>) { a: <x:to> { b: ~<x:to> @rev { c: <x:name> } , d: ~<x:to> { <x:name>, e: <x:to> { f: ~<x:to> { id, g: <x:to> { ~<x:to> { id }}} } } } } }`},
	{"mql", "mql", `[{"id": null, "<x:to>": {"!<x:to>": [{"id": null, "<x:to>": {"!<x:to>": [{"id": null}]}}]}}]`},
	{"linkedql", "linkedql", `{"@type":"http://cayley.io/linkedql#Like","http://cayley.io/linkedql#likePattern":"nothing","http://cayley.io/linkedql#from":` +
		linkedBoth(8, "x:to", `{"@type":"http://cayley.io/linkedql#Vertex"}`) + `}`},
}

// TestManyWays asks for few nodes to which there are nine millions of ways.
func TestManyWays(t *testing.T) {
	s := wideStore(t)
	const back = `g.V().out("<x:to>").in("<x:to>")`
	for _, c := range []struct {
		name, query string
		results     int
	}{
		{"unique, none", back + `.unique().filter(like("nothing")).all()`, 0},
		{"unique", back + `.filter(regex("x:n.77$", true)).unique().all()`, 9},
		{"except, none", back + `.except(g.V("<x:hub>")).filter(like("nothing")).all()`, 0},
		{"except", back + `.filter(regex("x:n.77$", true)).except(g.V("<x:n177>")).unique().all()`, 8},
		{"intersect, none", back + `.and(g.V().in("<x:to>").out("<x:next>")).filter(like("nothing")).all()`, 0},
		{"intersect", back + `.and(g.V("<x:n176>", "<x:n276>").out("<x:next>")).filter(regex("x:n.77$", true)).unique().all()`, 2},
		{"both", `g.V().both().both().both().filter(regex("nothing like that", true)).all()`, 0},
		{"both, one", `g.V().both().both().both().filter(regex("x:hub", true)).unique().all()`, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := New(Options{Timeout: time.Minute}).Run(context.Background(), s, Request{Language: "gizmo", Query: c.query})
			if err != nil || a.Results != c.results {
				t.Errorf("gave %+v, %v; expected %d results", a, err, c.results)
			}
		})
	}
}

// late is how late a query may end. On a machine with time to spare it is some
// milliseconds.
const late = 3 * time.Second

// Each ends at its timeout, and leaves no goroutine behind.
func TestTimeout(t *testing.T) {
	s := wideStore(t)
	before := runtime.NumGoroutine()
	for _, c := range endless {
		t.Run(c.name, func(t *testing.T) {
			const timeout = 300 * time.Millisecond
			began := time.Now()
			a, err := New(Options{Timeout: timeout, Limit: 1 << 30}).Run(context.Background(), s, Request{Language: c.lang, Query: c.query})
			took := time.Since(began)
			if !errors.Is(err, ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("gave %v, expected ErrTimeout", err)
				if a != nil {
					t.Errorf("answer: %.200s", a.Body)
				}
			}
			if took > timeout+late {
				t.Errorf("took %v, allowed %v", took, timeout)
			}
		})
	}
	noneLeft(t, before)
}

// Each ends when its client is gone.
func TestDisconnect(t *testing.T) {
	s := wideStore(t)
	before := runtime.NumGoroutine()
	for _, c := range endless {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(100*time.Millisecond, cancel)
			began := time.Now()
			_, err := New(Options{Limit: 1 << 30}).Run(ctx, s, Request{Language: c.lang, Query: c.query})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("gave %v, expected context.Canceled", err)
			}
			if took := time.Since(began); took > 100*time.Millisecond+late {
				t.Errorf("took %v", took)
			}
		})
	}
	noneLeft(t, before)
}

func noneLeft(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(2 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Every language keeps to the limit, and says when there was more.
func TestLimit(t *testing.T) {
	s := wideStore(t)
	for _, c := range []struct {
		name, lang, query string
		results           int
		truncated         bool
	}{
		{"fewer", "gizmo", `g.V("<x:n1>").out().all()`, 3, false},
		{"as many", "gizmo", `g.V("<x:hub>").in("<x:to>").limit(10).all()`, 10, false},
		{"more", "gizmo", `g.V("<x:hub>").in("<x:to>").all()`, 10, true},
		{"getLimit", "gizmo", `g.V("<x:hub>").in("<x:to>").getLimit(50)`, 10, true},
		{"getLimit of all", "gizmo", `g.V("<x:hub>").in("<x:to>").getLimit(-1)`, 10, true},
		{"getLimit within", "gizmo", `g.V("<x:hub>").in("<x:to>").getLimit(4)`, 4, false},
		{"all again and again", "gizmo", `for (;;) g.V("<x:n1>").out().all()`, 10, true},
		{"emit", "gizmo", `for (var i = 0; ; i++) g.emit(i)`, 10, true},
		{"forEach", "gizmo", `g.V("<x:hub>").in("<x:to>").forEach(function (d) { g.emit(d) })`, 10, true},
		{"graphql", "graphql", `{ nodes(<x:to>: <x:hub>) { id } }`, 10, true},
		{"graphql inside", "graphql", `{ nodes(id: <x:hub>) { in: ~<x:to> { id } } }`, 10, true},
		{"graphql values", "graphql", `{ nodes(id: <x:hub>) { in: ~<x:to> } }`, 10, true},
		{"graphql first", "graphql", `{ nodes(first: 4, <x:to>: <x:hub>) { id } }`, 4, false},
		{"graphql first of many", "graphql", `{ nodes(<x:to>: <x:hub>, first: 400) { id } }`, 10, true},
		{"graphql first of all", "graphql", `{ nodes(<x:to>: <x:hub>, first: -1, <first>: 99999999999999999999) { id } }`, 10, true},
		{"graphql in Cyrillic", "graphql", `{ nodes(<x:to>: <x:hub>) @label(v: "ҳәм") { id } ә: nodes(first: 70, <x:to>: <x:hub>) { ў: id } }`, 10, true},
		{"mql", "mql", `[{"id": null, "<x:to>": "<x:hub>"}]`, 10, true},
		{"linkedql", "linkedql", `{"@context":{"@vocab":"http://cayley.io/linkedql#"},"@type":"VisitReverse","properties":"x:to","from":{"@type":"Vertex","values":[{"@id":"x:hub"}]}}`, 10, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := New(Options{Limit: 10}).Run(context.Background(), s, Request{Language: c.lang, Query: c.query})
			if err != nil {
				t.Fatal(err)
			}
			results := a.Results
			if c.lang == "graphql" {
				results = strings.Count(string(a.Body), `"x:n`)
			}
			says := strings.Contains(string(a.Body), `"truncated":true`)
			if results != c.results || a.Truncated != c.truncated || says != c.truncated {
				t.Errorf("%d results, truncated: %v; expected %d, %v\n%s", results, a.Truncated, c.results, c.truncated, a.Body)
			}
		})
	}
}

func TestMaxBytes(t *testing.T) {
	s := wideStore(t)
	for lang, query := range map[string]string{
		"gizmo": `g.V("<x:hub>").in("<x:to>").out("<x:name>").all()`,
		"mql":   `[{"id": null, "<x:name>": "name 77", "<x:next>": {"<x:to>": {"!<x:to>": [{"id": null}]}}}]`,
	} {
		a, err := New(Options{Limit: 3000, MaxBytes: 1000, Timeout: time.Minute}).Run(context.Background(), s, Request{Language: lang, Query: query})
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		if !a.Truncated || len(a.Body) > 1200 {
			t.Errorf("%s: %d bytes, truncated: %v", lang, len(a.Body), a.Truncated)
		}
	}
}

// Queries that would fill the memory end, and the memory comes back.
func TestMemory(t *testing.T) {
	s := wideStore(t)
	for _, c := range []struct {
		name, lang, query string
		allowed           int64
	}{
		{"string", "gizmo", `var s = "x"; while (true) s += s`, 128 << 20},
		{"array", "gizmo", `var a = []; while (true) a.push([a.length])`, 64 << 20},
		{"split", "gizmo", `var s = "x"; for (var i = 0; i < 24; i++) s += s; s.split("")`, 64 << 20},
		{"order", "gizmo", `g.V().tag("a").out().tag("b").in().tag("c").out().tag("d").order().all()`, 8 << 20},
		{"mql", "mql", `[{"id": null, "<x:to>": {"!<x:to>": [{"id": null, "<x:to>": {"!<x:to>": [{"id": null}]}}]}}]`, 4 << 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			runtime.GC()
			before, _ := heap()
			_, err := New(Options{Memory: c.allowed, Timeout: 3 * time.Minute}).Run(context.Background(), s, Request{Language: c.lang, Query: c.query})
			most, _ := heap()
			if !errors.Is(err, ErrMemory) {
				t.Errorf("gave %v, expected ErrMemory", err)
			}
			if most -= before; most > 8*c.allowed {
				t.Errorf("the heap grew by %d MB, allowed %d MB", most>>20, c.allowed>>20)
			}
			runtime.GC()
			if left, _ := heap(); left-before > 8<<20 {
				t.Errorf("%d MB are left behind", (left-before)>>20)
			}
		})
	}
}
