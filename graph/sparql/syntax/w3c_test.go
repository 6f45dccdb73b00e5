package syntax

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diplograph/graph/rdf"
)

// suiteFolder finds shared/w3c/sparql beside the project's root, or what "make
// conformance" has fetched.
func suiteFolder(tb testing.TB) string {
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
	for _, folder := range []string{filepath.Join(dir, ".w3c", "sparql"), filepath.Join(dir, "..", "shared", "w3c", "sparql")} {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
	}
	fmt.Printf("%s: the W3C suites were not found beside %s: skipped\n", tb.Name(), dir)
	tb.SkipNow()
	return ""
}

const (
	testManifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	testQuery    = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
	testUpdate   = "http://www.w3.org/2009/sparql/tests/test-update#"
)

// A syntaxTest is an entry of a manifest: a file that is SPARQL or is not.
type syntaxTest struct {
	name, file string
	bad        bool
}

// readManifest lists what a manifest's tests say about syntax: those of syntax
// themselves, and the queries and updates of evaluation tests, which parse.
func readManifest(tb testing.TB, file string) (tests []syntaxTest) {
	quads := readTurtle(tb, file)
	value := func(s rdf.Term, p string) rdf.Term {
		for _, q := range quads {
			if q.Subject.Equal(s) && q.Predicate.Value == p {
				return q.Object
			}
		}
		return rdf.Term{}
	}
	var entries rdf.Term
	for _, q := range quads {
		if q.Predicate.Value == testManifest+"entries" {
			entries = q.Object
		}
	}
	for ; entries.Value != rdf.RDFNil && !entries.IsZero(); entries = value(entries, rdf.RDFRest) {
		e := value(entries, rdf.RDFFirst)
		kind := strings.TrimPrefix(value(e, rdf.RDFType).Value, testManifest)
		action := value(e, testManifest+"action")
		if action.IsBlank() {
			query := value(action, testQuery+"query")
			if query.IsZero() {
				query = value(action, testUpdate+"request")
			}
			action = query
		}
		name := strings.TrimPrefix(action.Value, "file://")
		if ext := filepath.Ext(name); ext != ".rq" && ext != ".ru" {
			continue
		}
		tests = append(tests, syntaxTest{
			name: value(e, testManifest+"name").Value,
			file: name,
			bad:  strings.HasPrefix(kind, "Negative"),
		})
	}
	return tests
}

func readTurtle(tb testing.TB, file string) (quads []rdf.Quad) {
	in, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer in.Close()
	r, err := rdf.NewReader(in, rdf.Turtle, rdf.ReaderOptions{Base: "file://" + file})
	if err != nil {
		tb.Fatal(err)
	}
	for {
		q, err := r.Read()
		if err == io.EOF {
			return quads
		}
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		quads = append(quads, q)
	}
}

// parseFile parses a file by its extension, prints it and parses that again.
func parseFile(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	opts := Options{Base: "http://example.org/" + filepath.Base(file)}
	if filepath.Ext(file) == ".ru" {
		return checkUpdate(string(text), opts)
	}
	return checkQuery(string(text), opts)
}

// unmet are tests of the suites that fail, and why.
var unmet = map[string]string{
	"sparql12/codepoint-escapes/codepoint-esc-01-bad.rq": "1.2 refuses what section 19.2 of 1.1 allows: escapes outside strings and IRIs",
	"sparql12/codepoint-escapes/codepoint-esc-03-bad.rq": "likewise",
}

// drafts are files that no manifest names: path{n,m}, which a draft of SPARQL
// 1.1 had and the specification has not.
var drafts = map[string]bool{
	"path-2-1.rq": true, "path-2-3.rq": true, "path-3-1.rq": true, "path-3-2.rq": true, "path-3-4.rq": true,
	"pp04.rq": true, "pp05.rq": true, "pp13.rq": true, "pp15.rq": true,
}

// run tells why a test fails, if it does.
func (c syntaxTest) run() error {
	err := parseFile(c.file)
	if !c.bad {
		return err
	}
	if err == nil {
		return errors.New("parsed, but is not SPARQL")
	}
	if e := new(Error); !errors.As(err, &e) || e.Line == 0 {
		return fmt.Errorf("not a syntax error with a place: %w", err)
	}
	return nil
}

// TestW3C runs the W3C suites. Its last lines give each suite's passed/total.
func TestW3C(t *testing.T) {
	root := suiteFolder(t)
	var summary strings.Builder
	for _, version := range []string{"sparql11", "sparql12"} {
		manifests, err := filepath.Glob(filepath.Join(root, version, "*", "manifest.ttl"))
		if err != nil {
			t.Fatal(err)
		}
		var passedAll, totalAll int
		for _, manifest := range manifests {
			passed, total := 0, 0
			for _, c := range readManifest(t, manifest) {
				total++
				name, err := filepath.Rel(root, c.file)
				if err != nil {
					t.Fatal(err)
				}
				err = c.run()
				if err == nil {
					passed++
				}
				if known := unmet[name] != ""; known == (err == nil) {
					t.Errorf("%s (%s): %v; known to fail: %v", name, c.name, err, known)
				}
			}
			if total > 0 {
				fmt.Fprintf(&summary, "%s/%s %d/%d\n", version, filepath.Base(filepath.Dir(manifest)), passed, total)
			}
			passedAll, totalAll = passedAll+passed, totalAll+total
		}
		fmt.Fprintf(&summary, "%s in all %d/%d\n", version, passedAll, totalAll)
	}
	passed, total := everyFile(t, root)
	fmt.Fprintf(&summary, "every .rq and .ru file of sparql11 that no test calls bad %d/%d\n", passed, total)
	fmt.Print(summary.String())
}

// everyFile parses the files that no manifest says not to be SPARQL, whether or
// not one names them.
func everyFile(t *testing.T, root string) (passed, total int) {
	bad, named := map[string]bool{}, map[string]bool{}
	manifests, _ := filepath.Glob(filepath.Join(root, "sparql11", "*", "manifest.ttl"))
	for _, manifest := range manifests {
		for _, c := range readManifest(t, manifest) {
			named[c.file] = true
			bad[c.file] = c.bad
		}
	}
	err := filepath.WalkDir(filepath.Join(root, "sparql11"), func(file string, _ fs.DirEntry, err error) error {
		if ext := filepath.Ext(file); err != nil || ext != ".rq" && ext != ".ru" || bad[file] || !named[file] && drafts[filepath.Base(file)] {
			return err
		}
		total++
		if err := parseFile(file); err != nil {
			t.Errorf("%s: %v", file, err)
			return nil
		}
		passed++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return passed, total
}
