//go:build unix

package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/pebblestore"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// crowd is data in which much is connected with much: a hub that everything
// points to, long rings, numbers, and texts.
var crowd = sync.OnceValue(func() index.Snapshot {
	iri := func(format string, args ...any) rdf.Term {
		return rdf.IRI("http://example.org/" + fmt.Sprintf(format, args...))
	}
	const n = 20000
	var quads []rdf.Quad
	add := func(s rdf.Term, p string, o rdf.Term) {
		quads = append(quads, rdf.Quad{Subject: s, Predicate: iri("%s", p), Object: o})
	}
	for i := range n {
		s := iri("n%d", i)
		add(s, "hub", iri("n0"))
		add(s, "next", iri("n%d", (i+1)%n))
		add(s, "jump", iri("n%d", i*7919%n))
		add(s, "number", rdf.Literal(fmt.Sprint(i), rdf.XSDInteger))
		add(s, "text", rdf.Literal(strings.Repeat("a", 50)+fmt.Sprint(i), rdf.XSDString))
	}
	db, err := pebblestore.Open("crowd", pebblestore.Options{FS: vfs.NewMem()})
	if err != nil {
		panic(err)
	}
	if _, err := db.Load(context.Background(), pebblestore.LoadOptions{}, func() ([]rdf.Quad, error) {
		if len(quads) == 0 {
			return nil, io.EOF
		}
		n := min(len(quads), 1000)
		some := quads[:n]
		quads = quads[n:]
		return some, nil
	}); err != nil {
		panic(err)
	}
	snap, err := db.Snapshot()
	if err != nil {
		panic(err)
	}
	return snap
})

