package rdf_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/graph/rdf/rdftest"
)

// findSuites finds shared/w3c/rdf beside the project's root, or what "make
// conformance" has fetched.
func findSuites(tb testing.TB) (folder string, found bool) {
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			tb.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	for _, folder = range []string{filepath.Join(dir, ".w3c", "rdf"), filepath.Join(dir, "..", "shared", "w3c", "rdf")} {
		if _, err := os.Stat(folder); err == nil {
			return folder, true
		}
	}
	return folder, false
}

// suiteFolder is findSuites for tests that cannot do without.
func suiteFolder(t *testing.T) string {
	folder, found := findSuites(t)
	if !found {
		fmt.Printf("%s: the W3C suites were not found in %s: %d suites skipped\n", t.Name(), folder, len(w3cSuites))
		t.SkipNow()
	}
	return folder
}

// A conformanceTest is an entry of a W3C manifest.
type conformanceTest struct {
	name, kind     string // kind: local name of its rdf:type
	action, result string // files
	base           string // IRI of the action
}

const (
	mf   = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	rdfs = "http://www.w3.org/2000/01/rdf-schema#"
)

// readManifest lists the tests of a manifest and of those that it includes.
func readManifest(tb testing.TB, file string) []conformanceTest {
	quads, err := readFile(file, rdf.Turtle, "file://"+file)
	if err != nil {
		tb.Fatalf("%s: %v", file, err)
	}
	value := func(s rdf.Term, p string) rdf.Term {
		for _, q := range quads {
			if q.Subject.Equal(s) && q.Predicate.Value == p {
				return q.Object
			}
		}
		return rdf.Term{}
	}
	list := func(node rdf.Term) (items []rdf.Term) {
		for node.Kind != 0 && node.Value != rdf.RDFNil {
			items = append(items, value(node, rdf.RDFFirst))
			node = value(node, rdf.RDFRest)
		}
		return items
	}
	var manifest rdf.Term
	for _, q := range quads {
		if q.Object.Value == mf+"Manifest" {
			manifest = q.Subject
		}
	}
	var tests []conformanceTest
	for _, m := range list(value(manifest, mf+"include")) {
		tests = append(tests, readManifest(tb, strings.TrimPrefix(m.Value, "file://"))...)
	}
	base := value(manifest, mf+"assumedTestBase").Value
	dir := filepath.Dir(file)
	for _, e := range list(value(manifest, mf+"entries")) {
		action := strings.TrimPrefix(value(e, mf+"action").Value, "file://")
		rel, err := filepath.Rel(dir, action)
		if err != nil {
			tb.Fatal(err)
		}
		if base != "" {
			rel = base + filepath.ToSlash(rel)
		} else {
			rel = "" // line formats have no base
		}
		_, kind, _ := strings.Cut(value(e, rdf.RDFType).Value, "#")
		tests = append(tests, conformanceTest{
			name: value(e, mf+"name").Value, kind: kind, action: action,
			result: strings.TrimPrefix(value(e, mf+"result").Value, "file://"),
			base:   rel,
		})
	}
	return tests
}

func readFile(file string, f rdf.Format, base string) ([]rdf.Quad, error) {
	file, _, _ = strings.Cut(file, "#")
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return readAll(in, f, rdf.ReaderOptions{Base: base})
}

func readAll(in io.Reader, f rdf.Format, opts rdf.ReaderOptions) ([]rdf.Quad, error) {
	r, err := rdf.NewReader(in, f, opts)
	if err != nil {
		return nil, err
	}
	var quads []rdf.Quad
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads, nil
		}
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
}

// run tells why the implementation fails the test, if it does.
func (c conformanceTest) run() error {
	f, ok := rdf.FormatByExtension(filepath.Ext(c.action))
	if !ok {
		return fmt.Errorf("%s: unknown extension", c.action)
	}
	quads, err := readFile(c.action, f, c.base)
	if strings.Contains(c.kind, "Negative") {
		if err == nil {
			return fmt.Errorf("read %d quads of a document that is not well-formed", len(quads))
		}
		if !errors.As(err, new(*rdf.SyntaxError)) {
			return fmt.Errorf("not a syntax error: %w", err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	switch {
	case strings.Contains(c.kind, "C14N"):
		return compareCanonical(quads, f, c.result)
	case strings.Contains(c.kind, "Eval"):
		g, _ := rdf.FormatByExtension(filepath.Ext(c.result))
		want, err := readFile(c.result, g, c.base)
		if err != nil {
			return err
		}
		if d := rdftest.Diff(quads, want); d != "" {
			return errors.New(d)
		}
	case !strings.Contains(c.kind, "PositiveSyntax"):
		return fmt.Errorf("unknown kind of test %q", c.kind)
	}
	return nil
}

func compareCanonical(quads []rdf.Quad, f rdf.Format, file string) error {
	want, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	got, err := write(quads, f, rdf.WriterOptions{Canonical: true})
	if err != nil {
		return err
	}
	if got != string(want) {
		return fmt.Errorf("got\n%swant\n%s", got, want)
	}
	return nil
}

func write(quads []rdf.Quad, f rdf.Format, opts rdf.WriterOptions) (string, error) {
	var b strings.Builder
	w, err := rdf.NewWriter(&b, f, opts)
	if err != nil {
		return "", err
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			return "", err
		}
	}
	err = w.Close()
	return b.String(), err
}

// TestW3C runs the W3C suites. Its last lines give each suite's passed/total.
func TestW3C(t *testing.T) {
	root := suiteFolder(t)
	var summary strings.Builder
	for _, suite := range w3cSuites {
		passed, total := 0, 0
		for _, c := range readManifest(t, filepath.Join(root, suite, "manifest.ttl")) {
			total++
			if err := c.run(); err != nil {
				t.Errorf("%s %s (%s): %v", suite, c.name, filepath.Base(c.action), err)
				continue
			}
			passed++
		}
		fmt.Fprintf(&summary, "%s %d/%d\n", suite, passed, total)
	}
	fmt.Print(summary.String())
}
