package rdf_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"diplograph/graph/rdf"
)

// benchQuads is how many statements the benchmarks read: about 155 MB of
// N-Quads.
const benchQuads = 1_000_000

const (
	benchNS     = "https://w3id.org/diplograph/ns#"
	benchRes    = "https://w3id.org/diplograph/id/"
	benchSchema = "https://schema.org/"
	rdfs        = "http://www.w3.org/2000/01/rdf-schema#"
)

var benchPrefixes = []rdf.Prefix{
	{Name: "dg", Namespace: benchNS}, {Name: "res", Namespace: benchRes}, {Name: "schema", Namespace: benchSchema},
	{Name: "rdfs", Namespace: rdfs}, {Name: "xsd", Namespace: rdf.XSDNamespace}, {Name: "rdf", Namespace: rdf.RDFNamespace},
}

// benchEvents makes n statements about events as the builder makes them: types,
// dates, labels in two languages, actors, places, a quoted passage, most events
// in their article's graph.
func benchEvents(n int, write func(rdf.Quad)) {
	rnd := rand.New(rand.NewPCG(1, 2))
	people := []string{"shavkat-mirziyoyev", "kassym-jomart-tokayev", "sadyr-japarov", "emomali-rahmon", "ilham-aliyev"}
	cities := []string{"samarkand", "tashkent", "astana", "bishkek", "dushanbe", "nukus", "khiva", "baku"}
	words := strings.Fields("Президент мәмлекетлик сапар менен келди ҳәм еки тәрептиң қатнасықлары бойынша сөйлесиўлер өткерди state visit talks signed agreement cooperation parliament delegation")
	iri := rdf.IRI
	for i := 0; n > 0; i++ {
		day := fmt.Sprintf("20%02d-%02d-%02d", rnd.IntN(26), 1+rnd.IntN(12), 1+rnd.IntN(28))
		who, where := people[rnd.IntN(len(people))], cities[rnd.IntN(len(cities))]
		event := iri(fmt.Sprintf("%sevent/visit-%s-%d", benchRes, where, i))
		graph := iri(fmt.Sprintf("%sarticle/%06d", benchRes, i/5))
		if i%5 > 2 {
			graph = rdf.Term{} // of the gazetteer, say
		}
		text := make([]string, 5)
		for j := range text {
			text[j] = words[rnd.IntN(len(words))]
		}
		for _, po := range [][2]rdf.Term{
			{iri(rdf.RDFType), iri(benchNS + "StateVisit")},
			{iri(rdf.RDFType), iri(benchSchema + "Event")},
			{iri(benchSchema + "startDate"), rdf.Literal(day, rdf.XSDNamespace+"date")},
			{iri(benchSchema + "endDate"), rdf.Literal(day, rdf.XSDNamespace+"date")},
			{iri(benchNS + "visitor"), iri(benchRes + "person/" + who)},
			{iri(benchSchema + "location"), iri(benchRes + "city/" + where)},
			{iri(rdfs + "label"), rdf.LangString("Visit of "+who+" to "+where, "en")},
			{iri(rdfs + "label"), rdf.LangString(strings.Join(text[:3], " "), "kaa")},
			{iri(benchNS + "status"), iri(benchNS + "Held")},
			{iri("http://www.w3.org/ns/prov#wasQuotedFrom"), rdf.Blank(fmt.Sprintf("q%d", i))},
			{iri("http://www.w3.org/ns/oa#exact"), rdf.String(strings.Join(text, " "))},
			{iri(benchNS + "ordinal"), rdf.Literal(fmt.Sprint(rnd.IntN(40)), rdf.XSDInteger)},
		} {
			if n--; n < 0 {
				return
			}
			write(rdf.Quad{Subject: event, Predicate: po[0], Object: po[1], Graph: graph})
		}
	}
}