// runaways are queries that would run for hours, or take all memory.
var runaways = map[string]string{
	"cross product":              "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
	"cross product of chains":    "SELECT * { ?a :next ?b . ?c :next ?d . ?e :hub ?f . FILTER (?b = ?e && ?d = ?f && ?a != ?c) }",
	"hub with itself":            "SELECT (COUNT(*) AS ?n) { ?a :hub ?x . ?b :hub ?x . ?c :hub ?x }",
	"hub, other variables":       "SELECT (COUNT(*) AS ?n) { ?a :hub ?x . OPTIONAL { ?a :nothing ?y } { SELECT ?x ?y { ?b :hub ?x . ?c :number ?y } } FILTER (?y < -1) }",
	"no key in common":           "SELECT (COUNT(*) AS ?n) { { ?a :number ?x } OPTIONAL { ?b :number ?y FILTER (?x + ?y < 0) } }",
	"compatible with nothing":    "SELECT (COUNT(*) AS ?n) { { SELECT ?x ?y { ?a :hub ?x OPTIONAL { ?a :number ?y } } } { SELECT ?x ?y { ?b :hub ?x OPTIONAL { ?b :text ?y } } } }",
	"minus without keys":         "SELECT (COUNT(*) AS ?n) { { ?a :number ?x OPTIONAL { ?a :nothing ?y } OPTIONAL { ?a :next ?z } } MINUS { ?a2 :hub ?w OPTIONAL { ?a2 :text ?z } OPTIONAL { ?a2 :nothing ?y } } }",
	"exists in a loop":           "SELECT (COUNT(*) AS ?n) { ?a :number ?x . FILTER NOT EXISTS { ?b :number ?y . ?c :number ?z FILTER (?x + ?y + ?z < 0) } }",
	"any path":                   "SELECT (COUNT(*) AS ?n) { ?a (!:nothing)* ?b }",
	"path of paths":              "SELECT (COUNT(*) AS ?n) { ?a ((:next|:jump)+/(:next|:jump)*)+ ?b }",
	"path over the hub":          "SELECT (COUNT(*) AS ?n) { ?a (:hub/^:hub)+ ?b . ?b (:hub/^:hub)+ ?c }",
	"path with many ways":        "SELECT (COUNT(*) AS ?n) { ?a (" + strings.Repeat("!:nothing|", 200) + ":next)/(^:hub|^:hub|^:hub)/:hub/(:hub|^:hub)/:number ?b }",
	"sequence of a thousand":     "SELECT (COUNT(*) AS ?n) { ?a :next" + strings.Repeat("/(:next|:jump)", 999) + " ?b }",
	"hub path of a thousand":     "SELECT (COUNT(*) AS ?n) { ?a (:hub" + strings.Repeat("/^:hub/:hub", 500) + ") ?b }",
	"regular expression":         `SELECT (COUNT(*) AS ?n) { ?a :text ?x . ?b :number ?y FILTER REGEX(CONCAT(?x, STR(?y)), "(a*)*(a*)*(.?a){30}b$") }`,
	"many regular expressions":   `SELECT (COUNT(*) AS ?n) { ?a :text ?x . ?b :text ?y FILTER REGEX(?x, CONCAT("(x+x+)+", ?y, "{10}")) }`,
	"sort of a product":          "SELECT * { ?a :number ?x . ?b :number ?y } ORDER BY (?x * ?y) ?a",
	"group of a product":         "SELECT ?x ?y (COUNT(*) AS ?n) (SAMPLE(?a) AS ?s) { ?a :number ?x . ?b :number ?y } GROUP BY ?x ?y",
	"distinct of a product":      "SELECT DISTINCT ?x ?y { ?a :number ?x . ?b :number ?y }",
	"new terms of a product":     "SELECT (COUNT(DISTINCT ?z) AS ?n) { ?a :number ?x . ?b :text ?y BIND (CONCAT(STR(?x), ?y) AS ?z) }",
	"texts that grow":            `SELECT (SUM(STRLEN(?z)) AS ?n) { ?a :text ?x . ?b :text ?y BIND (REPLACE(REPLACE(REPLACE(?x, "a", ?y), "a", "aaaaaaaa"), "a", "aaaaaaaa") AS ?z) }`,
	"texts compared":             `SELECT (COUNT(*) AS ?n) { ?a :text ?x . ?b :text ?y FILTER (REPLACE(REPLACE(?x, "a", "` + strings.Repeat("b", 300) + `"), "b", "bbbbbbbb") < CONCAT(?y, ?x)) }`,
	"all in one text":            `SELECT (GROUP_CONCAT(?x; separator="` + strings.Repeat("-", 1000) + `") AS ?t) { ?a :text ?x . ?b :text ?y }`,
	"all in one text, per node":  `SELECT ?b (GROUP_CONCAT(DISTINCT CONCAT(?x, ?y)) AS ?t) { ?a :text ?x . ?b :text ?y } GROUP BY ?b`,
	"greatest of long texts":     `SELECT ?b (MAX(REPLACE(CONCAT(?x, ?y), "a", "` + strings.Repeat("b", 1000) + `")) AS ?t) { ?a :text ?x . ?b :text ?y } GROUP BY ?b`,
	"optional chain":             "SELECT (COUNT(*) AS ?n) { ?a :hub ?h " + strings.Repeat("OPTIONAL { ?h ^:hub ?h2 . ?h2 :hub ?h } ", 20) + "}",
	"union of products":          "SELECT (COUNT(*) AS ?n) { " + strings.Repeat("{ ?a ?p ?b . ?c ?q ?d } UNION ", 50) + "{ } }",
	"aggregate over nothing":     "SELECT (COUNT(*) AS ?n) (SUM(?x) AS ?s) (GROUP_CONCAT(?x) AS ?t) { ?a :number ?x . ?b :number ?y FILTER (?x + ?y < 0) }",
	"construct of a product":     "CONSTRUCT { ?a :new ?b . ?b :new [] } { ?a :number ?x . ?b :number ?y }",
	"describe everything":        "DESCRIBE * { ?a ?p ?b . ?c ?q ?d }",
	"one by one":                 "SELECT (COUNT(*) AS ?n) { ?a :hub ?x . ?b :hub ?x FILTER EXISTS { ?a (:next|:jump)+ ?b } }",
	"names of a product":         "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?p ?b . ?c ?q ?d }",
	"values times values":        "SELECT (COUNT(*) AS ?n) { VALUES (?a ?b) { " + strings.Repeat("(1 UNDEF) (UNDEF 2) ", 3000) + "} VALUES (?a ?b) { " + strings.Repeat("(3 UNDEF) (UNDEF 4) ", 3000) + "} VALUES (?a ?b) { " + strings.Repeat("(5 6) (7 8) ", 3000) + "} }",
	"sub-selects in sub-selects": "SELECT (COUNT(*) AS ?n) { " + strings.Repeat("{ SELECT * { ?a ?p ?b . ", 60) + "?c ?q ?d" + strings.Repeat(" } }", 60) + " ?e ?f ?g }",
	"optional in optional":       "SELECT (COUNT(*) AS ?n) { ?z ?y ?x . " + strings.Repeat("OPTIONAL { ?a ?p ?b . ", 60) + "?c ?q ?d" + strings.Repeat(" }", 60) + " }",
	"exists in exists":           "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?a2 ?p2 ?b2 . " + strings.Repeat("FILTER EXISTS { ?a :next ?b . ?c :number ?d . ", 30) + "?d ?e ?f . FILTER (?d < -1) " + strings.Repeat(" }", 30) + " }",
	"describe the hub":           "DESCRIBE ?b { ?a :hub ?x . ?b :hub ?y . FILTER (?b = ?x || ?a != ?b) }",
	"blank nodes of a product":   "CONSTRUCT { _:x :of [ :a ?a ; :b ?b ; :more (?x ?y) ] } { ?a :number ?x . ?b :text ?y }",
	"concatenation of a product": `SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?x), STR(?y))) AS ?t) { ?a :number ?x . ?b :number ?y }`,
	"count of different rows":    "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?b))) AS ?n) { ?a :number ?x . ?b :number ?y }",
	"different rows of a group":  "SELECT ?x (COUNT(DISTINCT *) AS ?n) { ?a :number ?x . ?b :number ?y . ?c :number ?z } GROUP BY ?x",
	"exists for each of pairs":   "SELECT (COUNT(*) AS ?n) { ?a :number ?x . ?b :number ?y FILTER (EXISTS { ?a :next ?c . ?c :number ?z FILTER (?z > ?x + ?y && EXISTS { ?b :jump ?d FILTER NOT EXISTS { ?d :number ?w FILTER (?w + ?x < ?z) } }) }) }",
	"text replaced in a text":    `SELECT (COUNT(*) AS ?n) { ?a :text ?x . ?b :number ?y FILTER (STRLEN(` + strings.Repeat("REPLACE(", 20) + "?x" + strings.Repeat(`, "a", "aaaa")`, 20) + `) < ?y) }`,
	"text doubled":               `SELECT (STRLEN(?t40) AS ?n) { ?a :text ?t0 ` + steps(40, "BIND (CONCAT(?t%[1]d, ?t%[1]d) AS ?t%[2]d) ") + "}",
	"text doubled, and shown":    `SELECT ?t15 ?t16 ?t17 { ?a :text ?t0 ` + steps(17, "BIND (CONCAT(?t%[1]d, ?t%[1]d) AS ?t%[2]d) ") + "}",
	"graphs in a loop":           "SELECT (COUNT(*) AS ?n) { ?a :number ?x . ?b :number ?y BIND (?x + ?y AS ?z) ?c :number ?z . ?d :number ?w FILTER (?w > ?z) }",
}

