package explore

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func index(t testing.TB, store *graph.Store, most int) *Index {
	t.Helper()
	x, err := NewIndex(context.Background(), store, most)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func search(t testing.TB, store *graph.Store, x *Index, opts SearchOptions) *Hits {
	t.Helper()
	var hits *Hits
	look(t, store, func(ctx context.Context, snap graph.Snapshot) {
		var err error
		if hits, err = x.Search(ctx, snap, opts); err != nil {
			t.Fatalf("%q: %v", opts.Query, err)
		}
	})
	return hits
}

func found(h *Hits) []string {
	var iris []string
	for _, e := range h.Entities {
		iris = append(iris, short(e.IRI))
	}
	return iris
}

func TestSearchFindsEverySpelling(t *testing.T) {
	store := world(t)
	x := index(t, store, 0)
	for want, queries := range map[string][]string{
		"person/kassym-jomart-tokayev": {
			"Tokayev", "Тоқаев", "Toqaev", "Tokaev", "tokayew", "Токаев", "TOKAYEV", "Tokaïev", "Tokajev", "Тукаев",
			"Toka", "Ток", "Tokayef", "Tkoayev", "Kassym-Jomart", "Qasym-Zhomart", "Qosimjomart", "Касым Жомарт",
			"Tokayev Kassym-Jomart", "президент Токаев", "  tokayev  ",
		},
		"person/shavkat-mirziyoyev": {"Mirziyoyev", "Мирзиёев", "Мирзияев", "Mirzioev", "Мирзиеев", "Shavkat", "Şavkat", "Шавкат Мирз"},
		"country/uzbekistan":        {"Uzbekistan", "Өзбекстан", "Ózbekstan", "O'zbekiston", "Oʻzbekiston", "Ozbekiston", "Ўзбекистон", "Узбекистан", "Usbekistan", "uzb"},
		"city/khiva":                {"Khiva", "Xiva", "Хива", "Хийўа", "Xiywa", "khva"},
		"organization/shanghai-cooperation-organization": {"SCO", "ШБШ", "Shanghai Coop", "shanhai cooperation"},
		"organization/senate-of-kazakhstan":              {"senate", "Senate of Kazakhstan"},
		"country/kazakhstan":                             {"Kazakhstan", "Қазақстан", "Qazaqstan", "Kasachstan"},
	} {
		for _, q := range queries {
			if got := found(search(t, store, x, SearchOptions{Query: q})); len(got) == 0 || got[0] != want {
				t.Errorf("%q: found %v, want %s first", q, got, want)
			}
		}
	}
}

func TestSearchAnswersInTheAskedLanguage(t *testing.T) {
	store := world(t)
	h := search(t, store, index(t, store, 0), SearchOptions{Query: "tokayev", Languages: []string{"kk"}})
	want := Hit{
		IRI: tokayev, Label: "Қасым-Жомарт Тоқаев", Language: "kk", Class: ClassPerson, Kind: "schema:Person",
		Types: []string{"schema:Person"}, Matched: Text{"Kassym-Jomart Tokayev", "en"},
	}
	h.Entities[0].Score = 0
	if diff := cmp.Diff(want, h.Entities[0]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSearchFiltersAndCuts(t *testing.T) {
	store := world(t)
	x := index(t, store, 0)
	got := found(search(t, store, x, SearchOptions{Query: "kazakhstan", Types: []string{vocab.SchemaOrg}}))
	slices.Sort(got)
	if want := []string{"organization/parliament-of-kazakhstan", "organization/senate-of-kazakhstan"}; !slices.Equal(got, want) {
		t.Errorf("organizations: %v, want %v", got, want)
	}
	h := search(t, store, x, SearchOptions{Query: "kazakhstan", Limit: 1})
	if got := found(h); len(got) != 1 || got[0] != "country/kazakhstan" || !h.Truncated {
		t.Errorf("limit 1: %v, truncated %v", got, h.Truncated)
	}
	for _, q := range []string{"state visit", "Founding", "zzzzzz", "Meeting in Khiva, 5 April"} {
		for _, iri := range found(search(t, store, x, SearchOptions{Query: q})) {
			if strings.HasPrefix(iri, "event/") || strings.Contains(iri, "ns#") {
				t.Errorf("%q: found %s, which is an event or a class", q, iri)
			}
		}
	}
}

func TestSearchErrors(t *testing.T) {
	store := world(t)
	x := index(t, store, 0)
	look(t, store, func(ctx context.Context, snap graph.Snapshot) {
		for _, opts := range []SearchOptions{
			{Query: ""}, {Query: " -- "}, {Query: "a", Limit: MaxHits + 1}, {Query: strings.Repeat("long ", 200)},
		} {
			if _, err := x.Search(ctx, snap, opts); !errors.Is(err, ErrOption) {
				t.Errorf("%.20q limit %d: error %v, want ErrOption", opts.Query, opts.Limit, err)
			}
		}
	})
}

func TestIndexFollowsTheStore(t *testing.T) {
	store := world(t)
	x := index(t, store, 0)
	ctx := context.Background()
	apply := func(c graph.Changes) {
		t.Helper()
		if _, err := store.Apply(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(query string, want ...string) {
		t.Helper()
		if got := found(search(t, store, x, SearchOptions{Query: query})); !slices.Equal(got, want) {
			t.Errorf("%q: found %v, want %v", query, got, want)
		}
	}
	one := quad(t, `res:person/tanzila-narbaeva rdfs:label "Танзила Нарбаева"@kaa`, "res:article/one")
	two := quad(t, `res:person/tanzila-narbaeva rdfs:label "Танзила Нарбаева"@kaa`, "res:article/two")
	apply(graph.Changes{Add: []rdf.Quad{one}})
	apply(graph.Changes{Add: []rdf.Quad{two}})
	expect("Narbayeva", "person/tanzila-narbaeva")
	apply(graph.Changes{Remove: []rdf.Quad{one}})
	expect("Narbayeva", "person/tanzila-narbaeva")
	if _, err := store.RemoveGraph(ctx, term(t, "res:article/two")); err != nil {
		t.Fatal(err)
	}
	expect("Narbayeva")

	// An event told in one change and labelled in another is still no entity,
	// and what turns out to be one is forgotten.
	apply(graph.Changes{Add: []rdf.Quad{quad(t, `res:event/x rdf:type sem:Event`, "res:article/one")}})
	apply(graph.Changes{Add: []rdf.Quad{quad(t, `res:event/x rdfs:label "Quxmoot"@en`, "res:article/one")}})
	apply(graph.Changes{Add: []rdf.Quad{quad(t, `res:event/y rdfs:label "Quxmoot"@en`, "res:article/one")}})
	expect("Quxmoot", "event/y")
	apply(graph.Changes{Add: []rdf.Quad{quad(t, `res:event/y rdf:type sem:Event`, "res:article/one")}})
	expect("Quxmoot")
}

func TestIndexIsBounded(t *testing.T) {
	x := index(t, world(t), 5)
	if n, full := x.Labels(); n != 5 || !full {
		t.Errorf("%d labels, full %v; want 5, true", n, full)
	}
}

// An index that followed any changes finds what one built afterwards finds.
func TestIndexFollowedEqualsBuilt(t *testing.T) {
	names := []string{"Akmal", "Akmal Karimov", "Karim", "Каримов", "Qarim-Bek", "Ўткир", "x"}
	rapid.Check(t, func(r *rapid.T) {
		store := storeOf(t, nil)
		followed := index(t, store, 0)
		drawn := rapid.Custom(func(r *rapid.T) rdf.Quad {
			return rdf.Quad{
				Subject:   rdf.IRI(vocab.Res + "person/" + rapid.SampledFrom([]string{"a", "b", "c"}).Draw(r, "subject")),
				Predicate: rdf.IRI(rapid.SampledFrom([]string{vocab.RDFSLabel, vocab.SKOSAltLabel}).Draw(r, "predicate")),
				Object:    rdf.LangString(rapid.SampledFrom(names).Draw(r, "name"), "en"),
				Graph:     rdf.IRI(vocab.Res + "article/" + rapid.SampledFrom([]string{"1", "2"}).Draw(r, "graph")),
			}
		})
		for range rapid.IntRange(1, 8).Draw(r, "changes") {
			c := graph.Changes{Add: rapid.SliceOfN(drawn, 0, 6).Draw(r, "add"), Remove: rapid.SliceOfN(drawn, 0, 6).Draw(r, "remove")}
			if _, err := store.Apply(context.Background(), c); err != nil {
				r.Fatal(err)
			}
		}
		if rapid.Bool().Draw(r, "compact") {
			followed.mu.Lock()
			followed.compact()
			followed.mu.Unlock()
		}
		built := index(t, store, 0)
		for _, q := range names {
			a, b := search(t, store, followed, SearchOptions{Query: q}), search(t, store, built, SearchOptions{Query: q})
			if diff := cmp.Diff(b, a); diff != "" {
				r.Fatalf("%q (-built +followed):\n%s", q, diff)
			}
		}
	})
}

func TestSkeletons(t *testing.T) {
	for want, words := range map[string][]string{
		"tokaev":  {"Тоқаев", "Toqaev", "Tokayev", "Tokaev", "Tokaïev", "Токаев", "tokayew"},
		"mirzoev": {"Мирзиёев", "Mirziyoyev", "Mirzioev"},
		"hiva":    {"Хийўа", "Xiywa", "Khiva", "Xiva", "Хива"},
		"jomart":  {"Жомарт", "Jomart", "Zhomart"},
		"savkat":  {"Шавкат", "Shavkat", "Şavkat", "Šavkat"},
		"習近平":     {"習近平"},
	} {
		for _, w := range words {
			if got := variants(splitWords(w)[0]); got[0] != want {
				t.Errorf("%s: skeleton %v, want %s", w, got, want)
			}
		}
	}
}

func TestDistances(t *testing.T) {
	for _, test := range []struct {
		a, b             string
		whole, beginning int
	}{
		{"", "", 0, 0}, {"abc", "abc", 0, 0}, {"abc", "abcdef", 3, 0}, {"acb", "abc", 1, 1},
		{"abd", "abcdef", 3, 1}, {"kitten", "sitting", 3, 2},
	} {
		if w, b := distances([]rune(test.a), []rune(test.b)); w != test.whole || b != test.beginning {
			t.Errorf("distances(%q, %q) = %d, %d, want %d, %d", test.a, test.b, w, b, test.whole, test.beginning)
		}
	}
}

// FuzzSearch: no query makes search panic or find what is not a name.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"Tokayev", "ў", "ЎЎЎЎ", "a\u0301\u0301", "Қасым-Жомарт", "'", "i i i", "\xff\xfe", "ſ", "ﬁ", "İstanbul"} {
		f.Add(s)
	}
	store := world(f)
	x := index(f, store, 0)
	f.Fuzz(func(t *testing.T, query string) {
		look(t, store, func(ctx context.Context, snap graph.Snapshot) {
			hits, err := x.Search(ctx, snap, SearchOptions{Query: query})
			if err != nil && !errors.Is(err, ErrOption) {
				t.Fatal(err)
			}
			if hits != nil && len(hits.Entities) > DefaultHits {
				t.Fatalf("%d hits", len(hits.Entities))
			}
		})
	})
}

// people makes labels of n people, two each, of syllables.
func people(n int) []rdf.Quad {
	syllables := []string{"ka", "mir", "zi", "yo", "to", "qay", "nar", "ba", "shav", "kat", "er", "lan", "jo", "mart", "nur", "sul", "tan"}
	name := func(i int) string {
		var s string
		for range 3 {
			s += syllables[i%len(syllables)]
			i = i/len(syllables) + 7*i
		}
		return s
	}
	var quads []rdf.Quad
	for i := range n {
		s := rdf.IRI(fmt.Sprintf("%sperson/p%d", vocab.Res, i))
		full := name(i) + " " + name(i*31+5) + "ov"
		quads = append(quads,
			rdf.Quad{Subject: s, Predicate: rdf.IRI(vocab.RDFSLabel), Object: rdf.LangString(full, "en")},
			rdf.Quad{Subject: s, Predicate: rdf.IRI(vocab.SKOSAltLabel), Object: rdf.LangString(full+"ich", "ru")})
	}
	return quads
}

// BenchmarkIndex reports the memory of an index as bytes for each label.
func BenchmarkIndex(b *testing.B) {
	quads := people(100_000)
	var x *Index
	var before, after runtime.MemStats
	for b.Loop() {
		x = &Index{most: MaxLabels}
		runtime.GC()
		runtime.ReadMemStats(&before)
		x.clear()
		for _, q := range quads {
			x.add(q)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
	}
	n, _ := x.Labels()
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "B/label")
	b.ReportMetric(float64(n), "labels")
}

func BenchmarkSearch(b *testing.B) {
	x := &Index{most: MaxLabels}
	x.clear()
	for _, q := range people(100_000) {
		x.add(q)
	}
	for _, query := range []string{"k", "mirziyo", "tokaynarov", "kamirzi nurov"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.lookUp(query, splitWords(query))
			}
		})
	}
}