// benchDocument writes the statements once for each format.
var benchDocument = func() func(testing.TB, rdf.Format) []byte {
	var mu sync.Mutex
	documents := map[rdf.Format][]byte{}
	return func(tb testing.TB, f rdf.Format) []byte {
		mu.Lock()
		defer mu.Unlock()
		if documents[f] == nil {
			var b bytes.Buffer
			w, err := rdf.NewWriter(&b, f, rdf.WriterOptions{Prefixes: benchPrefixes})
			if err != nil {
				tb.Fatal(err)
			}
			benchEvents(benchQuads, func(q rdf.Quad) {
				if !f.HasGraphs() {
					q.Graph = rdf.Term{}
				}
				if err := w.Write(q); err != nil {
					tb.Fatal(err)
				}
			})
			if err := w.Close(); err != nil {
				tb.Fatal(err)
			}
			documents[f] = b.Bytes()
		}
		return documents[f]
	}
}()

// cpuSeconds is the processor time that the process has used, where the system
// tells: a measure that other processes disturb less than the clock.
var cpuSeconds = func() float64 { return 0 }

// perCPU reports the bytes read in a second of processor time.
func perCPU(b *testing.B, doc []byte, start float64) {
	if used := cpuSeconds() - start; used > 0 {
		b.ReportMetric(float64(len(doc))*float64(b.N)/1e6/used, "MB/cpu-s")
	}
}

func benchRead(b *testing.B, f rdf.Format) {
	doc := benchDocument(b, f)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	runtime.GC()
	defer perCPU(b, doc, cpuSeconds())
	for b.Loop() {
		r, err := rdf.NewReader(bytes.NewReader(doc), f, rdf.ReaderOptions{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for ; ; n++ {
			if _, err = r.Read(); err != nil {
				break
			}
		}
		if err != io.EOF || n != benchQuads {
			b.Fatal(n, err)
		}
	}
}

func BenchmarkReadNQuads(b *testing.B) { benchRead(b, rdf.NQuads) }

// BenchmarkReadNQuadsCayley reads the same document with Cayley's reader in the
// mode that keeps lexical forms, to compare with BenchmarkReadNQuads.
func BenchmarkReadNQuadsCayley(b *testing.B) {
	doc := benchDocument(b, rdf.NQuads)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	runtime.GC()
	defer perCPU(b, doc, cpuSeconds())
	for b.Loop() {
		r := nquads.NewReader(bytes.NewReader(doc), true)
		n := 0
		var err error
		for ; ; n++ {
			var q quad.Quad
			if q, err = r.ReadQuad(); err != nil {
				break
			}
			_ = q
		}
		if err != io.EOF || n != benchQuads {
			b.Fatal(n, err)
		}
	}
}

func benchBatches(b *testing.B, opts rdf.ReaderOptions) {
	doc := benchDocument(b, rdf.NQuads)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	runtime.GC()
	defer perCPU(b, doc, cpuSeconds())
	for b.Loop() {
		n := 0
		err := rdf.ReadBatches(bytes.NewReader(doc), rdf.NQuads, opts, func(quads []rdf.Quad) error {
			n += len(quads)
			return nil
		})
		if err != nil || n != benchQuads {
			b.Fatal(n, err)
		}
	}
}

func BenchmarkReadNQuadsWorkers1(b *testing.B) { benchBatches(b, rdf.ReaderOptions{}) }
func BenchmarkReadNQuadsWorkers2(b *testing.B) { benchBatches(b, rdf.ReaderOptions{Workers: 2}) }
func BenchmarkReadNQuadsWorkers2Unordered(b *testing.B) {
	benchBatches(b, rdf.ReaderOptions{Workers: 2, Unordered: true})
}

func BenchmarkReadTurtle(b *testing.B) { benchRead(b, rdf.Turtle) }
func BenchmarkReadTriG(b *testing.B)   { benchRead(b, rdf.TriG) }
func BenchmarkReadRDFXML(b *testing.B) { benchRead(b, rdf.RDFXML) }