// steps gives a text n times, with the numbers from i and from i+1 in it.
func steps(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i+1)
	}
	return b.String()
}

// run runs a query to its end and throws its answer away.
func run(ctx context.Context, snap index.Snapshot, text string, opts sparql.Options) (rows int, err error) {
	q, err := syntax.ParseQuery(prefixes+text, syntax.Options{})
	if err != nil {
		return 0, err
	}
	p, err := sparql.Prepare(ctx, snap, q, opts)
	if err != nil {
		return 0, err
	}
	switch q.Form {
	case syntax.Select:
		r := p.Select(ctx)
		defer r.Close()
		for r.Next(ctx) {
			rows++
		}
		return rows, r.Err()
	case syntax.Ask:
		_, err := p.Ask(ctx)
		return 0, err
	}
	return 0, p.Graph(ctx, func(triples []rdf.Triple) error { rows += len(triples); return nil })
}

// overrun is how much processor time a query may take after its time is up. On a
// machine that has nothing else to do it is less than 100 ms, of which the log
// tells; here the collector of garbage may be at work for other tests. Of real
// time nothing is asked: machines that run tests are busy with others.
const overrun = 500 * time.Millisecond

// processor gives the processor time of this process.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// lateness gives how to ask for the processor time since a context was done.
func lateness(ctx context.Context) func() time.Duration {
	var up atomic.Int64
	context.AfterFunc(ctx, func() { up.Store(int64(processor())) })
	return func() time.Duration {
		if at := up.Load(); at > 0 {
			return processor() - time.Duration(at)
		}
		return 0
	}
}

