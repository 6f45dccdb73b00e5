package article

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"diplograph/data"
	"diplograph/graph/caldate"
	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite data/graph with what the code makes now")

const (
	seedGraph  = "../../data/graph/uzbekistan-kazakhstan-2025.nq"
	seedSource = vocab.Res + "article/uzbekistan-kazakhstan-2025-11-14"
)

// TestSeedGraph holds data/graph to what the code makes of the seed article.
func TestSeedGraph(t *testing.T) {
	a, err := readSeed()
	if err != nil {
		t.Skipf("data/graph is not held against the seed article, which belongs in shared/seed beside the project: %v", err)
	}
	doc := extract(t, a.text, Options{Date: caldate.Date{Year: 2025, Month: 11, Day: 14}, Source: seedSource})
	got := nquads(t, doc.Quads())
	if *update {
		if err := os.WriteFile(seedGraph, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(seedGraph)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the code makes of the seed article; look at the difference, then go test ./loader/article -run TestSeedGraph -update", seedGraph)
	}
}

// TestStatements holds the statements of every text to what they promise.
func TestStatements(t *testing.T) {
	terms := ontologyTerms(t)
	for _, a := range annotatedTexts(t) {
		t.Run(a.name, func(t *testing.T) {
			o := Options{}
			if a.given {
				o.Date = a.date
			}
			doc := extract(t, a.text, o)
			quads := doc.Quads()
			checkRoundTrip(t, quads)
			checkGraph(t, quads, doc.IRI(), terms)
			checkEvents(t, doc, quads)
			checkRelations(t, doc, quads)
			if again := extract(t, a.text, o).Quads(); !slices.EqualFunc(quads, again, rdf.Quad.Equal) {
				t.Error("reading the text twice gives different statements")
			}
		})
	}
}

func annotatedTexts(t *testing.T) []annotation {
	t.Helper()
	articles, err := fs.Sub(data.FS, "articles")
	if err != nil {
		t.Fatal(err)
	}
	all := readAnnotations(t, articles)
	if seed, err := readSeed(); err == nil {
		all = append(all, seed)
	} else {
		t.Logf("NOT RUN on the seed article, which is not here: %v", err)
	}
	return all
}

func extract(t testing.TB, text string, o Options) *Document {
	t.Helper()
	doc, err := Extract(context.Background(), text, o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// checkRoundTrip writes the statements as N-Quads and reads them back; they come
// sorted, so the document is in canonical form.
func checkRoundTrip(t *testing.T, quads []rdf.Quad) {
	t.Helper()
	text := nquads(t, quads)
	back := readAll(t, bytes.NewReader(text), rdf.NQuads)
	if diff := cmp.Diff(quads, back); diff != "" {
		t.Error("what is read back is not what was written:\n" + diff)
	}
	lines := strings.SplitAfter(string(text), "\n")
	if !slices.IsSorted(lines[:len(lines)-1]) || len(slices.Compact(lines)) != len(quads)+1 {
		t.Error("lines are not sorted, or some are there twice")
	}
}

func checkGraph(t *testing.T, quads []rdf.Quad, graph string, ontology map[string]bool) {
	t.Helper()
	for _, q := range quads {
		if q.Graph.Value != graph {
			t.Errorf("not in the article's graph: %v", q)
		}
		for _, term := range []rdf.Term{q.Predicate, q.Object} {
			if term.IsBlank() || term.IsIRI() && strings.HasPrefix(term.Value, vocab.DG) && !ontology[term.Value] {
				t.Errorf("%v is not in the ontology: %v", term, q)
			}
		}
	}
}

// checkEvents wants of every event a name of its own, a class, two labels, a
// status and a passage that lies in the text, quoted only on request.
func checkEvents(t *testing.T, doc *Document, quads []rdf.Quad) {
	t.Helper()
	names := doc.names()
	taken := map[string]bool{}
	length := len([]rune(doc.original))
	for _, e := range doc.Events {
		name := names[e]
		if !strings.HasPrefix(name, vocab.Res+"event/"+Family(e.Class)+"-") || taken[name] {
			t.Errorf("name %q is no name, or another event's: %v", name, e)
		}
		taken[name] = true
		about := func(predicate string) []rdf.Term { return objects(quads, name, predicate) }
		if got := about(vocab.RDFType); len(got) != 3 {
			t.Errorf("%s: types %v", name, got)
		}
		if got := about(vocab.Status); len(got) != 1 {
			t.Errorf("%s: status %v", name, got)
		}
		for _, l := range about(vocab.RDFSLabel) {
			if l.Value == "" || strings.Contains(l.Value, "{") || strings.HasPrefix(l.Value, ":") {
				t.Errorf("%s: label %v", name, l)
			}
		}
		if len(e.Passages) == 0 || len(about(vocab.RDFSLabel)) != 2 {
			t.Errorf("%s: %d passages, labels %v", name, len(e.Passages), about(vocab.RDFSLabel))
		}
		for _, p := range e.Passages {
			if p.Start < 0 || p.Start >= p.End || p.End > length {
				t.Errorf("%s: passage %v in a text of %d code points", name, p, length)
			}
		}
	}
	if slices.ContainsFunc(quads, func(q rdf.Quad) bool { return q.Predicate.Value == vocab.OAExact }) {
		t.Error("the text is quoted without leave")
	}
}

// checkRelations wants each direct relation to rest on an event that is not
// only planned.
func checkRelations(t *testing.T, doc *Document, quads []rdf.Quad) {
	t.Helper()
	rests := map[string]bool{}
	names := doc.names()
	for _, e := range doc.Events {
		if e.Status == vocab.Planned {
			continue
		}
		for _, a := range e.Actors {
			from := gazetteer.IRI(a.Entity.ID)
			rests[from+vocab.Attended+names[e]] = true
			if e.Document != nil {
				rests[from+vocab.Signed+gazetteer.IRI(e.Document.ID)] = true
			}
			for _, b := range e.Actors {
				rests[from+vocab.Met+gazetteer.IRI(b.Entity.ID)] = Family(e.Class) == "meeting" || rests[from+vocab.Met+gazetteer.IRI(b.Entity.ID)]
			}
			for _, p := range e.Places {
				rests[from+vocab.Visited+gazetteer.IRI(p.ID)] = true
				if c := doc.country(p); c != nil {
					rests[from+vocab.Visited+gazetteer.IRI(c.ID)] = true
				}
			}
		}
		for _, p := range e.Places {
			rests[gazetteer.IRI(p.ID)+vocab.Hosted+names[e]] = true
		}
	}
	for _, q := range quads {
		switch q.Predicate.Value {
		case vocab.Visited, vocab.Met, vocab.Signed, vocab.Attended, vocab.Hosted:
			if !rests[q.Subject.Value+q.Predicate.Value+q.Object.Value] {
				t.Errorf("rests on no event: %v", q)
			}
		}
	}
}

// TestQuote keeps the text of passages on request, and gives their positions in
// code points of the original, whatever its script.
func TestQuote(t *testing.T) {
	const sentence = "2023-жыл 3-мартта Өзбекстан Президенти Шавкат Мирзиёев Шымкентте Қазақстан Президенти Қасым-Жомарт Тоқаев пенен ушырасты."
	doc := extract(t, "«Дунё» МА.\n"+sentence+"\n", Options{Date: caldate.Date{Year: 2023, Month: 4, Day: 1}, Quote: true})
	quads := doc.Quads()
	event := gazetteer.IRI("event/meeting-2023-03-03-kassym-jomart-tokayev-shavkat-mirziyoyev-shymkent")
	passages := objects(quads, event, vocab.ProvQuotedFrom)
	if len(passages) != 1 || !strings.HasSuffix(passages[0].Value, "#char=11,132") {
		t.Fatalf("passages %v of %v", passages, doc.Events)
	}
	var exact, start []rdf.Term
	for _, s := range objects(quads, passages[0].Value, vocab.OAHasSelector) {
		exact = append(exact, objects(quads, s.Value, vocab.OAExact)...)
		start = append(start, objects(quads, s.Value, vocab.OAStart)...)
	}
	if len(exact) != 1 || exact[0].Value != sentence {
		t.Errorf("quoted %v", exact)
	}
	if len(start) != 1 || start[0] != rdf.Literal("11", vocab.XSD+"nonNegativeInteger") {
		t.Errorf("begins at %v", start)
	}
}

// TestArticleName names an article without a source after its title and date.
func TestArticleName(t *testing.T) {
	const title = "Өзбекстан ҳәм Қазақстан: дослық"
	doc := extract(t, "\n "+title+"\n\nҚазақстан Президенти 2023-жыл 3-мартта Ташкентке келди.", Options{})
	if got, want := doc.IRI(), vocab.Res+"article/ozbekstan-ham-qazaqstan-dosliq-2023-03-03"; got != want {
		t.Errorf("article %s, want %s", got, want)
	}
	if got := objects(doc.Quads(), doc.IRI(), vocab.RDFSLabel); len(got) != 1 || got[0].Value != title {
		t.Errorf("label %v, want the title", got)
	}
	if got := objects(doc.Quads(), doc.IRI(), vocab.Inferred); len(got) != 1 || got[0].Value != vocab.SchemaPublished {
		t.Errorf("inferred %v, want schema:datePublished", got)
	}
}

func objects(quads []rdf.Quad, subject, predicate string) []rdf.Term {
	var found []rdf.Term
	for _, q := range quads {
		if q.Subject.Value == subject && q.Predicate.Value == predicate {
			found = append(found, q.Object)
		}
	}
	return found
}

func nquads(t testing.TB, quads []rdf.Quad) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := rdf.NewWriter(&b, rdf.NQuads, rdf.WriterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAll(t testing.TB, r io.Reader, f rdf.Format) []rdf.Quad {
	t.Helper()
	reader, err := rdf.NewReader(r, f, rdf.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var quads []rdf.Quad
	for {
		q, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return quads
		}
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
}

// ontologyTerms are the names that data/ontology describes.
func ontologyTerms(t testing.TB) map[string]bool {
	t.Helper()
	terms := map[string]bool{}
	for _, q := range ontology(t) {
		terms[q.Subject.Value] = true
	}
	return terms
}

func ontology(t testing.TB) []rdf.Quad {
	t.Helper()
	f, err := data.FS.Open("ontology/diplograph.ttl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return readAll(t, f, rdf.Turtle)
}
