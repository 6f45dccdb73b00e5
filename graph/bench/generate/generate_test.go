package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"

	"pgregory.net/rapid"
)

// all is a whole graph.
func all(t testing.TB, o Options) []rdf.Quad {
	t.Helper()
	g, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var quads []rdf.Quad
	for batch := g.Next(); len(batch) > 0; batch = g.Next() {
		quads = append(quads, batch...)
	}
	return quads
}

// TestSameBytes holds the graph of a seed to what it was: figures of different
// days speak of the same data.
func TestSameBytes(t *testing.T) {
	const want = "b6f73e4592680feba2bac4b8f031e5f76ca821825a84a5703354a165317bbc9b"
	h := sha256.New()
	if err := Write(t.Context(), h, Options{Quads: 100_000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("100,000 quads of seed 1 have the hash %s, want %s", got, want)
	}
}

func TestSeedsDiffer(t *testing.T) {
	one, two := all(t, Options{Quads: 20_000, Seed: 1}), all(t, Options{Quads: 20_000, Seed: 2})
	same := map[rdf.Quad]bool{}
	for _, q := range one {
		same[q] = true
	}
	shared := 0
	for _, q := range two {
		if same[q] {
			shared++
		}
	}
	if shared > len(two)/10 {
		t.Errorf("%d of %d quads of two seeds are the same, want at most a tenth", shared, len(two))
	}
}

// TestQuads looks whether there are as many quads as asked for, valid and
// different ones.
func TestQuads(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := Options{Quads: rapid.Int64Range(0, 20_000).Draw(rt, "quads"), Seed: rapid.Uint64().Draw(rt, "seed")}
		seen := map[rdf.Quad]bool{}
		for _, q := range all(t, o) {
			if err := q.Validate(); err != nil {
				rt.Fatal(err)
			}
			if seen[q] {
				rt.Fatalf("twice: %s", q)
			}
			seen[q] = true
		}
		if int64(len(seen)) != o.Quads {
			rt.Fatalf("%d quads, want %d", len(seen), o.Quads)
		}
	})
}

func TestTooMany(t *testing.T) {
	for _, n := range []int64{-1, MaxQuads + 1} {
		if _, err := New(Options{Quads: n}); err == nil {
			t.Errorf("%d quads: no error", n)
		}
	}
}

// TestShape looks at what there is and how it is spread.
func TestShape(t *testing.T) {
	const n = 200_000
	predicates, objects, bytes := map[string]int{}, map[rdf.Term]int{}, 0
	visitors, dates, languages := map[rdf.Term]int{}, map[string]int{}, map[string]int{}
	triples, graphs := map[rdf.Triple]bool{}, map[rdf.Term]bool{}
	for _, q := range all(t, Options{Quads: n, Seed: 1}) {
		predicates[vocab.Compact(q.Predicate.Value)]++
		objects[q.Object]++
		triples[q.Triple()], graphs[q.Graph] = true, true
		bytes += len(q.String()) + 1
		switch q.Predicate.Value {
		case vocab.Visitor:
			visitors[q.Object]++
		case vocab.SchemaStartDate:
			dates[vocab.Compact(q.Object.Datatype)]++
		case vocab.RDFSLabel:
			languages[q.Object.Language]++
		}
	}
	t.Logf("%d bytes a line, %d%% of the triples new, %d graphs, predicates %v, dates %v, languages %v",
		bytes/n, 100*len(triples)/n, len(graphs), predicates, dates, languages)
	for _, p := range []string{"dg:visitor", "dg:host", "dg:participant", "dg:attendee", "dg:signatory", "dg:party", "dg:initiator",
		"dg:visited", "dg:met", "dg:signed", "dg:attended", "dg:hosted", "dg:document", "dg:body", "dg:ordinal", "dg:status", "dg:inferred",
		"dg:inResponseTo", "dg:purpose", "schema:superEvent", "schema:location", "schema:startDate", "schema:endDate",
		"prov:wasQuotedFrom", "oa:start", "oa:end", "oa:exact", "oa:hasSource", "oa:hasSelector",
		"org:memberOf", "org:subOrganizationOf", "org:role", "rdfs:label", "skos:altLabel", "schema:containedInPlace"} {
		if predicates[p] < n/20_000 {
			t.Errorf("%d quads of %s, want at least %d", predicates[p], p, n/20_000)
		}
	}
	within := func(what string, found, low, high int) {
		if t.Logf("%s: %d", what, found); found < low || found > high {
			t.Errorf("%s: %d, want %d to %d", what, found, low, high)
		}
	}
	within("bytes a line", bytes/n, 120, 220)
	within("quads that end at Home", objects[rdf.IRI(Country(home))], n*4/100, n*20/100)
	within("quads that end at the class of people", objects[rdf.IRI(vocab.SchemaPerson)], n*4/100, n*20/100)
	visits := predicates["dg:visitor"]
	within("visits of the most frequent visitor", visitors[rdf.IRI(Person(0))], visits*5/100, visits*20/100)
	within("visits of the tenth", visitors[rdf.IRI(Person(9))], visits/1000, visits*2/100)
	within("dates of a month", dates["xsd:gYearMonth"], predicates["schema:startDate"]*8/100, predicates["schema:startDate"]*20/100)
	within("triples that are new", len(triples), n*70/100, n*95/100)
}

func TestNamesDiffer(t *testing.T) {
	for _, name := range []func(int64) string{Person, City, Country, Body} {
		seen := map[string]int64{}
		for i := range int64(150_000) {
			iri := name(i)
			if other, again := seen[iri]; again {
				t.Fatalf("%d and %d are both %s", other, i, iri)
			}
			seen[iri] = i
		}
	}
}

func TestDates(t *testing.T) {
	start := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := range day(20_000) {
		want := start.AddDate(0, 0, int(d)).Format(time.DateOnly)
		if got := string(appendDate(nil, d, toDay)); got != want {
			t.Fatalf("day %d is %s, want %s", d, got, want)
		}
	}
	if got := string(appendDate(nil, 400, toMonth)) + " " + string(appendDate(nil, 400, toYear)); !strings.HasPrefix(got, "1993-02 1993") {
		t.Error(got)
	}
}

func BenchmarkNext(b *testing.B) {
	g, err := New(Options{Quads: MaxQuads, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	g.step = g.sizes.entities()
	quads := 0
	for b.Loop() {
		quads += len(g.Next())
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}

// discard counts what is written to it.
type discard int64

func (d *discard) Write(p []byte) (int, error) {
	*d += discard(len(p))
	return len(p), nil
}

func BenchmarkWrite(b *testing.B) {
	const n = 500_000
	var out discard
	for b.Loop() {
		if err := Write(b.Context(), &out, Options{Quads: n, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(out)/float64(n*b.N), "bytes/quad")
}
