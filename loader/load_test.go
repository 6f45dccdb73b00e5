package loader_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph"
	"diplograph/graph/rdf"
	"diplograph/loader"
	"diplograph/loader/table"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/zstd"
)

const (
	visits = `<http://ex.org/v1> <http://ex.org/visitor> <http://ex.org/a> <http://ex.org/g> .
<http://ex.org/v1> <http://ex.org/at> "2024-03-12"^^<http://www.w3.org/2001/XMLSchema#date> .
`
	visitsTurtle = `@prefix : <http://ex.org/> .
:v1 :visitor :a ; :label "Хийўа"@kaa .
`
	visitsJSON = `{"@id": "http://ex.org/v1", "http://ex.org/visitor": {"@id": "http://ex.org/a"}}`
	visitsXML  = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://ex.org/">
<rdf:Description rdf:about="http://ex.org/v1"><visitor rdf:resource="http://ex.org/a"/></rdf:Description></rdf:RDF>
`
)

func text(name, content string) loader.Source {
	return loader.Source{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}}
}

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t *testing.T, s string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

func TestLoadFindsFormatAndCompression(t *testing.T) {
	tests := []struct {
		name, content string
		quads         int
	}{
		{"visits.nq", visits, 2},
		{"visits.nq.gz", gzipped(t, visits), 2},
		{"visits.nq.zst", zstandard(t, visits), 2},
		{"two members.nq.gz", gzipped(t, visits) + gzipped(t, visits), 4},
		{"misnamed.gz", zstandard(t, visits), 2},
		{"visits.ttl", visitsTurtle, 2},
		{"visits.TRIG", visitsTurtle, 2},
		{"visits.rdf", visitsXML, 1},
		{"lines without extension", visits, 2},
		{"lines after a comment", "# visits\n\n" + visits, 2},
		{"one line, no line end", strings.TrimSuffix(strings.SplitAfter(visits, "\n")[0], "\n"), 1},
		{"lines, many", strings.Repeat(visits, 2000), 4000},
		{"turtle without extension", visitsTurtle, 2},
		{"turtle that begins with an IRI", "<http://ex.org/v1> a <http://ex.org/Visit> ; <http://ex.org/n> 1 .", 2},
		{"turtle, blank node first", "[ <http://ex.org/n> 1 ] <http://ex.org/m> 2 .", 2},
		{"trig, default graph first", "{ <http://ex.org/v1> a <http://ex.org/Visit> }", 1},
		{"xml without extension", visitsXML, 1},
		{"xml without declaration", visitsXML[strings.Index(visitsXML, "<rdf:"):], 1},
		{"byte order mark", "\uFEFF" + visitsTurtle, 2},
		{"empty", "", 0},
		{"empty.ttl.gz", gzipped(t, ""), 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, err := loader.Load(t.Context(), nil, []loader.Source{text(test.name, test.content)}, loader.Options{DryRun: true})
			if err != nil {
				t.Fatal(err)
			}
			if report.Quads != test.quads || report.Bytes != int64(len(test.content)) {
				t.Errorf("read %d quads, %d bytes; want %d, %d", report.Quads, report.Bytes, test.quads, len(test.content))
			}
		})
	}
}

func TestLoadCountsDuplicates(t *testing.T) {
	store := openMemory(t)
	sources := []loader.Source{text("a.nq", visits), text("b.nq", visits)}
	first, err := loader.Load(t.Context(), store, sources, loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := loader.Report{Documents: 2, Bytes: int64(2 * len(visits)), Quads: 4, Added: 2, Duplicates: 2}
	if diff := cmp.Diff(want, first, cmpopts.IgnoreFields(loader.Report{}, "Took")); diff != "" {
		t.Errorf("first load (-want +got):\n%s", diff)
	}
	again, err := loader.Load(t.Context(), store, sources[:1], loader.Options{})
	if err != nil || again.Added != 0 || again.Duplicates != 2 {
		t.Errorf("second load: %+v, %v; want 2 duplicates", again, err)
	}
}

func TestLoadIsAllOrNothing(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	damaged := gzipped(t, visits)
	damaged = damaged[:len(damaged)-8] + "sum?" + damaged[len(damaged)-4:]
	tests := []struct {
		name, want string
		ctx        context.Context
		second     loader.Source
		opts       loader.Options
	}{
		{"bad line", "b.nq:2:7: N-Quads: expected ", t.Context(), text("b.nq", "# bad\n<a:b> c .\n"), loader.Options{}},
		{"relative IRI", "b.ttl:1:1: Turtle: expected ", t.Context(), text("b.ttl", "<b> a <c> ."), loader.Options{}},
		{"guessed", "b:1:1: TriG: expected .* found .*taken for TriG by its content", t.Context(), text("b", "visits, 2024"), loader.Options{}},
		{"binary", "expected an RDF document, found binary data", t.Context(), text("b", "\x7fELF\x00\x00"), loader.Options{}},
		{"cut gzip", "^b.nq.gz: reading N-Quads after line 0: gzip: expected more data, found the end: the file is cut short$", t.Context(), text("b.nq.gz", gzipped(t, strings.Repeat(visits, 100))[:60]), loader.Options{}},
		{"cut gzip header", "^b.nq.gz: gzip: expected more data, found the end: the file is cut short$", t.Context(), text("b.nq.gz", "\x1f\x8b\x08"), loader.Options{}},
		{"damaged gzip", "^b.nq.gz: reading N-Quads after line 2: gzip: invalid checksum$", t.Context(), text("b.nq.gz", damaged), loader.Options{}},
		{"cut zstd", "b.nq.zst: .*zstd: ", t.Context(), text("b.nq.zst", zstandard(t, strings.Repeat(visits, 100))[:60]), loader.Options{}},
		{"no file", "b.nq: .*no such file", t.Context(), loader.Source{Name: "b.nq", Open: func() (io.ReadCloser, error) { return os.Open("no/b.nq") }}, loader.Options{}},
		{"cancelled", "context canceled", cancelled, text("b.nq", visits), loader.Options{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := openMemory(t)
			_, err := loader.Load(test.ctx, store, []loader.Source{text("a.nq", visits), test.second}, test.opts)
			if err == nil || !matches(test.want, err.Error()) {
				t.Errorf("error %v, want one that matches %q", err, test.want)
			}
			if n := count(t, store, graph.Pattern{}); n != 0 {
				t.Errorf("the store holds %d quads of a load that failed", n)
			}
		})
	}
}

func TestLoadGoesOnAfterBadLines(t *testing.T) {
	store := openMemory(t)
	var bad []string
	report, err := loader.Load(t.Context(), store,
		[]loader.Source{text("a.nq", "<a:b> c .\n"+visits+"?\n")},
		loader.Options{Bad: func(e *loader.Error) { bad = append(bad, e.Error()) }})
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 2 || report.BadLines != 2 || len(bad) != 2 || !strings.HasPrefix(bad[1], "a.nq:4:1: ") {
		t.Errorf("report %+v, bad lines %q; want 2 quads and lines 1 and 4", report, bad)
	}
}

func TestLoadOfTables(t *testing.T) {
	mapping, err := table.ReadMapping(strings.NewReader(`{"@context": "http://www.w3.org/ns/csvw", "tableSchema": {"columns": [
		{"name": "who", "propertyUrl": "dg:visitor", "valueUrl": "res:person/{who}"},
		{"name": "year", "propertyUrl": "schema:startDate", "datatype": "gYear"}]}}`), "")
	if err != nil {
		t.Fatal(err)
	}
	const visits = "who\tyear\nx\t2024\ny\tsoon\n"
	var bad []string
	opts := loader.Options{Mapping: mapping, Bad: func(e *loader.Error) { bad = append(bad, e.Error()) }}
	store := openMemory(t)
	sources := []loader.Source{text("a.tsv", visits), text("b.tsv.gz", gzipped(t, visits))}
	report, err := loader.Load(t.Context(), store, sources, opts)
	if err != nil || report.Added != 4 || report.BadLines != 2 {
		t.Errorf("%+v, %v; want 4 quads (the rows are blank nodes) and 2 bad rows", report, err)
	}
	if want := `a.tsv:3:3: year: expected a value of type gYear, found "soon"`; len(bad) != 2 || bad[0] != want {
		t.Errorf("bad rows %q, want %s", bad, want)
	}
	opts.Bad = nil
	if _, err = loader.Load(t.Context(), store, sources, opts); err == nil || err.Error() != bad[0] {
		t.Errorf("error %v, want %s", err, bad[0])
	}
}

func TestLoadSetsTheGraph(t *testing.T) {
	store := openMemory(t)
	g := rdf.IRI("http://ex.org/mine")
	if _, err := loader.Load(t.Context(), store, []loader.Source{text("a.nq", visits)}, loader.Options{Graph: g}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, store, graph.Pattern{Graph: g}); n != 2 {
		t.Errorf("%d quads in the graph asked for, want 2", n)
	}
}

func TestLoadResolvesAgainstTheBase(t *testing.T) {
	store := openMemory(t)
	if _, err := loader.Load(t.Context(), store, []loader.Source{text("a.ttl", "<v1> a <Visit> .")}, loader.Options{Base: "http://ex.org/x"}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, store, graph.Pattern{Subject: rdf.IRI("http://ex.org/v1")}); n != 1 {
		t.Errorf("%d quads about http://ex.org/v1, want 1", n)
	}
}

func TestBlankNodesOfDocumentsAndLoadsNeverMeet(t *testing.T) {
	store := openMemory(t)
	doc := "_:x <http://ex.org/p> _:x .\n"
	for range 2 {
		if _, err := loader.Load(t.Context(), store, []loader.Source{text("a.nq", doc), text("b.nq", doc)}, loader.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, store, graph.Pattern{}); n != 4 {
		t.Errorf("%d quads, want one for each of 2 documents in each of 2 loads", n)
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.nq", "a.ttl.gz", "deep/c.trig.zst", "notes.txt", ".hidden/d.nq", ".e.nq", "empty/notes.txt"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(visits), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := loader.Sources([]string{dir, filepath.Join(dir, "notes.txt"), "-"}, strings.NewReader(""), false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range found {
		names = append(names, strings.TrimPrefix(filepath.ToSlash(s.Name), filepath.ToSlash(dir)+"/"))
	}
	want := []string{"a.ttl.gz", "b.nq", "deep/c.trig.zst", "notes.txt", "standard input"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	for _, bad := range [][]string{{"-", "-"}, {filepath.Join(dir, "empty")}, {filepath.Join(dir, "absent.nq")}} {
		if _, err := loader.Sources(bad, nil, false); err == nil {
			t.Errorf("Sources(%q): no error", bad)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, s := range []string{"turtle", "Turtle", "text/turtle", "text/turtle; charset=utf-8", ".ttl", "ttl"} {
		if f, err := loader.ParseFormat(s); err != nil || f != rdf.Turtle {
			t.Errorf("ParseFormat(%q) = %v, %v; want Turtle", s, f, err)
		}
	}
	if _, err := loader.ParseFormat("csv"); err == nil || !strings.Contains(err.Error(), "N-Quads") {
		t.Errorf("ParseFormat(csv): error %v, want one that lists the formats", err)
	}
}

func ExampleLoad() {
	store, err := graph.Open("memory:", graph.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	sources := []loader.Source{text("visits.nq", visits)}
	report, err := loader.Load(context.Background(), store, sources, loader.Options{})
	fmt.Println(report.Added, "quads added,", report.Duplicates, "duplicates,", err)

	_, err = loader.Load(context.Background(), store, []loader.Source{text("bad.nq", "<http://ex.org/v1> visitor .\n")}, loader.Options{})
	var bad *rdf.SyntaxError
	fmt.Println(errors.As(err, &bad), bad.Line, bad.Column)
	// Output:
	// 2 quads added, 0 duplicates, <nil>
	// true 1 20
}