// TestRunaways shows that a query that would run for hours ends when its time is
// up or its memory used up, with the error that says so.
func TestRunaways(t *testing.T) {
	snap := crowd()
	for name, text := range runaways {
		for _, plain := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/plain=%t", name, plain), func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
				defer cancel()
				late := lateness(ctx)
				_, err := run(ctx, snap, text, sparql.Options{Memory: 64 << 20, Plain: plain})
				if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, sparql.ErrMemory) && !errors.Is(err, value.ErrLimit) {
					t.Errorf("ended with %v, expected its deadline or a limit", err)
				}
				if late := late(); late > overrun {
					t.Errorf("ended %v of processor time after its time", late)
				} else {
					t.Logf("ended %v of processor time after its time", late)
				}
			})
		}
	}
}

// TestGreedyQueries shows that a query that needs too much memory ends when its
// memory is used up, and that the memory goes back.
func TestGreedyQueries(t *testing.T) {
	snap := crowd()
	before := heap()
	for _, name := range []string{
		"sort of a product", "group of a product", "distinct of a product", "new terms of a product",
		"names of a product", "greatest of long texts", "all in one text, per node",
	} {
		for _, plain := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/plain=%t", name, plain), func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				if _, err := run(ctx, snap, runaways[name], sparql.Options{Memory: 24 << 20, Plain: plain}); !errors.Is(err, sparql.ErrMemory) {
					t.Errorf("ended with %v, expected %v", err, sparql.ErrMemory)
				}
			})
		}
	}
	if after := heap(); after > before+32<<20 {
		t.Errorf("%d MB are in use, %d MB were before", after>>20, before>>20)
	}
}

// heap gives the bytes in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestRunawaysAtOnce runs fifty of them side by side.
func TestRunawaysAtOnce(t *testing.T) {
	snap := crowd()
	before := heap()
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	var all sync.WaitGroup
	n := 0
	for name, text := range runaways {
		for _, plain := range []bool{false, true} {
			if n++; n > 50 {
				break
			}
			all.Go(func() {
				_, err := run(ctx, snap, text, sparql.Options{Memory: 16 << 20, Plain: plain})
				if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, sparql.ErrMemory) && !errors.Is(err, value.ErrLimit) {
					t.Errorf("%s ended with %v, expected its deadline or a limit", name, err)
				}
			})
		}
	}
	all.Wait()
	if after := heap(); after > before+32<<20 {
		t.Errorf("%d MB are in use, %d MB were before", after>>20, before>>20)
	}
}
