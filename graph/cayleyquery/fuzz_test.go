package cayleyquery

import (
	"context"
	"sync"
	"testing"
	"time"

	"diplograph/graph"
)

// Whatever is asked, an answer or an error comes, in time.
func FuzzQuery(f *testing.F) {
	for _, q := range endless {
		f.Add(q.lang, q.query)
	}
	for lang, queries := range map[string][]string{
		"gizmo": {
			`var m = g.M().tag("a").out(["<x:to>", "<x:next>"], "p").in(g.V("<x:to>")).both(null, ["t"]); g.V("<x:n1>").follow(m).followR(m).back("a").all()`,
			`g.V("<x:n1>").save("<x:name>", "n").saveR("<x:to>").saveOpt("<x:next>", "x").saveOptR("<x:next>", "y").getLimit(3)`,
			`g.V().has("<x:name>", regex("name 1.*"), gt("a")).hasR("<x:next>", "<x:n2>").labelContext(["<x:g>"]).labels().unique().skip(1).limit(2).order().tagArray(5)`,
			`g.V(str("a"), iri("x:n1"), bnode("b"), raw("<x:n1>"), lang("a", "en"), typed("1", "xsd:integer")).inPredicates().outPredicates().saveInPredicates("a").saveOutPredicates("b").tagValue()`,
			`g.addNamespace("a", "b:"); g.addDefaultNamespaces(); g.loadNamespaces(); g.emit([g.Uri("a:b"), {a: [1, null, true]}]); g.V().except(g.V().is()).or(g.V()).difference(g.V()).toValue()`,
			`for (let i of [1, 2]) { if (i > 1) continue; switch (i) { case 1: break; default: throw i } } try { do { x?.y } while (0) } catch { } finally { }`,
			`g.V().followRecursive(g.V("<x:to>"), 2, ["d"]).forEach(3, function (d) { g.emit(d) }); [1, 2].sort((a, b) => b - a).map(String).join()`,
		},
		"graphql": {`{ nodes(first: 2, offset: 1, <x:to>: [<x:hub>, "a", 1, 1.5, true, _:b]) @rev(<x:to>: "x") @label(v: <x:g>) { id, n: <x:name> @opt @unnest, ~<x:to> { * } } }`},
		"mql":     {`[{"id": null, "@a:<x:to>": {"!<x:to>": [{"<x:name>": []}]}, "<x:next>": "<x:n1>", "x": 1.5, "y": true}]`},
		"linkedql": {
			linkedBoth(3, "x:next", linkedAnn), linkedMatch(`{"@id":"x:n1","x:to":{"x:next":[1,"a",{"@value":"b","@language":"c"}]}}`),
			`{"@context":{"@vocab":"http://cayley.io/linkedql#"},"@type":"Select","properties":["a"],"from":{"@type":"As","name":"a","from":{"@type":"Order","from":{"@type":"Vertex"}}}}`,
			`{"@context":{"@vocab":"http://cayley.io/linkedql#"},"@type":"Properties","names":["x:name"],"from":{"@type":"Where","steps":[{"@type":"Has","property":"x:to","values":[{"@id":"x:hub"}],"from":{"@type":"Placeholder"}}],"from":{"@type":"Skip","offset":1,"from":{"@type":"Vertex"}}}}`,
		},
	} {
		for _, q := range queries {
			f.Add(lang, q)
		}
	}
	s := wideStore(f)
	engine := New(Options{Timeout: 100 * time.Millisecond, Memory: 256 << 20})
	f.Fuzz(func(t *testing.T, lang, text string) {
		began := time.Now()
		a, err := engine.Run(context.Background(), s, Request{Language: lang, Query: text})
		if (a == nil) == (err == nil) {
			t.Errorf("answer %v, error %v", a, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// Queries of all languages at once, while the store changes.
func TestConcurrentQueries(t *testing.T) {
	s := wideStore(t)
	engine := New(Options{Timeout: time.Minute})
	var queries, writers sync.WaitGroup
	stop := make(chan struct{})
	writers.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			q := changingQuad(i)
			if _, err := s.Apply(context.Background(), graph.Changes{Add: q, Remove: changingQuad(i - 1)}); err != nil {
				t.Error(err)
			}
		}
	})
	for range 3 {
		for lang, text := range map[string]string{
			"gizmo":    `g.addDefaultNamespaces(); g.loadNamespaces(); g.V("<x:hub>").in("<x:to>").out("<x:name>").forEach(20, function (d) { g.emit(d) })`,
			"graphql":  `{ nodes(<x:to>: <x:hub>) { id, name: <x:name> } }`,
			"mql":      `[{"id": null, "<x:next>": "<x:n7>", "<x:name>": null}]`,
			"linkedql": linkedBoth(2, "x:visited", linkedAnn),
		} {
			queries.Go(func() {
				for range 20 {
					if _, err := engine.Run(context.Background(), s, Request{Language: lang, Query: text}); err != nil {
						t.Errorf("%s: %v", lang, err)
					}
				}
			})
		}
	}
	queries.Wait()
	close(stop)
	writers.Wait()
}
